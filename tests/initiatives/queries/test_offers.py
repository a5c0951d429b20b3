from datetime import date

import pytest

from initiatives.models import Initiative
from initiatives.queries.offers import offers
from portal.core.fit import Answers, Offer
from portal.core.fit_ranking import rank
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory, OpeningFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_a_group_is_offered_with_its_topics_and_what_they_take(now):
    sbom = TopicFactory(slug="sbom")
    sbom.skills.add(*Skill.objects.filter(slug__in=["go", "sbom"]))
    InitiativeFactory(slug="bomctl", name="bomctl", topics=[sbom, TopicFactory(slug="ai")])

    assert offers(now=now) == [
        Offer(
            kind="initiative",
            key="bomctl",
            title="bomctl",
            url="/initiatives/bomctl/",
            action="Open the group",
            action_url="/initiatives/bomctl/",
            group="bomctl",
            group_name="bomctl",
            summary="Keeps one small thing in good order.",
            topics=frozenset({"sbom", "ai"}),
            skills=frozenset({"go", "sbom"}),
        )
    ]


def test_of_many_groups_the_one_that_fits_is_first_though_it_asks_for_nobody(now):
    many = [Initiative(slug=f"group-{n}", name=f"A {n}", kind="project") for n in range(250)]
    Initiative.objects.bulk_create(many)
    InitiativeFactory(slug="last", name="Zymurgy", topics=[TopicFactory(slug="brewing")])

    best, *others = rank(offers(now=now), Answers(topics=frozenset({"brewing"})))
    assert (best.offer.key, len(others)) == ("last", 250)


@pytest.mark.parametrize(
    "facts",
    [
        {"is_listed": False},
        {"stage": "archived"},
        {"kind": "board"},
        {"kind": "council"},
        {"kind": "committee"},
    ],
)
def test_nobody_is_sent_where_nobody_can_join(facts, now):
    InitiativeFactory(**facts)

    assert offers(now=now) == []


def test_a_group_offers_what_its_openings_ask_for(now):
    group = InitiativeFactory(slug="bomctl", languages=["en"])
    OpeningFactory(initiative=group, role="docs", hours_min=2, hours_max=3, skills=[("go", "must")])
    OpeningFactory(
        initiative=group,
        role="code",
        hours_min=1,
        hours_max=8,
        languages=["de"],
        is_for_newcomers=True,
    )
    [offer] = offers(now=now)

    assert offer.roles == {"docs", "code"}
    assert offer.skills == {"go"}
    assert offer.languages == {"en", "de"}
    assert offer.hours == (1, 8)
    assert (offer.is_asking, offer.is_open_to_newcomers) == (True, True)
    assert offer.action_url == "/initiatives/bomctl/#openings"


def test_a_group_speaks_its_languages_without_an_opening_too(now):
    InitiativeFactory(languages=["en"])
    [offer] = offers(now=now)
    assert (offer.languages, offer.is_asking, offer.hours) == ({"en"}, False, None)


def test_an_opening_that_names_no_hours_might_take_few(now):
    group = InitiativeFactory()
    OpeningFactory(initiative=group, hours_min=5)
    OpeningFactory(initiative=group)
    [offer] = offers(now=now)
    assert offer.hours is None


@pytest.mark.parametrize("facts", [{"is_open": False}, {"fresh_until": date(2026, 2, 1)}])
def test_what_is_wanted_no_more_is_not_offered(now, facts):
    OpeningFactory(**facts)
    [offer] = offers(now=now)
    assert (offer.is_asking, offer.roles) == (False, frozenset())


def test_role_hours_and_language_move_the_list(now):
    """Three groups alike but for what they need: each answer puts another one first."""
    for slug, role, hours, language in [
        ("a", "docs", 1, "en"),
        ("b", "code", 10, "en"),
        ("c", "code", 1, "de"),
    ]:
        group = InitiativeFactory(slug=slug)
        OpeningFactory(initiative=group, role=role, hours_min=hours, languages=[language])

    def order(**answers):
        return [fit.offer.key for fit in rank(offers(now=now), Answers(**answers))]

    assert order(roles=frozenset({"code"})) == ["b", "c", "a"]
    assert order(hours=2) == ["a", "c", "b"]
    assert order(languages=frozenset({"de"})) == ["c", "a", "b"]


@pytest.mark.parametrize("number", [1, 7])
def test_many_groups_ask_no_more_than_one(number, now, django_assert_num_queries):
    for _ in range(number):
        group = InitiativeFactory(topics=[TopicFactory()])
        OpeningFactory(initiative=group, skills=[("go", "must")])

    with django_assert_num_queries(3):
        assert len(offers(now=now)) == number
