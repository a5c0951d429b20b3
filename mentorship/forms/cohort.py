from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.core.choices import MOST_CHOICES
from mentorship.core.phases import ANYWHERE_ON_EARTH
from mentorship.models import Cohort
from mentorship.models.cohort import MOST_ANSWER_DAYS
from portal.core import zones
from portal.core.years import YEARS

MOST_WEEKS = 52
USUAL_ANSWER_DAYS = 7


class CohortForm(forms.Form):
    """Dates as people say them; the last Sunday follows from the weeks."""

    name = forms.CharField(max_length=120, label=_("Name"), help_text=_("Like “Spring 2027”."))
    timezone = forms.ChoiceField(
        label=_("Days are those of"),
        help_text=_("A deadline is the end of its day there, or a time of that day."),
    )
    opens_on = forms.DateField(label=_("First day for applications"))
    closes_on = forms.DateField(label=_("Last day for applications"))
    closes_time = forms.TimeField(
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        label=_("Time of day it closes"),
        help_text=_("The last minute in time, on the same clocks. Empty: the end of the day."),
    )
    review_until = forms.DateField(label=_("All are read and answered by"))
    results_on = forms.DateField(label=_("Pairs are told on"))
    starts_on = forms.DateField(label=_("First Monday"))
    weeks = forms.IntegerField(min_value=2, max_value=MOST_WEEKS, label=_("Weeks"))
    midterm_on = forms.DateField(label=_("Half time"))
    answer_days = forms.IntegerField(
        min_value=1,
        max_value=MOST_ANSWER_DAYS,
        initial=USUAL_ANSWER_DAYS,
        required=False,
        label=_("Days to answer a match"),
        help_text=_("Who has not answered by the end of the last one is passed over."),
    )
    fills_places = forms.BooleanField(
        required=False,
        label=_("When a match ends, tell the next best at once, without a look of yours"),
    )
    most_choices = forms.IntegerField(
        min_value=0,
        max_value=MOST_CHOICES,
        initial=MOST_CHOICES,
        required=False,
        label=_("How many choices mentees may rank"),
        help_text=_("Of what there is to choose, such as projects. 0: nobody ranks anything."),
    )
    in_order = ("opens_on", "closes_on", "review_until", "results_on", "starts_on", "midterm_on")

    def __init__(self, *args: Any, cohort: Cohort | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=dates_of(cohort) if cohort else {}, **kwargs)
        kept = [cohort.timezone] if cohort else []
        places = dict.fromkeys([*kept, *zones.pickable()])
        self.fields["timezone"].choices = [
            (ANYWHERE_ON_EARTH, _("anywhere on Earth: the last place where it is still that day")),
            *((name, zones.place(name)) for name in places if name != ANYWHERE_ON_EARTH),
        ]
        for name in self.in_order:
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        days = [(name, said.get(name)) for name in self.in_order]
        for name, day in days:
            if day and day.year not in YEARS:
                self.add_error(name, _("The calendar has no such year."))
                return said
        for (before, earlier), (name, later) in pairwise(days):
            if not earlier or not later:
                continue
            may_meet = name in {"closes_on", "review_until", "starts_on"}
            if later < earlier or (later == earlier and not may_meet):
                self.add_error(
                    name,
                    _("This day has to come after “%(other)s”.")
                    % {"other": self.fields[before].label},
                )
        self.refuse_skipped_time(said)
        starts, weeks, midterm = said.get("starts_on"), said.get("weeks"), said.get("midterm_on")
        if starts and starts.weekday():
            self.add_error("starts_on", _("This is no Monday."))
        if starts and weeks:
            said["ends_on"] = starts + timedelta(days=7 * weeks - 1)
            if midterm and midterm > said["ends_on"]:
                self.add_error("midterm_on", _("By then the weeks are over."))
        return said

    def clean_closes_time(self) -> time | None:
        """The last minute of a day is its end, however it is said."""
        said = self.cleaned_data["closes_time"]
        return None if said == time(23, 59) else said

    def refuse_skipped_time(self, said: dict[str, Any]) -> None:
        zone, day, at = (said.get(name) for name in ("timezone", "closes_on", "closes_time"))
        if zone and day and at:
            wall = datetime.combine(day, at)
            if zones.resolve_wall(wall, zones.zone(zone)).is_gap:
                self.add_error(
                    "closes_time", _("Clocks jump over this time on that day. Choose another.")
                )

    def facts(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name != "weeks"}
        said["answer_days"] = said["answer_days"] or USUAL_ANSWER_DAYS
        if said["most_choices"] is None:
            said["most_choices"] = MOST_CHOICES
        return said


def dates_of(cohort: Cohort) -> dict[str, Any]:
    names = (
        "name",
        "timezone",
        "closes_time",
        "weeks",
        "answer_days",
        "fills_places",
        "most_choices",
    )
    return {name: getattr(cohort, name) for name in (*names, *CohortForm.in_order)}


class NewCohortForm(CohortForm):
    key = forms.SlugField(
        max_length=80,
        label=_("Key"),
        help_text=_("Part of addresses and commands, like “mentorship-2027-spring”."),
    )
    field_order = ["name", "key"]

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        if key == "new" or Cohort.objects.filter(key=key).exists():
            raise forms.ValidationError(_("This key is taken."))
        return key
