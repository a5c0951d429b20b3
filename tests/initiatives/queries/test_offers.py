import pytest

from initiatives.queries.offers import offers
from portal.core.fit import Offer
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory, TopicFactory

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


@pytest.mark.parametrize("number", [1, 7])
def test_many_groups_ask_no_more_than_one(number, now, django_assert_num_queries):
    for _ in range(number):
        InitiativeFactory(topics=[TopicFactory()])

    with django_assert_num_queries(3):
        assert len(offers(now=now)) == number
