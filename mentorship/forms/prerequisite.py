from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.models import Prerequisite, Proof


class PrerequisiteForm(forms.Form):
    title = forms.CharField(max_length=160, label=_("What has to be done"))
    text = forms.CharField(
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("How, and what to show"),
    )


class ProofForm(forms.Form):
    """Words, a link, or both; one form for each thing that is asked."""

    text = forms.CharField(
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What you did"),
    )
    link = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label=_("A link to it")
    )

    def __init__(self, *args: Any, prerequisite: Prerequisite, proof: Proof | None) -> None:
        said = {"text": proof.text, "link": proof.link} if proof else {}
        super().__init__(*args, initial=said, prefix=f"p{prerequisite.pk}")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not (said["text"].strip() or said["link"]):
            raise forms.ValidationError(_("Write what you did, or give a link to it."))
        return said


class JudgeForm(forms.Form):
    word = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Your word to it"),
        help_text=_("Needed to send it back; the applicant reads it."),
    )
