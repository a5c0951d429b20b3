from typing import Any

from django.utils.translation import gettext as _

from mentorship.core.questions import NO, YES


def answer_words(answer: Any) -> str:
    """As people read it."""
    if isinstance(answer, list):
        return ", ".join(answer)
    return {YES: _("Yes"), NO: _("No")}.get(answer, str(answer))
