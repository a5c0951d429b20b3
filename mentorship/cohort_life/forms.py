"""What the buttons of a pair and of the desk say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.cohort_life.core.rounds import RoundName
from mentorship.cohort_life.core.silence import LONGEST, Ladder, LadderOutOfOrder, Side
from mentorship.cohort_life.core.weeks import MOST_WEEKS
from mentorship.cohort_life.models import KickoffStep, LineKind, Meets, Recommends, Verdict, Word
from mentorship.cohort_life.models.evaluation import (
    LONGEST_WORDS,
    MENTEES_WORDS,
    MENTORS_WORDS,
    ROUNDS,
)
from mentorship.cohort_life.models.note import LONGEST_NOTE
from mentorship.models import MOST_MENTEES

MOST_WEEKS_MORE = 12
DAY = forms.DateInput(attrs={"type": "date"})


class CheckInForm(forms.Form):
    week = forms.IntegerField(min_value=1, max_value=MOST_WEEKS)
    word = forms.ChoiceField(choices=Word.choices)


class KickoffForm(forms.Form):
    step = forms.ChoiceField(choices=KickoffStep.choices)
    is_done = forms.BooleanField(required=False)


class PlanForm(forms.Form):
    kind = forms.ChoiceField(
        choices=LineKind.choices,
        label=_("What it is"),
        help_text=_("A goal says where you want to be, a milestone what is done by a day."),
    )
    text = forms.CharField(max_length=200, label=_("In one line"))
    due_on = forms.DateField(
        required=False, widget=DAY, label=_("By which day"), help_text=_("A milestone needs one.")
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == LineKind.MILESTONE and not cleaned.get("due_on"):
            self.add_error("due_on", _("By which day? A milestone needs one."))
        return cleaned


class LineForm(forms.Form):
    """`what` happens with a line of the plan."""

    line = forms.UUIDField()
    what = forms.ChoiceField(choices=[(word, word) for word in ("reached", "open", "remove")])


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4}), label=_("Note")
    )
    is_private = forms.TypedChoiceField(
        choices=[("yes", _("Only I")), ("no", _("Both of us"))],
        coerce=lambda word: word == "yes",
        initial="yes",
        widget=forms.RadioSelect,
        label=_("Who reads it"),
        help_text=_("The people who run the program never do."),
    )


class NoteRemovalForm(forms.Form):
    note = forms.UUIDField()


class HereForm(forms.Form):
    word = forms.CharField(
        max_length=300,
        required=False,
        label=_("A word to the people who run the program"),
        help_text=_("You may leave it empty. They read it as it stands; the other one does not."),
    )


class PauseForm(forms.Form):
    last_day = forms.DateField(
        widget=DAY,
        label=_("Rest until"),
        help_text=_("The last day of the pause, at most sixty days ahead."),
    )


class PathShareForm(forms.Form):
    to_mentor = forms.BooleanField(
        required=False,
        label=_("My mentor"),
        help_text=_(
            "Once a week at most we also write to them which steps you did, so that they can say "
            "a word about it."
        ),
    )
    to_program = forms.BooleanField(
        required=False,
        label=_("The people who run the program"),
        help_text=_("All of them, on their pages about you and about the cohort."),
    )
    with_waits = forms.BooleanField(
        required=False,
        label=_("Also for whom my next step waits, and since when"),
        help_text=_("For you, for your mentor, or for somebody to look at what you showed."),
    )


class LeaveForm(forms.Form):
    not_again = forms.BooleanField(
        required=False,
        label=_("Never pair us again"),
        help_text=_(
            "In this and in every later cohort. Nobody is told, neither the other one nor the "
            "people who run the program; they could guess it only if they pinned you two together."
        ),
    )


class EvaluationForm(forms.Form):
    """Five questions, the last one for those who run the program alone."""

    meets = forms.ChoiceField(choices=Meets.choices, widget=forms.RadioSelect, label=_("You meet"))
    progress = forms.TypedChoiceField(
        choices=[(1, _("1: none")), (2, "2"), (3, "3"), (4, "4"), (5, _("5: a lot"))],
        coerce=int,
        widget=forms.RadioSelect,
        label=_("Progress towards your goals"),
    )
    helps = forms.CharField(
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What helps, what would help more"),
        help_text=_("The other one reads this, once both of you have answered or time is up."),
    )
    recommends = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What you recommend"),
        help_text=_("Only the people who run the program read this."),
    )
    to_admins = forms.CharField(
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Anything else for the people who run the program"),
        help_text=_("Only they read this."),
    )

    def __init__(self, *args, side: Side, **kwargs):
        super().__init__(*args, **kwargs)
        words = MENTORS_WORDS if side is Side.MENTOR else MENTEES_WORDS
        self.fields["recommends"].choices = [(w.value, Recommends(w).label) for w in words]


class LadderForm(forms.Form):
    nudge, ask, tell, propose = (
        forms.IntegerField(min_value=1, max_value=LONGEST, label=label)
        for label in (
            _("Days of silence until the silent one is reminded"),
            _("… until both are asked"),
            _("… until you are told"),
            _("… until both are offered an end without fault"),
        )
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                Ladder(**cleaned)
            except LadderOutOfOrder:
                raise forms.ValidationError(
                    _("Each step comes later than the one before.")
                ) from None
        return cleaned


class SettleForm(forms.Form):
    round = forms.ChoiceField(choices=ROUNDS, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        choices=[
            (Verdict.PASS, _("Pass: it goes on as planned, or has reached its end well")),
            (Verdict.EXTEND, _("Extend: this pair goes on longer than the cohort")),
            (Verdict.END, _("End: this pair ends now")),
        ],
        widget=forms.RadioSelect,
        label=_("What you decide"),
    )
    weeks = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_WEEKS_MORE,
        label=_("Weeks beyond the end of the cohort"),
        help_text=_("Only for an extension, 1 to 12."),
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("Why"),
        help_text=_("Both of them read exactly this. An end needs it."),
    )

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        if name == RoundName.LONGER:
            verdicts = self.fields["verdict"].choices
            self.fields["verdict"].choices = [one for one in verdicts if one[0] != Verdict.EXTEND]
            del self.fields["weeks"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verdict") == Verdict.EXTEND and not cleaned.get("weeks"):
            self.add_error("weeks", _("By how many weeks, 1 to 12?"))
        if cleaned.get("verdict") == Verdict.END and not cleaned.get("reason"):
            self.add_error("reason", _("A pair is never ended for two people without a reason."))
        return cleaned


class LimitForm(forms.Form):
    most = forms.IntegerField(
        min_value=0,
        max_value=MOST_MENTEES,
        label=_("Mentees at once, over all programs together"),
        help_text=_("No matching gives you more. Those you have stay, whatever you say here."),
    )
