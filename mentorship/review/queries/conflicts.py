"""Who should not judge whom: what people said themselves, and what the portal knows of them."""

from collections import defaultdict
from collections.abc import Collection
from itertools import product

from django.db.models import Q

from mentorship.models import LIVE, Application, Cohort, Match, Role, Status
from mentorship.queries.choices import choices_of
from mentorship.review.models import Conflict, ConflictKind, Reviewer
from portal.core.organisations import organisation_key

Conflicts = dict[tuple[int, int], ConflictKind]

# A draft asks for none yet.
WANTS_A_PLACE = tuple(one for one in LIVE if one != Status.DRAFT)


def conflicts_of(
    *, cohort: Cohort, people: Collection[int], only: Application | None = None
) -> Conflicts:
    """(application, person) → why; of the mentees of a cohort, or of one of them. What a person
    said comes first. Five queries at most, and those of the slices that know mentors of choices."""
    if not people:
        return {}
    rows = Application.objects.filter(cohort=cohort, role=Role.MENTEE)
    rows = rows.filter(pk=only.pk) if only else rows
    applications = list(rows.values_list("pk", "person", "organisation", "choices"))
    found = {
        **chosen(cohort, applications, people),
        **same_employer(cohort, applications, people),
        **paired(cohort, applications, people),
        **applying(cohort, applications, people),
    }
    said = Conflict.objects.filter(application__in=[pk for pk, *_ in applications])
    said = said.filter(person__in=people) if only else said.filter(application__cohort=cohort)
    for application, person, kind in said.values_list("application", "person", "kind"):
        if person in people:
            found[application, person] = ConflictKind(kind)
    return found


def has_conflict(*, person: int, application: Application) -> bool:
    return bool(conflicts_of(cohort=application.cohort, people=[person], only=application))


def conflicted(*, cohort: Cohort, person: int) -> set[int]:
    """Applications this person should not judge."""
    return {application for application, _ in conflicts_of(cohort=cohort, people=[person])}


def chosen(cohort: Cohort, applications: list[tuple], people: Collection[int]) -> Conflicts:
    """Whoever is among the mentors of something they want."""
    if not any(choices for *_, choices in applications):
        return {}
    behind = {key: choice.people for key, choice in choices_of(cohort).items()}
    return {
        (application, person): ConflictKind.CHOSEN
        for application, _, _, choices in applications
        for key in choices
        for person in set(behind.get(key, ())) & set(people)
    }


def same_employer(cohort: Cohort, applications: list[tuple], people: Collection[int]) -> Conflicts:
    """By what they sent in applications of their own, and what was said when they were named. What
    stands in a draft costs nothing to try."""
    employs: dict[str, set[int]] = defaultdict(set)
    wrote = Application.objects.filter(person__in=people).exclude(status=Status.DRAFT)
    named = Reviewer.objects.filter(review__cohort=cohort, person__in=people)
    told = [rows.order_by().values_list("person", "organisation") for rows in (wrote, named)]
    for person, organisation in told[0].union(told[1]):
        if key := organisation_key(organisation):
            employs[key].add(person)
    return {
        (application, person): ConflictKind.EMPLOYER
        for application, _, organisation, _ in applications
        for person in employs.get(organisation_key(organisation), ())
    }


def paired(cohort: Cohort, applications: list[tuple], people: Collection[int]) -> Conflicts:
    """In any other cohort, at any time: what comes of this one makes no score of it wrong."""
    by_person = {person: application for application, person, *_ in applications}
    either = Q(mentee__person__in=people) | Q(mentor__person__in=people)
    rows = (
        Match.objects.filter(either)
        .exclude(cohort=cohort)
        .values_list("mentee__person", "mentor__person")
    )
    return {
        (by_person[one], other): ConflictKind.PAIRED
        for mentee, mentor in rows.order_by()
        for one, other in ((mentee, mentor), (mentor, mentee))
        if one in by_person and other in people
    }


def applying(cohort: Cohort, applications: list[tuple], people: Collection[int]) -> Conflicts:
    """Who wants a place judges nobody who wants one."""
    themselves = cohort.applications.filter(
        person__in=people, role=Role.MENTEE, status__in=WANTS_A_PLACE
    ).values_list("person", flat=True)
    pks = [application for application, *_ in applications]
    return dict.fromkeys(product(pks, themselves), ConflictKind.APPLIES)
