"""Who of a cohort needs the people who run it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.core.phases import Phase, phase_at, start_of_day
from mentorship.models import Answer, Application, Cohort, Match, Role, Run
from mentorship.queries.desk_names import name_of
from portal.core.agenda import Item

FINDS_PAIRS = (Phase.REVIEW, Phase.MATCHING, Phase.MATCHED, Phase.RUNNING)
MOST_NEEDS = 50


@dataclass(frozen=True)
class Need:
    """`since` is when it began, to be read as “for so many days”."""

    name: str
    why: str
    since: datetime
    url: str


@dataclass(frozen=True)
class MatchCounts:
    agreed: int
    awaited: int
    ended: int


def matching_items(*, cohorts: Sequence[Cohort], now: datetime) -> list[Item]:
    """What the matching of these cohorts waits for. Two queries, whatever their number."""
    runs = last_runs(cohorts)
    ended = last_endings(cohorts)
    items = []
    for cohort in cohorts:
        if phase_at(cohort.dates, now) not in FINDS_PAIRS:
            continue
        made_at, published_at = runs.get(cohort.pk, (None, None))
        left = ended.get(cohort.pk)
        if published_at is None:
            what, due = _("Publish the matches"), start_of_day(cohort.results_on, cohort.timezone)
        elif left and made_at and left > made_at:
            what, due = _("Somebody is free again: run the matching"), None
        else:
            continue
        items.append(
            Item(
                what=f"{what}: {cohort.program.name}, {cohort.name}",
                url=reverse("mentorship:matching", args=[cohort.program.slug, cohort.key]),
                due=due,
                action=_("Open the matching"),
                kind=_("Mentorship"),
                is_waiting=True,
                is_stale=bool(due and due <= now),
            )
        )
    return items


def last_runs(cohorts: Sequence[Cohort]) -> dict[int, tuple[datetime, datetime | None]]:
    rows = Run.objects.filter(cohort__in=cohorts).values("cohort").order_by()
    found = rows.annotate(made=Max("made_at"), published=Max("published_at"))
    return {row["cohort"]: (row["made"], row["published"]) for row in found}


def last_endings(cohorts: Sequence[Cohort]) -> dict[int, datetime]:
    rows = Match.objects.filter(cohort__in=cohorts, ended_at__isnull=False)
    found = rows.values("cohort").order_by().annotate(last=Max("ended_at"))
    return {row["cohort"]: row["last"] for row in found}


def match_counts(*, cohort: Cohort) -> MatchCounts:
    """One query."""
    agreed = Q(ended_at=None, mentee_answer=Answer.ACCEPTED, mentor_answer=Answer.ACCEPTED)
    counted = Match.objects.filter(cohort=cohort).aggregate(
        agreed=Count("pk", agreed),
        awaited=Count("pk", Q(ended_at=None) & ~agreed),
        ended=Count("pk", Q(ended_at__isnull=False)),
    )
    return MatchCounts(**counted)


def needs_of(*, cohort: Cohort) -> list[Need]:
    """Who has nobody first, then who has not answered, each by how long; nobody before a result is
    published. Three queries."""
    published = cohort.runs.filter(published_at__isnull=False).order_by("-published_at").first()
    if published is None:
        return []
    return [
        need
        for needs in (without_match(cohort, published), unanswered(cohort))
        for need in sorted(needs, key=lambda need: (need.since, need.name))
    ][:MOST_NEEDS]


def unanswered(cohort: Cohort) -> list[Need]:
    rows = (
        Match.objects.open()
        .filter(cohort=cohort)
        .filter(Q(mentee_answer=Answer.AWAITED) | Q(mentor_answer=Answer.AWAITED))
        .select_related("mentee__person__profile", "mentor__person__profile")
    )
    return [
        Need(
            name=name_of(side.person),
            why=_("Has not answered the match yet"),
            since=match.published_at,
            url=person_url(cohort, side),
        )
        for match in rows[:MOST_NEEDS]
        for side, answer in (
            (match.mentee, match.mentee_answer),
            (match.mentor, match.mentor_answer),
        )
        if answer == Answer.AWAITED
    ]


def without_match(cohort: Cohort, run: Run) -> list[Need]:
    """Mentees who are still in the matching; whose match ended waits since then."""
    rows = (
        Application.objects.accepted()
        .filter(cohort=cohort, role=Role.MENTEE)
        .exclude(pk__in=Match.objects.open().filter(cohort=cohort).values("mentee"))
        .annotate(ended_at=Max("matches_as_mentee__ended_at"))
        .select_related("person__profile")
    )
    return [
        Need(
            name=name_of(row.person),
            why=_("Match ended, free again") if row.ended_at else _("Has no mentor"),
            since=row.ended_at or run.published_at or run.made_at,
            url=person_url(cohort, row),
        )
        for row in rows[:MOST_NEEDS]
    ]


def person_url(cohort: Cohort, application: Application) -> str:
    return reverse(
        "mentorship:matching_person",
        args=[cohort.program.slug, cohort.key, application.public_id],
    )
