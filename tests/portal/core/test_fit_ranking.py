from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core import zones
from portal.core.availability import CELLS, cell_at
from portal.core.fit import PARTS_OF_WEEK, ROLES, Answers, Offer, OfferKind, Question, Section
from portal.core.fit_ranking import (
    CANDIDATES,
    LISTED,
    MOST,
    Reason,
    in_sections,
    judge,
    likely,
    listed,
    rank,
    ruled_out,
    shortlist,
    would_change,
)

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
EVENINGS = PARTS_OF_WEEK["weekday-evening"]
KINDS = list(OfferKind)


def offer(key="one", kind=OfferKind.INITIATIVE, **facts) -> Offer:
    address = f"/{key}/"
    words = {"title": key, "url": address, "action": "Open", "action_url": address}
    return Offer(kind=kind, key=key, **words, **facts)


def some(*words):
    return st.frozensets(st.sampled_from(words), max_size=3)


hours = st.one_of(st.none(), st.tuples(st.integers(1, 6), st.one_of(st.none(), st.integers(6, 9))))
starts = st.lists(
    st.integers(0, 4 * CELLS).map(lambda n: MONDAY + timedelta(minutes=30 * n)), max_size=3
).map(tuple)
facts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(OfferKind),
        "group": st.sampled_from(["", "a", "b"]),
        "skills": some("go", "rust", "figma", "law"),
        "needed": some("go", "rust"),
        "taught": some("figma", "law"),
        "topics": some("sbom", "ai"),
        "roles": some("code", "docs"),
        "languages": some("de", "ja"),
        "hours": hours,
        "starts": starts,
        "minutes": st.sampled_from([30, 45, 90]),
        "is_open_to_newcomers": st.booleans(),
        "is_asking": st.booleans(),
        "cared_for": st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 1, 3))),
    }
)
offer_lists = st.lists(facts, max_size=14).map(
    lambda rows: [offer(f"offer-{n:02}", **row) for n, row in enumerate(rows)]
)
answers = st.builds(
    Answers,
    skills=some("go", "rust", "figma", "law"),
    roles=some("code", "docs"),
    topics=some("sbom", "ai"),
    hours=st.one_of(st.none(), st.integers(1, 8)),
    languages=some("de", "ja"),
    free=st.sampled_from([frozenset(), EVENINGS, frozenset(range(CELLS))]),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]),
)


def is_free(one: Offer, at: datetime, said: Answers) -> bool:
    minutes = (at + timedelta(minutes=n) for n in range(one.minutes))
    return all(cell_at(minute, zones.zone(said.zone)) in said.free for minute in minutes)


def plainly(one: Offer, said: Answers) -> tuple[int, bool]:
    """Points and whether it cannot fit at all, as one would reckon on paper."""
    points, blocked = 3 * one.is_open_to_newcomers + 3 * one.is_asking + 3 * bool(one.taught), False
    points += 10 * min(3, len(one.skills & said.skills))
    points += 10 * min(2, len(one.topics & said.topics))
    points += 20 if one.roles & said.roles else 0
    if said.hours and one.hours:
        points += 15 if one.hours[0] <= said.hours else 0
        blocked |= one.hours[0] > said.hours
    if said.languages and one.languages:
        points += 10 if one.languages & said.languages else 0
        blocked |= not one.languages & said.languages
    if said.free and one.starts:
        can_come = any(is_free(one, at, said) for at in one.starts)
        points += 15 if can_come else 0
        blocked |= one.kind == "meeting" and not can_come
    return points, blocked


A_BIT_OF_ALL = [
    offer("group", skills=frozenset({"go", "law"}), roles=frozenset({"code"}), group="a"),
    offer("topic", topics=frozenset({"sbom"}), hours=(4, None), languages=frozenset({"ja"})),
    offer("short", roles=frozenset({"docs"}), hours=(2, 6), languages=frozenset({"de"}), group="a"),
    offer("evening", OfferKind.MEETING, starts=(MONDAY + timedelta(hours=18),), minutes=30),
    offer("night", OfferKind.MEETING, starts=(MONDAY + timedelta(hours=3),), minutes=30),
    offer("door", is_asking=True),
    offer(
        "wanted",
        OfferKind.OPENING,
        skills=frozenset({"go", "rust"}),
        needed=frozenset({"rust"}),
        taught=frozenset({"figma"}),
        roles=frozenset({"code"}),
        group="a",
    ),
    offer("law", OfferKind.OPENING, skills=frozenset({"law"}), is_open_to_newcomers=True),
    offer("evening-work", OfferKind.TASK, topics=frozenset({"sbom"}), is_asking=True),
]
SAID_ALL = Answers(
    skills=frozenset({"go"}),
    roles=frozenset({"code"}),
    topics=frozenset({"sbom"}),
    hours=3,
    languages=frozenset({"de"}),
    free=EVENINGS,
)


