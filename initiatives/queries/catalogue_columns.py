"""What the catalogue's own rows say of each group, as columns."""

from collections.abc import Iterator
from datetime import date

from django.db.models import BigIntegerField, Case, F, Value, When

from initiatives.models import (
    Alias,
    Initiative,
    Opening,
    OpeningSkill,
    Parent,
    Stage,
    StageRecord,
)
from portal.kit import clock

from .catalogue_column import Column, Pairs, Stamped, stamp_of
from .tasks import open_tasks

# Hours a week that an opening takes at least; past the last bound is "more".
HOURS = {"1-2": 2, "3-5": 5, "6-10": 10}
MORE_HOURS, UNKNOWN_HOURS = "11-more", "unknown"
RANK = Case(
    *(When(stage=stage, then=Value(place)) for place, stage in enumerate(Stage.values, 1)),
    default=Value(0),
    output_field=BigIntegerField(),
)


def own_columns(on: date) -> tuple[Column, ...]:
    return (
        groups(),
        stages(on),
        parents(on),
        topics(),
        topic_skills(),
        personas(),
        openings(on),
        opening_skills(on),
        newcomer_tasks(),
    )


def groups() -> Column:
    rows = Initiative.objects.listed()

    def load() -> dict[str, Pairs]:
        told = list(rows.values_list("pk", "kind", "languages"))
        return {
            "kind": [(pk, kind) for pk, kind, _spoken in told],
            "language": [(pk, code) for pk, _kind, spoken in told for code in strings(spoken)],
        }

    return Column("groups", (stamp_of("groups", rows, changed_at="updated_at"),), load)


def strings(told: object) -> list[str]:
    """Of a JSON field that anything may have been written to."""
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []


def aliases_stamp() -> Stamped:
    return stamp_of("aliases", Alias.objects.filter(initiative__is_listed=True))


def stages(on: date) -> Column:
    rows = StageRecord.objects.current(on)
    stamp = stamp_of("stages", rows, value=RANK)
    return Column("stages", (stamp,), lambda: {"stage": rows.values_list("initiative_id", "stage")})


def parents(on: date) -> Column:
    rows = Parent.objects.current(on).filter(parent__is_listed=True)
    stamp = stamp_of("parents", rows, value=F("parent_id"))
    return Column(
        "parents", (stamp,), lambda: {"parent": rows.values_list("initiative_id", "parent")}
    )


def topics() -> Column:
    rows = Initiative.topics.through.objects.all()
    stamp = stamp_of("topics", rows, value=F("topic_id"))
    return Column(
        "topics", (stamp,), lambda: {"topic": rows.values_list("initiative_id", "topic_id")}
    )


def topic_skills() -> Column:
    """A group has the skills that its topics ask for."""
    rows = Initiative.topics.through.objects.filter(topic__skills__isnull=False)
    stamp = stamp_of("topic skills", rows, value=F("topic__skills"))
    pairs = rows.values_list("initiative_id", "topic__skills")
    return Column("topic skills", (stamp,), lambda: {"skill": pairs})


def personas() -> Column:
    rows = Initiative.personas.through.objects.all()
    stamp = stamp_of("personas", rows, value=F("persona_id"))
    pairs = rows.values_list("initiative_id", "persona_id")
    return Column("personas", (stamp,), lambda: {"persona": pairs})


def openings(on: date) -> Column:
    rows = Opening.objects.fresh(on)

    def load() -> dict[str, Pairs]:
        told = list(
            rows.values_list("initiative", "role", "hours_min", "languages", "is_for_newcomers")
        )
        return {
            "role": [(pk, role) for pk, role, *_ in told],
            "hours": [(pk, hours_band(least)) for pk, _role, least, *_ in told],
            "language": [
                (pk, code) for pk, _role, _least, spoken, _new in told for code in strings(spoken)
            ],
            "newcomers": [(pk, "opening") for pk, *_, is_for_newcomers in told if is_for_newcomers],
        }

    stamp = stamp_of("openings", rows, changed_at="updated_at")
    return Column("openings", (stamp,), load, is_offered=True)


def hours_band(least: int | None) -> str:
    if least is None:
        return UNKNOWN_HOURS
    return next((band for band, most in HOURS.items() if least <= most), MORE_HOURS)


def opening_skills(on: date) -> Column:
    rows = OpeningSkill.objects.filter(opening__in=Opening.objects.fresh(on))
    stamp = stamp_of("opening skills", rows, value=F("skill_id"))
    pairs = rows.values_list("opening__initiative", "skill_id")
    return Column("opening skills", (stamp,), lambda: {"skill": pairs}, is_offered=True)


def newcomer_tasks() -> Column:
    """Kept for newcomers, and free."""
    rows = open_tasks(now=clock.now()).filter(
        is_for_newcomers=True, is_assigned=False, taken_until=None
    )

    def pairs() -> Iterator[tuple[int, str]]:
        return ((pk, "task") for pk in rows.values_list("initiative_id", flat=True))

    stamp = stamp_of("tasks", rows, value=F("initiative_id"))
    return Column("tasks", (stamp,), lambda: {"newcomers": pairs()})
