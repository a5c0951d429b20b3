"""For whom a time is looked for, on whose clock, and how long."""

import re
from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.core.time_finder import Attendee
from initiatives.models import Initiative
from portal.core.text_zones import place_named
from portal.people.forms.profile import ZoneField

MOST_PEOPLE = 200
LENGTHS = [(30, "30"), (45, "45"), (60, "60"), (90, "90"), (120, "120")]


class TimeFinderForm(forms.Form):
    """Its answers stand in the address: an organizer can show them to another one."""

    initiative = forms.ChoiceField(label=gettext_lazy("Group"))
    timezone = ZoneField(
        label=gettext_lazy("Whose clock it keeps"),
        help_text=gettext_lazy(
            "The place whose time stays the same all year. Everybody else sees their own time."
        ),
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Lasts, in minutes"), choices=LENGTHS, coerce=int, initial=60
    )
    places = forms.CharField(
        label=gettext_lazy("Also count people in"),
        help_text=gettext_lazy("Cities, with a number where there are several: Berlin 3, Tokyo."),
        required=False,
        max_length=500,
        strip=True,
    )

    def __init__(self, *args, groups: Collection[Initiative], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.groups = {group.slug: group for group in groups}
        self.fields["initiative"].choices = [(group.slug, group.name) for group in groups]

    def clean_initiative(self) -> Initiative:
        return self.groups[self.cleaned_data["initiative"]]

    def clean_timezone(self) -> str:
        if not self.cleaned_data["timezone"]:
            raise forms.ValidationError(_("Choose a place."))
        return self.cleaned_data["timezone"]

    def clean_places(self) -> list[Attendee]:
        people: list[Attendee] = []
        told = " ".join(self.cleaned_data["places"].split())
        for piece in filter(None, map(str.strip, told.split(","))):
            name, number = re.fullmatch(r"(.*?)\s*x?\s*(\d{0,3})", piece).groups()
            tzid = place_named(name)
            if not tzid:
                raise forms.ValidationError(
                    _("No place we know is called “%(name)s”. Try the next larger city.")
                    % {"name": name[:64]}
                )
            people += [Attendee(tzid)] * int(number or 1)
        if len(people) > MOST_PEOPLE:
            raise forms.ValidationError(_("That is more than %(n)d people.") % {"n": MOST_PEOPLE})
        return people