@example(A_BIT_OF_ALL, SAID_ALL)
@given(offer_lists, answers)
def test_the_order_is_the_one_reckoned_on_paper(offers, said):
    def on_paper(one):
        points, blocked = plainly(one, said)
        day = one.cared_for or date.min
        return blocked, -points, KINDS.index(one.kind), date.max - day, one.key

    ranked = rank(offers, said)
    assert [fit.offer for fit in ranked] == sorted(offers, key=on_paper)
    assert [(fit.score, fit.is_blocked) for fit in ranked] == [
        plainly(fit.offer, said) for fit in ranked
    ]


@given(st.data(), offer_lists, answers)
def test_the_order_of_offers_changes_nothing(data, offers, said):
    shuffled = data.draw(st.permutations(offers))
    assert rank(shuffled, said) == rank(offers, said)
    assert would_change(shuffled, said) == would_change(offers, said)


@given(facts, answers, st.sampled_from(["go", "rust", "figma", "law"]))
def test_one_skill_more_that_is_shared_never_lowers(row, said, skill):
    one = offer(**(row | {"skills": row["skills"] | {skill}}))
    before, after = judge(one, said), judge(one, replace(said, skills=said.skills | {skill}))
    assert after.score >= before.score
    assert after.is_blocked == before.is_blocked


@given(offer_lists.filter(bool), answers, st.sampled_from(["go", "rust", "figma", "law"]))
def test_what_asks_for_one_more_skill_that_is_shared_never_stands_lower(offers, said, skill):
    first, *others = offers
    said = replace(said, skills=said.skills | {skill})
    more = replace(first, skills=first.skills | {skill})
    before, after = rank([first, *others], said), rank([more, *others], said)
    assert [fit.offer for fit in after].index(more) <= [fit.offer for fit in before].index(first)


@given(facts, answers)
def test_every_reason_is_true(row, said):
    one = offer(**row)
    fit = judge(one, said)
    for reason in fit.because:
        assert reason.points > 0
        match reason.what:
            case "skills" | "topics" | "roles" | "languages":
                mine, theirs = getattr(said, reason.what), getattr(one, reason.what)
                assert set(reason.values) == mine & theirs != set()
            case "hours":
                assert reason.values == one.hours
                assert one.hours[0] <= said.hours
            case "times":
                free = [at for at in one.starts if is_free(one, at, said)]
                assert reason.values == (len(free), len(one.starts), min(free))
            case "taught":
                assert set(reason.values) == one.taught
            case "newcomers":
                assert one.is_open_to_newcomers
            case "asking" | "free":
                assert one.is_asking
                assert (reason.what == "free") == (one.kind == "task")
    for reason in fit.but:
        match reason.what:
            case "needed":
                assert one.skills & said.skills
                assert set(reason.values) == one.needed - said.skills
            case "skills" | "roles" | "languages":
                mine, theirs = getattr(said, reason.what), getattr(one, reason.what)
                assert mine
                assert mine & theirs == set() != theirs >= set(reason.values)
            case "hours":
                assert one.hours[0] > said.hours
            case "times":
                assert not any(is_free(one, at, said) for at in one.starts)
    assert {reason.what for reason in (*fit.because, *fit.but)} <= {
        *Question,
        "needed",
        "taught",
        "newcomers",
        "asking",
        "free",
    }


@example(A_BIT_OF_ALL, SAID_ALL)
@given(offer_lists, answers)
def test_the_short_list_is_the_top_of_the_whole_one(offers, said):
    ranked = rank(offers, said)
    short = shortlist(ranked)
    best = [
        fit
        for place, fit in enumerate(ranked)
        if not fit.offer.group or fit.offer.group not in {f.offer.group for f in ranked[:place]}
    ]
    assert short == best[:LISTED]


def tops(offers, said) -> list[str]:
    """The first of each list, as long as it is shown."""
    sections = in_sections(rank(offers, said))
    return [fit.offer.key for section, most in MOST.items() for fit in sections[section][:most]]


