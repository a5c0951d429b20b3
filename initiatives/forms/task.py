from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.core.github_issues import is_repository
from initiatives.core.task_labels import (
    DEFAULT_LABELS,
    NEWCOMER,
    ROLE,
    SAYS_NOTHING,
    SIZE,
    SKILL,
    TAKEN,
    WANTED,
    spelt,
)
from initiatives.models import TaskSize, TaskSource
from initiatives.queries.tasks import TaskFilters
from portal.people.models import SkillArea
from portal.people.queries.skills import skill_names, vocabulary
from portal.ui.long_select import LongSelect

LONGEST_LABEL = 100
MORE_ROWS = 4
MOST_LABELS = 60
GITHUB = ("https://github.com/", "http://github.com/", "github.com/")


class RepositoryForm(forms.Form):
    repository = forms.CharField(
        max_length=200,
        label=_("Repository on GitHub"),
        help_text=_("Its owner and name, such as ossf/scorecard, or its address."),
    )

    def clean_repository(self) -> str:
        typed = self.cleaned_data["repository"].strip()
        for prefix in GITHUB:
            typed = typed.removeprefix(prefix)
        name = typed.strip("/").removesuffix(".git")
        if not is_repository(name):
            raise forms.ValidationError(_("A repository is written as owner/name."))
        return name


def meanings() -> list[Any]:
    return [
        (SAYS_NOTHING, _("It says nothing about the work")),
        (NEWCOMER, _("Good for newcomers")),
        (WANTED, _("Help is wanted")),
        (TAKEN, _("Somebody is at it")),
        (_("How large"), [(SIZE + value, label) for value, label in TaskSize.choices]),
        (_("Kind of work"), [(ROLE + value, label) for value, label in SkillArea.choices]),
        (_("Skill"), [(SKILL + slug, name) for slug, name in skill_names().items()]),
    ]


class LabelForm(forms.Form):
    label = forms.CharField(required=False, max_length=LONGEST_LABEL, label=_("Label"))
    meaning = forms.ChoiceField(required=False, label=_("What it means"), widget=LongSelect)

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meaning"].choices = choices


class BaseLabelRows(forms.BaseFormSet):
    def labels(self) -> dict[str, str]:
        """A row whose label was emptied is gone."""
        return {
            spelt(said["label"]): said.get("meaning", SAYS_NOTHING)
            for row in self.forms
            if (said := row.cleaned_data).get("label", "").strip()
        }


LabelRows = forms.formset_factory(
    LabelForm,
    formset=BaseLabelRows,
    extra=MORE_ROWS,
    max_num=MOST_LABELS,
    absolute_max=MOST_LABELS,
)


def label_rows(posted: Any, *, source: TaskSource, seen: list[str]) -> BaseLabelRows:
    """The group's own meanings, then labels its tasks carry and nobody has given a meaning."""
    own = sorted(source.labels.items())
    others = dict.fromkeys(spelt(label) for label in seen if spelt(label) not in source.labels)
    initial = [{"label": label, "meaning": meaning} for label, meaning in own]
    initial += [{"label": label, "meaning": usual(label)} for label in others]
    return LabelRows(
        posted,
        prefix="labels",
        initial=initial[: MOST_LABELS - MORE_ROWS],
        form_kwargs={"choices": meanings()},
    )


def usual(label: str) -> str:
    """What it means as long as the group says nothing else: saving the form changes nothing."""
    skill = vocabulary().find(label)
    return DEFAULT_LABELS.get(label, SKILL + skill if skill else SAYS_NOTHING)


class TaskFilterForm(forms.Form):
    """Strange values of an address are none: a list is shown, not an error."""

    group = forms.SlugField(required=False, max_length=80)
    role = forms.ChoiceField(required=False)
    skill = forms.ChoiceField(required=False, label=_("Skill"), widget=LongSelect)
    size = forms.ChoiceField(required=False, choices=TaskSize.choices)
    free = forms.BooleanField(required=False)

    def __init__(self, *args: Any, roles, skills) -> None:
        super().__init__(*args)
        self.fields["role"].choices = roles
        self.fields["skill"].choices = [("", _("Any skill")), *skills]

    def filters(self) -> TaskFilters:
        self.is_valid()
        said = self.cleaned_data
        return TaskFilters(
            group=said.get("group", ""),
            role=said.get("role", ""),
            skill=said.get("skill", ""),
            size=said.get("size", ""),
            is_free=said.get("free", False),
        )
