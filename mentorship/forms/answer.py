from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.models.match import LONGEST_REASON


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    reason = forms.CharField(max_length=LONGEST_REASON, required=False, label=_("Why not"))
