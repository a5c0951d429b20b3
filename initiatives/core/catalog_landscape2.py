"""Reads `landscape.yml`: of its items, those that are projects of the foundation (`project:`).

Members, products and services of others are no groups: they are counted by category. Dates of
stages become a history where they follow each other as stages do; else the leads are asked.
"""

from collections.abc import Iterator
from datetime import date

from .catalog_document import Document
from .catalog_entry import (
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ParentEntry,
    QuestionEntry,
    SourceEntry,
    StageEntry,
)
from .published_section import PublishedSection
from .slugs import slugify
from .vocabulary import STAGES

SOURCE = "landscape.yml"
# In the order projects pass them; the key of the day on which they did.
STAGE_DAYS = {
    "sandbox": "accepted",
    "incubating": "incubating",
    "graduated": "graduated",
    "archived": "archived",
}
CHANNELS = {
    "slack_url": ("slack", ""),
    "discord_url": ("discord", ""),
    "mailing_list_url": ("mailing-list", ""),
    "github_discussions_url": ("github", "Discussions"),
    "youtube_url": ("recordings", ""),
    "blog_url": ("website", "Blog"),
    "gitter_url": ("other", "Gitter"),
    "stack_overflow_url": ("other", "Stack Overflow"),
}
ASK_STAGE = "This stage is not one the portal knows. Which stage is the project in?"
ASK_DAYS = (
    "These days do not follow each other as stages do. Since when is the project where it is?"
)
ASK_PARENT = "The landscape has no project of this name. Which group does the project belong to?"


def read_landscape2(document: Document) -> Catalog:
    top = document.published()
    items = list(read_items(top))
    top.finish()
    slugs = {slugify(item.words("name", longest=160)) for item in items}
    entries = (read_project(item, slugs) for item in items)
    # One project may stand in several categories.
    return Catalog(initiatives=tuple(dict.fromkeys(entries)))


def read_items(top: PublishedSection) -> Iterator[PublishedSection]:
    for key in ("landscape", "categories"):
        for category in top.sections(key):
            category.ignore("category")
            name = category.words("name", longest=160, required=True)
            for subcategory in category.sections("subcategories"):
                subcategory.ignore("subcategory", "name")
                for item in subcategory.sections("items"):
                    if item.words("project", longest=60):
                        yield item
                    else:
                        item.words("name", longest=300, required=True)
                        item.left_out[f"items of {name!r} that are no project"] += 1
                subcategory.leave_rest()
            category.leave_rest()


def read_project(item: PublishedSection, slugs: set[str]) -> CatalogEntry:
    item.ignore("item", "logo", "crunchbase", "twitter", "organization", "enduser", "joined")
    item.ignore("second_path", "branch")
    name = item.words("name", longest=160, required=True)
    extra = item.section("extra")
    stages, questions = read_stages(item, extra)
    parent = extra.words("parent_project", longest=160) if extra else ""
    if parent and slugify(parent) not in slugs:
        questions += (QuestionEntry(about="parent", text=parent, ask=ASK_PARENT, line=item.line),)
        parent = ""
    entry = CatalogEntry(
        slug=slugify(name),
        name=name,
        kind="project",
        summary=item.summary("description"),
        why=extra.summary("summary_use_case", longest=1000) if extra else None,
        website_url=item.link("homepage_url") or None,
        repo_url=item.link("repo_url") or None,
        parents=(ParentEntry(parent=slugify(parent), source=SOURCE),) if parent else None,
        stages=stages,
        channels=tuple(dict.fromkeys(read_channels(item, extra))) or None,
        sources=(SourceEntry(title=SOURCE),),
        questions=questions,
        line=item.line,
    )
    for section in (extra, item):
        if section is not None:
            section.leave_rest()
    return entry


def read_stages(
    item: PublishedSection, extra: PublishedSection | None
) -> tuple[tuple[StageEntry, ...], tuple[QuestionEntry, ...]]:
    said = item.words("project", longest=60)
    line = item.lines["project"]
    days = read_days(extra) if extra else {}
    if said.lower() not in STAGES:
        question = QuestionEntry(about="stage", text=said, ask=ASK_STAGE, line=line)
        return (StageEntry(stage="unknown", source=SOURCE, line=line),), (question,)
    stage = said.lower()
    if stage != "sandbox" and "sandbox" in days:
        # The day it was accepted, which tells no stage: many begin above the sandbox.
        del days["sandbox"]
    passed = list(days.items())
    order = [day for _stage, day in passed]
    if order != sorted(set(order)) or (stage in days and passed[-1][0] != stage):
        text = ", ".join(f"{name} {day}" for name, day in passed) + f"; now {said}"
        question = QuestionEntry(about="stage", text=text, ask=ASK_DAYS, line=line)
        return (StageEntry(stage=stage, source=SOURCE, line=line),), (question,)
    if stage not in days:
        return (StageEntry(stage=stage, source=SOURCE, line=line),), ()
    ends = [*order[1:], None]
    return tuple(
        StageEntry(stage=name, since=day, until=end, source=SOURCE, line=line)
        for (name, day), end in zip(passed, ends, strict=True)
    ), ()


def read_days(extra: PublishedSection) -> dict[str, date]:
    days = {stage: extra.day(key) for stage, key in STAGE_DAYS.items()}
    return {stage: day for stage, day in days.items() if day}


def read_channels(item: PublishedSection, extra: PublishedSection | None) -> Iterator[ChannelEntry]:
    for repository in item.sections("additional_repos"):
        repository.ignore("branch")
        if address := repository.link("repo_url"):
            name = "/".join(address.rstrip("/").rsplit("/", 2)[1:])[:120]
            yield ChannelEntry(kind="github", name=name, url=address, line=repository.line)
        repository.leave_rest()
    if extra is None:
        return
    if room := extra.words("chat_channel", longest=120):
        yield ChannelEntry(kind="other", name=room, line=extra.lines["chat_channel"])
    for key, (kind, name) in CHANNELS.items():
        if address := extra.link(key):
            yield ChannelEntry(kind=kind, name=name, url=address, line=extra.lines[key])
