from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from initiatives.actions.opening import OpeningFacts, SkillWanted
from initiatives.models import AiPolicy, Opening, SkillNeed
from initiatives.queries.openings import LEVELS, OpeningFilters
from portal.kit.readable_fields import LineField, TextField
from portal.people.forms.language import language_choices
from portal.people.models import Skill, SkillArea
from portal.ui.long_select import LongSelect

MOST_HOURS = 60
MOST_LANGUAGES = 3
SKILL_ROWS = 5
HOURS_ASKED = (1, 2, 4, 8, 16)
# A word holds for half a year at most, then somebody says it again.
LONGEST_FRESH = timedelta(days=183)


class OpeningForm(forms.Form):
    """What is needed, by whom, and until when that is true; its skills are rows beside it."""

    title = LineField(
        max_length=120,
        label=_("What do you need?"),
        help_text=_("A few words a stranger understands: “Somebody who writes our release notes”."),
    )
    role = forms.ChoiceField(label=_("What kind of work is it?"), choices=SkillArea.choices)
    summary = TextField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What would somebody do, and what for?"),
    )
    is_for_newcomers = forms.BooleanField(
        required=False,
        label=_("Newcomers can do this"),
        help_text=_("Somebody of you has the time to show them around."),
    )
    hours_min = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_HOURS, label=_("Hours a week, at least")
    )
    hours_max = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_HOURS, label=_("Hours a week, at most")
    )
    contact = LineField(
        max_length=160,
        required=False,
        label=_("Who answers?"),
        help_text=_("A name or a channel, as everybody may read it: “Ask in #docs on Slack”."),
    )
    contact_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label=_("Where to write"),
        help_text=_(
            "The address of a channel, a list or a discussion; no mail address of a person."
        ),
    )
    ai_policy = forms.ChoiceField(
        required=False,
        choices=[("", _("As the group has it")), *AiPolicy.choices],
        label=_("May AI help with this work?"),
    )
    fresh_until = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("Until when is this true?"),
        help_text=_(
            "After this day it hides itself until one of you says that it is still wanted."
        ),
    )

    def __init__(self, *args: Any, on: date, opening: Opening | None = None) -> None:
        super().__init__(*args, initial=stated(opening, on))
        self.on = on
        choices = [("", _("Choose a language")), *language_choices()]
        for number in range(1, MOST_LANGUAGES + 1):
            self.fields[f"language_{number}"] = forms.ChoiceField(
                required=False,
                choices=choices,
                widget=LongSelect,
                label=_("A language you work in (%(n)s of %(most)s)")
                % {"n": number, "most": MOST_LANGUAGES},
            )
        self.rows = SkillRows(
            self.data or None,
            prefix="skills",
            initial=asked(opening),
            form_kwargs={"skills": words()},
        )

    def is_valid(self) -> bool:
        rows_are_valid = self.rows.is_valid() if self.is_bound else False
        return super().is_valid() and rows_are_valid

    def clean_fresh_until(self) -> date:
        until = self.cleaned_data["fresh_until"]
        if until < self.on:
            raise forms.ValidationError(_("This day is past: nobody would see it."))
        if until > self.on + LONGEST_FRESH:
            raise forms.ValidationError(
                _("At most half a year from now: nobody knows what you need after that.")
            )
        return until

    def clean(self) -> None:
        least, most = self.cleaned_data.get("hours_min"), self.cleaned_data.get("hours_max")
        if least and most and most < least:
            self.add_error("hours_max", _("This is less than the hours at least."))

    def language_fields(self) -> list[forms.BoundField]:
        return [self[f"language_{number}"] for number in range(1, MOST_LANGUAGES + 1)]

    def facts(self) -> OpeningFacts:
        said = dict(self.cleaned_data)
        languages = [said.pop(f"language_{n}") for n in range(1, MOST_LANGUAGES + 1)]
        return OpeningFacts(
            **said,
            languages=tuple(dict.fromkeys(code for code in languages if code)),
            skills=tuple(self.rows.wanted()),
        )


