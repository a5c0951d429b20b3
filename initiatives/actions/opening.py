"""Openings: what a group states it needs, said again in time, or closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from initiatives.models import ChangeKind, Initiative, Opening, OpeningSkill
from portal.kit import audit
from portal.people.models import Skill, User

from .change import record_change

MOST_OPEN = 30


class TooManyOpenings(Exception):
    """A group that needs everything finds nobody."""


@dataclass(frozen=True)
class SkillWanted:
    skill: Skill
    need: str
    level: int


@dataclass(frozen=True, kw_only=True)
class OpeningFacts:
    title: str
    role: str
    fresh_until: date
    summary: str = ""
    hours_min: int | None = None
    hours_max: int | None = None
    languages: Sequence[str] = ()
    contact: str = ""
    contact_url: str = ""
    ai_policy: str = ""
    is_for_newcomers: bool = False
    skills: Sequence[SkillWanted] = ()


@transaction.atomic
def state_opening(*, initiative: Initiative, facts: OpeningFacts, by: User) -> Opening:
    """Public at once. Raises TooManyOpenings."""
    leave_room(initiative)
    opening = Opening(initiative=initiative)
    write(opening, facts)
    record_change(initiative=initiative, kind=ChangeKind.OPENING, after=opening.title)
    audit.record(by=by, verb="opening.stated", on=opening)
    return opening


def leave_room(initiative: Initiative) -> None:
    """Raises TooManyOpenings. Who adds one at the same moment waits."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if initiative.openings.filter(is_open=True).count() >= MOST_OPEN:
        raise TooManyOpenings


@transaction.atomic
def change_opening(*, opening: Opening, facts: OpeningFacts, by: User) -> None:
    before = opening.title
    write(opening, facts)
    if opening.is_open and before != opening.title:
        record_change(
            initiative=opening.initiative,
            kind=ChangeKind.OPENING,
            before=before,
            after=opening.title,
        )
    audit.record(by=by, verb="opening.changed", on=opening)


def write(opening: Opening, facts: OpeningFacts) -> None:
    opening.title, opening.role, opening.summary = facts.title, facts.role, facts.summary
    opening.hours_min, opening.hours_max = facts.hours_min, facts.hours_max
    opening.languages = list(facts.languages)
    opening.contact, opening.contact_url = facts.contact, facts.contact_url
    opening.ai_policy, opening.fresh_until = facts.ai_policy, facts.fresh_until
    opening.is_for_newcomers = facts.is_for_newcomers
    opening.full_clean()
    opening.save()
    opening.skills.all().delete()
    OpeningSkill.objects.bulk_create(
        OpeningSkill(opening=opening, skill=one.skill, need=one.need, level=one.level)
        for one in facts.skills
    )


@transaction.atomic
def renew_opening(*, opening: Opening, on: date, by: User) -> None:
    """Still wanted, or wanted again: fresh for as long as a new one. Never shortened.

    Raises TooManyOpenings for a closed one.
    """
    was_open = opening.is_open
    if not was_open:
        leave_room(opening.initiative)
    until = on + timedelta(days=settings.OPENING_FRESH_DAYS)
    opening.fresh_until, opening.is_open = max(opening.fresh_until, until), True
    opening.save(update_fields=["fresh_until", "is_open", "updated_at"])
    if not was_open:
        record_change(initiative=opening.initiative, kind=ChangeKind.OPENING, after=opening.title)
    audit.record(by=by, verb="opening.renewed", on=opening)


@transaction.atomic
def close_opening(*, opening: Opening, by: User) -> None:
    """Somebody was found, or it is wanted no more. Safe to repeat."""
    if not Opening.objects.filter(pk=opening.pk, is_open=True).update(is_open=False):
        return
    opening.is_open = False
    record_change(initiative=opening.initiative, kind=ChangeKind.OPENING, before=opening.title)
    audit.record(by=by, verb="opening.closed", on=opening)