@example(A_BIT_OF_ALL, Answers())
@given(offer_lists, answers)
def test_the_questions_that_would_change_most_move_the_most_places(offers, said):
    """Held against the slow way: rank everything anew for every likely answer."""
    now = tops(offers, said)
    open_questions = [
        question
        for question in Question
        if not getattr(said, "free" if question == "times" else question)
    ]
    moved = {
        question: max(
            (
                sum(a != b for a, b in zip(now, tops(offers, candidate), strict=True))
                for candidate in likely(question, offers, said)
            ),
            default=0,
        )
        for question in open_questions
    }
    ordered = sorted(open_questions, key=lambda question: -moved[question])
    assert would_change(offers, said) == [question for question in ordered if moved[question]][:2]


def test_a_likely_answer_is_what_most_offers_ask_for():
    offers = [offer(f"{n}", skills=frozenset({"go", f"skill-{n}"})) for n in range(20)]
    first, *others = likely(Question.SKILLS, offers, Answers())
    assert first == Answers(skills=frozenset({"go"}))
    assert len(others) == CANDIDATES - 1


def test_nobody_who_said_nothing_is_judged_by_it():
    one = offer(skills=frozenset({"go"}), languages=frozenset({"ja"}), hours=(8, None))
    assert (judge(one, Answers()).because, judge(one, Answers()).but) == ((), ())


def test_a_meeting_at_night_cannot_fit_but_its_group_can():
    at_three = (MONDAY + timedelta(hours=3),)
    said = Answers(free=EVENINGS)
    meeting = judge(offer(kind=OfferKind.MEETING, starts=at_three), said)
    group = judge(offer(kind=OfferKind.INITIATIVE, starts=at_three), said)
    assert meeting.but == (Reason("times", values=(0, 1), is_blocking=True),)
    assert group.but == (Reason("times", values=(0, 1)),)


def test_a_meeting_in_free_hours_elsewhere_is_not_one_here():
    at_six = (MONDAY + timedelta(hours=18),)
    said = Answers(free=EVENINGS, zone="Asia/Kolkata")
    assert judge(offer(starts=at_six), said).because == ()
    assert judge(offer(starts=at_six), replace(said, zone="Europe/Berlin")).score == 15


def test_what_the_person_said_counts_apart_from_an_open_door():
    one = offer(skills=frozenset({"go"}), is_asking=True)
    assert not judge(one, Answers(skills=frozenset({"law"}))).is_by_answers
    assert judge(one, Answers(skills=frozenset({"go"}))).is_by_answers


def test_each_condition_counts_what_it_rules_out_in_the_order_of_the_questions():
    """The second is ruled out twice; a group at night only does not fit."""
    said = Answers(hours=2, languages=frozenset({"de"}), free=EVENINGS)
    offers = [
        offer("speaks", languages=frozenset({"ja"})),
        offer("both", hours=(4, None), languages=frozenset({"ja"})),
        offer("night", starts=(MONDAY + timedelta(hours=3),)),
    ]
    assert list(ruled_out(rank(offers, said)).items()) == [
        (Question.HOURS, 1),
        (Question.LANGUAGES, 2),
    ]


def shown(offers, said=SAID_ALL) -> dict[str, list[str]]:
    return {
        section: [fit.offer.key for fit in fits]
        for section, fits in listed(rank(offers, said)).items()
    }


def test_doors_stand_open_where_newcomers_are_met():
    offers = [
        offer("closed"),
        offer("asks", is_asking=True),
        offer("welcome", is_open_to_newcomers=True),
        offer("path", OfferKind.PATH),
        offer("wanted", OfferKind.OPENING, is_asking=True),
        offer("first-one", OfferKind.OPENING, is_asking=True, is_open_to_newcomers=True),
        offer("task", OfferKind.TASK, is_asking=True),
        offer("first-issue", OfferKind.TASK, is_asking=True, is_open_to_newcomers=True),
    ]
    assert shown(offers, Answers()) == {
        "openings": ["first-one"],
        "places": ["asks", "welcome", "path"],
        "tasks": ["first-issue"],
    }


def test_where_no_door_is_open_every_place_is_shown_and_no_work():
    offers = [offer("quiet"), offer("wanted", OfferKind.OPENING), offer("task", OfferKind.TASK)]
    assert shown(offers) == {"openings": [], "places": ["quiet"], "tasks": []}


