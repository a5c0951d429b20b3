from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.languages import LANGUAGES, label
from portal.people.models import LanguageLevel
from portal.ui.long_select import LongSelect


def language_choices() -> list[tuple[str, str]]:
    """In the reader's language with its own name beside it, in the order of the former."""
    named = [(code, label(code, gettext(one.name))) for code, one in LANGUAGES.items()]
    return sorted(named, key=lambda choice: choice[1].casefold())


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), widget=LongSelect)
    level = forms.ChoiceField(
        label=_("How well?"), choices=LanguageLevel.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose a language")), *language_choices()]
