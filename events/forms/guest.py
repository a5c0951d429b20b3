from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kit.readable_fields import LineField


class GuestNameForm(forms.Form):
    """What somebody who asked is to be called: whoever typed their address may have said another
    name."""

    name = LineField(
        label=_("Your name"),
        max_length=80,
        help_text=_("The organizers read it, nobody else."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class GuestForm(GuestNameForm):
    """Somebody without an account would like to come."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a link there. Nothing is reserved before you open it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self):
        """As strict as for an account."""
        return get_adapter().clean_email(self.cleaned_data["address"])
