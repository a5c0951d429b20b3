from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.core.eligibility import Rule, RuleKind
from mentorship.core.questions import (
    CONDITIONS,
    MOST_CHOICES,
    OF_CHOICES,
    Kind,
    Question,
)
from mentorship.models import Role
from mentorship.queries.answer_words import answer_words
from mentorship.queries.questions_desk import KIND_WORDS

LONGEST_CHOICE = 120


class QuestionForm(forms.Form):
    """`earlier` are the questions a condition may name: those above it in the list."""

    text = forms.CharField(max_length=300, label=_("The question"))
    kind = forms.ChoiceField(
        choices=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        label=_("What is answered"),
    )
    choices = forms.CharField(
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("The choices, one a line"),
        help_text=_("For questions with choices alone."),
    )
    help = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("A word of help"),
    )
    is_required = forms.BooleanField(required=False, label=_("It has to be answered"))
    is_sensitive = forms.BooleanField(
        required=False,
        label=_("It is sensitive"),
        help_text=_(
            "Read by those who run the program alone, and deleted with their decision, be it"
            " the waiting list."
        ),
    )
    only_if = forms.ChoiceField(
        required=False,
        label=_("Ask it only if …"),
        help_text=_("An answer to a question above this one."),
    )

    def __init__(
        self, *args: Any, earlier: tuple[Question, ...], question: Question | None
    ) -> None:
        super().__init__(*args, initial=told_of(question) if question else {"kind": "short"})
        # By place, since an answer may hold any sign.
        self.conditions = [
            (one, answer) for one in earlier if one.kind in CONDITIONS for answer in one.possible
        ]
        self.fields["only_if"].choices = [
            ("", _("always")),
            *(
                (str(place), f"{one.text} → {answer_words(answer)}")
                for place, (one, answer) in enumerate(self.conditions)
            ),
        ]
        if question and question.only_if:
            found = [
                str(place)
                for place, (one, answer) in enumerate(self.conditions)
                if (one.key, answer) == (question.only_if, question.only_if_is)
            ]
            self.initial["only_if"] = found[0] if found else ""

    def clean_choices(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["choices"].split("\n"))
        choices = [line for line in dict.fromkeys(lines) if line]
        if len(choices) > MOST_CHOICES or any(len(one) > LONGEST_CHOICE for one in choices):
            raise forms.ValidationError(
                _("At most %(n)s choices of at most %(letters)s letters each.")
                % {"n": MOST_CHOICES, "letters": LONGEST_CHOICE}
            )
        return choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        of_choices = said.get("kind") in OF_CHOICES
        if of_choices and len(said.get("choices", ("", ""))) < 2:
            self.add_error("choices", _("Two choices at least, one a line."))
        return said

    def question(self) -> Question:
        """Its key is given by whoever keeps it."""
        said = self.cleaned_data
        kind = Kind(said["kind"])
        asked = self.conditions[int(said["only_if"])] if said["only_if"] else None
        return Question(
            key="",
            kind=kind,
            text=said["text"],
            help=said["help"],
            choices=tuple(said["choices"]) if kind in OF_CHOICES else (),
            is_required=said["is_required"],
            is_sensitive=said["is_sensitive"],
            only_if=asked[0].key if asked else "",
            only_if_is=asked[1] if asked else "",
        )


def told_of(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "kind": question.kind.value,
        "choices": "\n".join(question.choices),
        "help": question.help,
        "is_required": question.is_required,
        "is_sensitive": question.is_sensitive,
    }


class RuleForm(forms.Form):
    """One rule of who may apply: a ready one, an answer, or a least number."""

    rule = forms.ChoiceField(label=_("Whoever applies …"))
    least = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10_000,
        label=_("How much at least"),
        help_text=_("Where the rule is about a number."),
    )

    def __init__(self, *args: Any, questions: tuple[Question, ...], role: str) -> None:
        super().__init__(*args)
        self.rules: list[tuple[str, Rule]] = [
            (_("has so many free hours a week"), Rule(kind=RuleKind.HOURS)),
            (_("has confirmed their e-mail address"), Rule(kind=RuleKind.EMAIL)),
        ]
        if role == Role.MENTEE:
            self.rules.append(
                (_("was never a mentee of this program"), Rule(kind=RuleKind.NEW_MENTEE))
            )
        for one in questions:
            if one.kind is Kind.NUMBER:
                words = _("answers “%(text)s” with so much at least") % {"text": one.text}
                self.rules.append((words, Rule(kind=RuleKind.AT_LEAST, key=one.key)))
            if one.kind in CONDITIONS:
                self.rules += [
                    (
                        _("answers “%(text)s” with “%(answer)s”")
                        % {"text": one.text, "answer": answer_words(answer)},
                        Rule(kind=RuleKind.ANSWER, key=one.key, answer=answer),
                    )
                    for answer in one.possible
                ]
        self.fields["rule"].choices = [
            (str(place), words) for place, (words, _rule) in enumerate(self.rules)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        is_about_a_number = said.get("rule") and self.needs_least(said["rule"])
        if is_about_a_number and not said.get("least") and not self.has_error("least"):
            self.add_error("least", _("This rule needs a number."))
        return said

    def needs_least(self, place: str) -> bool:
        return self.rules[int(place)][1].kind in {RuleKind.HOURS, RuleKind.AT_LEAST}

    def chosen(self) -> Rule:
        said = self.cleaned_data
        rule = self.rules[int(said["rule"])][1]
        least = said["least"] if self.needs_least(said["rule"]) else 0
        return Rule(kind=rule.kind, key=rule.key, answer=rule.answer, least=least)