class SkillRowForm(forms.Form):
    """One skill; an empty row says nothing."""

    skill = forms.ChoiceField(required=False, label=_("Skill"), widget=LongSelect)
    need = forms.ChoiceField(required=False, label=_("How much?"), choices=SkillNeed.choices)
    level = forms.TypedChoiceField(
        required=False, label=_("How well?"), coerce=int, choices=list(LEVELS.items())
    )

    def __init__(self, *args: Any, skills: dict[str, Skill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skills = skills
        self.fields["skill"].choices = [
            ("", _("No skill")),
            *((skill.slug, skill.name) for skill in skills.values()),
        ]


class BaseSkillRows(forms.BaseFormSet):
    def clean(self) -> None:
        seen: set[str] = set()
        for row in self.forms:
            slug = row.cleaned_data.get("skill") if hasattr(row, "cleaned_data") else ""
            if slug and slug in seen:
                row.add_error("skill", _("This skill stands here twice."))
            seen.add(slug or "")

    def wanted(self) -> list[SkillWanted]:
        return [
            SkillWanted(
                skill=row.skills[said["skill"]],
                need=said.get("need") or SkillNeed.MUST,
                level=said.get("level") or 1,
            )
            for row in self.forms
            if (said := row.cleaned_data).get("skill")
        ]


SkillRows = forms.formset_factory(
    SkillRowForm,
    formset=BaseSkillRows,
    extra=SKILL_ROWS,
    max_num=SKILL_ROWS,
    absolute_max=SKILL_ROWS,
)


def words() -> dict[str, Skill]:
    return {skill.slug: skill for skill in Skill.objects.all()}


def stated(opening: Opening | None, on: date) -> dict[str, Any]:
    """A new one holds for as long as most; one that ran out is asked for anew."""
    until = on + timedelta(days=settings.OPENING_FRESH_DAYS)
    if opening is None:
        return {"fresh_until": until}
    languages = {f"language_{n}": code for n, code in enumerate(opening.languages[:3], start=1)}
    return {
        "title": opening.title,
        "role": opening.role,
        "summary": opening.summary,
        "is_for_newcomers": opening.is_for_newcomers,
        "hours_min": opening.hours_min,
        "hours_max": opening.hours_max,
        "contact": opening.contact,
        "contact_url": opening.contact_url,
        "ai_policy": opening.ai_policy,
        "fresh_until": max(opening.fresh_until, on),
        **languages,
    }


def asked(opening: Opening | None) -> list[dict[str, Any]]:
    if opening is None:
        return []
    rows = opening.skills.select_related("skill")[:SKILL_ROWS]
    return [{"skill": row.skill.slug, "need": row.need, "level": row.level} for row in rows]


class OpeningFilterForm(forms.Form):
    """Strange values of an address are none: a list is shown, not an error."""

    group = forms.SlugField(required=False, max_length=80)
    role = forms.ChoiceField(required=False)
    skill = forms.ChoiceField(required=False, label=_("Skill"), widget=LongSelect)
    hours = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[(h, h) for h in HOURS_ASKED]
    )
    language = forms.ChoiceField(required=False, label=_("Language"), widget=LongSelect)
    newcomers = forms.BooleanField(required=False)

    def __init__(self, *args: Any, roles, skills, languages) -> None:
        super().__init__(*args)
        self.fields["role"].choices = roles
        self.fields["skill"].choices = [("", _("Any skill")), *skills]
        self.fields["language"].choices = [("", _("Any language")), *languages]

    def filters(self) -> OpeningFilters:
        self.is_valid()
        said = self.cleaned_data
        return OpeningFilters(
            group=said.get("group", ""),
            role=said.get("role", ""),
            skill=said.get("skill", ""),
            hours=said.get("hours"),
            language=said.get("language", ""),
            is_for_newcomers=said.get("newcomers", False),
        )
