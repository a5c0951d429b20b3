from datetime import date

import pytest
from django.urls import reverse

from initiatives.models import Initiative
from initiatives.queries.offers import offers
from portal.core.fit import Answers, Offer
from portal.core.fit_ranking import rank
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory, OpeningFactory, TopicFactory

pytestmark = pytest.mark.django_db


def groups(now) -> list[Offer]:
    return [offer for offer in offers(now=now) if offer.kind == "initiative"]


def openings(now) -> list[Offer]:
    return [offer for offer in offers(now=now) if offer.kind == "opening"]


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
    [offer] = groups(now)

    assert offer.roles == {"docs", "code"}
    assert offer.skills == {"go"}
    assert offer.languages == {"en", "de"}
    assert offer.hours == (1, 8)
    assert (offer.is_asking, offer.is_open_to_newcomers) == (True, True)
    assert offer.action_url == "/initiatives/bomctl/#openings"


def test_a_group_speaks_its_languages_without_an_opening_too(now):
    InitiativeFactory(languages=["en"])
    [offer] = groups(now)
    assert (offer.languages, offer.is_asking, offer.hours) == ({"en"}, False, None)


def test_an_opening_that_names_no_hours_might_take_few(now):
    group = InitiativeFactory()
    OpeningFactory(initiative=group, hours_min=5)
    OpeningFactory(initiative=group)
    [offer] = groups(now)
    assert offer.hours is None


@pytest.mark.parametrize("facts", [{"is_open": False}, {"fresh_until": date(2026, 2, 1)}])
def test_what_is_wanted_no_more_is_not_offered(now, facts):
    OpeningFactory(**facts)
    [offer] = offers(now=now)
    assert (offer.kind, offer.is_asking, offer.roles) == ("initiative", False, frozenset())


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
        return [fit.offer.key for fit in rank(groups(now), Answers(**answers))]

    assert order(roles=frozenset({"code"})) == ["b", "c", "a"]
    assert order(hours=2) == ["a", "c", "b"]
    assert order(languages=frozenset({"de"})) == ["c", "a", "b"]


def test_an_opening_is_offered_with_what_it_asks_for_itself(now):
    sbom = TopicFactory(slug="sbom")
    sbom.skills.add(Skill.objects.get(slug="python"))
    group = InitiativeFactory(slug="bomctl", name="bomctl", topics=[sbom], languages=["en"])
    OpeningFactory(initiative=group, role="code")
    one = OpeningFactory(
        initiative=group,
        title="Writer",
        role="docs",
        summary="Says how to begin.",
        hours_min=2,
        hours_max=3,
        languages=["de"],
        is_for_newcomers=True,
        skills=[("technical-writing", "must"), ("go", "nice"), ("sbom", "will-teach")],
    )
    [offer] = [offer for offer in openings(now) if offer.title == "Writer"]
    url = reverse("initiatives:opening", args=["bomctl", one.key])

    assert offer == Offer(
        kind="opening",
        key=str(one.key),
        title="Writer",
        url=url,
        action="See the opening",
        action_url=url,
        group="bomctl",
        group_name="bomctl",
        summary="Says how to begin.",
        skills=frozenset({"technical-writing", "go", "sbom"}),
        needed=frozenset({"technical-writing"}),
        taught=frozenset({"sbom"}),
        topics=frozenset({"sbom"}),
        roles=frozenset({"docs"}),
        languages=frozenset({"de"}),
        hours=(2, 3),
        is_open_to_newcomers=True,
        cared_for=date(2030, 12, 31),
    )


def test_an_opening_without_languages_is_done_in_its_groups(now):
    OpeningFactory(initiative=InitiativeFactory(languages=["ja"]))
    [offer] = openings(now)
    assert (offer.languages, offer.hours) == ({"ja"}, None)


def test_a_committee_cannot_be_joined_but_may_look_for_somebody(now):
    OpeningFactory(initiative=InitiativeFactory(kind="committee"))
    assert (len(groups(now)), len(openings(now))) == (0, 1)


@pytest.mark.parametrize("facts", [{"is_listed": False}, {"stage": "archived"}])
def test_an_opening_of_a_group_that_is_gone_is_not_offered(facts, now):
    OpeningFactory(initiative=InitiativeFactory(**facts))
    assert offers(now=now) == []


@pytest.mark.parametrize("number", [1, 7])
def test_many_groups_ask_no_more_than_one(number, now, django_assert_num_queries):
    for _ in range(number):
        group = InitiativeFactory(topics=[TopicFactory()])
        OpeningFactory(initiative=group, skills=[("go", "must")])

    with django_assert_num_queries(3):
        assert len(offers(now=now)) == 2 * number
