"""A catalogue file of as many groups as asked for, the same one each time."""

from datetime import date, datetime, time, timedelta

from initiatives.core.catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    RoleEntry,
    SlotEntry,
    SourceEntry,
    StageEntry,
    TopicEntry,
)
from initiatives.core.catalog_writer import write_portal

from .growing import LANGUAGES, STAGES, name_of

SEEN = date(2026, 5, 7)
TOLD = {"source": "README.md", "source_url": "https://example.org/README.md", "seen_on": SEEN}
DAYS = ("MO", "TU", "WE", "TH", "FR")
MONDAY = date(2026, 1, 5)


def catalogue_file(groups: int) -> bytes:
    """Every group with a stage, a parent, two seats and two channels; a third of them meets."""
    return write_portal(
        Catalog(
            topics=tuple(TopicEntry(slug=f"topic-{n}", name=f"Topic {n}") for n in range(12)),
            initiatives=tuple(entry(number) for number in range(groups)),
        )
    )


def entry(number: int) -> CatalogEntry:
    slug, name = f"group-{number}", name_of(number)
    head = f"group-{number - number % 10}" if number % 10 else "group-0"
    return CatalogEntry(
        slug=slug,
        name=name,
        kind=("working-group", "project", "sig")[number % 3] if number else "council",
        summary=f"Keeps the {name_of(number + 7)} of everybody in good order.",
        repo_url=f"https://github.com/example/{slug}",
        languages=tuple(LANGUAGES[number % 4]),
        topics=(f"topic-{number % 12}",),
        aliases=(AliasEntry(name=f"The {name}", **TOLD),),
        parents=(ParentEntry(parent=head if number else None, **TOLD),),
        stages=(StageEntry(stage=STAGES[number % 5], **TOLD),) if number else (),
        roles=tuple(
            RoleEntry(role="co-chair", name=f"{name_of(number + seat)} {seat}", **TOLD)
            for seat in (1, 2)
        ),
        channels=(
            ChannelEntry(kind="slack", name=f"#{slug}"),
            ChannelEntry(kind="mailing-list", url=f"https://lists.example.org/g/{slug}"),
        ),
        sources=(SourceEntry(title=TOLD["source"], url=TOLD["source_url"], seen_on=SEEN),),
        meetings=(meeting(number, slug, name),) if number % 3 == 0 else None,
    )


def meeting(number: int, slug: str, name: str) -> MeetingEntry:
    day = MONDAY + timedelta(days=number % 5)
    start = datetime.combine(day, time(8 + number % 10))
    rule = f"FREQ=WEEKLY;BYDAY={DAYS[number % 5]}"
    return MeetingEntry(
        slug=f"{slug}-call",
        title=f"{name} call",
        slots=(SlotEntry(start=start, tz="Europe/Berlin", rrule=rule),),
        **TOLD,
    )
