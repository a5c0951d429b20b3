from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.queries.openings import LEVELS
from mentorship.forms.pasted_list import PastedListForm
from mentorship.models import Cohort
from mentorship.proposals.actions.proposal import Facts
from mentorship.proposals.models import MOST_PLACES, Call, Proposal
from mentorship.proposals.queries.projects import ProjectFilters
from portal.core.years import YEARS
from portal.kit.readable_fields import LineField, TextField
from portal.people.models import Skill
from portal.ui.long_select import LongSelect

SKILL_ROWS = 6
MOST_OF_ALL = 100


class ProposalForm(forms.Form):
    """What is to be done, for whom, and where it is written down."""

    title = LineField(
        max_length=160,
        label=_("Title"),
        help_text=_("What will be there in the end, in words a newcomer understands."),
    )
    initiative = forms.ChoiceField(label=_("Group"), widget=LongSelect)
    description = TextField(
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        label=_("What is it about?"),
        help_text=_("The problem, what a mentee does, what counts as done. Markdown works."),
    )
    places = forms.IntegerField(
        min_value=1, max_value=MOST_PLACES, initial=1, label=_("How many mentees do you take?")
    )
    prerequisites = TextField(
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("How does one prepare?"),
        help_text=_("What to read, to build or to try before applying. Markdown works."),
    )
    upstream_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label=_("The issue or page where the work is written down"),
    )

    def __init__(self, *args: Any, proposal: Proposal | None = None) -> None:
        super().__init__(*args, initial=stated(proposal))
        groups = Initiative.objects.filter(is_listed=True).order_by("name", "pk")
        self.groups = {group.slug: group for group in groups}
        self.fields["initiative"].choices = [
            ("", _("Choose a group")),
            *((group.slug, group.name) for group in groups),
        ]
        self.skills = {skill.slug: skill for skill in Skill.objects.all()}
        names = [("", _("No skill")), *((slug, one.name) for slug, one in self.skills.items())]
        for number in range(1, SKILL_ROWS + 1):
            said = {"n": number, "most": SKILL_ROWS}
            self.fields[f"skill_{number}"] = forms.ChoiceField(
                required=False,
                choices=names,
                widget=LongSelect,
                label=_("A skill it needs (%(n)s of %(most)s)") % said,
            )
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                required=False,
                coerce=int,
                empty_value=1,
                choices=list(LEVELS.items()),
                label=_("How well (%(n)s of %(most)s)") % said,
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        seen: set[str] = set()
        for number in range(1, SKILL_ROWS + 1):
            slug = said.get(f"skill_{number}", "")
            if slug and slug in seen:
                self.add_error(f"skill_{number}", _("This skill stands here twice."))
            seen.add(slug)
        return said

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            title=said["title"],
            initiative=self.groups[said["initiative"]],
            description=said["description"],
            places=said["places"],
            prerequisites=said["prerequisites"],
            upstream_url=said["upstream_url"],
            skills=tuple(
                (self.skills[slug], said.get(f"level_{number}") or 1)
                for number in range(1, SKILL_ROWS + 1)
                if (slug := said.get(f"skill_{number}"))
            ),
        )


def stated(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    names = ("title", "description", "places", "prerequisites", "upstream_url")
    rows = list(proposal.skills.all())[:SKILL_ROWS]
    return {
        **{name: getattr(proposal, name) for name in names},
        "initiative": proposal.initiative.slug,
        **{f"skill_{n}": row.skill.slug for n, row in enumerate(rows, start=1)},
        **{f"level_{n}": row.level for n, row in enumerate(rows, start=1)},
    }


class AskMentorForm(forms.Form):
    who = LineField(
        max_length=254,
        label=_("Handle or mail address"),
        help_text=_("They hear of it and say yes or no themselves, signed in."),
    )

    def clean_who(self) -> str:
        who = self.cleaned_data["who"]
        if "@" in who.lstrip("@"):
            forms.EmailField().clean(who)
        return who


class AskNamedForm(AskMentorForm):
    """At the desk: a list gives names, and nobody can be asked by a name."""

    instead_of = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Who is it in the list?")
    )

    def __init__(self, *args: Any, names: Sequence[tuple[int, str]]) -> None:
        super().__init__(*args, initial={"instead_of": names[0][0]} if names else {})
        self.fields["instead_of"].choices = [*names, ("", _("Somebody else"))]
        if not names:
            del self.fields["instead_of"]


class ReturnForm(forms.Form):
    words = TextField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What should they change?"),
        help_text=_("They read it as you write it."),
    )


class CallForm(forms.Form):
    """When a cohort asks for projects, and how many of whom are too many."""

    closes_on = forms.DateField(label=_("Last day for proposals"))
    public_on = forms.DateField(
        label=_("Everybody sees the approved ones from"),
        help_text=_("Best before applications open, so that people can choose."),
    )
    most_of_group = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_OF_ALL,
        label=_("Projects of one group, at most"),
        help_text=_("You are warned of more; nobody is refused."),
    )
    most_of_mentor = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_OF_ALL,
        label=_("Mentees of one mentor, at most"),
        help_text=_("Counted over all programs that run at that time."),
    )

    def __init__(self, *args: Any, cohort: Cohort, call: Call | None) -> None:
        names = list(self.base_fields)
        kept = {name: getattr(call, name) for name in names} if call else {}
        super().__init__(*args, initial=kept)
        self.cohort = cohort
        for name in ("closes_on", "public_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        closes, public = said.get("closes_on"), said.get("public_on")
        for name in ("closes_on", "public_on"):
            if said.get(name) and said[name].year not in YEARS:
                self.add_error(name, _("The calendar has no such year."))
                return said
        if closes and public and public < closes:
            self.add_error("public_on", _("This day comes before the last day for proposals."))
        if public and public > self.cohort.starts_on:
            self.add_error("public_on", _("By then the cohort has begun."))
        return said


class ProjectListForm(PastedListForm):
    file = forms.FileField(
        required=False, label=_("A JSON or YAML file"), help_text=_("1 MB at most.")
    )


class ProjectFilterForm(forms.Form):
    """Strange values of an address are none: a list is shown, not an error."""

    group = forms.ChoiceField(required=False, label=_("Group"), widget=LongSelect)
    skill = forms.ChoiceField(required=False, label=_("Skill"), widget=LongSelect)

    def __init__(self, *args: Any, groups, skills) -> None:
        super().__init__(*args)
        self.fields["group"].choices = [("", _("Any group")), *groups]
        self.fields["skill"].choices = [("", _("Any skill")), *skills]

    def filters(self) -> ProjectFilters:
        self.is_valid()
        said = self.cleaned_data
        return ProjectFilters(group=said.get("group", ""), skill=said.get("skill", ""))
