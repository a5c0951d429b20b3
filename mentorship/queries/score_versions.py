"""What counted when, and what another idea of it would do to the pairs of now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _

from mentorship.core.assignment import NOBODY
from mentorship.core.formula import COMPONENTS, pair_weights
from mentorship.core.instance import Config, Instance
from mentorship.core.instance_reading import config_from
from mentorship.core.matching import prepared
from mentorship.core.phases import Phase, phase_at
from mentorship.core.turned import turned
from mentorship.models import Program, Run
from mentorship.queries.desk_names import name_of
from mentorship.queries.group_places import without_group_places
from mentorship.queries.limit_words import LIMIT_LABELS, rule_words
from mentorship.queries.matching import instance_of_run
from mentorship.queries.programs import COMPONENT_WORDS, Weight

MOST_VERSIONS = 50


@dataclass(frozen=True)
class VersionLine:
    """`changes` are sentences: what it does otherwise than the version before."""

    number: int
    made_at: datetime
    who: str
    why: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """Of one cohort, were it run again: nothing of it says who."""

    cohort: str
    run: int
    matched_before: int
    matched: int
    moved: int


def shares_of(config: Config) -> tuple[Weight, ...]:
    """Of 100, the heaviest first, as the program's own page tells it."""
    shares = pair_weights(config.weights, left_out=frozenset())
    return tuple(
        Weight(str(COMPONENT_WORDS[name]), shares[name])
        for name in sorted(COMPONENTS, key=lambda name: -shares[name])
    )


def versions_of(*, program: Program) -> list[VersionLine]:
    """The latest first; none before anything was changed. One query."""
    found = program.score_versions.select_related("made_by__profile")[: MOST_VERSIONS + 1]
    rows = [(row, config_from(row.config)) for row in found]
    before = [config for _row, config in rows[1:]]
    return [
        VersionLine(
            number=row.number,
            made_at=row.made_at,
            who=name_of(row.made_by) if row.made_by else "",
            why=row.why,
            changes=tuple(differences(earlier, config)) if earlier else (),
        )
        for (row, config), earlier in zip(rows, [*before, None], strict=False)
    ][:MOST_VERSIONS]


def differences(before: Config, after: Config) -> Iterator[str]:
    were, are = (pair_weights(one.weights, left_out=frozenset()) for one in (before, after))
    for name in COMPONENTS:
        if were[name] != are[name]:
            yield _("%(what)s: %(before)s → %(after)s of 100") % {
                "what": COMPONENT_WORDS[name],
                "before": were[name],
                "after": are[name],
            }
    asked, asks = rule_words(before.limits), rule_words(after.limits)
    for name in asks:
        if getattr(before.rules, name) and not getattr(after.rules, name):
            yield _("No longer asked: %(rule)s") % {"rule": asked[name]}
        if getattr(after.rules, name) and not getattr(before.rules, name):
            yield _("Asked from here on: %(rule)s") % {"rule": asks[name]}
    for name, label in LIMIT_LABELS.items():
        was, becomes = getattr(before.limits, name), getattr(after.limits, name)
        if was != becomes:
            yield _("%(what)s: %(before)s → %(after)s") % {
                "what": label,
                "before": was,
                "after": becomes,
            }


def effect_of(
    *,
    program: Program,
    weights: Mapping[str, int],
    rules: Mapping[str, bool],
    limits: Mapping[str, int],
    now: datetime,
) -> Effect | None:
    """On the cohort whose matching was run last and which is not over; None without one. The
    engine works twice, without places for groups. Raises OutOfRange, QuotaOutOfReach."""
    runs = Run.objects.filter(cohort__program=program).select_related("cohort__program", "keeps")
    run = runs.order_by("-made_at", "-pk").first()
    if run is None or phase_at(run.cohort.dates, now) is Phase.FINISHED:
        return None
    instance = without_group_places(instance_of_run(run))
    asked = config_from({"weights": dict(weights), "rules": dict(rules), "limits": dict(limits)})
    other = replace(instance.config, weights=asked.weights, rules=asked.rules, limits=asked.limits)
    before, after = mentors_of(instance), mentors_of(replace(instance, config=other))
    return Effect(
        cohort=run.cohort.name,
        run=run.number,
        matched_before=int(np.count_nonzero(before != NOBODY)) + len(instance.locked),
        matched=int(np.count_nonzero(after != NOBODY)) + len(instance.locked),
        moved=int(np.count_nonzero(before != after)),
    )


def mentors_of(instance: Instance) -> np.ndarray:
    """Of each mentee who is not held with somebody."""
    ready = prepared(instance)
    return turned(ready.board, ready.pairs, instance.config.dials).mentors
