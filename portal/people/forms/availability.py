from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.core import zones
from portal.core.availability import CELLS, CELLS_A_DAY

MONDAY = range(CELLS_A_DAY)
OTHER_WORKDAYS = range(1, 5)


class ZoneForm(forms.Form):
    """The clocks the hours are meant on."""

    timezone = forms.CharField(
        label=_("Your time zone"),
        help_text=_("Like Europe/Berlin or America/New_York. Your hours stay on these clocks."),
        max_length=64,
        widget=forms.TextInput(
            attrs={
                "list": "zones",
                "autocomplete": "off",
                "spellcheck": "false",
                "data-own-zone": True,
            }
        ),
    )

    def clean_timezone(self) -> str:
        try:
            return zones.picked(self.cleaned_data["timezone"])
        except zones.UnknownZone as error:
            raise forms.ValidationError(str(error)) from error


def read_cells(posted: QueryDict) -> frozenset[int]:
    """The half-hours ticked on the sheet."""
    return frozenset(cell for cell in range(CELLS) if f"t{cell}" in posted)


def with_monday_copied(cells: frozenset[int]) -> frozenset[int]:
    """Tuesday to Friday are as Monday is."""
    copied = {
        cell + day * CELLS_A_DAY for cell in cells if cell in MONDAY for day in OTHER_WORKDAYS
    }
    return frozenset(cell for cell in cells if cell // CELLS_A_DAY not in OTHER_WORKDAYS) | copied
