from django import forms
from django.utils.translation import gettext_lazy as _

from portal.notices.models import NEVER_STOPPED, Kind

MAY_BE_STOPPED = [(kind.value, kind.label) for kind in Kind if kind not in NEVER_STOPPED]


class PreferencesForm(forms.Form):
    """Ticked is wanted. Two lists, drawn as two boxes a kind."""

    in_app = forms.MultipleChoiceField(
        label=_("In the app"), choices=MAY_BE_STOPPED, required=False
    )
    by_mail = forms.MultipleChoiceField(label=_("By mail"), choices=MAY_BE_STOPPED, required=False)
