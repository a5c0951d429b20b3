"""A calendar kept elsewhere: where it is, or the file somebody has of it."""

from collections.abc import Collection
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.core.content_lines import MAX_BYTES
from initiatives.models import Initiative

from .schedule import PlaceField

ZONE_HELP = gettext_lazy(
    "Only for times that name no time zone: the place whose clock they are meant on."
)


class CalendarSourceForm(forms.Form):
    """One of address and file. `groups` are those somebody arranges meetings of."""

    initiative = forms.ChoiceField(label=gettext_lazy("Group"))
    url = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Address of the calendar"),
        help_text=gettext_lazy(
            "It often ends in .ics. A private address is fine: only organizers of the group see it."
        ),
        widget=forms.URLInput,
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("Or a calendar file"),
        help_text=gettext_lazy("As your calendar program exports it, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    zone = PlaceField(required=False, label=gettext_lazy("Clock"), help_text=ZONE_HELP)

    def __init__(self, *args, groups: Collection[Initiative], **kw):
        super().__init__(*args, label_suffix="", **kw)
        self.groups = {group.slug: group for group in groups}
        self.fields["initiative"].choices = [(group.slug, group.name) for group in groups]
        if len(groups) == 1:
            self.fields["initiative"].initial = groups[0].slug
            self.fields["initiative"].widget = forms.HiddenInput()

    def clean_initiative(self) -> Initiative:
        return self.groups[self.cleaned_data["initiative"]]

    def clean_url(self) -> str:
        return web_address(self.cleaned_data["url"].strip())

    def clean_file(self) -> UploadedFile | None:
        return small_enough(self.cleaned_data["file"])

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and bool(said["url"]) == bool(said["file"]):
            raise forms.ValidationError(_("Give an address or a file, one of the two."))
        return said


class NewCopyForm(forms.Form):
    """A later export of the same calendar, and the answer to the question about its clock."""

    file = forms.FileField(
        label=gettext_lazy("A newer export of this calendar"),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    zone = PlaceField(required=False, label=gettext_lazy("Clock"), help_text=ZONE_HELP)

    def clean_file(self) -> UploadedFile | None:
        return small_enough(self.cleaned_data["file"])


class ZoneForm(forms.Form):
    zone = PlaceField(required=False, label=gettext_lazy("Clock"), help_text=ZONE_HELP)


def web_address(url: str) -> str:
    """Calendar programs write webcal for https."""
    if url.startswith("webcal://"):
        url = f"https://{url.removeprefix('webcal://')}"
    try:
        is_web = not url or (urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise forms.ValidationError(_("An address begins with https://."))
    return url


def small_enough(file: UploadedFile | None) -> UploadedFile | None:
    if file and (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(_("The file is larger than 2 MB."))
    return file