@pytest.mark.parametrize("kind", [OfferKind.OPENING, OfferKind.TASK])
@pytest.mark.parametrize(
    "facts",
    [
        {"skills": frozenset({"law"}), "topics": frozenset({"sbom"})},
        {"roles": frozenset({"docs"}), "starts": (MONDAY + timedelta(hours=18),)},
        {"roles": frozenset({"code"}), "languages": frozenset({"ja"})},
    ],
)
def test_a_group_that_fits_makes_no_work_fit_that_is_for_others(kind, facts):
    """However it welcomes newcomers: they could not do it, or did not want to."""
    offers = [offer("sbom", topics=frozenset({"sbom"}))]
    other = offer("work", kind, is_open_to_newcomers=True, **facts)
    assert shown([*offers, other]) == {"openings": [], "places": ["sbom"], "tasks": []}
    assert shown([other]) == {"openings": [], "places": [], "tasks": []}


def test_where_only_work_fits_the_doors_of_places_stay_open():
    offers = [
        offer("sbom", is_asking=True),
        offer("closed"),
        offer("mine", OfferKind.TASK, skills=frozenset({"go"})),
        offer("for-all", OfferKind.TASK, is_open_to_newcomers=True),
    ]
    assert shown(offers) == {"openings": [], "places": ["sbom"], "tasks": ["mine"]}


def test_a_thousand_tasks_take_no_group_its_place():
    """Three of each, of three groups: the others are one link away."""
    go = {"skills": frozenset({"go"})}
    tasks = [offer(f"task-{n:04}", OfferKind.TASK, group=f"g{n % 9}", **go) for n in range(1000)]
    wanted = [offer(f"wanted-{n}", OfferKind.OPENING, group=f"g{n % 2}", **go) for n in range(9)]
    groups = [offer(f"g{n}", group=f"g{n}", **go) for n in range(9)]
    assert shown([*tasks, *wanted, *groups]) == {
        "openings": ["wanted-0", "wanted-1"],
        "places": [f"g{n}" for n in range(9)],
        "tasks": ["task-0000", "task-0001", "task-0002"],
    }


@given(offer_lists, answers)
def test_each_list_is_short_and_only_of_its_kind(offers, said):
    ranked = rank(offers, said)
    found = listed(ranked)
    assert list(found) == list(Section)
    for section, fits in found.items():
        assert len(fits) <= MOST[section]
        assert {fit.offer.section for fit in fits} <= {section}
        assert fits == sorted(fits, key=lambda fit: fit.order)
    assert bool(found[Section.PLACES]) == any(one.section == Section.PLACES for one in offers)
    work = (*found[Section.OPENINGS], *found[Section.TASKS])
    assert not any(fit.is_blocked or fit.is_other_work for fit in work)
    if any(fit.is_fitting for fit in ranked):
        assert all(fit.is_fitting for fit in work)


def test_of_equal_tasks_the_one_touched_last_comes_first():
    days = {"none": None, "old": date(2026, 1, 1), "new": date(2026, 2, 1)}
    tasks = [offer(key, OfferKind.TASK, cared_for=day) for key, day in days.items()]
    assert [fit.offer.key for fit in rank(tasks, Answers())] == ["new", "old", "none"]


def test_a_skill_that_is_needed_beside_a_shared_one_is_named():
    one = offer(
        kind=OfferKind.OPENING,
        skills=frozenset({"go", "rust", "figma"}),
        needed=frozenset({"go", "rust"}),
        taught=frozenset({"figma"}),
    )
    fit = judge(one, Answers(skills=frozenset({"go"})))
    assert fit.because == (Reason("skills", 10, ("go",)), Reason("taught", 3, ("figma",)))
    assert fit.but == (Reason("needed", values=("rust",)),)
    assert judge(one, Answers(skills=frozenset({"go", "rust"}))).but == ()


def test_a_skill_that_is_taught_speaks_against_nobody():
    one = offer(skills=frozenset({"figma"}), taught=frozenset({"figma"}))
    assert judge(one, Answers(skills=frozenset({"go"}))).but == ()


def test_that_nobody_is_at_a_task_is_not_said_of_a_group():
    assert judge(offer(kind=OfferKind.TASK, is_asking=True), Answers()).because == (
        Reason("free", 3),
    )
    assert judge(offer(is_asking=True), Answers()).because == (Reason("asking", 3),)


def test_the_parts_of_a_week_are_the_week():
    parts = list(PARTS_OF_WEEK.values())
    assert sum(map(len, parts)) == CELLS
    assert frozenset().union(*parts) == frozenset(range(CELLS))
    assert 0 in PARTS_OF_WEEK["weekend-night"]  # Sunday night reaches into Monday


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_worth_two_skills(role):
    fit = judge(offer(roles=frozenset({role})), Answers(roles=frozenset(ROLES)))
    assert fit.because == (Reason("roles", 20, (role,)),)
