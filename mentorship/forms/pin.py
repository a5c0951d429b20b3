from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.models import PinKind

LIFT = "lift"


class PinForm(forms.Form):
    """A word about a pair; who the other one is stands on the button's own form."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    word = forms.ChoiceField(choices=[*PinKind.choices, (LIFT, _("Lift it"))])
    reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("Why"),
        help_text=_("Only the people who run the program read this. It is deleted after the term."),
    )


class LeaveOutForm(forms.Form):
    """Whether the matching passes over somebody."""

    place = forms.ChoiceField(choices=[("out", _("Leave out")), ("in", _("Let in"))])
    reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("Why"),
        help_text=_("Only the people who run the program read this. It is deleted after the term."),
    )
