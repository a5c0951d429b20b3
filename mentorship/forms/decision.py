from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 1000


class DeclineForm(forms.Form):
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Why there is no place this time"),
        help_text=_("The applicant reads exactly this. Be kind and say what would help next time."),
    )


class BehindGlassForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label=_("Why you need to read it"),
        help_text=_("It is written down with your name, and those who run the program are told."),
    )
