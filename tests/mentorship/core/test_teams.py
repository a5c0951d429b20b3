"""Teams are the best of all teams that could be formed, and each can meet."""

import random
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, product

import pytest

from mentorship.core.formula import weeks_needed
from mentorship.core.instance import (
    Config,
    Instance,
    Limits,
    Mentee,
    Mentor,
    Skill,
    TeamsWanted,
    Window,
)
from mentorship.core.teams import form_teams, teams_tree, teams_wanted
from tests.mentorship.core import reference
from tests.quick import within

ZONES = ("Europe/Berlin", "America/New_York", "Europe/London", "America/Sao_Paulo")


def drawn(seed, *, mentees, crew, hours=1):
    draw = random.Random(seed)

    def somebody(kind, key, **facts):
        windows = tuple(
            Window(
                (draw.randrange(5),), 60 * draw.choice((15, 16, 17, 18)), 60 * draw.choice((2, 3))
            )
            for _ in range(hours)
        )
        return kind(
            id=key, timezone=draw.choice(ZONES), availability=windows, languages=("en",), **facts
        )

    def leader(key):
        skills = (Skill("go", draw.randint(2, 5)),)
        return somebody(Mentor, key, seniority=draw.randint(3, 8), capacity=1, skills=skills)

    people = tuple(
        somebody(Mentee, f"e{at}", seniority=1, skills=(Skill("go", draw.randint(0, 2)),))
        for at in range(mentees)
    )
    instance = Instance(name="teams", start=date(2026, 2, 23), weeks=6, mentees=people, mentors=())
    roles = {role: [leader(f"{role}{at}") for at in range(crew)] for role in ("captain", "lead")}
    return instance, roles


def can_meet(instance, people):
    """The whole team, in enough weeks; by the scalar telling of the definition."""
    weeks, limits = 0, instance.config.limits
    for monday in reference.weeks_of(instance):
        free = (reference.starts(each, monday, limits.meeting_minutes) for each in people)
        weeks += bool(frozenset.intersection(*free))
    return weeks >= weeks_needed(instance.weeks, limits.weeks_percent)


def allowed(instance, mentee, mentor):
    return not reference.broken_rules(instance, mentee, mentor) - {"time"}


def best_by_trying_all(instance, roles, *, teams, size):
    """(placed, total) of the best teams."""
    crews = []
    for captain, lead in product(roles["captain"], roles["lead"]):
        found = {}
        for count in range(1, size + 1):
            for some in combinations(instance.mentees, count):
                pairs = list(product(some, (captain, lead)))
                if all(allowed(instance, *pair) for pair in pairs) and can_meet(
                    instance, (*some, captain, lead)
                ):
                    total = sum(reference.score(instance, *pair) for pair in pairs)
                    found[frozenset(each.id for each in some)] = total
        crews.append((captain.id, lead.id, found))

    def best(number, used, left):
        if number == len(crews) or not left:
            return 0, 0
        captain, lead, found = crews[number]
        results = [best(number + 1, used, left)]
        if not {captain, lead} & used:
            for some, total in found.items():
                if not some & used:
                    placed, rest = best(number + 1, used | some | {captain, lead}, left - 1)
                    results.append((placed + len(some), rest + total))
        return max(results)

    return best(0, frozenset(), teams)


@pytest.mark.parametrize(
    "limits",
    [Limits(), Limits(seniority_gap=4, skill=600, weeks_percent=30, meeting_minutes=30)],
    ids=["usual", "others"],
)
@pytest.mark.parametrize("seed", range(12))
def test_no_better_teams_could_be_formed(seed, limits):
    instance, roles = drawn(seed, mentees=5, crew=2, hours=3)
    instance = replace(instance, config=Config(limits=limits))
    found = form_teams(instance, roles, teams=2, size=2)
    expected = best_by_trying_all(instance, roles, teams=2, size=2)
    assert (found.placed, found.total) == expected
    assert (found.optimal, found.most_placed, found.most_total) == (True, *expected)


def test_some_teams_are_formed_at_all():
    """The test above would pass on silence."""
    found = [
        form_teams(*drawn(seed, mentees=5, crew=2, hours=3), teams=2, size=2) for seed in range(12)
    ]
    assert {len(each.teams) for each in found} == {0, 1, 2} or {len(e.teams) for e in found} >= {
        1,
        2,
    }


