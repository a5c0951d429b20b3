from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.group_field import GroupField
from mentorship.models import Program
from portal.people.models import Skill
from portal.people.queries.skills import skill_names, vocabulary

MOST_GOALS, LONGEST_GOAL = 20, 120
MOST_SKILLS = 30


class ProgramForm(forms.Form):
    """What a program is called and asks; goals one a line."""

    name = forms.CharField(max_length=160, label=_("Name"))
    summary = forms.CharField(
        max_length=300,
        required=False,
        label=_("In one sentence"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    initiative = GroupField(
        required=False,
        label=_("Of which group?"),
        help_text=_("Its name, or the last part of its address. Empty: the whole foundation."),
    )
    goals = forms.CharField(
        required=False,
        max_length=4000,
        label=_("What people may come for, one a line"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    skills = forms.CharField(
        required=False,
        max_length=4000,
        label=_("Skills it is about, one a line"),
        help_text=_("From the list of skills of this site. People who look for these find it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_published = forms.BooleanField(required=False, label=_("Everybody sees this program"))

    def __init__(self, *args: Any, program: Program | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=told_of(program) if program else {}, **kwargs)
        self.fields["initiative"].held = program.initiative if program else None

    def clean_goals(self) -> list[str]:
        lines = dict.fromkeys(
            " ".join(line.split()) for line in self.cleaned_data["goals"].split("\n")
        )
        goals = [line for line in lines if line]
        if len(goals) > MOST_GOALS:
            raise forms.ValidationError(_("At most %(n)s goals.") % {"n": MOST_GOALS})
        if any(len(goal) > LONGEST_GOAL for goal in goals):
            raise forms.ValidationError(_("A goal has at most 120 letters."))
        return goals

    def clean_skills(self) -> list[Skill]:
        """By any spelling that people use; of what is unknown the nearest are named."""
        words, names = vocabulary(), skill_names()
        lines = [line.strip() for line in self.cleaned_data["skills"].split("\n") if line.strip()]
        found = {line: words.find(line) for line in lines}
        for line, slug in found.items():
            if slug is None:
                near = ", ".join(names[key] for key in words.similar(line))
                told = {"word": line, "near": near}
                raise forms.ValidationError(
                    _("There is no skill “%(word)s”. Did you mean: %(near)s?") % told
                    if near
                    else _("There is no skill “%(word)s”.") % told
                )
        if len(set(found.values())) > MOST_SKILLS:
            raise forms.ValidationError(_("At most %(n)s skills.") % {"n": MOST_SKILLS})
        return list(Skill.objects.filter(slug__in=found.values()))


def told_of(program: Program) -> dict[str, Any]:
    return {
        "name": program.name,
        "summary": program.summary,
        "initiative": program.initiative or "",
        "goals": "\n".join(goal.name for goal in program.goals.all()),
        "skills": "\n".join(skill.name for skill in program.skills.order_by("name")),
        "is_published": program.is_published,
    }


class NewProgramForm(ProgramForm):
    slug = forms.SlugField(
        max_length=80, label=_("Address"), help_text=_("Stands in links: /mentorship/…/")
    )
    admin_email = forms.EmailField(
        label=_("E-mail address of who runs it"),
        help_text=_("Somebody with an account. They read the applications; you do not."),
    )
    field_order = ["name", "slug", "summary", "initiative", "admin_email"]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug in {"new", "applications"} or Program.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This address is taken."))
        return slug


class AdminForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of who runs it too"),
        help_text=_("Somebody with an account. They read and decide everything that you do."),
    )
