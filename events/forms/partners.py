"""Whom a meeting is shared with, and to which meetings it leaves days."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Series
from initiatives.models import Initiative


class RowsField(forms.MultipleChoiceField):
    """Rows by their slugs, in boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, rows: Iterable[Initiative | Series]) -> None:
        self.rows = {row.slug: row for row in rows}
        self.choices = [(slug, str(row)) for slug, row in self.rows.items()]

    def clean(self, value):
        return [self.rows[slug] for slug in super().clean(value)]


class PartnersForm(forms.Form):
    also_for = RowsField(
        label=_("Together with"),
        help_text=_("It stands on the pages and in the calendars of these groups too."),
        required=False,
    )
    yields_to = RowsField(
        label=_("Gives way to"),
        help_text=_("On a day on which one of these meets, this meeting is left out."),
        required=False,
    )

    def __init__(
        self,
        *args,
        series: Series,
        groups: Iterable[Initiative],
        others: Iterable[Series],
        **kwargs,
    ):
        initial = {
            "also_for": [group.slug for group in series.also_for.all()],
            "yields_to": [other.slug for other in series.yields_to.all()],
        }
        super().__init__(*args, initial=initial, label_suffix="", **kwargs)
        self.fields["also_for"].offer(groups)
        self.fields["yields_to"].offer(others)
