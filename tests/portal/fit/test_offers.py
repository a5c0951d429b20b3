from dataclasses import replace
from datetime import UTC, datetime

from portal.core.fit import Offer, OfferKind
from portal.fit.offers import joined

AT, LATER = datetime(2026, 3, 2, 18, tzinfo=UTC), datetime(2026, 3, 3, 18, tzinfo=UTC)


def offer(kind, key, **facts) -> Offer:
    return Offer(kind=kind, key=key, title=key, url="/", action="Go", action_url="/", **facts)


GROUP = offer(
    OfferKind.INITIATIVE, "sbom", group="sbom", topics=frozenset({"x"}), skills=frozenset({"go"})
)


def test_a_group_meets_when_its_meetings_are():
    call = offer(OfferKind.MEETING, "call", group="sbom", starts=(LATER,), minutes=90)
    other = offer(OfferKind.MEETING, "other", group="sbom", starts=(AT,), minutes=30)
    group, *_ = joined([GROUP, call, other])
    assert (group.starts, group.minutes) == ((AT, LATER), 90)


def test_a_meeting_is_about_what_its_group_is_about():
    call = offer(OfferKind.MEETING, "call", group="sbom", starts=(AT,))
    _, told = joined([GROUP, call])
    assert told == replace(call, topics=frozenset({"x"}), skills=frozenset({"go"}))


def test_a_group_takes_what_its_paths_and_programs_ask_for():
    path = offer(OfferKind.PATH, "first", group="sbom", skills=frozenset({"docs"}))
    program = offer(OfferKind.PROGRAM, "spring", group="sbom", skills=frozenset({"rust"}))
    group, *others = joined([GROUP, path, program])
    assert group.skills == {"go", "docs", "rust"}
    assert others == [path, program]


def test_what_belongs_to_no_listed_group_stays_as_it_is():
    alone = [
        offer(OfferKind.MEETING, "board", group="board", starts=(AT,)),
        offer(OfferKind.PATH, "general"),
        offer(OfferKind.INITIATIVE, "quiet", group="quiet"),
    ]
    assert joined(alone) == alone


def test_work_has_the_meetings_of_its_group():
    call = offer(OfferKind.MEETING, "call", group="sbom", starts=(AT,), minutes=90)
    wanted = offer(OfferKind.OPENING, "wanted", group="sbom", skills=frozenset({"docs"}))
    task = offer(OfferKind.TASK, "task", group="sbom", skills=frozenset({"rust"}))
    group, _, *work = joined([GROUP, call, wanted, task])
    assert work == [
        replace(wanted, starts=(AT,), minutes=90),
        replace(task, starts=(AT,), minutes=90, topics=frozenset({"x"})),
    ]
    assert group.skills == {"go"}


def test_work_of_a_group_that_cannot_be_joined_has_its_meetings_all_the_same():
    call = offer(OfferKind.MEETING, "call", group="board", starts=(AT,))
    wanted = offer(OfferKind.OPENING, "wanted", group="board")
    assert joined([call, wanted]) == [call, replace(wanted, starts=(AT,))]
