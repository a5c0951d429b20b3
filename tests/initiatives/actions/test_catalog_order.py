"""Imports in any order: what holds today, what was before, and what is asked are the same."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.actions.catalog import import_groups
from initiatives.core.catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ParentEntry,
    RoleEntry,
    SourceEntry,
    StageEntry,
)
from initiatives.models import Conflict, Initiative

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
GROUPS = ("board", "council")
days = st.integers(0, 3).map(lambda number: FIRST + timedelta(days=30 * number))
checked = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def texts(draw, source: str) -> CatalogEntry:
    """What one text says of a group, some of it without saying since when. It may bear no date."""
    day = draw(st.none() | days)
    told = {"source": source, "seen_on": day}
    since = st.none() | days.filter(lambda begun: day is None or begun < day)

    def maybe(value):
        return draw(st.none() | value)

    stage = maybe(st.sampled_from(["unknown", "sandbox", "graduated"]))
    parent = maybe(st.sampled_from(GROUPS))
    people = draw(st.lists(st.sampled_from(["", "A", "B"]), max_size=2, unique=True))
    return CatalogEntry(
        slug="bread",
        name=draw(st.sampled_from(["Bread", "Toast"])),
        kind="sig",
        summary=maybe(st.sampled_from(["Bakes.", "Toasts."])),
        repo_url=maybe(st.just("https://a.example/x")),
        languages=maybe(st.lists(st.sampled_from(["de", "en"]), unique=True).map(tuple)),
        stages=(StageEntry(stage=stage, since=draw(since), **told),) if stage else None,
        parents=(ParentEntry(parent=parent, since=draw(since), **told),) if parent else None,
        roles=tuple(
            RoleEntry(
                role="chair",
                name=name,
                affiliation=draw(st.sampled_from(["", "Mill", "Oven"])) if name else "",
                **told,
            )
            for name in people
        )
        or None,
        aliases=draw(
            st.lists(st.sampled_from(["Loaf", "Roll"]), unique=True).map(
                lambda names: tuple(AliasEntry(name=name, **told) for name in names)
            )
        ),
        channels=draw(
            st.lists(st.sampled_from(["#a", "#b"]), unique=True).map(
                lambda names: tuple(ChannelEntry(kind="slack", name=name) for name in names)
            )
        ),
        sources=(SourceEntry(title=source, seen_on=day),),
    )


def take(*entries: CatalogEntry) -> None:
    for entry in entries:
        around = tuple(CatalogEntry(slug=slug, name=slug, kind="board") for slug in GROUPS)
        catalog = Catalog(initiatives=(*around, entry))
        import_groups(catalog=catalog, where="a.yaml", by=None)


def disputed() -> set:
    """What is asked, whichever of the two stands meanwhile."""
    return {
        (one.what, frozenset({(one.ours, one.our_source), (one.theirs, one.their_source)}))
        for one in Conflict.objects.all()
    }


def facts() -> dict[str, object]:
    """What the pages say of the group, but for what is disputed and who said it last."""
    group = Initiative.objects.get(slug="bread")
    open_to_doubt = {what for what, _sides in disputed()}
    told: dict[str, object] = {
        column: getattr(group, column) for column in ("name", "summary", "repo_url", "languages")
    }
    told["stage"] = sorted((r.stage, str(r.since), str(r.until)) for r in group.stages.all())
    told["parent"] = sorted(
        (str(r.parent), str(r.since), str(r.until)) for r in group.parents.all()
    )
    told["channels"] = {channel.name for channel in group.channels.all()}
    told["aliases"] = {(alias.name, alias.kind) for alias in group.aliases.all()}
    told["seats"] = sorted(
        (r.holder_name, r.affiliation, str(r.since), str(r.until))
        for r in group.roles.all()
        if f"affiliation of {r.holder_name}" not in open_to_doubt
    )
    return {name: value for name, value in told.items() if name not in open_to_doubt}


def after(*entries: CatalogEntry) -> tuple[dict, set]:
    with transaction.atomic():
        take(*entries)
        found = facts(), disputed()
        transaction.set_rollback(True)
    return found


@checked
@given(texts("minutes"), texts("charter"))
def test_two_texts_give_the_same_in_either_order(one, other):
    assert after(one, other) == after(other, one)


@checked
@given(texts("minutes"), texts("charter"))
def test_a_text_read_again_changes_nothing(one, other):
    assert after(one, other, one, other, other) == after(one, other)


@checked
@given(st.lists(st.sampled_from(["minutes", "charter", "letter"]).flatmap(texts), max_size=6))
def test_no_sequence_of_texts_lets_two_facts_hold_on_one_day(entries):
    with transaction.atomic():
        take(*entries)
        group = Initiative.objects.filter(slug="bread").first()
        for rows in (group.stages, group.parents) if group else ():
            spans = list(rows.values_list("since", "until"))
            assert sum(until is None for _since, until in spans) <= 1
            for day in (FIRST + timedelta(days=number) for number in range(-1, 130)):
                assert holding(spans, day) <= 1, spans
        transaction.set_rollback(True)


def holding(spans: list, day: date) -> int:
    """How many hold on a day for sure; an unknown start is the end of what came before."""
    ends = sorted(until for _since, until in spans if until)
    known = [
        (
            since or max((end for end in ends if until is None or end < until), default=date.min),
            until,
        )
        for since, until in spans
    ]
    return sum(since <= day and (until is None or day < until) for since, until in known)
