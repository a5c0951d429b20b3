"""How many mentees a mentor has over all programs, and how many places that leaves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from mentorship.cohort_life.models import MentorLimit
from mentorship.models import Application, Cohort, Match, Role
from mentorship.queries.desk_names import applicant_name
from portal.people.models import User

from .pair import day_in, going_on


@dataclass(frozen=True)
class OwnLoad:
    """`limit` is None where nothing was said: then each program's own number counts alone."""

    limit: int | None
    open: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _name, count in self.open)


@dataclass(frozen=True)
class MentorLoad:
    name: str
    here: int
    elsewhere: int
    places: int
    limit: int | None

    @property
    def is_over(self) -> bool:
        over_all = self.limit is not None and self.here + self.elsewhere > self.limit
        return over_all or self.here > self.places

    @property
    def free(self) -> int:
        here = self.places - self.here
        overall = here if self.limit is None else self.limit - self.here - self.elsewhere
        return max(0, min(here, overall))


def own_load(*, person: User, now: datetime) -> OwnLoad | None:
    """None for who mentors nowhere. Three queries."""
    if not Application.objects.filter(person=person, role=Role.MENTOR).exists():
        return None
    rows = (
        going_on(now.date())
        .filter(mentor__person=person)
        .values("cohort__program__name", "cohort__name")
        .order_by("cohort__program__name", "cohort__name")
        .annotate(n=Count("pk"))
    )
    said = MentorLimit.objects.filter(person=person).first()
    return OwnLoad(
        limit=said.most if said else None,
        open=tuple((f"{r['cohort__program__name']}, {r['cohort__name']}", r["n"]) for r in rows),
    )


def mentors_of(*, cohort: Cohort, now: datetime) -> list[MentorLoad]:
    """Everybody accepted as a mentor, the fullest first. Two queries, however many."""
    rows = list(
        Application.objects.accepted()
        .filter(cohort=cohort, role=Role.MENTOR)
        .select_related("person__profile", "person__mentor_limit")
    )
    here, elsewhere = counts(cohort, [row.person_id for row in rows], now)
    found = [
        MentorLoad(
            name=applicant_name(row),
            here=here[row.person_id],
            elsewhere=elsewhere[row.person_id],
            places=row.facts.get("capacity") or 1,
            limit=limit_of(row.person),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.is_over, one.free, one.name))


def limit_of(person: User) -> int | None:
    said = getattr(person, "mentor_limit", None)
    return said.most if said else None


def counts(cohort: Cohort, people: Iterable[int], now: datetime) -> tuple[Counter, Counter]:
    """Open matches of each mentor in this cohort, and those elsewhere that go on beside it. One
    query."""
    beside = going_on(max(cohort.starts_on, day_in(cohort, now)))
    rows = Match.objects.open().filter(Q(cohort=cohort) | Q(pk__in=beside.values("pk")))
    rows = rows.filter(mentor__person__in=people)
    here, elsewhere = Counter[int](), Counter[int]()
    for person, where in rows.values_list("mentor__person", "cohort"):
        (here if where == cohort.pk else elsewhere)[person] += 1
    return here, elsewhere


def places_left(*, cohort: Cohort, now: datetime) -> dict[str, int]:
    """By public id of the application: how many mentees a mentor of this cohort may have here, by
    their own word over all programs. Nobody who said nothing. Two queries."""
    rows = list(
        Application.objects.accepted()
        .filter(cohort=cohort, role=Role.MENTOR, person__mentor_limit__isnull=False)
        .select_related("person__mentor_limit")
    )
    _here, elsewhere = counts(cohort, [row.person_id for row in rows], now)
    return {
        str(row.public_id): max(0, row.person.mentor_limit.most - elsewhere[row.person_id])
        for row in rows
    }
