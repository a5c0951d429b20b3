"""When a meeting takes place, as its organizer says it: a first date and a rhythm."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.actions.horizon import AHEAD
from events.core import rhythm
from events.core.describe import describe
from events.core.recurrence import MAX_TEXT, RuleRefused, Schedule, parse_rule
from events.core.rhythm import Every, Rhythm
from events.models import Slot
from events.queries.meeting_entries import slot_entry
from events.queries.rule_dates import from_next_date, rule_error
from initiatives.core.catalog_entry import SlotEntry
from portal.core import zones
from portal.core.text_tokens import LONGEST
from portal.core.text_zones import LABELS
from portal.core.years import YEARS
from portal.people.forms.profile import zone_choices
from portal.ui.long_select import LongSelect

ONCE, WEEKLY, FORTNIGHTLY, WEEKS, WEEKDAY, DAY, KEEP = (
    *("once", "weekly", "fortnightly", "weeks"),
    *("weekday", "day", "keep"),
)
REPEATS = [
    (ONCE, gettext_lazy("Once")),
    (WEEKLY, gettext_lazy("Every week")),
    (FORTNIGHTLY, gettext_lazy("Every 2 weeks: the first date says which ones")),
    (WEEKS, gettext_lazy("Every few weeks")),
    (WEEKDAY, gettext_lazy("Every month on a weekday, such as the second Wednesday")),
    (DAY, gettext_lazy("Every month on the day of the first date, such as the 15th")),
]
AS_FIRST_DATE = ("", gettext_lazy("as the first date"))
POSITIONS = [
    AS_FIRST_DATE,
    (1, gettext_lazy("first")),
    (2, gettext_lazy("second")),
    (3, gettext_lazy("third")),
    (4, gettext_lazy("fourth")),
    (-1, gettext_lazy("last")),
]
WEEKDAYS = [
    AS_FIRST_DATE,
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
    (5, gettext_lazy("Saturday")),
    (6, gettext_lazy("Sunday")),
]
LONGEST_AGO = timedelta(days=366)


class DateField(forms.DateField):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError(_("The calendar has no such year."))
        return day


class PlaceField(forms.CharField):
    """A place whose clock the meeting keeps. Letters such as EST are answered with places."""

    def __init__(self, **kwargs):
        super().__init__(max_length=64, **kwargs)
        self.widget = LongSelect(choices=zone_choices())
        self.widget.is_required = self.required

    def offer(self, tzid: str) -> None:
        """Also a zone no form offers, which a meeting has from elsewhere."""
        self.kept = tzid
        if tzid not in zones.pickable():
            self.widget.choices = [*self.widget.choices, (tzid, tzid)]

    def clean(self, value):
        name = super().clean(value)
        if name and name == getattr(self, "kept", ""):
            return name
        try:
            return zones.picked(name) if name else ""
        except zones.AmbiguousZone as error:
            raise forms.ValidationError([str(error), *places_meant(name)]) from error
        except zones.UnknownZone as error:
            raise forms.ValidationError(str(error)) from error


def places_meant(label: str) -> list[str]:
    places = LABELS[label].places if label in LABELS else ()
    if not places:
        return []
    words = ", ".join(f"{zones.place(place)} ({place})" for place in places if "/" in place)
    return [_("Did you mean the time in %(places)s?") % {"places": words}]


class ScheduleForm(forms.Form):
    """`when` is the schedule once its fields are right, whatever else is still missing; `offer` is
    a first date that would fit. `words` fill in the other fields when somebody asks for it; a rule
    there is no choice for stays as it is in `rrule`."""

    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Such as “every other Tuesday at 16:00 Berlin time”."),
        max_length=LONGEST,
        required=False,
    )
    rrule = forms.CharField(widget=forms.HiddenInput, max_length=MAX_TEXT, required=False)
    first_date = DateField(label=gettext_lazy("First date"))
    time = forms.TimeField(
        label=gettext_lazy("Begins at"),
        help_text=gettext_lazy("On the clock of the place below, on a 24-hour clock."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M"],
        required=False,
    )
    timezone = PlaceField(
        label=gettext_lazy("Whose clock it keeps"),
        help_text=gettext_lazy(
            "The place whose time stays the same all year. Everybody else sees their own time."
        ),
    )
    repeat = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=REPEATS,
        initial=WEEKLY,
        widget=forms.RadioSelect,
    )
    weeks = forms.IntegerField(
        label=gettext_lazy("Every how many weeks"),
        min_value=1,
        max_value=rhythm.MOST_WEEKS,
        required=False,
    )
    position = forms.TypedChoiceField(
        label=gettext_lazy("Which one of the month"),
        choices=POSITIONS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("On which weekday"),
        choices=WEEKDAYS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    until = DateField(
        label=gettext_lazy("Last date"),
        help_text=gettext_lazy("Leave it empty if the meeting goes on."),
        required=False,
    )

    SCHEDULE = (
        *("first_date", "time", "timezone"),
        *("repeat", "weeks", "position", "weekday", "until"),
    )

    def __init__(
        self,
        *args,
        now: datetime,
        slot: Slot | None = None,
        since: date | None = None,
        is_all_day: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.now, self.slot, self.since, self.is_all_day = now, slot, since, is_all_day
        self.when: SlotEntry | None = None
        self.offer: date | None = None
        if slot:
            self.fields["timezone"].offer(slot.tzid)
        as_it_is = slot.rrule if slot and rhythm_of(slot) is None else ""
        self.kept = self.data.get("rrule") or as_it_is
        start = datetime.combine(slot.start_date, slot.start_time) if slot else now
        if words := rule_words(self.kept, start):
            choices = [(KEEP, _("As it is: %(words)s") % {"words": words}), *REPEATS]
            self.fields["repeat"].choices = choices

    def clean(self):
        good = super().clean()
        if self.is_all_day:
            good["time"] = time.min
        elif good.get("time") is None and "time" not in self.errors:
            required = self.fields["time"].error_messages["required"]
            self.add_error("time", forms.ValidationError(required, code="required"))
        if not self.errors.keys() & {*self.SCHEDULE}:
            self.when = self.schedule(good)
        return good

    def schedule(self, good: dict) -> SlotEntry | None:
        first = good["first_date"]
        if good["repeat"] == KEEP:
            rrule = self.kept
        else:
            chosen = self.rhythm(good)
            if chosen is None:
                return None
            if not rhythm.fits(chosen, first):
                self.refuse_first_date(first, chosen)
                return None
            rrule = str(rhythm.rule_of(chosen) or "")
        when = SlotEntry(
            start=datetime.combine(first, good["time"]),
            tz=good["timezone"],
            rrule=rrule,
            until=good["until"] if rrule else None,
        )
        return self.begun(when) if self.is_possible(when) else None

    def rhythm(self, good: dict) -> Rhythm | None:
        """What is left open follows from the first date."""
        first = good["first_date"]
        weekday = first.weekday() if good["weekday"] is None else good["weekday"]
        position = good["position"] or position_of(first)
        match good["repeat"]:
            case "weekly":
                return rhythm.weekly(1, weekday)
            case "fortnightly":
                return rhythm.weekly(2, weekday)
            case "weeks":
                if good["weeks"] is None:
                    self.add_error("weeks", _("Say every how many weeks."))
                    return None
                return rhythm.weekly(good["weeks"], weekday)
            case "weekday":
                return rhythm.by_weekday(position, weekday)
            case "day":
                return rhythm.by_day(first.day)
            case _:
                return rhythm.once()

    def refuse_first_date(self, first: date, chosen: Rhythm) -> None:
        self.offer = rhythm.next_fitting(chosen, max(first, self.now.date()))
        self.add_error(
            "first_date",
            _("%(day)s does not fit how often it meets. The next date that does is %(next)s.")
            % {"day": format_date(first, "l j F Y"), "next": format_date(self.offer, "l j F Y")},
        )

    def is_possible(self, when: SlotEntry) -> bool:
        """Adds the error if not."""
        here, today = zones.zone(when.tz), self.now.date()
        is_as_before = bool(self.slot) and when.start.date() == self.slot.start_date
        if problem := rule_error(when.rrule, when.until, when.start):
            self.add_error("until" if when.until else "first_date", problem)
        elif zones.resolve_wall(when.start, here).is_gap:
            said = {"time": f"{when.start:%H:%M}", "day": format_date(when.start, "j F Y")}
            self.add_error("time", _("Clocks there never show %(time)s on %(day)s.") % said)
        elif self.since and when.start.date() < self.since:
            first = format_date(self.since, "j F Y")
            self.add_error("first_date", _("Choose %(day)s or a later date.") % {"day": first})
        elif when.start.date() > (self.now + AHEAD).date():
            self.add_error("first_date", _("Choose a date in the next eighteen months."))
        elif not is_as_before and not when.rrule and self.is_over(when):
            self.add_error("first_date", _("This date is past."))
        elif not is_as_before and when.start.date() < today - LONGEST_AGO:
            self.add_error("first_date", _("Choose a date of the last twelve months or later."))
        return not self.errors.keys() & {*self.SCHEDULE}

    def is_over(self, when: SlotEntry) -> bool:
        return zones.resolve_wall(when.start, zones.zone(when.tz)).at <= self.now

    def begun(self, when: SlotEntry) -> SlotEntry:
        if self.slot is None or when == slot_entry(self.slot):
            return when
        return from_next_date(when, self.now)


def position_of(day: date) -> int:
    """A fifth Wednesday is the last one; what comes every month is the first to fourth, or that."""
    number = (day.day - 1) // rhythm.WEEK + 1
    return number if number in rhythm.POSITIONS else -1


def rule_words(rrule: str, start: datetime) -> str:
    """Empty for no rule, and for one no meeting may follow."""
    try:
        rule = parse_rule(rrule) if rrule else None
    except RuleRefused:
        return ""
    planned = Schedule(start, "UTC", timedelta(days=1), rule, is_all_day=True)
    return describe(planned) if rule else ""


def rhythm_of(slot: Slot) -> Rhythm | None:
    return rhythm.rhythm_of(parse_rule(slot.rrule) if slot.rrule else None, slot.start_date)


def schedule_as_chosen(slot: Slot) -> dict[str, object]:
    shown: dict[str, object] = {
        "first_date": slot.start_date,
        "time": slot.start_time,
        "timezone": slot.tzid,
        "until": slot.until_date,
        "repeat": KEEP,
        "rrule": "",
    }
    found = rhythm_of(slot)
    match found.every if found else None:
        case Every.ONCE:
            shown["repeat"] = ONCE
        case Every.WEEKS:
            repeat = {1: WEEKLY, 2: FORTNIGHTLY}.get(found.weeks, WEEKS)
            shown |= {"repeat": repeat, "weeks": found.weeks, "weekday": found.weekday}
        case Every.WEEKDAY_OF_MONTH:
            shown |= {"repeat": WEEKDAY, "position": found.position, "weekday": found.weekday}
        case Every.DAY_OF_MONTH:
            shown["repeat"] = DAY
        case _:
            shown["rrule"] = slot.rrule
    return shown
