from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.actions.decision import NEED_WORDS
from mentorship.core.application_moves import Mover, may_move
from mentorship.models import Status

LONGEST_REASON = 1000
STEP_WORDS = {
    Status.IN_REVIEW: _("Being read: it stands on their page, no mail"),
    Status.INTERVIEW: _("Ask to talk: they read your words by mail"),
    Status.WAITLISTED: _("Waiting list: a place once somebody leaves"),
}


class DeclineForm(forms.Form):
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Why there is no place this time"),
        help_text=_("The applicant reads exactly this. Be kind and say what would help next time."),
    )


class StepForm(forms.Form):
    """What else may become of an application that stands where it stands."""

    step = forms.ChoiceField(label=_("What happens next"), widget=forms.RadioSelect)
    words = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Your words to the applicant"),
        help_text=_("For a talk: how to find a time with you."),
    )

    def __init__(self, *args: Any, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [
            (step.value, words)
            for step, words in STEP_WORDS.items()
            if may_move(Mover.PROGRAM, status, step)
        ]

    def clean(self) -> dict[str, Any]:
        return with_words(self, super().clean() or {})


class ManyForm(forms.Form):
    """One answer for many who were looked at; each of them hears the same words."""

    step = forms.ChoiceField(
        choices=[
            (Status.ACCEPTED.value, _("Accept into the matching")),
            *((step.value, words) for step, words in STEP_WORDS.items()),
            (Status.DECLINED.value, _("Decline with a reason")),
        ],
        label=_("What happens next"),
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Your words, for each of them"),
    )

    def clean(self) -> dict[str, Any]:
        return with_words(self, super().clean() or {})

    def answer(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"to": Status(said["step"]), "reason": said["words"]}


def with_words(form: forms.Form, said: dict[str, Any]) -> dict[str, Any]:
    if said.get("step") in NEED_WORDS and not said.get("words", "").strip():
        form.add_error("words", _("They need words of yours for this."))
    return said


class BehindGlassForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label=_("Why you need to read it"),
        help_text=_("It is written down with your name, and those who run the program are told."),
    )
