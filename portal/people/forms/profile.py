from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.core import zones
from portal.core.handles import LONGEST, SHORTEST, HandleRefused, read_handle
from portal.core.person_name import readable, readable_lines
from portal.people.models import Audience, Part, Profile
from portal.people.models.profile import MOST_HOURS
from portal.ui.long_select import LongSelect

LONGEST_NAME = Profile._meta.get_field("display_name").max_length  # noqa: SLF001  # Django's public name
LONGEST_PRONOUNS = Profile._meta.get_field("pronouns").max_length  # noqa: SLF001  # the same
LONGEST_ABOUT = Profile._meta.get_field("about").max_length  # noqa: SLF001  # the same
HANDLE_REFUSED = {
    "length": _("A handle has %(shortest)s to %(longest)s characters.")
    % {"shortest": SHORTEST, "longest": LONGEST},
    "shape": _("A handle has only the letters a to z, digits and single hyphens between them."),
    "number": _("A handle needs a letter."),
    "reserved": _("This handle could be taken for the portal or its staff. Choose another one."),
}

SHOWN_TO = [
    ("", _("Nobody else")),
    (Audience.MEMBERS.value, _("Members")),
    (Audience.EVERYONE.value, _("Everyone")),
]


def zone_choices() -> list[tuple[str, object]]:
    """Places by continent, under the names they have in the zone data."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in zones.pickable():
        if "/" in name:
            groups.setdefault(name.split("/")[0], []).append((name, zones.place(name)))
    return [("", _("Not chosen")), ("UTC", "UTC"), *groups.items()]


class ZoneField(forms.CharField):
    """A place of the list, or another spelling of one as browsers send it."""

    def __init__(self, **kwargs):
        super().__init__(max_length=64, required=False, **kwargs)
        self.widget = LongSelect(choices=zone_choices())

    def clean(self, value):
        name = super().clean(value)
        try:
            return zones.picked(name) if name else ""
        except zones.UnknownZone as error:
            raise forms.ValidationError(str(error)) from error


class WelcomeForm(forms.Form):
    display_name = forms.CharField(
        label=_("Your name"),
        help_text=_("As others should call you; it need not be the one on your passport."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    timezone = ZoneField(
        label=_("Time zone"),
        help_text=_("The place whose clock you live by. Meetings are shown in its time."),
    )

    def clean_display_name(self):
        return readable(self.cleaned_data["display_name"])


class ProfileForm(WelcomeForm):
    handle = forms.CharField(
        label=_("Handle"),
        help_text=_(
            "Your name in addresses, such as /people/ada/. Letters a to z, digits, hyphens. "
            "When you change it, the old one is free for others."
        ),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    pronouns = forms.CharField(
        label=_("Pronouns"),
        help_text=_("For example: she/her, they/them."),
        max_length=LONGEST_PRONOUNS,
        required=False,
    )
    about = forms.CharField(
        label=_("About you"),
        help_text=_("What you do, what you care about. Up to %(letters)s letters.")
        % {"letters": LONGEST_ABOUT},
        max_length=LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    hours_per_week = forms.IntegerField(
        label=_("Hours a week"),
        help_text=_("How much time you can give. Mentorship programs ask for it."),
        min_value=1,
        max_value=MOST_HOURS,
        required=False,
    )
    field_order = ["display_name", "handle", "pronouns", "about", "hours_per_week", "timezone"]

    def clean_handle(self):
        typed = self.cleaned_data["handle"]
        if not typed:
            return None
        try:
            return read_handle(typed, foundation=settings.FOUNDATION_NAME)
        except HandleRefused as refused:
            raise forms.ValidationError(HANDLE_REFUSED[refused.why]) from refused

    def clean_pronouns(self):
        return readable(self.cleaned_data["pronouns"])

    def clean_about(self):
        return readable_lines(self.cleaned_data["about"])


class DisclosureForm(forms.Form):
    """One field a part; its value is the audience, empty for nobody."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="shows", **kwargs)
        for part in Part:
            self.fields[part.value] = forms.ChoiceField(
                label=part.label,
                choices=SHOWN_TO,
                required=False,
                widget=forms.Select(attrs={"data-shows": part.value}),
            )

    def audiences(self) -> dict[str, str]:
        return {part: audience for part, audience in self.cleaned_data.items() if audience}
