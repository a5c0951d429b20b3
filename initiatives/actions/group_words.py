"""What a group says about itself: its words, its links and what it has made."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from initiatives.core.said_here import SAID_HERE
from initiatives.models import (
    ChangeKind,
    Channel,
    Confirmation,
    Deliverable,
    FactGroup,
    Initiative,
    Persona,
    Source,
    Topic,
)
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .change import record_change
from .role import CATALOGUE


class SaidTwice(Exception):
    """Another row of the group says exactly this; `label` names it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


PLAIN_WORDS = ("summary", "why", "joining", "decides", "ai_policy", "ai_policy_url")


@dataclass(frozen=True, kw_only=True)
class Words:
    summary: str = ""
    why: str = ""
    joining: str = ""
    decides: str = ""
    languages: Sequence[str] = ()
    ai_policy: str = ""
    ai_policy_url: str = ""
    topics: Sequence[Topic] = ()
    personas: Sequence[Persona] = ()


@dataclass(frozen=True, kw_only=True)
class Links:
    website_url: str = ""
    repo_url: str = ""
    charter_url: str = ""


@dataclass(frozen=True)
class ChannelSaid:
    """`pk` is the row it changes or, with `is_gone`, removes; none makes a new one."""

    kind: str
    name: str = ""
    url: str = ""
    is_public: bool = True
    pk: int | None = None
    is_gone: bool = False


@dataclass(frozen=True)
class DeliverableSaid:
    name: str
    type: str
    summary: str = ""
    url: str = ""
    personas: Sequence[Persona] = ()
    pk: int | None = None
    is_gone: bool = False


@transaction.atomic
def change_words(*, initiative: Initiative, words: Words, by: User, on: date) -> bool:
    """Returns whether anything is different. Saying the same again confirms it."""
    hold(CATALOGUE)
    row = locked(initiative)
    sets = {"topics": set(words.topics), "personas": set(words.personas)}
    columns = {name: getattr(words, name) for name in PLAIN_WORDS}
    changed = write_columns(row, {**columns, "languages": list(words.languages)})
    for name, said in sets.items():
        if said != set(getattr(row, name).all()):
            getattr(row, name).set(said)
            changed = True
    confirm_by_saying(row, part=FactGroup.TEXT, by=by, on=on)
    if changed:
        record_change(initiative=row, kind=ChangeKind.TEXT, source=SAID_HERE)
    row.save()
    audit.record(by=by, verb="initiative.described", on=row)
    return changed


@transaction.atomic
def change_links(
    *, initiative: Initiative, links: Links, channels: Iterable[ChannelSaid], by: User, on: date
) -> bool:
    """In the order of `channels`; one they don't speak of, added meanwhile by others, stays.

    Raises SaidTwice, and nothing is written.
    """
    hold(CATALOGUE)
    row = locked(initiative)
    changed = write_columns(row, asdict(links))
    known = {channel.pk: channel for channel in row.channels.all()}
    before = {pk: told_of(channel) for pk, channel in known.items()}
    for position, said in enumerate(channels):
        channel = known.get(said.pk) if said.pk else None
        if said.is_gone:
            if channel is not None:
                tell_channel(row, before=told_of(channel), after=None)
                channel.delete()
                changed = True
            continue
        is_new = channel is None
        channel = channel or Channel(initiative=row)
        was_said = columns_of(channel)
        channel.kind, channel.name, channel.url = said.kind, said.name, said.url
        channel.is_public, channel.position = said.is_public, position
        was = before.get(said.pk or 0)
        same = row.channels.filter(kind=said.kind, name=said.name, url=said.url)
        if same.exclude(pk=channel.pk).exists():
            raise SaidTwice(channel.label)
        channel.save()
        changed |= is_new or was_said != columns_of(channel)
        if was != told_of(channel):
            tell_channel(row, before=was, after=told_of(channel))
    confirm_by_saying(row, part=FactGroup.LINKS, by=by, on=on)
    row.save()
    audit.record(by=by, verb="initiative.links_changed", on=row)
    return changed


def columns_of(channel: Channel) -> tuple[str, str, str, bool, int]:
    return channel.kind, channel.name, channel.url, channel.is_public, channel.position


def told_of(channel: Channel) -> tuple[str, bool]:
    """What the public log may say of it: nothing of a private one."""
    return f"{channel.get_kind_display()} {channel.label}", channel.is_public


def tell_channel(
    initiative: Initiative, *, before: tuple[str, bool] | None, after: tuple[str, bool] | None
) -> None:
    old = before[0] if before and before[1] else ""
    new = after[0] if after and after[1] else ""
    if old != new:
        record_change(
            initiative=initiative,
            kind=ChangeKind.CHANNEL,
            before=old,
            after=new,
            source=SAID_HERE,
        )


@transaction.atomic
def change_deliverables(
    *, initiative: Initiative, deliverables: Iterable[DeliverableSaid], by: User, on: date
) -> bool:
    """In the order of `deliverables`: whoever keeps the page confirms what they say here.

    Raises SaidTwice, and nothing is written.
    """
    hold(CATALOGUE)
    row = locked(initiative)
    known = {one.pk: one for one in row.deliverables.all()}
    changed = False
    for position, said in enumerate(deliverables):
        one = known.get(said.pk) if said.pk else None
        before = one.name if one else ""
        if said.is_gone:
            if one is not None:
                tell_deliverable(row, before=before, after="")
                one.delete()
                changed = True
            continue
        one = one or Deliverable(initiative=row, source=SAID_HERE, seen_on=on)
        told = made_of(one)
        one.name, one.type, one.summary, one.url = said.name, said.type, said.summary, said.url
        one.position, one.confirmed_on, one.confirmed_by = position, on, by
        changed |= told != made_of(one)
        if row.deliverables.filter(name=one.name).exclude(pk=one.pk).exists():
            raise SaidTwice(one.name)
        one.save()
        if set(said.personas) != set(one.personas.all()):
            one.personas.set(said.personas)
            changed = True
        if before != one.name:
            tell_deliverable(row, before=before, after=one.name)
    confirm_by_saying(row, part=FactGroup.DELIVERABLES, by=by, on=on)
    row.save()
    audit.record(by=by, verb="initiative.deliverables_changed", on=row)
    return changed


def made_of(one: Deliverable) -> tuple[str, str, str, str, int]:
    return one.name, one.type, one.summary, one.url, one.position


def tell_deliverable(initiative: Initiative, *, before: str, after: str) -> None:
    record_change(
        initiative=initiative,
        kind=ChangeKind.DELIVERABLE,
        before=before,
        after=after,
        source=SAID_HERE,
    )


def locked(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_for_update().get(pk=initiative.pk)


def write_columns(row: Initiative, columns: dict) -> bool:
    changed = {name: said for name, said in columns.items() if getattr(row, name) != said}
    for name, said in changed.items():
        setattr(row, name, said)
    return bool(changed)


def said_today(initiative: Initiative, *, on: date) -> None:
    """A source like any other, so that no older file changes it back."""
    Source.objects.update_or_create(
        initiative=initiative, title=SAID_HERE, defaults={"seen_on": on}
    )


def confirm_by_saying(initiative: Initiative, *, part: FactGroup, by: User, on: date) -> None:
    """For a form that shows all of a part: who sent it has said all of it. A seat or a decision
    alone says nothing about its neighbours."""
    said_today(initiative, on=on)
    Confirmation.objects.update_or_create(
        initiative=initiative, part=part, defaults={"confirmed_on": on, "confirmed_by": by}
    )
