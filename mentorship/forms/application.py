from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from mentorship.actions.application import Answers
from mentorship.core.choices import Choice
from mentorship.core.questions import kept_answers, missing_of, questions_of
from mentorship.forms.question_field import as_kept, field_name, field_of
from mentorship.models import (
    MOST_MENTEES,
    Application,
    Cohort,
    Program,
    QuestionnaireEdition,
    Role,
)
from mentorship.queries.seniority import SENIORITY_WORDS, nearest_step

LONGEST_STORY, LONGEST_NAME = 3000, 160
MOST_GROUPS = 3


class ApplicationForm(forms.Form):
    """The questions that stand in no profile. Only what is sent has to be whole."""

    motivation = forms.CharField(
        max_length=LONGEST_STORY, widget=forms.Textarea(attrs={"rows": 6}), label=_("Why you")
    )
    goals = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("What you come for")
    )
    seniority = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        choices=SENIORITY_WORDS,
        widget=forms.RadioSelect,
        label=_("How long have you done this kind of work?"),
    )
    capacity = forms.IntegerField(
        min_value=1,
        max_value=MOST_MENTEES,
        label=_("How many mentees do you take?"),
        help_text=_("About a meeting a week each. One is a good number."),
    )
    organisation = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        label=_("Who you work for or study with"),
        help_text=_("For one rule only: nobody is paired inside an organisation. May be empty."),
    )
    consent = forms.BooleanField(
        label=_("The people who run this program may read this application and my profile parts."),
        help_text=_(
            "They need it to find a partner for you. Who is proposed to you reads your name and "
            "what you two share; your address only after both of you have said yes. You can "
            "withdraw any time."
        ),
    )

    def __init__(
        self,
        *args: Any,
        cohort: Cohort,
        role: str,
        application: Application | None,
        edition: QuestionnaireEdition | None = None,
        choices: Mapping[str, Choice] | None = None,
        is_sending: bool = False,
    ) -> None:
        super().__init__(*args, initial=stored(application) if application else {})
        self.edition, self.is_sending = edition, is_sending
        self.questions = questions_of(edition.questions) if edition else ()
        self.goals_there_are = {goal.slug: goal for goal in cohort.program.goals.all()}
        self.groups_there_are = {
            group.slug: group for group in Initiative.objects.listed().only("slug", "name")
        }
        self.fields["goals"].choices = [(g.slug, g.name) for g in self.goals_there_are.values()]
        if not self.goals_there_are:
            del self.fields["goals"]
        if role == Role.MENTEE:
            del self.fields["capacity"]
            self.fields["motivation"].help_text = _(
                "What do you want to be able to do in the end, and why now? A few sentences."
            )
        else:
            self.fields["motivation"].help_text = _(
                "What do you like to pass on, and how do you like to work? A few sentences."
            )
        self.add_groups(cohort.program)
        self.add_choices(choices or {}, cohort.most_choices)
        self.add_questions()
        if not is_sending:
            for field in self.fields.values():
                field.required = False

    def add_groups(self, program: Program) -> None:
        """Where the program belongs to one group, that group is the answer."""
        if program.initiative_id:
            return
        choices = [("", "---")] + [(g.slug, g.name) for g in self.groups_there_are.values()]
        for number in range(1, MOST_GROUPS + 1):
            self.fields[f"group_{number}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=_("A group you care about (%(n)s of %(most)s)")
                % {"n": number, "most": MOST_GROUPS},
            )
        self.order_fields(
            [
                *("motivation", "goals", "group_1", "group_2", "group_3"),
                *("seniority", "capacity", "organisation", "consent"),
            ]
        )

    def add_choices(self, choices: Mapping[str, Choice], most: int) -> None:
        """What a mentee wants most, the dearest first; nobody has to choose."""
        if not choices:
            return
        offered = [("", "---"), *((one.key, one.name) for one in choices.values())]
        for number in range(1, most + 1):
            self.fields[f"choice_{number}"] = forms.ChoiceField(
                choices=offered,
                required=False,
                label=_("Your choice number %(n)s") % {"n": number},
                help_text=_("A wish that counts in the matching, no promise.")
                if number == 1
                else "",
            )

    def add_questions(self) -> None:
        """Before the consent, which is about all that stands above it."""
        by_key = {one.key: one for one in self.questions}
        consent = self.fields.pop("consent")
        for one in self.questions:
            self.fields[field_name(one)] = field_of(one, by_key)
        self.fields["consent"] = consent

    def clean(self) -> dict[str, Any]:
        """What is asked depends on other answers, so what is missing shows only at the end."""
        cleaned = super().clean() or {}
        chosen: set[str] = set()
        for name in self.choice_names():
            if cleaned.get(name) in chosen:
                self.add_error(name, _("You have chosen this above."))
            chosen |= {cleaned.get(name) or ""} - {""}
        if self.is_sending:
            by_key = {one.key: one for one in self.questions}
            for key in missing_of(self.questions, self.said()):
                if not self.has_error(field_name(by_key[key])):
                    self.add_error(field_name(by_key[key]), _("This is asked of everybody."))
        return cleaned

    def choice_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("choice_")]

    def said(self) -> dict[str, Any]:
        given = {one.key: as_kept(self.cleaned_data.get(field_name(one))) for one in self.questions}
        return kept_answers(self.questions, given)

    def answers(self) -> Answers:
        said = self.cleaned_data
        groups = [said.get(f"group_{n}") for n in range(1, MOST_GROUPS + 1)]
        return Answers(
            motivation=said.get("motivation", ""),
            goals=tuple(self.goals_there_are[slug] for slug in said.get("goals") or ()),
            initiatives=tuple(
                self.groups_there_are[slug] for slug in dict.fromkeys(groups) if slug
            ),
            capacity=said.get("capacity"),
            seniority=said.get("seniority"),
            organisation=said.get("organisation", ""),
            consent=bool(said.get("consent")),
            edition=self.edition,
            said=self.said(),
            choices=tuple(
                key for name in self.choice_names() if (key := self.cleaned_data.get(name))
            ),
        )


def stored(application: Application) -> dict[str, Any]:
    groups = [group.slug for group in application.initiatives.all()][:MOST_GROUPS]
    return {
        "motivation": application.motivation,
        "goals": [goal.slug for goal in application.goals.all()],
        "capacity": application.capacity,
        "seniority": nearest_step(application.seniority),
        "organisation": application.organisation,
        "consent": application.consented_at is not None,
        **{f"group_{n}": slug for n, slug in enumerate(groups, start=1)},
        **{f"choice_{n}": key for n, key in enumerate(application.choices, start=1)},
        **{f"q-{key}": answer for key, answer in application.said.items()},
    }
