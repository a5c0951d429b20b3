"""What the list can be narrowed by: every value some group has, in words and in a useful order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext as _

from initiatives.models import Persona, Stage, Topic, kind_labels
from portal.people.models import Skill, SkillArea
from portal.people.queries.languages import language_name

from .catalogue_columns import HOURS, MORE_HOURS, UNKNOWN_HOURS
from .catalogue_index import Catalogue

YES = "yes"
# As an address writes them.
HOURS_WORDS = (*HOURS, MORE_HOURS, UNKNOWN_HOURS)
DASH = "\N{EN DASH}"
# Vocabularies that staff keep, with their ids: a name may change without any group changing.
NAMED: Mapping[str, type[Topic | Persona | Skill]] = {
    "topic": Topic,
    "persona": Persona,
    "skill": Skill,
}


@dataclass(frozen=True)
class FacetValue:
    """As an address writes it, as people read it, and who has it; None while nobody can know."""

    word: str
    label: str
    mask: int | None


def facet_values(known: Catalogue, *, tz: str) -> dict[str, list[FacetValue]]:
    """One query, for the names of topics, personas and skills."""
    named = names_of_vocabularies()
    places = known.places
    reporting = sorted(known.masks.get("parent", {}), key=lambda pk: places.get(pk, -1))
    languages = sorted(known.masks.get("language", {}), key=language_name)
    return {
        "kind": list(labelled(known, "kind", kind_labels())),
        "stage": list(labelled(known, "stage", dict(Stage.choices))),
        "topic": list(with_names(known, "topic", named)),
        "persona": list(with_names(known, "persona", named)),
        "newcomers": [FacetValue(YES, _("Newcomer-friendly"), known.welcoming)],
        "role": list(labelled(known, "role", dict(SkillArea.choices))),
        "skill": list(with_names(known, "skill", named)),
        "hours": list(labelled(known, "hours", hours_labels())),
        "language": list(
            labelled(known, "language", {code: language_name(code) for code in languages})
        ),
        "meets": [
            FacetValue(YES, _("Meets in my waking hours"), known.meeting_awake(tz) if tz else None)
        ],
        "parent": [
            FacetValue(known.group(pk).slug, known.group(pk).name, known.masks["parent"][pk])
            for pk in reporting
            if pk in places
        ],
    }


def labelled(known: Catalogue, facet: str, labels: Mapping[str, Any]) -> Iterator[FacetValue]:
    masks = known.masks.get(facet, {})
    for word, label in labels.items():
        if word in masks:
            yield FacetValue(word, str(label), masks[word])


def with_names(
    known: Catalogue, facet: str, named: list[tuple[str, int, str, str]]
) -> Iterator[FacetValue]:
    masks = known.masks.get(facet, {})
    for of_facet, pk, slug, name in named:
        if of_facet == facet and pk in masks:
            yield FacetValue(slug, name, masks[pk])


def names_of_vocabularies() -> list[tuple[str, int, str, str]]:
    first, *others = (
        model._default_manager.order_by().values_list(Value(facet), "pk", "slug", "name")  # noqa: SLF001  # Django's name for it
        for facet, model in NAMED.items()
    )
    return sorted(first.union(*others, all=True), key=lambda row: row[3].casefold())


def hours_labels() -> dict[str, str]:
    words = {band: _("%(band)s hours a week") % {"band": band.replace("-", DASH)} for band in HOURS}
    return {**words, MORE_HOURS: _("More than that"), UNKNOWN_HOURS: _("Hours not said")}
