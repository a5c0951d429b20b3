"""A fairness report in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core.formula import COMPONENTS
from mentorship.core.instance import Limits
from mentorship.equity.core.days import shown_at
from mentorship.equity.core.stages import Stage, Why
from mentorship.equity.core.suppression import share
from mentorship.equity.models import EquityGroup, FairnessReport
from mentorship.models import Program
from mentorship.queries.limit_words import rule_words
from mentorship.queries.programs import COMPONENT_WORDS
from mentorship.queries.run_numbers import DIAL_WORDS, points

MOST_REPORTS = 20
EVERYBODY = "all"
STAGE_WORDS = {
    Stage.APPLIED: gettext_lazy("Applied"),
    Stage.ELIGIBLE: gettext_lazy("Met the rules"),
    Stage.READ: gettext_lazy("Were read"),
    Stage.OFFERED: gettext_lazy("Were offered a place"),
    Stage.ACCEPTED: gettext_lazy("Began with a mentor"),
    Stage.FINISHED: gettext_lazy("Stayed to the end"),
}
WHY_WORDS = {
    Why.DECLINED: gettext_lazy("Declined by those who run the program"),
    Why.WITHDREW: gettext_lazy("Withdrew"),
    Why.UNDECIDED: gettext_lazy("Waited to the end, on the waiting list or for an answer"),
    Why.NO_LANGUAGE: gettext_lazy("No mentor spoke a language with them"),
    Why.NO_TIME: gettext_lazy("No mentor had enough time in common with them"),
    Why.NO_SKILL: gettext_lazy("No mentor could teach what they wanted to learn"),
    Why.NO_PLACE: gettext_lazy("Every place went to others"),
    Why.OTHER_RULES: gettext_lazy("Another rule of the matching"),
    Why.ENDED_BEFORE: gettext_lazy("Their match ended before both had said yes"),
}


@dataclass(frozen=True)
class Cell:
    """Both are None where they are hidden."""

    people: int | None
    percent: int | None


@dataclass(frozen=True)
class StageRow:
    """Percents are of those who applied."""

    words: str
    people: int
    percent: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DialLine:
    """Both are None where they are hidden."""

    words: str
    matched: int | None
    total: float | None


@dataclass(frozen=True)
class ReportPage:
    small: int
    groups: tuple[str, ...]
    kept: tuple[tuple[str, int], ...]
    stages: tuple[StageRow, ...]
    without_pair: tuple[tuple[str, int | None], ...]
    answered: int | None
    median_days: float | None
    load: dict[str, int | None]
    rules: tuple[str, ...]
    weights: tuple[tuple[str, int], ...]
    dials: tuple[DialLine, ...]
    has_hidden: bool


@dataclass(frozen=True)
class PublishedReport:
    name: str
    url: str


def report_page(*, report: FairnessReport) -> ReportPage:
    """No query. A report from before limits could be changed has the usual ones."""
    told = figures_told(report=report)
    words = rule_words(Limits(**told["matching"].get("limits", {})))
    stages = tuple(stage_rows(told["stages"]))
    without_pair = tuple(
        (str(WHY_WORDS[Why(one["why"])]), one["people"]) for one in told["without_pair"]
    )
    groups = told["groups"]
    weights = told["matching"]["weights"]
    return ReportPage(
        small=told["small"],
        groups=(*(one["name"] for one in groups), _("Said nothing")) if groups else (),
        kept=tuple((one["name"], one["places_kept"]) for one in groups if one["places_kept"]),
        stages=stages,
        without_pair=without_pair,
        answered=told["waiting"]["answered"],
        median_days=told["waiting"]["median_days"],
        load=told["load"],
        rules=tuple(words[name] for name in told["matching"]["rules"]),
        weights=tuple(
            (str(COMPONENT_WORDS[name]), weights[name])
            for name in sorted(COMPONENTS, key=lambda name: -weights[name])
            if weights[name]
        ),
        dials=tuple(
            DialLine(str(DIAL_WORDS[one["dial"]]), one["matched"], one["total"])
            for one in told["matching"]["dials"]
        ),
        has_hidden=any(number is None for _part, _name, _group, number in counts_in(told)),
    )


def figures_told(*, report: FairnessReport) -> dict[str, Any]:
    """As the page and both files tell them: sums of scores with 100 a pair at most, as wherever
    people read a score."""
    told = report.figures
    dials = [one | {"total": points(one["total"])} for one in told["matching"]["dials"]]
    return told | {"matching": told["matching"] | {"dials": dials}}


def stage_rows(stages: list[dict[str, Any]]) -> Iterator[StageRow]:
    first = stages[0]
    for one in stages:
        yield StageRow(
            words=str(STAGE_WORDS[Stage(one["stage"])]),
            people=one["people"],
            percent=share(one["people"], first["people"]),
            cells=tuple(
                Cell(people, share(people, first["by_group"][key]))
                for key, people in one["by_group"].items()
            ),
        )


def lines_of(*, report: FairnessReport) -> Iterator[tuple[str, str, str, float | str]]:
    """Part, name, group, number: every count of the page. A hidden one is an empty cell, and `all`
    is everybody."""
    for part, name, group, number in counts_in(figures_told(report=report)):
        yield part, name, group, "" if number is None else number


def counts_in(told: dict[str, Any]) -> Iterator[tuple[str, str, str, float | None]]:
    for one in told["stages"]:
        yield "stage", one["stage"], EVERYBODY, one["people"]
        for key, people in one["by_group"].items():
            yield "stage", one["stage"], key, people
    for one in told["without_pair"]:
        yield "reason", one["why"], EVERYBODY, one["people"]
    for part in ("waiting", "load"):
        for name, number in told[part].items():
            yield part, name, EVERYBODY, number
    for one in told["matching"]["dials"]:
        yield "dial_pairs", one["dial"], EVERYBODY, one["matched"]
        yield "dial_sum_of_scores", one["dial"], EVERYBODY, one["total"]


def published_reports(*, program: Program) -> list[PublishedReport]:
    """The latest first. One query."""
    rows = FairnessReport.objects.filter(cohort__program=program, published_at__isnull=False)
    rows = rows.select_related("cohort").order_by("-cohort__starts_on", "pk")[:MOST_REPORTS]
    return [
        PublishedReport(
            row.cohort.name, reverse("equity:report", args=[program.slug, row.cohort.key])
        )
        for row in rows
    ]


def places_kept(*, program: Program) -> list[tuple[str, str, int]]:
    """Cohort, group and places, as long as they count. One query."""
    rows = EquityGroup.objects.filter(
        cohort__program=program, cohort__fairness_report=None, least__gt=0
    )
    rows = rows.select_related("cohort").order_by("-cohort__starts_on", "cohort", "position")
    return [(row.cohort.name, row.name, row.least) for row in rows[:MOST_REPORTS]]


def shows_itself_at(report: FairnessReport) -> datetime:
    return shown_at(report.cohort.dates)
