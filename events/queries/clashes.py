"""Meetings somebody arranges that overlap with one whose people they share, for twelve weeks."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import product
from operator import or_

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from events.core.clashes import Date, overlaps
from events.models import Answer, GroupConflict, Kind, Level, Occurrence, Rsvp, Series
from initiatives.core.lead_roles import ORGANIZING_ROLES
from initiatives.models import Initiative, RoleHolding
from portal.people.models import User

from .counted_hours import FEWEST
from .desk_meetings import organized_groups
from .lines import occurrence_address

AHEAD = timedelta(weeks=12)
MOST = 100
MOST_SPANS = 100
STEPS = (100, 50, 20, 10, FEWEST)  # shared guests are told in these, and fewer not at all
NO_GATHERING = (Kind.DEADLINE, Kind.ELECTION)


@dataclass(frozen=True)
class ClashDate:
    """Two dates that overlap: when both run, and where one's own is arranged."""

    start: datetime
    end: datetime
    own_url: str
    other_url: str


@dataclass(frozen=True)
class Clash:
    """Two meetings, why it matters that they overlap, and on which dates they do."""

    own: Series
    other: Series
    is_other_own: bool
    reasons: tuple[str, ...]
    dates: tuple[ClashDate, ...]

    @property
    def is_public(self) -> bool:
        """A draft may still change, such as the copy of a meeting with the same times."""
        return self.own.is_public and self.other.is_public

    @property
    def schedule_url(self) -> str:
        return reverse("events:desk_schedule", args=[self.own.slug])


def groups_to_mind() -> QuerySet[Initiative]:
    """Everybody may know of them."""
    return Initiative.objects.listed().order_by("name")


def conflicts_of(*, groups: Collection[Initiative]) -> list[GroupConflict]:
    """What is said about these groups and others that everybody may know of."""
    ids = [group.pk for group in groups]
    seen = Q(a__in=ids) | Q(a__is_listed=True), Q(b__in=ids) | Q(b__is_listed=True)
    rows = GroupConflict.objects.filter(Q(a__in=ids) | Q(b__in=ids)).filter(*seen)
    return list(rows.select_related("a", "b").order_by("a__name", "b__name"))


def clashes(*, person: User, now: datetime) -> list[Clash]:
    """Eight queries, however many meetings there are. The next clash comes first."""
    own_groups = organized_groups(person=person, on=now.date())
    own = set(Series.objects.filter(initiative__in=own_groups).values_list("pk", flat=True))
    if not own:
        return []
    dates, addresses = dates_ahead(own, now)
    known = Initiative.objects.filter(Q(is_listed=True) | Q(pk__in=own_groups.values("pk")))
    minded = Minded(series_with_groups({one.series for one in dates}, known), now.date())
    guests = guests_of(own, now, but=person)
    shared_guests = {pair: n for pair, n in together(guests, dates).items() if n >= FEWEST}

    def related(one: int, other: int) -> bool:
        if not (one in own or other in own):
            return False
        return bool(minded.reasons(one, other)) or frozenset((one, other)) in shared_guests

    found: dict[tuple[int, int], list[tuple[Date, Date]]] = defaultdict(list)
    for pair in overlaps(dates, related=related):
        mine, other = pair if pair[0].series in own else pair[::-1]
        found[mine.series, other.series].append((mine, other))
    merged = merge_turned(found)
    told = [
        Clash(
            own=minded.series[mine],
            other=minded.series[other],
            is_other_own=other in own,
            reasons=(
                *minded.reasons(mine, other),
                *guest_words(shared_guests.get(frozenset((mine, other)), 0)),
            ),
            dates=tuple(
                ClashDate(
                    max(one.start, two.start),
                    min(one.end, two.end),
                    reverse("events:desk_occurrence", args=addresses[one.key]),
                    occurrence_address(*addresses[two.key]),
                )
                for one, two in pairs
            ),
        )
        for (mine, other), pairs in merged.items()
    ]
    return sorted(told, key=lambda clash: (clash.dates[0].start, clash.own.title))[:MOST]


def merge_turned(
    found: Mapping[tuple[int, int], list[tuple[Date, Date]]],
) -> dict[tuple[int, int], list[tuple[Date, Date]]]:
    """Two meetings of one's own are one clash, whichever of them began first on a day."""
    merged: dict[tuple[int, int], list[tuple[Date, Date]]] = {}
    for (mine, other), pairs in found.items():
        if (other, mine) in merged:
            merged[other, mine] += [(two, one) for one, two in pairs]
        else:
            merged[mine, other] = list(pairs)
    return {
        key: sorted(pairs, key=lambda pair: max(pair[0].start, pair[1].start))
        for key, pairs in merged.items()
    }


def window(now: datetime) -> Q:
    return Q(starts_at__gte=now, starts_at__lt=now + AHEAD)


