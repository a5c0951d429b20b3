from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 1_000_000


class PastedListForm(forms.Form):
    """A list as a file, or pasted; the page that comes next sends it along as text."""

    file = forms.FileField(required=False)
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Or its lines"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 1 MB."))
        return file

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(text.encode()) > MOST_BYTES:
            raise forms.ValidationError(_("This is more than 1 MB."))
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said["file"]) == bool(said["text"].strip()):
            raise forms.ValidationError(_("Give a file or its lines, one of the two."))
        return said

    def raw(self) -> bytes:
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["text"].encode()
