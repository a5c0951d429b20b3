"""A foundation of as many groups as asked for, made of rows alone and the same ones each time."""

import random
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from events.models import Occurrence, Series
from initiatives.models import (
    Initiative,
    Opening,
    OpeningSkill,
    Parent,
    Persona,
    StageRecord,
    Task,
    Topic,
)
from portal.core import zones
from portal.kit import clock
from portal.people.models import Skill, SkillArea

STAGES = ("sandbox", "incubating", "graduated", "unknown", "archived")
LANGUAGES = (["en"], ["en", "de"], ["en", "ja"], [])
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "sa", "te", "vu", "kra", "pro")
THINGS = ("scanner", "registry", "toolkit", "policy", "signer", "ledger", "fuzzer", "monitor")
DATES = 8


def name_of(number: int) -> str:
    rnd = random.Random(number)
    made = "".join(rnd.choice(SYLLABLES) for _ in range(rnd.choice((2, 3, 4))))
    return f"{made.capitalize()} {rnd.choice(THINGS)}"


@transaction.atomic
def grow(start: int, until: int) -> None:
    """Groups numbered from `start` up to `until`: every tenth one is reported to by the next nine;
    a third of them meets every week, a fifth wants somebody, a fifth has tasks."""
    now = clock.now()
    topics, personas, skills = vocabularies()
    groups = Initiative.objects.bulk_create(
        Initiative(
            slug=f"group-{number}",
            name=name_of(number),
            kind=("working-group", "project", "sig")[number % 3] if number else "council",
            summary=f"Keeps the {name_of(number + 7)} of everybody in good order.",
            hue=1 + number % 12,
            languages=LANGUAGES[number % 4],
        )
        for number in range(start, until)
    )
    heads = {int(g.slug[6:]): g for g in groups if int(g.slug[6:]) % 10 == 0}
    top = Initiative.objects.get(slug="group-0")
    numbered = list(zip(range(start, until), groups, strict=True))
    below = [(n, g, heads.get(n - n % 10, top) if n % 10 else top) for n, g in numbered if n]
    Parent.objects.bulk_create(Parent(initiative=g, parent=parent) for _n, g, parent in below)
    StageRecord.objects.bulk_create(
        StageRecord(initiative=g, stage=STAGES[n % 5]) for n, g in numbered
    )
    tag(Initiative.topics.through, "topic_id", numbered, topics, (1, 5))
    tag(Initiative.personas.through, "persona_id", numbered, personas, (1,))
    openings = Opening.objects.bulk_create(
        Opening(
            initiative=g,
            title=f"Help with {name_of(n + 3)}",
            role=SkillArea.values[n % len(SkillArea.values)],
            hours_min=(None, 1, 4, 8, 15)[n // 5 % 5],
            is_for_newcomers=n % 2 == 0,
            fresh_until=now.date() + timedelta(days=60),
        )
        for n, g in numbered
        if n % 5 == 1
    )
    OpeningSkill.objects.bulk_create(
        OpeningSkill(opening=opening, skill_id=skills[(opening.pk + step) % len(skills)])
        for opening in openings
        for step in (0, 3)
    )
    Task.objects.bulk_create(
        Task(
            initiative=g,
            repository=f"example/{g.slug}",
            number=1,
            title=f"Mend the {name_of(n + 5)}",
            url=f"https://example.org/{g.slug}/1",
            is_for_newcomers=n % 2 == 0,
            opened_at=now,
            changed_at=now,
            seen_at=now,
        )
        for n, g in numbered
        if n % 5 == 2
    )
    meet([(n, g) for n, g in numbered if n % 3 == 0], now)


def vocabularies() -> tuple[list[int], list[int], list[int]]:
    for number in range(12):
        Topic.objects.get_or_create(slug=f"topic-{number}", name=f"Topic {number}")
    for number in range(4):
        Persona.objects.get_or_create(slug=f"persona-{number}", name=f"Persona {number}")
    return tuple(
        list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (Topic, Persona, Skill)
    )


def tag(through, field: str, numbered, values: list[int], steps: tuple[int, ...]) -> None:
    through.objects.bulk_create(
        through(initiative_id=g.pk, **{field: values[(n * step) % len(values)]})
        for n, g in numbered
        for step in {step: values[(n * step) % len(values)] for step in steps}
        if step == steps[0]
        or values[(n * step) % len(values)] != values[(n * steps[0]) % len(values)]
    )


def meet(numbered: list[tuple[int, Initiative]], now: datetime) -> None:
    series = Series.objects.bulk_create(
        Series(
            slug=f"meeting-{n}",
            title=f"{g.name} call",
            initiative=g,
            is_open_to_newcomers=n % 2 == 0,
        )
        for n, g in numbered
    )
    today = now.astimezone(UTC).date()
    Occurrence.objects.bulk_create(
        (
            Occurrence(
                series=one,
                original_date=day,
                original_time=time(n % 24),
                tzid="UTC",
                starts_at=datetime.combine(day, time(n % 24), UTC),
                ends_at=datetime.combine(day, time(n % 24), UTC) + timedelta(hours=1),
                tz_version=zones.tzdata_version(),
            )
            for (n, _group), one in zip(numbered, series, strict=True)
            for week in range(DATES)
            for day in [today + timedelta(days=n % 7, weeks=week)]
        ),
        batch_size=2000,
    )
