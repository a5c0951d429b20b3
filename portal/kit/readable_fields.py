"""Form fields for names and texts that others read: nothing in them that only machines see."""

from django import forms

from portal.core.person_name import readable, readable_lines


class LineField(forms.CharField):
    """One line. NUL stays, so that it is refused as everywhere."""

    def to_python(self, value):
        text = super().to_python(value)
        return text if "\0" in text else readable(text)


class TextField(forms.CharField):
    """The same for a text of several lines."""

    widget = forms.Textarea

    def to_python(self, value):
        text = super().to_python(value)
        return text if "\0" in text else readable_lines(text)
