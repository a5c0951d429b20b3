"""Who of a cohort needs the people who run it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.core.phases import FINDS_PAIRS, phase_at, start_of_day
from mentorship.models import Answer, Application, Cohort, Match, Role, Run
from mentorship.queries.desk_names import applicant_name
from mentorship.queries.newcomers import newcomers
from portal.core.agenda import Item

MOST_NEEDS = 50  # of each kind


@dataclass(frozen=True)
class Need:
    """`since` is when it began, to be read as “for so many days”."""

    name: str
    why: str
    since: datetime
    url: str


@dataclass(frozen=True)
class Needs:
    """`more` is how many are not shown."""

    shown: tuple[Need, ...]
    more: int


@dataclass(frozen=True)
class LastRun:
    """When the latest was made, when one was published last, and whether the latest has pairs that
    nobody was told of."""

    made_at: datetime
    published_at: datetime | None
    waits: bool


@dataclass(frozen=True)
class MatchCounts:
    agreed: int
    awaited: int
    ended: int


def matching_items(*, cohorts: Sequence[Cohort], now: datetime) -> list[Item]:
    """What the matching of these cohorts waits for. Four queries at most, whatever their number."""
    finding = [cohort for cohort in cohorts if phase_at(cohort.dates, now) in FINDS_PAIRS]
    runs = last_runs(finding)
    ended = last_endings(finding)
    told = [cohort for cohort in finding if cohort.pk in runs and runs[cohort.pk].published_at]
    came = newcomers(told)
    items = []
    for cohort in finding:
        run, left = runs.get(cohort.pk), ended.get(cohort.pk)
        if run is None or run.published_at is None:
            what, due = _("Publish the matches"), start_of_day(cohort.results_on, cohort.timezone)
        elif left and left > run.made_at:
            what, due = _("Somebody is free again: run the matching"), None
        elif cohort.pk in came:
            what, due = _("Somebody has come since: run the matching"), None
        elif run.waits:
            what, due = _("A next best waits to be told"), None
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


def last_runs(cohorts: Sequence[Cohort]) -> dict[int, LastRun]:
    """A run keeps the matches that stand: pairs beyond them are new. Of the latest that number
    alone is read, not the result."""
    runs = Run.objects.filter(cohort=OuterRef("pk")).order_by("-made_at")
    matched = KeyTextTransform("matched", KeyTransform("summary", "result"))
    standing = Match.objects.open().filter(cohort=OuterRef("pk")).order_by().values("cohort")
    rows = Cohort.objects.filter(pk__in=[cohort.pk for cohort in cohorts]).annotate(
        made=Subquery(runs.values("made_at")[:1]),
        published=Max("runs__published_at"),
        told=Subquery(runs.values("published_at")[:1]),
        pairs=Subquery(runs.values(n=Cast(matched, IntegerField()))[:1]),
        standing=Coalesce(Subquery(standing.annotate(n=Count("pk")).values("n")), 0),
    )
    return {
        row.pk: LastRun(row.made, row.published, row.told is None and row.pairs > row.standing)
        for row in rows
        if row.made
    }


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


def needs_of(*, cohort: Cohort) -> Needs:
    """Who has nobody first, then who has not answered, each by how long; nobody before a result is
    published. Five queries."""
    published = cohort.runs.filter(published_at__isnull=False).order_by("-published_at").first()
    if published is None:
        return Needs((), 0)
    alone, silent = without_match(cohort, published), unanswered(cohort)
    return Needs(alone.shown + silent.shown, alone.more + silent.more)


def unanswered(cohort: Cohort) -> Needs:
    silent = {f"{role}_answer": Answer.AWAITED for role in Role.values}
    rows = Match.objects.open().filter(Q(**silent, _connector=Q.OR), cohort=cohort)
    count = rows.aggregate(
        mentees=Count("pk", Q(mentee_answer=Answer.AWAITED)),
        mentors=Count("pk", Q(mentor_answer=Answer.AWAITED)),
    )
    rows = rows.select_related("mentee__person__profile", "mentor__person__profile")
    needs = [
        Need(
            name=applicant_name(side),
            why=_("Has not answered the match yet"),
            since=match.published_at,
            url=person_url(cohort, side),
        )
        for match in rows.order_by("published_at", "pk")[:MOST_NEEDS]
        for side, answer in (
            (match.mentee, match.mentee_answer),
            (match.mentor, match.mentor_answer),
        )
        if answer == Answer.AWAITED
    ]
    return longest(needs, sum(count.values()))


def without_match(cohort: Cohort, run: Run) -> Needs:
    """Mentees who are still in the matching; whose match ended waits since then."""
    told_at = run.published_at or run.made_at
    rows = mentees_alone(cohort)
    first = rows.annotate(ended_at=Max("matches_as_mentee__ended_at")).order_by(
        Coalesce("ended_at", told_at), "pk"
    )
    needs = [
        Need(
            name=applicant_name(row),
            why=_("Match ended, free again") if row.ended_at else _("Has no mentor"),
            since=row.ended_at or told_at,
            url=person_url(cohort, row),
        )
        for row in first.select_related("person__profile")[:MOST_NEEDS]
    ]
    return longest(needs, rows.count())


def mentees_alone(cohort: Cohort) -> QuerySet[Application]:
    """Accepted, in no open match."""
    paired = Match.objects.open().filter(cohort=cohort).values("mentee")
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTEE)
    return rows.exclude(pk__in=paired)


def longest(needs: list[Need], count: int) -> Needs:
    """Those who wait longest, of so many."""
    found = sorted(needs, key=lambda need: (need.since, need.name))[:MOST_NEEDS]
    return Needs(tuple(found), count - len(found))


def person_url(cohort: Cohort, application: Application) -> str:
    return reverse(
        "mentorship:matching_person",
        args=[cohort.program.slug, cohort.key, application.public_id],
    )
