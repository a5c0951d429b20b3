"""How true the catalogue is, in counts that anybody may check: never who, never what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.core.freshness import QUARTER
from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.core.vocabulary import KINDS_WITHOUT_STAGE
from initiatives.models import (
    Channel,
    Confirmation,
    Conflict,
    Initiative,
    Parent,
    Question,
    RoleHolding,
    Stage,
    StageRecord,
)

from .archived_groups import archived_groups
from .group_rows import group_rows
from .linked_addresses import dead_links_of, shows_dead_links
from .meeting_groups import meets
from .page_parts import PagePart, page_parts

GROUPS_A_PAGE = 50
MOST_PAIRS = 20
EVERY_GROUP = Q()


@dataclass(frozen=True)
class Measure:
    """`q` picks the groups where it holds; `is_good` says whether that is to be wished for."""

    key: str
    label: str
    q: Q
    is_good: bool = True
    of: Q = EVERY_GROUP


@dataclass(frozen=True)
class Measured:
    key: str
    label: str
    count: int
    total: int
    is_good: bool

    @property
    def missing(self) -> int:
        return self.total - self.count

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.total) if self.total else 0


@dataclass(frozen=True)
class Disagreement:
    ours: str
    theirs: str
    count: int


@dataclass(frozen=True)
class Quality:
    groups: int
    measured: tuple[Measured, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def good(self) -> tuple[Measured, ...]:
        return tuple(one for one in self.measured if one.is_good)

    @property
    def bad(self) -> tuple[Measured, ...]:
        return tuple(one for one in self.measured if not one.is_good)


def counted_groups(now: datetime) -> QuerySet[Initiative]:
    """Listed and at work: nobody has to keep the page of an archived group fresh."""
    return Initiative.objects.listed().exclude(pk__in=archived_groups(now.date())).order_by()


def measures(now: datetime) -> Iterator[Measure]:
    on = now.date()
    staged = ~Q(kind__in=KINDS_WITHOUT_STAGE)

    def having(rows: QuerySet) -> Q:
        return Q(pk__in=rows.order_by().values("initiative"))

    placed = Parent.objects.current(on)
    known = StageRecord.objects.current(on).exclude(stage=Stage.UNKNOWN)
    led = RoleHolding.objects.current(on).filter(role__in=LEAD_ROLES)
    lately = Confirmation.objects.filter(confirmed_on__gt=on - timedelta(days=QUARTER))
    yield Measure("text", _("Says what it does and why it matters"), ~Q(summary="") & ~Q(why=""))
    yield Measure("parent", _("Says where it belongs"), having(placed))
    yield Measure("stage", _("Stage is known"), having(known), of=staged)
    yield Measure("lead", _("Has a seat that leads"), having(led))
    yield Measure("meeting", _("Next meeting can be told"), meets(now=now))
    yield Measure(
        "channel", _("Has a public channel"), having(Channel.objects.filter(is_public=True))
    )
    yield Measure("confirmed", _("Confirmed in the last quarter"), having(lately))
    yield Measure("dead-links", _("Shows dead links"), shows_dead_links(), is_good=False)
    asked = Question.objects.filter(is_open=True)
    yield Measure("questions", _("Has open questions"), having(asked), is_good=False)
    disputed = Conflict.objects.open()
    yield Measure("conflicts", _("Has sources that disagree"), having(disputed), is_good=False)


def quality(*, now: datetime) -> Quality:
    """Two queries, however many groups there are."""
    known = list(measures(now))
    groups = counted_groups(now)
    counts = groups.aggregate(
        groups=Count("pk"),
        **{field(one, "n"): Count("pk", filter=one.of & one.q) for one in known},
        **{field(one, "of"): Count("pk", filter=one.of) for one in known if one.of},
    )
    return Quality(
        counts["groups"],
        tuple(
            Measured(
                one.key,
                one.label,
                counts[field(one, "n")],
                counts.get(field(one, "of"), counts["groups"]),
                one.is_good,
            )
            for one in known
        ),
        disagreements(groups),
    )


def field(measure: Measure, kind: str) -> str:
    return f"{kind}_{measure.key.replace('-', '_')}"


def disagreements(groups: QuerySet[Initiative]) -> tuple[Disagreement, ...]:
    """Which pairs of sources, the most quarrelsome first."""
    rows = (
        Conflict.objects.open()
        .filter(initiative__in=groups.values("pk"))
        .values_list("our_source", "their_source")
        .annotate(n=Count("pk"))
        .order_by("-n", "our_source", "their_source")
    )
    return tuple(Disagreement(*row) for row in rows[:MOST_PAIRS])


@dataclass(frozen=True)
class Listed:
    """The groups behind one number."""

    measure: Measure
    has_it: bool
    page: ListPage

    @property
    def title(self) -> str:
        label = self.measure.label
        return label if self.has_it else _("Not so: %s") % label


def groups_behind(*, key: str, has_it: bool, number: str, now: datetime) -> Listed | None:
    """Two queries; None for a measure nobody takes."""
    measure = next((one for one in measures(now) if one.key == key), None)
    if measure is None:
        return None
    groups = counted_groups(now).filter(measure.of, measure.q if has_it else ~measure.q)
    rows = groups.order_by("name", "pk").values("slug", "name", "kind", "hue")
    return Listed(measure, has_it, Paginator(rows, GROUPS_A_PAGE).get_page(number))


@dataclass(frozen=True)
class GroupQuality:
    """Of one group. Conflicts are counted: what they are about is for who decides."""

    parts: tuple[PagePart, ...]
    dead_links: tuple[tuple[str, datetime | None], ...]
    questions: int
    conflicts: int

    @property
    def lacks(self) -> tuple[str, ...]:
        return tuple(words for part in self.parts for words in part.lacks)


def group_quality(*, initiative: Initiative, now: datetime) -> GroupQuality:
    """Four queries."""
    return GroupQuality(
        page_parts(initiative=initiative, now=now).parts,
        tuple((row.url, row.first_failed_at) for row in dead_links_of(initiative)),
        len(group_rows(initiative).questions),
        Conflict.objects.open().filter(initiative=initiative).count(),
    )
