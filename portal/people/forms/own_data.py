from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, erase my account and everything above. I know that there is no way back."),
        error_messages={"required": _("Tick the box, so that nothing is erased by mistake.")},
    )
