"""One field for one question of a cohort, and the answer as it is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mentorship.core.questions import NO, YES, Kind, Question
from mentorship.queries.answer_words import answer_words
from portal.core.years import YEARS

LONGEST_SHORT, LONGEST_LONG, LONGEST_LINK, MOST_NUMBER = 300, 3000, 500, 1_000_000


def field_name(question: Question) -> str:
    return f"q-{question.key}"


def field_of(question: Question, questions: dict[str, Question]) -> forms.Field:
    """Required is judged by the form as a whole: what is not asked need not be answered."""
    shared: dict[str, Any] = {
        "required": False,
        "label": question.text if question.is_required else _("%s (optional)") % question.text,
        "help_text": help_of(question, questions),
    }
    match question.kind:
        case Kind.SHORT:
            return forms.CharField(max_length=LONGEST_SHORT, **shared)
        case Kind.LONG:
            rows = forms.Textarea(attrs={"rows": 5})
            return forms.CharField(max_length=LONGEST_LONG, widget=rows, **shared)
        case Kind.LINK:
            return forms.URLField(max_length=LONGEST_LINK, assume_scheme="https", **shared)
        case Kind.NUMBER:
            return forms.IntegerField(min_value=0, max_value=MOST_NUMBER, **shared)
        case Kind.DATE:
            picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return DayField(widget=picker, **shared)
        case Kind.YES_NO:
            choices = [(YES, _("Yes")), (NO, _("No"))]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
        case Kind.ONE:
            choices = [(choice, choice) for choice in question.choices]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
        case Kind.MANY:
            choices = [(choice, choice) for choice in question.choices]
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices, widget=boxes, **shared)


class DayField(forms.DateField):
    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value.year not in YEARS:
            raise forms.ValidationError(_("The calendar has no such year."))


def help_of(question: Question, questions: dict[str, Question]) -> SafeString:
    """Escaped here: the words of a help text may be HTML where the house writes them."""
    lines = []
    if question.only_if:
        lines.append(
            _("Only if you answer “%(question)s” with “%(answer)s”.")
            % {
                "question": questions[question.only_if].text,
                "answer": answer_words(question.only_if_is),
            }
        )
    if question.help:
        lines.append(question.help)
    if question.is_sensitive:
        lines.append(
            _(
                "Read by those who run the program alone, and deleted with their decision, be it"
                " the waiting list."
            )
        )
    return mark_safe(escape(" ".join(lines)))  # noqa: S308  # escaped in this very line


def as_kept(value: Any) -> Any:
    """What JSON can hold of a cleaned value."""
    return value.isoformat() if isinstance(value, date) else value


def preview_of(questions: tuple[Question, ...]) -> forms.Form:
    """As applicants will see it, to look at; a condition without its question says nothing."""
    by_key = {one.key: one for one in questions}
    form = forms.Form(prefix="preview")
    for one in questions:
        known = one if one.only_if in by_key else replace(one, only_if="")
        form.fields[field_name(one)] = field_of(known, by_key)
        form.fields[field_name(one)].disabled = True
    return form
