"""Each part goes to its own audience, and nothing goes anywhere without the name."""

from itertools import product

import pytest

from portal.people.actions.profile import save_profile, set_disclosures
from portal.people.models import PersonLanguage, PersonSkill, Skill
from portal.people.queries.profile import parts_shown, shown_profile

pytestmark = pytest.mark.django_db

PARTS = ["name", "pronouns", "about", "languages", "skills", "hours", "timezone"]


@pytest.fixture
def ada(member):
    save_profile(
        person=member,
        display_name="Ada",
        handle="ada",
        pronouns="she/her",
        about="Engines.",
        hours_per_week=4,
        timezone="Europe/London",
        by=member,
    )
    member.refresh_from_db()
    PersonLanguage.objects.create(person=member, language="en", level="native")
    for name, levels in {"Analysis": {"teach_level": 5}, "Weaving": {"learn_level": 0}}.items():
        PersonSkill.objects.create(
            person=member, skill=Skill.objects.create(name=name, slug=name.lower()), **levels
        )
    return member


@pytest.mark.parametrize(
    ("name", "about", "audience"),
    [*product(("", "members", "everyone"), ("", "members", "everyone"), ("members", "everyone"))],
)
def test_a_part_is_seen_by_its_audience_if_the_name_is(name, about, audience):
    audiences = {part: a for part, a in (("name", name), ("about", about)) if a}

    def sees(widest):
        return widest == "everyone" or widest == audience != "everyone"

    expected = set()
    if sees(name):
        expected = {"name"} | ({"about"} if sees(about) else set())
    assert parts_shown(audiences, audience) == expected


def test_shown_to_members_a_stranger_sees_nothing(ada):
    set_disclosures(person=ada, audiences=dict.fromkeys(PARTS, "members"), by=ada)

    assert shown_profile(person=ada, audience="everyone") is None
    shown = shown_profile(person=ada, audience="members")
    assert (shown.name, shown.handle, shown.pronouns, shown.about) == (
        "Ada",
        "ada",
        "she/her",
        "Engines.",
    )
    assert (shown.hours_per_week, shown.timezone, shown.is_public) == (4, "Europe/London", False)
    assert (shown.teaches, shown.learns) == (("Analysis",), ("Weaving",))
    assert [level for _, level in shown.languages] == ["First language"]


@pytest.mark.parametrize("part", PARTS[1:])
def test_one_part_alone_shows_no_other(ada, part):
    set_disclosures(person=ada, audiences={"name": "everyone", part: "everyone"}, by=ada)

    shown = shown_profile(person=ada, audience="everyone")

    told = {
        "pronouns": shown.pronouns,
        "about": shown.about,
        "languages": shown.languages,
        "skills": shown.teaches + shown.learns,
        "hours": shown.hours_per_week,
        "timezone": shown.timezone,
    }
    assert {name for name, fact in told.items() if fact} == {part}


def test_the_name_alone_is_bare(ada):
    set_disclosures(person=ada, audiences={"name": "everyone"}, by=ada)

    assert shown_profile(person=ada, audience="everyone").is_bare


@pytest.mark.parametrize("more", [0, 30])
def test_four_queries_however_much_there_is(ada, more, django_assert_num_queries):
    set_disclosures(person=ada, audiences=dict.fromkeys(PARTS, "everyone"), by=ada)
    for number in range(more):
        skill = Skill.objects.create(name=f"Skill {number}", slug=f"skill-{number}")
        PersonSkill.objects.create(person=ada, skill=skill, learn_level=1)

    with django_assert_num_queries(4):
        shown_profile(person=ada, audience="everyone")
