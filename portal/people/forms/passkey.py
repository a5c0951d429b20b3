"""allauth's forms for passkeys, told that what a browser sends may be anything at all.

The library behind them assumes the shape of a browser's answer: without this a list in the place
of a mapping, a missing part or a wrong signature ends in an error of the server.
"""

import struct

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CREDENTIAL = 20_000
MALFORMED = (
    *(AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError),
    *(NotImplementedError, struct.error, InvalidSignature, UnsupportedAlgorithm),
)


class CredentialField(forms.JSONField):
    widget = forms.HiddenInput
    default_error_messages = {"invalid": _("This is no passkey.")}

    def to_python(self, value):
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise self.refusal()
        try:
            found = super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise self.refusal() from error
        if found is not None and not isinstance(found, dict):
            raise self.refusal()
        return found

    def refusal(self):
        return forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def bound_data(self, data, initial):
        """A form that comes back starts a new attempt: what was sent is not read again."""
        return initial

    def prepare_value(self, value):
        return ""


class AuthenticatePasskeyMixin(forms.Form):
    credential = CredentialField()

    def clean_credential(self):
        try:
            return super().clean_credential()
        except forms.ValidationError:
            raise
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class LoginPasskeyForm(AuthenticatePasskeyMixin, webauthn.LoginWebAuthnForm):
    pass


class AuthenticatePasskeyForm(AuthenticatePasskeyMixin, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(AuthenticatePasskeyMixin, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    credential = CredentialField()

    def clean(self):
        try:
            return super().clean()
        except forms.ValidationError:
            raise
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error
