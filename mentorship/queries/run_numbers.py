"""How good and how fair a run is, in numbers, and what its dials cost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core.instance import Instance
from mentorship.models import Run
from portal.core.small_counts import SMALL

POINT = 1000  # a score is 0 to 100,000; people read 0 to 100
QUARTERS = (0, 25, 50, 75, 100)
DIAL_WORDS = {
    "none": gettext_lazy("No dial turned"),
    "aim": gettext_lazy("The aim"),
    "worst_first": gettext_lazy("The lowest score as high as it goes"),
    "every_mentor": gettext_lazy("A first mentee for every mentor"),
    "keep": gettext_lazy("Pairs of the last run are kept"),
    "quotas": gettext_lazy("Places for groups"),
    "tiers": gettext_lazy("Who waited before comes first"),
    "all": gettext_lazy("All of them together"),
}


@dataclass(frozen=True)
class RunNumbers:
    """Scores from 0 to 100; None where there is no pair."""

    number: int
    matched: int
    alone: int
    total: float
    average: float | None
    worst: float | None
    p05: float | None
    gini: float | None
    blocking: int


@dataclass(frozen=True)
class DialCostLine:
    words: str
    matched: int
    total: float
    worst: float | None
    blocking: int
    changed: int


@dataclass(frozen=True)
class Fairness:
    """`quarters` are the scores that a quarter, a half, … of the pairs are not above. `load` says
    of how many mentors so many of their places are taken; `regions` how many of the mentees of a
    part of the world have a mentor."""

    quarters: tuple[tuple[str, float], ...]
    load: tuple[tuple[str, int], ...]
    regions: tuple[tuple[str, int, int], ...]


def numbers_of(run: Run) -> RunNumbers:
    told = run.result["summary"]
    matched = told["matched"]
    return RunNumbers(
        number=run.number,
        matched=matched,
        alone=len(run.result["unmatched"]),
        total=round(told["total"] / POINT, 1),
        average=round(told["total"] / matched / POINT, 1) if matched else None,
        worst=points(told["worst"]),
        p05=points(told["p05"]),
        gini=told["gini"],
        blocking=told["blocking_pairs"],
    )


def points(score: int | None) -> float | None:
    return None if score is None else round(score / POINT, 1)


def enough_points(lacking: int) -> float:
    """As many as are shown would do: rounded up to a tenth."""
    return -(-lacking * 10 // POINT) / 10


def costs_wait(run: Run) -> bool:
    """Two runs that differ in one person would tell by what places for groups cost who is in one,
    and so would one of few pairs: that is told of one run of a term, the first that was
    published."""
    if not any(one["dial"] == "quotas" for one in run.result.get("dials", ())):
        return False
    if not run.is_published or len(run.result["pairs"]) < SMALL:
        return True
    published = Run.objects.filter(cohort_id=run.cohort_id, published_at__isnull=False)
    return published.order_by("published_at", "number").values_list("pk", flat=True)[0] != run.pk


def dial_costs(run: Run) -> tuple[DialCostLine, ...]:
    """Of pairs that are not held anyway; empty where no dial is turned."""
    return tuple(
        DialCostLine(
            words=str(DIAL_WORDS[one["dial"]]),
            matched=one["matched"],
            total=round(one["total"] / POINT, 1),
            worst=points(one["worst"]),
            blocking=one["blocking_pairs"],
            changed=one["changed"],
        )
        for one in run.result.get("dials", ())
    )


def fairness_of(run: Run, instance: Instance) -> Fairness:
    """Where a zone is, is told by the first part of its name, as the zone data has it."""
    scores = sorted(pair["score"] for pair in run.result["pairs"])
    return Fairness(
        quarters=tuple((f"{part} %", at_part(scores, part) / POINT) for part in QUARTERS)
        if scores
        else (),
        load=load_of(run.result["pairs"], instance),
        regions=regions_of(run.result["pairs"], instance),
    )


def at_part(scores: list[int], percent: int) -> int:
    return scores[(len(scores) - 1) * percent // 100]


def load_of(pairs: Iterable[Mapping[str, Any]], instance: Instance) -> tuple[tuple[str, int], ...]:
    taken = Counter(pair["mentor"] for pair in pairs)
    loads = Counter((taken[one.id], one.capacity) for one in instance.mentors)
    return tuple(
        (_("%(taken)s of %(places)s") % {"taken": used, "places": places}, count)
        for (used, places), count in sorted(loads.items(), key=lambda one: (one[0][1], one[0][0]))
    )


def regions_of(
    pairs: Iterable[Mapping[str, Any]], instance: Instance
) -> tuple[tuple[str, int, int], ...]:
    paired = {pair["mentee"] for pair in pairs}
    everybody = Counter(region(one.timezone) for one in instance.mentees)
    found = Counter(region(one.timezone) for one in instance.mentees if one.id in paired)
    return tuple((name, found[name], everybody[name]) for name in sorted(everybody))


def region(timezone: str) -> str:
    name, has_place, _place = timezone.partition("/")
    return name if has_place and name != "Etc" else _("elsewhere")
