"""A meeting as its organizer describes it: what it is, where, and when."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.actions.series import LONGEST_TITLE, Facts
from events.models import Kind, Series, Slot
from events.models.series import DAY_MINUTES, MAX_DAYS, MAX_MINUTES
from initiatives.core.catalog_entry import SlotEntry
from initiatives.models import Initiative
from portal.ui.long_select import LongSelect

from .https_field import HttpsField
from .schedule import WEEKS, DateField, ScheduleForm, schedule_as_chosen
from .turns import IN_TURN, may_take_turns, second_time

MOST_SEATS = 100_000


class MeetingForm(ScheduleForm):
    """Facts and schedule of a meeting."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    is_all_day = forms.BooleanField(
        label=gettext_lazy("Whole days, such as a conference or the day of a deadline"),
        required=False,
    )
    days = forms.IntegerField(
        label=gettext_lazy("How many days"),
        min_value=1,
        max_value=MAX_DAYS,
        initial=1,
        required=False,
    )
    duration_minutes = forms.IntegerField(
        label=gettext_lazy("Lasts, in minutes"),
        min_value=5,
        max_value=MAX_MINUTES,
        initial=60,
        required=False,
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("Leave it empty if people meet on the call only."),
        max_length=200,
        required=False,
    )
    place_url = HttpsField(
        label=gettext_lazy("Link to a map"),
        help_text=gettext_lazy("Leave it empty and people can search the place on a map."),
    )
    is_open_to_newcomers = forms.BooleanField(
        label=gettext_lazy("Open to newcomers"), required=False
    )
    has_introductions = forms.BooleanField(
        label=gettext_lazy("The first ten minutes are introductions"), required=False
    )
    join_url = HttpsField(
        label=gettext_lazy("Link to the call"),
        help_text=gettext_lazy("Stands on no page and in no feed: people are sent on from here."),
    )
    notes_url = HttpsField(label=gettext_lazy("Link to the notes"))
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"),
        help_text=gettext_lazy("Leave it empty if there is room for everybody."),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
    )

    def __init__(self, *args, now: datetime, slots: Sequence[Slot] = (), **kwargs):
        """Of several slots each has a form of its own."""
        slot = slots[0] if len(slots) == 1 else None
        is_all_day = bool((kwargs.get("initial") or {}).get("is_all_day"))
        super().__init__(*args, now=now, slot=slot, is_all_day=is_all_day, **kwargs)
        self.has_schedule = len(slots) < 2
        if not self.has_schedule:
            for name in ("words", *self.SCHEDULE):
                del self.fields[name]

    def facts(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in Facts.__dataclass_fields__})

    def clean(self):
        good = self.cleaned_data
        self.is_all_day = good.get("is_all_day", False)
        if self.is_all_day:
            good["duration_minutes"] = (good.get("days") or 1) * DAY_MINUTES
            self.errors.pop("duration_minutes", None)
        elif good.get("duration_minutes") is None and "duration_minutes" not in self.errors:
            self.add_error("duration_minutes", _("Say how long it lasts."))
        if good.get("place_url") and not good.get("place"):
            self.add_error("place", _("Say what the place on the map is called."))
        return super().clean() if self.has_schedule else good


class NewMeetingForm(MeetingForm):
    initiative = forms.ChoiceField(label=gettext_lazy("Group"), widget=LongSelect)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What people call it. Under 60 characters are easiest to read."),
        max_length=LONGEST_TITLE,
    )
    turn_date = DateField(
        label=gettext_lazy("First date of the other time"),
        help_text=gettext_lazy("In a week in which the first one does not meet."),
        required=False,
    )
    turn_time = forms.TimeField(
        label=gettext_lazy("The other time begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M"],
        required=False,
    )

    def __init__(self, *args, groups: Collection[Initiative], **kwargs):
        super().__init__(*args, **kwargs)
        self.turn: SlotEntry | None = None
        self.groups = {group.slug: group for group in groups}
        names = [(group.slug, group.name) for group in groups]
        self.fields["initiative"].choices = names if len(names) == 1 else [("", "---"), *names]

    @property
    def takes_turns(self) -> bool:
        """Somebody asks for a second time: the fields for it are of no use to others."""
        return any(self[name].value() for name in IN_TURN.values())

    def clean_initiative(self) -> Initiative:
        return self.groups[self.cleaned_data["initiative"]]

    def clean(self):
        good = super().clean()
        other = second_time(self.data, now=self.now)
        if other and self.when:
            self.clean_turn(other, self.when, good)
        return good

    def clean_turn(self, other: ScheduleForm, first: SlotEntry, good: dict) -> None:
        if self.is_all_day or not may_take_turns(good["repeat"]):
            words = _("Two times take turns when each meets every 2 weeks or every few weeks.")
            self.add_error("repeat", words)
        elif not other.is_valid():
            for name, there in IN_TURN.items():
                for error in other.errors.as_data().get(name, ()):
                    self.add_error(there, error)
        elif (other.when.start.date() - first.start.date()).days % self.days_apart(good) == 0:
            self.add_error("turn_date", _("The first time meets on these days already."))
        else:
            self.turn = other.when

    def days_apart(self, good: dict) -> int:
        return 7 * (good["weeks"] or 1 if good["repeat"] == WEEKS else 2)


def days_meant(said: str, series: Series | None) -> int:
    """Of a form that may be half filled in; one about a single time of a meeting does not ask."""
    if said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= MAX_DAYS:
        return int(said)
    return max(1, series.duration_minutes // DAY_MINUTES) if series else 1


def as_chosen(series: Series, slots: Sequence[Slot]) -> dict[str, object]:
    """What the form shows for a meeting there is."""
    shown = {name: getattr(series, name) for name in Facts.__dataclass_fields__}
    if series.is_all_day:
        shown["days"] = series.duration_minutes // DAY_MINUTES
    return shown | (schedule_as_chosen(slots[0]) if len(slots) == 1 else {})
