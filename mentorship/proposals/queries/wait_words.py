"""A proposal's state in plain words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.proposals.core.approvals import Approver, Part, Wait

PART_WORDS = {
    Part.TITLE: gettext_lazy("title"),
    Part.DESCRIPTION: gettext_lazy("description"),
    Part.GROUP: gettext_lazy("group"),
    Part.SKILLS: gettext_lazy("skills"),
    Part.PLACES: gettext_lazy("places"),
    Part.MENTORS: gettext_lazy("mentors"),
    Part.PREREQUISITES: gettext_lazy("how to prepare"),
    Part.UPSTREAM: gettext_lazy("link to the work"),
}


def wait_words(wait: Wait, *, group: str) -> str:
    if wait.approver is Approver.MENTORS:
        if not wait.names:
            return _("a mentor: nobody has agreed to be one")
        return _("%(names)s to confirm in person") % {"names": ", ".join(wait.names)}
    if wait.approver is Approver.GROUP:
        return _("somebody who speaks for %(group)s") % {"group": group}
    return _("the people who run the program")


def part_words(parts: Iterable[str]) -> str:
    """Names of parts that an older house had and this one does not know are left out."""
    known = set(Part)
    return ", ".join(str(PART_WORDS[Part(part)]) for part in parts if part in known)
