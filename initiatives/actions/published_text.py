from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from django.db import IntegrityError, models, transaction

from initiatives.core.taken_down import redact
from initiatives.models import (
    Alias,
    AlsoServes,
    Change,
    Channel,
    Deliverable,
    Initiative,
    Opening,
    Parent,
    Predecessor,
    Question,
    Report,
    RoleHolding,
    Source,
    StageRecord,
    Task,
    TrustedSignal,
)

Texts = Mapping[type[models.Model], tuple[str, ...]]
TEXTS: Texts = {
    Initiative: ("summary", "why", "joining", "decides"),
    Alias: ("name", "source"),
    Channel: ("name",),
    Source: ("title",),
    Parent: ("source",),
    AlsoServes: ("source",),
    Predecessor: ("source",),
    StageRecord: ("source",),
    RoleHolding: ("source", "note", "affiliation"),
    Question: ("text", "ask"),
    Deliverable: ("name", "summary", "problem", "source"),
    Opening: ("title", "summary", "contact"),
    Report: ("title",),
    Task: ("title",),
    Change: ("before", "after", "source"),
}


def redact_published_text(
    *, fingerprints: AbstractSet[str], texts: Texts = TEXTS
) -> list[models.Model]:
    """Take names out of every text of these rows; returns the rows that changed.

    Prose of pages is an editor's, who is asked to change it: it stays.
    """
    changed: list[models.Model] = []
    for model, columns in texts.items():
        for row in model._default_manager.all():  # noqa: SLF001  # Django's documented name for it
            fresh = {
                column: redact(said, fingerprints)[: longest(model, column)]
                for column in columns
                if (said := getattr(row, column))
            }
            if any(getattr(row, column) != said for column, said in fresh.items()):
                store(row, fresh)
                changed.append(row)
    return changed


def redact_signals(*, fingerprints: AbstractSet[str]) -> list[models.Model]:
    """What outside sources said of projects, in the parts of their answers too."""
    changed: list[models.Model] = []
    for row in TrustedSignal.objects.all():
        value = redact(row.value, fingerprints)[: longest(TrustedSignal, "value")]
        parts = [
            {key: redact(said, fingerprints) if key != "url" else said for key, said in one.items()}
            for one in row.parts
        ]
        if (value, parts) != (row.value, row.parts):
            row.value, row.parts = value, parts
            row.save(update_fields=["value", "parts"])
            changed.append(row)
    return changed


def longest(model: type[models.Model], column: str) -> int | None:
    field = model._meta.get_field(column)  # noqa: SLF001  # Django's documented name for it
    return field.max_length if isinstance(field, models.CharField) else None


def store(row: models.Model, fresh: Mapping[str, str]) -> None:
    for column, said in fresh.items():
        setattr(row, column, said)
    try:
        with transaction.atomic():
            row.save(update_fields=[*fresh, *times_of_change(row)])
    except IntegrityError:  # without the name it says what another row of the group says
        row.delete()
    # Searches keep what a group is called until the group says that it is another one.
    if isinstance(group := getattr(row, "initiative", None), Initiative):
        group.save(update_fields=times_of_change(group))


def times_of_change(row: models.Model) -> list[str]:
    fields = row._meta.concrete_fields  # noqa: SLF001  # Django's documented name for it
    return [field.name for field in fields if getattr(field, "auto_now", False)]
