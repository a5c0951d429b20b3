from django import forms
from django.utils.translation import gettext as _


class HttpsField(forms.URLField):
    def __init__(self, **kwargs):
        told = {"required": False, "max_length": 500} | kwargs
        super().__init__(assume_scheme="https", **told)

    def clean(self, value):
        url = super().clean(value)
        if url and not url.startswith("https://"):
            raise forms.ValidationError(_("The address has to begin with https://."))
        return url
