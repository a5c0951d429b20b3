from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.core.people_csv import READERS, column_of
from mentorship.core.questions import Question
from mentorship.forms.pasted_list import PastedListForm
from mentorship.models import Role

LONGEST_HEADING = 200
COLUMN_WORDS = {
    "email": _("E-mail address"),
    "name": _("Name"),
    "role": _("Role: mentee or mentor"),
    "skills": _("Skills"),
    "timezone": _("Time zone"),
    "availability": _("Free hours, like MO 18:00-20:00"),
    "capacity": _("How many mentees"),
    "notes": _("Why they apply"),
    "languages": _("Languages, as codes like en"),
    "seniority": _("Experience, 0 to 10"),
    "organisation": _("Organisation"),
}


class ListForm(PastedListForm):
    role = forms.ChoiceField(
        choices=Role.choices, label=_("Role of lines that name none"), widget=forms.RadioSelect
    )
    file = forms.FileField(
        required=False,
        label=_("A CSV file"),
        help_text=_(
            "As a form or a spreadsheet gives it, with one line of headings. 1 MB at most."
        ),
    )
    field_order = ["role", "file", "text"]


class ColumnsForm(forms.Form):
    """Which heading of the table is which of our columns."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        guess: Sequence[str],
        questions: Sequence[Question],
    ) -> None:
        super().__init__(*args)
        self.width = len(headings)
        choices = [
            ("", _("not in it")),
            *((str(at), name[:LONGEST_HEADING]) for at, name in enumerate(headings)),
        ]
        words = {**COLUMN_WORDS, **{column_of(one): one.text for one in questions}}
        for column in (*READERS, *(column_of(one) for one in questions)):
            self.fields[f"c-{column}"] = forms.ChoiceField(
                choices=choices,
                required=column == "email",
                label=words[column],
                initial=str(guess.index(column)) if column in guess else "",
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        taken: set[str] = set()
        for name, at in list(said.items()):
            if at in taken:
                self.add_error(name, _("This heading is chosen above for something else."))
            taken |= {at} - {""}
        return said

    def chosen(self) -> list[str]:
        """A column for each heading."""
        columns = [""] * self.width
        for name, at in self.cleaned_data.items():
            if at:
                columns[int(at)] = name.removeprefix("c-")
        return columns
