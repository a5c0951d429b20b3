"""The numbers of a term as they are published: made from sums, and nothing but what may be shown is
in them."""

from dataclasses import asdict
from statistics import median
from typing import Any

from django.db.models import F

from mentorship.core.formula import pair_weights
from mentorship.core.instance_reading import config_from
from mentorship.equity.core.stages import MOST_TELLING, Stage, Why, table_of
from mentorship.equity.core.suppression import SMALL, publishable
from mentorship.equity.models import EquityGroup, ReasonCount, StageCount
from mentorship.models import Application, Cohort, Match, Role
from mentorship.queries.instance import config_of

from .ways import first_told_run, told_run

# Who said no group is a column like any other: what is hidden elsewhere could be worked out by it.
NO_GROUP = "none"


def figures_of(cohort: Cohort) -> dict[str, Any] | None:
    """As JSON; None where nobody has applied."""
    groups = list(EquityGroup.objects.filter(cohort=cohort))
    keys = [*(one.key for one in groups), NO_GROUP]
    table = table_of(people_by_stage(cohort), keys)
    if not any(table[0]):
        return None
    order = [list(Stage).index(stage) for stage in MOST_TELLING]
    shown = publishable(table, order=order) if groups else [[sum(row)] for row in table]
    return {
        "small": SMALL,
        "groups": [{"key": one.key, "name": one.name, "places_kept": one.least} for one in groups],
        "stages": [
            {
                "stage": stage.value,
                "people": sum(row),
                "by_group": dict(zip(keys, told, strict=True)) if groups else {},
            }
            for stage, row, told in zip(Stage, table, shown, strict=True)
        ],
        "without_pair": reasons(cohort),
        "waiting": waiting(cohort),
        "load": load(cohort),
        "matching": matching(cohort),
    }


def people_by_stage(cohort: Cohort) -> dict[tuple[Stage, str], int]:
    rows = StageCount.objects.filter(cohort=cohort)
    return {
        (Stage(stage), key or NO_GROUP): people
        for stage, key, people in rows.values_list("stage", "group__key", "people")
    }


def reasons(cohort: Cohort) -> list[dict[str, Any]]:
    """Of everybody who met the rules and had no pair; a reason nobody had is a small count too."""
    said = dict(ReasonCount.objects.filter(cohort=cohort).values_list("why", "people"))
    [shown] = publishable([[said.get(why, 0) for why in Why]], order=[0])
    return [{"why": why.value, "people": told} for why, told in zip(Why, shown, strict=True)]


def waiting(cohort: Cohort) -> dict[str, Any]:
    """From when it was sent last to the answer; of too few, nothing."""
    rows = Application.objects.filter(cohort=cohort, role=Role.MENTEE)
    rows = rows.filter(decided_at__gte=F("submitted_at"))
    waited = [
        (decided - sent).days
        for sent, decided in rows.values_list("submitted_at", "decided_at")
        if sent and decided
    ]
    is_told = len(waited) >= SMALL
    return {
        "answered": len(waited) if is_told else None,
        "median_days": median(waited) if is_told else None,
    }


def load(cohort: Cohort) -> dict[str, Any]:
    """Of mentors in the matching. What each of them has is theirs: of few of them nothing is told,
    and how many had a pair only where neither they nor the others are few. Nor are their places
    then: with the mentees who began, which the stages tell, they would say how many it were.
    """
    facts = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTOR)
    places = [told.get("capacity") or 1 for told in facts.values_list("facts", flat=True)]
    agreed = Match.objects.filter(cohort=cohort, mentee_answer="accepted", mentor_answer="accepted")
    mentors = len(places)
    busy = agreed.filter(mentor__in=facts).values("mentor").distinct().count()
    [[with_a_pair, _others]] = publishable([[busy, mentors - busy]], order=[0])
    return {
        "mentors": mentors if mentors >= SMALL else None,
        "places": None if with_a_pair is None else sum(places),
        "mentors_with_a_pair": with_a_pair,
    }


def matching(cohort: Cohort) -> dict[str, Any]:
    """By which weights, rules and limits, and what each dial cost in the first result. Of a term
    without a result: the program's."""
    run, first = told_run(cohort), first_told_run(cohort)
    if run is None:
        config = config_of(cohort.program)
    else:
        parts = ("weights", "rules", "limits")
        config = config_from({name: run.config[name] for name in parts if name in run.config})
    return {
        "weights": dict(pair_weights(config.weights, left_out=frozenset())),
        "rules": [name for name, holds in asdict(config.rules).items() if holds],
        "limits": asdict(config.limits),
        "dials": [
            {
                "dial": one["dial"],
                "matched": one["matched"] if one["matched"] >= SMALL else None,
                "total": one["total"] if one["matched"] >= SMALL else None,
            }
            for one in (first.result.get("dials", ()) if first else ())
        ],
    }