def dates_ahead(
    own: Collection[int], now: datetime
) -> tuple[list[Date], dict[int, tuple[str, date]]]:
    """Dates that take place, of one's own meetings and of the public ones beside them, with their
    addresses. Two queries."""
    on = Occurrence.objects.on().filter(window(now)).exclude(series__kind__in=NO_GATHERING)
    mine = list(columns(on.filter(series__in=own)))
    others = on.exclude(series__in=own).filter(series__in=Series.objects.published())
    dates, addresses = [], {}
    for pk, series, start, end, slug, day in [*mine, *columns(beside(others, mine))]:
        dates.append(Date(start, end, pk, series))
        addresses[pk] = (slug, day)
    return dates, addresses


def columns(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence, tuple]:
    return dates.order_by("starts_at").values_list(
        "pk", "series", "starts_at", "ends_at", "series__slug", "original_date"
    )


def beside(others: QuerySet[Occurrence], mine: Collection[tuple]) -> QuerySet[Occurrence]:
    """Few hours of one's own are asked for by themselves: a large foundation has ten thousand dates
    in twelve weeks, and nearly none of them overlaps."""
    spans: list[tuple[datetime, datetime]] = []
    for _pk, _series, start, end, *_address in mine:
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    if not spans:
        return others.none()
    if len(spans) > MOST_SPANS:
        return others
    near = [Q(starts_at__lt=end, ends_at__gt=start) for start, end in spans]
    return others.filter(reduce(or_, near))


def series_with_groups(ids: Collection[int], known: QuerySet[Initiative]) -> list[Series]:
    """With the partners among `known`: a joint meeting does not give away a hidden one."""
    rows = Series.objects.filter(pk__in=ids).select_related("initiative")
    return list(rows.prefetch_related(Prefetch("also_for", known)))


class Minded:
    """Why two meetings should not overlap: their groups, their organizers, their call."""

    def __init__(self, series: Collection[Series], on: date):
        self.series = {one.pk: one for one in series}
        self.groups = {
            one.pk: frozenset({one.initiative_id, *(group.pk for group in one.also_for.all())})
            for one in series
        }
        self.levels = {
            (a, b): level for a, b, level in GroupConflict.objects.values_list("a", "b", "level")
        }
        self.organizers: dict[int, set[int]] = defaultdict(set)
        seats = RoleHolding.objects.current(on).filter(role__in=ORGANIZING_ROLES)
        for group, person in seats.exclude(person=None).values_list("initiative", "person"):
            self.organizers[group].add(person)
        self.told: dict[frozenset[int], tuple[str, ...]] = {}

    def reasons(self, one: int, other: int) -> tuple[str, ...]:
        pair = frozenset((one, other))
        if pair not in self.told:
            self.told[pair] = tuple(self.found(one, other))
        return self.told[pair]

    def found(self, one: int, other: int) -> Iterator[str]:
        ours, theirs = self.groups[one], self.groups[other]
        if ours & theirs:
            yield _("Both are meetings of one group.")
        levels = {
            self.levels.get((min(a, b), max(a, b))) for a, b in product(ours, theirs) if a != b
        }
        for level in Level:
            if level in levels:
                yield _("Their groups should not meet at one time: %(why)s.") % {"why": level.label}
        if not ours & theirs and self.people(ours) & self.people(theirs):
            yield _("Somebody arranges meetings of both.")
        link = self.series[one].join_url
        if link and link == self.series[other].join_url:
            yield _("Both use the same link to the call.")

    def people(self, groups: Collection[int]) -> set[int]:
        return set().union(*(self.organizers[group] for group in groups))


def guests_of(own: Collection[int], now: datetime, *, but: User) -> dict[int, set[int]]:
    """Who comes to each date ahead, of the people who come to one's own. Never leaves this file."""
    coming = Rsvp.objects.filter(answer=Answer.YES).exclude(person=None).exclude(person=but)
    ahead = coming.filter(occurrence__starts_at__gte=now, occurrence__starts_at__lt=now + AHEAD)
    people = ahead.filter(occurrence__series__in=own).values("person")
    found: dict[int, set[int]] = defaultdict(set)
    for date_key, person in ahead.filter(person__in=people).values_list("occurrence", "person"):
        found[date_key].add(person)
    return found


def together(guests: Mapping[int, set[int]], dates: Collection[Date]) -> dict[frozenset[int], int]:
    """By two meetings, the most people who come to two of their dates that overlap."""
    attended = [one for one in dates if one.key in guests]
    found: dict[frozenset[int], int] = {}
    for one, other in overlaps(attended, related=lambda *_: True):
        pair = frozenset((one.series, other.series))
        found[pair] = max(found.get(pair, 0), len(guests[one.key] & guests[other.key]))
    return found


def guest_words(count: int) -> list[str]:
    """A step only: from one number to the next somebody could be followed."""
    reached = [step for step in STEPS if step <= count]
    words = _("At least %(n)d people said that they come to both.")
    return [words % {"n": step} for step in reached[:1]]
