from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.credentials.models import LONGEST_LINK, LONGEST_NAME
from portal.kit.readable_fields import LineField


class NameForm(forms.Form):
    name = LineField(
        max_length=LONGEST_NAME,
        label=_("The name that stands on it"),
        help_text=_("As you want others to read it. You can change it or take it off any time."),
    )


class LinkForm(forms.Form):
    """Of what stands in a badge nothing can be called back, so it is ticked each time."""

    link = forms.URLField(
        max_length=LONGEST_LINK,
        assume_scheme="https",
        label=_("A link to what you made"),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("Where everybody can see it, beginning with https://, without ? and @ in it."),
    )
    is_meant = forms.BooleanField(
        label=_("Put it on this certificate and into its badge"),
        help_text=_("Whoever gets the badge can open it, and may learn from it who you are."),
    )

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if urlsplit(link).scheme != "https" or set(link) & set("?@#"):
            raise forms.ValidationError(
                _(
                    "Only an address that begins with https:// and has no ?, @ or # in it: behind "
                    "those stand keys, names and mail addresses."
                )
            )
        return link
