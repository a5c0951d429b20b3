"""The library of paths as a filtered list with counts. Two queries for any number of paths."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from initiatives.onboarding.models import Edition, Level, Path
from portal.people.models import SkillArea

from .step_words import time_in_words

FACETS = ("role", "level", "initiative")
# The value of a facet for paths without a role or without a group.
FOR_ALL = "any"
MOST_PATHS = 500


@dataclass(frozen=True)
class Filters:
    role: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class PathRow:
    slug: str
    title: str
    summary: str
    role: str
    level: str
    hours_a_week: int | None
    initiative: Initiative | None
    steps: int
    minutes: int

    @property
    def url(self) -> str:
        return reverse("onboarding:path", args=[self.slug])

    @property
    def time(self) -> str:
        return time_in_words(self.minutes) if self.minutes else ""

    @property
    def role_label(self) -> str:
        return str(SkillArea(self.role).label) if self.role else ""

    @property
    def level_label(self) -> str:
        return str(Level(self.level).label)

    @property
    def hue(self) -> int | None:
        return self.initiative.hue if self.initiative else None

    def value(self, facet: str) -> str:
        if facet == "initiative":
            return self.initiative.slug if self.initiative else FOR_ALL
        return getattr(self, facet) or FOR_ALL


@dataclass(frozen=True)
class PathList:
    matching: tuple[PathRow, ...]
    total: int
    facets: dict[str, tuple[Option, ...]]


def list_paths(*, filters: Filters) -> PathList:
    """A facet's counts answer "how many would I get with this one too"."""
    everything = rows_of(Path.objects.published())
    labels = facet_labels(everything)
    return PathList(
        matching=tuple(narrow(everything, filters)),
        total=len(everything),
        facets={
            facet: count_options(facet, narrow(everything, filters, but=facet), labels, filters)
            for facet in FACETS
        },
    )


def paths_of_group(*, initiative_id: int, limit: int = 3) -> list[PathRow]:
    """A group's own paths, the easiest first. One query."""
    levels = {level: place for place, level in enumerate(Level.values)}
    rows = rows_of(Path.objects.published().filter(initiative=initiative_id))
    return sorted(rows, key=lambda row: levels[row.level])[:limit]


def rows_of(paths: QuerySet[Path]) -> list[PathRow]:
    """As their newest editions are. One query."""
    required = Q(steps__is_optional=False)
    editions = (
        Edition.objects.newest()
        .filter(path__in=paths)
        .select_related("path__initiative")
        .annotate(steps_count=Count("steps"), minutes_sum=Sum("steps__minutes", filter=required))
        .order_by("path__title", "path__slug")[:MOST_PATHS]
    )
    return [
        PathRow(
            slug=edition.path.slug,
            title=edition.path.title,
            summary=edition.path.summary,
            role=edition.path.role,
            level=edition.path.level,
            hours_a_week=edition.path.hours_a_week,
            initiative=edition.path.initiative,
            steps=edition.steps_count,
            minutes=edition.minutes_sum or 0,
        )
        for edition in editions
    ]


def narrow(rows: Iterable[PathRow], filters: Filters, *, but: str = "") -> list[PathRow]:
    asked = {facet: getattr(filters, facet) for facet in FACETS if facet != but}
    return [
        row
        for row in rows
        if all(not wanted or row.value(facet) in wanted for facet, wanted in asked.items())
    ]


def facet_labels(everything: list[PathRow]) -> dict[str, dict[str, str]]:
    """Every value that some path has, in the order a reader expects."""
    used = {facet: {row.value(facet) for row in everything} for facet in FACETS}
    groups = {row.initiative.slug: row.initiative.name for row in everything if row.initiative}
    known = {
        "role": {FOR_ALL: _("Any role"), **labels_of(SkillArea)},
        "level": labels_of(Level),
        "initiative": {
            FOR_ALL: _("For every group"),
            **dict(sorted(groups.items(), key=lambda group: group[1].casefold())),
        },
    }
    return {
        facet: {value: label for value, label in labels.items() if value in used[facet]}
        for facet, labels in known.items()
    }


def labels_of(choices: type[models.TextChoices]) -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in choices}


def count_options(
    facet: str, rows: list[PathRow], labels: dict[str, dict[str, str]], filters: Filters
) -> tuple[Option, ...]:
    counts = Counter(row.value(facet) for row in rows)
    chosen = getattr(filters, facet)
    return tuple(
        Option(value, label, counts[value], value in chosen)
        for value, label in labels[facet].items()
    )