def test_a_team_meets_as_long_and_as_often_as_is_asked():
    """The longer and the more often, the fewer are placed; nobody has three hours at a time."""

    def placed(**limits):
        instance, roles = drawn(3, mentees=12, crew=4, hours=5)
        instance = replace(instance, config=Config(limits=Limits(**limits)))
        return form_teams(instance, roles, teams=4, size=3).placed

    assert placed(meeting_minutes=60) == 8
    assert placed(meeting_minutes=120) == 5
    assert placed(meeting_minutes=120, weeks_percent=100) == 3
    assert placed(meeting_minutes=180) == 0


def test_every_team_has_each_role_once_and_hours_in_common():
    instance, roles = drawn(3, mentees=12, crew=4, hours=5)
    found = form_teams(instance, roles, teams=4, size=3)
    people = {each.id: each for each in (*instance.mentees, *chain(*roles.values()))}
    taken = [who for team in found.teams for who in (*team.roles.values(), *team.mentees)]
    assert len(taken) == len(set(taken))
    for team in found.teams:
        together = [people[who] for who in (*team.roles.values(), *team.mentees)]
        assert set(team.roles) == {"captain", "lead"}
        assert 1 <= len(team.mentees) <= 3
        assert can_meet(instance, together)
        assert len(team.meetings) == 3
    assert set(found.left_out) == {each.id for each in instance.mentees} - set(taken)


@pytest.mark.parametrize(("seed", "hours", "placed"), [(0, 6, 12), (2, 8, 12), (3, 10, 11)])
def test_twelve_people_become_four_proven_teams_in_a_second(seed, hours, placed):
    instance, roles = drawn(seed, mentees=12, crew=4, hours=hours)
    form_teams(*drawn(0, mentees=1, crew=1), teams=1, size=1)  # what is imported once
    found = form_teams(instance, roles, teams=4, size=3)
    assert within(1, lambda: form_teams(instance, roles, teams=4, size=3))
    assert (found.placed, len(found.teams), found.optimal) == (placed, 4, True)


def test_a_file_that_asks_for_teams_is_answered_by_the_same_teams():
    instance, roles = drawn(0, mentees=5, crew=2, hours=6)
    mentors = tuple({each.id: each for each in chain(*roles.values())}.values())
    ids = {role: tuple(each.id for each in people) for role, people in roles.items()}
    asked = replace(instance, mentors=mentors, teams=TeamsWanted(count=2, size=2, roles=ids))
    found = teams_wanted(asked)
    assert found == form_teams(asked, roles, teams=2, size=2)
    written = teams_tree(asked, found)
    assert [team["mentees"] for team in written["teams"]] == [list(t.mentees) for t in found.teams]
    assert written["left_out"] == list(found.left_out)
    assert (written["summary"]["placed"], written["summary"]["optimal"]) == (found.placed, True)


def test_any_order_of_people_gives_the_same_teams():
    instance, roles = drawn(1, mentees=12, crew=4, hours=5)
    turned = replace(instance, mentees=instance.mentees[::-1])
    back = {role: people[::-1] for role, people in reversed(roles.items())}
    assert form_teams(turned, back, teams=4, size=3) == form_teams(instance, roles, teams=4, size=3)


def test_when_time_is_over_it_says_what_could_be_missed():
    instance, roles = drawn(1, mentees=30, crew=10, hours=8)
    found = form_teams(instance, roles, teams=10, size=3, seconds=0.05)
    assert not found.optimal
    assert found.placed <= found.most_placed <= 30


@pytest.mark.parametrize("kind", ["vetoes", "apart"])
def test_a_veto_keeps_two_out_of_one_team(kind):
    instance, roles = drawn(0, mentees=12, crew=4, hours=6)
    team = form_teams(instance, roles, teams=4, size=3).teams[0]
    veto = (team.mentees[0], team.roles["lead"])
    found = form_teams(replace(instance, **{kind: frozenset({veto})}), roles, teams=4, size=3)
    assert found.placed > 9
    assert not any(
        {veto[0]} <= {*each.mentees} and veto[1] in each.roles.values() for each in found.teams
    )
