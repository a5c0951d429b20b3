from django import forms
from django.utils.translation import gettext_lazy as _

from portal.credentials.models import LONGEST_NAME
from portal.kit.readable_fields import LineField


class NameForm(forms.Form):
    name = LineField(
        max_length=LONGEST_NAME,
        label=_("The name that stands on it"),
        help_text=_("As you want others to read it. You can change it or take it off any time."),
    )
