from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.models import Cohort
from mentorship.review.actions.score import Said
from mentorship.review.core.scores import HIGHEST, LOWEST
from mentorship.review.models import (
    HEAVIEST,
    MOST_READERS,
    MOST_READINGS,
    ConflictKind,
    Criterion,
    Reading,
    Review,
)
from mentorship.review.models.conflict import DECLARED
from mentorship.review.models.interview import LONGEST, SHORTEST
from mentorship.review.models.review import FEWEST_READERS
from mentorship.review.queries.usual_rubric import Words
from portal.core import zones
from portal.core.years import YEARS
from portal.kit.readable_fields import LineField, TextField
from portal.ui.moment import zone_in_words

USUAL_READINGS = 15
MIDDLE = 3


class ReviewForm(forms.Form):
    readers_each = forms.TypedChoiceField(
        coerce=int,
        choices=[(n, n) for n in range(FEWEST_READERS, MOST_READERS + 1)],
        label=_("Readers for each application"),
        help_text=_("Where they disagree, one more is asked."),
    )
    due_on = forms.DateField(
        label=_("Last day for scores"),
        help_text=_("Readers are reminded at half-time and when it is over."),
    )

    def __init__(self, *args: Any, cohort: Cohort, review: Review | None) -> None:
        kept = {"readers_each": FEWEST_READERS, "due_on": cohort.review_until}
        if review:
            kept = {"readers_each": review.readers_each, "due_on": review.due_on}
        super().__init__(*args, initial=kept)
        self.cohort = cohort
        self.fields["due_on"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_due_on(self):
        due = self.cleaned_data["due_on"]
        if due.year not in YEARS:
            raise forms.ValidationError(_("The calendar has no such year."))
        if due > self.cohort.review_until:
            raise forms.ValidationError(
                _("Applicants were told that they hear from you before that.")
            )
        return due


class CriterionForm(forms.Form):
    name = LineField(max_length=80, label=_("Name"))
    asks = LineField(max_length=300, label=_("What readers ask themselves"))
    weight = forms.IntegerField(
        min_value=1,
        max_value=HEAVIEST,
        initial=1,
        label=_("Weight"),
        help_text=_("Beside the others: 2 counts twice as much as 1."),
    )
    low = LineField(max_length=160, label=_("1 means"))
    middle = LineField(max_length=160, required=False, label=_("3 means"))
    high = LineField(max_length=160, label=_("5 means"))

    def words(self) -> Words:
        return Words(**self.cleaned_data)


class ReviewerForm(forms.Form):
    who = LineField(
        max_length=254,
        label=_("Handle or mail address"),
        help_text=_("Of an account. They hear of it with their first applications."),
    )
    most = forms.IntegerField(
        min_value=1,
        max_value=MOST_READINGS,
        initial=USUAL_READINGS,
        label=_("Applications at most"),
    )
    organisation = LineField(
        max_length=160,
        required=False,
        label=_("Works for or studies with"),
        help_text=_("So that they are never given an application from there."),
    )


class ScoreForm(forms.Form):
    """Points for each criterion and words; whether all points are there is asked when it is given.

    `reason` is there where a score is revised.
    """

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion],
        reading: Reading,
        is_final: bool = False,
    ) -> None:
        kept = {f"points_{key}": points for key, points in reading.marks.items()}
        words = {"to_fellows": reading.to_fellows, "to_admins": reading.to_admins}
        super().__init__(*args, initial=kept | words)
        self.keys = [str(one.pk) for one in criteria]
        for one in criteria:
            self.fields[f"points_{one.pk}"] = forms.TypedChoiceField(
                required=is_final,
                coerce=int,
                empty_value=None,
                choices=[(n, point_words(one, n)) for n in range(LOWEST, HIGHEST + 1)],
                widget=forms.RadioSelect,
                label=one.name,
                help_text=one.asks,
            )
        self.fields["to_fellows"] = TextField(
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            label=_("To those who read it too"),
            help_text=_(
                "They see it once their own score is given. The applicant can read it, without "
                "your name, once they are decided about. It is deleted when the term is over."
            ),
        )
        self.fields["to_admins"] = TextField(
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            label=_("In confidence, to those who run the program"),
            help_text=_("It is deleted when the term is over."),
        )
        if reading.given_at:
            self.fields["reason"] = LineField(
                max_length=500,
                required=is_final,
                label=_("Why you change it"),
                help_text=_("It stays beside what your score was before, until the term is over."),
            )

    def said(self) -> Said:
        said = self.cleaned_data
        points = {key: said.get(f"points_{key}") for key in self.keys}
        return Said(
            marks={key: found for key, found in points.items() if found is not None},
            to_fellows=said["to_fellows"],
            to_admins=said["to_admins"],
        )


def point_words(criterion: Criterion, points: int) -> str:
    words = {LOWEST: criterion.low, MIDDLE: criterion.middle, HIGHEST: criterion.high}.get(points)
    return f"{points} · {words}" if words else str(points)


class ConflictForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in DECLARED],
        widget=forms.RadioSelect,
        label=_("Why you should not judge this one"),
    )
    words = LineField(
        max_length=300,
        required=False,
        label=_("More, if you like"),
        help_text=_("Read by those who run the program alone, and deleted when the term is over."),
    )

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"kind": ConflictKind(said["kind"]), "words": said["words"]}


class InterviewForm(forms.Form):
    """The wall clock is the admin's own; the applicant reads theirs."""

    day = forms.DateField(label=_("Day"))
    clock = forms.TimeField(label=_("Time"))
    minutes = forms.IntegerField(
        min_value=SHORTEST, max_value=LONGEST, initial=30, label=_("Minutes")
    )
    where = LineField(
        max_length=300, label=_("Where"), help_text=_("A link to the call, or a number.")
    )
    words = TextField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Your words to the applicant"),
        help_text=_("What you want to talk of, and what they do if the time is bad for them."),
    )

    def __init__(self, *args: Any, zone: str, now: datetime) -> None:
        super().__init__(*args)
        self.zone, self.now = zones.zone(zone), now
        self.fields["day"].widget = forms.DateInput(attrs={"type": "date"})
        self.fields["clock"].widget = forms.TimeInput(attrs={"type": "time"})
        self.fields["clock"].help_text = zone_in_words(zone)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day, clock = said.get("day"), said.get("clock")
        if day and day.year not in YEARS:
            self.add_error("day", _("The calendar has no such year."))
        elif day and clock:
            said["starts_at"] = zones.resolve_wall(datetime.combine(day, clock), self.zone).at
            if said["starts_at"] <= self.now:
                self.add_error("day", _("This is over."))
        return said

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {name: said[name] for name in ("starts_at", "minutes", "where", "words")}


class InterviewNoteForm(forms.Form):
    text = TextField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=_("Your notes of the talk"),
        help_text=_(
            "Yours alone until the talk begins; then also of who scores this application or runs "
            "the program. They are deleted when the term is over."
        ),
    )
