from datetime import datetime
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from events.actions.series import LONGEST_TITLE
from events.forms.schedule import DateField
from events.models import Occurrence, Slot
from portal.core import zones
from portal.core.person_name import readable
from portal.ui.moment import zone_in_words

LONGEST_REASON = 300


class ReasonForm(forms.Form):
    """Why the organizers change one date: everybody reads it."""

    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Everybody can read it: on the page and in the notice. You may leave it out."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class MoveForm(ReasonForm):
    """To which wall-clock time in the date's own zone."""

    date = DateField(label=_("New date"))
    time = forms.TimeField(
        label=_("New time"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    field_order = ["date", "time", "reason"]

    def __init__(self, *args, occurrence: Occurrence, **kwargs):
        here = occurrence.starts_at.astimezone(zones.zone(occurrence.tzid))
        super().__init__(
            *args, initial={"date": here.date(), "time": here.time()}, auto_id="move-%s", **kwargs
        )
        self.fields["time"].help_text = _("In %(zone)s: the time of the group.") % {
            "zone": zone_in_words(occurrence.tzid)
        }

    def clean_time(self):
        return self.cleaned_data["time"].replace(second=0)

    @property
    def to(self) -> datetime:
        return datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"])


class RenameForm(forms.Form):
    title = forms.CharField(
        label=_("Title of this date"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("Leave it empty for the title all dates have."),
    )

    def __init__(self, *args, occurrence: Occurrence, **kwargs):
        initial = {"title": occurrence.override_title}
        super().__init__(*args, initial=initial, label_suffix="", auto_id="title-%s", **kwargs)


class AddForm(ReasonForm):
    """One more date, on the clock of `slot` unless another zone is sent."""

    date = DateField(label=_("Date"))
    time = forms.TimeField(
        label=_("Begins at"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    title = forms.CharField(
        label=_("Title of this date"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("Leave it empty for the title all dates have."),
    )
    tzid = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ["date", "time", "title", "reason"]

    def __init__(self, *args, slot: Slot | None, is_all_day: bool, **kwargs):
        self.zone = slot.tzid if slot else "UTC"
        initial = {"time": slot.start_time if slot else None, "tzid": self.zone}
        super().__init__(*args, initial=initial, auto_id="add-%s", **kwargs)
        self.fields["time"].help_text = _("In %(zone)s: the time of the group.") % {
            "zone": zone_in_words(self.zone)
        }
        if is_all_day:
            self.fields["time"].widget = forms.HiddenInput()

    def clean_tzid(self):
        name = self.cleaned_data["tzid"] or self.zone
        if name not in zones.known():
            raise forms.ValidationError(str(zones.UnknownZone(name)))
        return name

    def date_added(self) -> dict:
        good = self.cleaned_data
        return {
            "at": datetime.combine(good["date"], good["time"]),
            "tzid": good["tzid"],
            "title": good["title"],
            "reason": good["reason"],
        }


class OpenRosterForm(forms.Form):
    """Why somebody who does not arrange the meeting reads who comes."""

    reason = forms.CharField(
        label=_("Why do you look?"),
        max_length=LONGEST_REASON,
        help_text=_("Written into the audit log with your account and the time."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="why-%s", **kwargs)


class SeatsField(forms.TypedMultipleChoiceField):
    """Public ids. Which of them exist is asked later: a seat may be given back meanwhile."""

    def __init__(self, **kwargs):
        super().__init__(coerce=UUID, required=False, **kwargs)

    def valid_value(self, value):
        return True


class CameForm(forms.Form):
    """Who was on the list shown, and who of them came."""

    shown = SeatsField()
    came = SeatsField()

    def organisations(self) -> dict[UUID, str]:
        """As they were typed beside each; what is not there stays as it is."""
        typed = ((key, self.data.get(f"org-{key}")) for key in self.cleaned_data["shown"])
        return {key: readable(word)[:120] for key, word in typed if word is not None}
