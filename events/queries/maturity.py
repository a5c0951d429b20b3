"""What a body that looks at the stage of a group wants to see: how often it met, how many came, and
from how many organisations. Numbers alone, and none of fewer than five people."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from events.models import Occurrence, Rsvp, Series, Status, Visitor
from initiatives.models import Initiative
from portal.core.small_counts import SMALL

WINDOWS = {"quarter": 91, "half": 182, "year": 365, "two": 730}  # days
OF_PEOPLE = "year"


@dataclass(frozen=True)
class Fact:
    """`number` is None where it would be of fewer than five people, or a middle of fewer dates."""

    key: str
    words: str
    number: int | None
    means: str


@dataclass(frozen=True)
class Maturity:
    since: date
    until: date
    facts: tuple[Fact, ...]


def maturity(*, initiative: Initiative, window: str, now: datetime) -> Maturity:
    """Of public meetings that are over, joint ones included. Three queries. People are told of one
    of the windows alone: what two of them differ by would be about few."""
    since = now - timedelta(days=WINDOWS[window])
    hosted = Series.objects.hosted_by(initiative).published().order_by().values("pk")
    over = Occurrence.objects.filter(series__in=hosted, ends_at__lte=now, starts_at__gte=since)
    decided = Count("minutes__decisions", Q(minutes__published_at__isnull=False))
    dates = list(
        over.values_list("pk", "status", "took_place", "others_came", "minutes__published_at")
        .annotate(decided=decided)
        .order_by("pk")
    )
    others = {key: count for key, _status, _held, count, *_more in dates if count}
    return Maturity(
        since=since.date(),
        until=now.date(),
        facts=(*of_dates(dates), *(of_people(others, over) if window == OF_PEOPLE else ())),
    )


def of_dates(dates: Collection[tuple[Any, ...]]) -> tuple[Fact, ...]:
    cancelled = sum(status == Status.CANCELLED for _key, status, *_more in dates)
    held = sum(bool(took_place) for _key, _status, took_place, *_more in dates)
    missed = sum(took_place is False for _key, _status, took_place, *_more in dates)
    return (
        Fact("planned", _("Dates planned"), len(dates), _("Cancelled ones too.")),
        Fact("held", _("Dates held"), held, _("Somebody who was there confirmed it.")),
        Fact("cancelled", _("Dates cancelled"), cancelled, _("By who arranges the meeting.")),
        Fact("missed", _("Dates on which nobody met"), missed, _("Confirmed, not cancelled.")),
        Fact(
            "unsaid",
            _("Dates nobody said anything of"),
            len(dates) - held - cancelled - missed,
            _("They may have been held: confirm them and they count."),
        ),
        Fact(
            "minutes",
            _("Dates with published minutes"),
            sum(row[4] is not None for row in dates),
            _("As everybody reads them."),
        ),
        Fact(
            "decisions",
            _("Decisions in them"),
            sum(row[5] for row in dates),
            _("Each one that is written down as such."),
        ),
    )


def of_people(others: Mapping[int, int], over: QuerySet[Occurrence]) -> tuple[Fact, ...]:
    """`others` came without a name, by date. Whoever comes to many dates is one of those who named
    an organisation; visitors without a name are one for each."""
    came = Rsvp.objects.filter(occurrence__in=over.values("pk"), attended=True).order_by()
    rows: list[tuple[int, int | str, str]] = list(
        came.filter(person__isnull=False).values_list("occurrence", "person", "organisation")
    )
    people = {person for _key, person, _organisation in rows}
    guests = came.filter(person=None).values_list("occurrence", "guest_email", "organisation")
    visitors = Visitor.objects.filter(occurrence__in=over.values("pk")).order_by()
    rows += guests.union(visitors.values_list("occurrence", "name", "organisation"), all=True)
    at_date = Counter(key for key, _who, _organisation in rows)
    at_date.update(others)
    named = {(who, name.casefold()) for _key, who, name in rows if name}
    told = Counter(name for _who, name in named)
    size = len({who or ("", name) for who, name in named})
    return (
        Fact(
            "came",
            _("People at a date, the middle one"),
            middle(at_date.values()),
            _("Half of the dates had as many or more. Of %(n)s dates that say who came.")
            % {"n": len(at_date)},
        ),
        Fact(
            "people",
            _("Different people who came"),
            many(len(people), of=len(people)),
            _("Accounts alone: guests and who was only counted are in no sum of people."),
        ),
        Fact(
            "organisations",
            _("Organisations they came from"),
            many(len(told), of=size),
            _("As they or who wrote them down said. CHAOSS: Organizational Diversity."),
        ),
        Fact(
            "half",
            _("Organisations from which half of them came"),
            many(fewest_for_half(told), of=size),
            _("The fewest that make up half of those who named one. CHAOSS: Elephant Factor."),
        ),
    )


def middle(numbers: Iterable[int]) -> int | None:
    """None of fewer than five dates, nor where it is fewer than five people."""
    known = list(numbers)
    found = int(median(known)) if len(known) >= SMALL else 0
    return found if found >= SMALL else None


def many(number: int, *, of: int) -> int | None:
    return number if of >= SMALL else None


def fewest_for_half(told: Counter[str]) -> int:
    half, found = told.total() / 2, 0
    for count, (_name, number) in enumerate(told.most_common(), start=1):
        found += number
        if found >= half:
            return count
    return 0
