"""Programs among the places somebody could go next."""

from datetime import timedelta

import pytest

from mentorship.queries.offers import offers
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory, TopicFactory
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.mentorship.applying import BEFORE_THE_CALL, DEADLINE, DURING_THE_CALL

pytestmark = pytest.mark.django_db


def test_an_open_call_is_an_offer_until_its_last_minute():
    group = InitiativeFactory(slug="bread", name="Bread", topics=[TopicFactory(slug="food")])
    program = ProgramFactory(slug="learn", name="Learn", initiative=group)
    program.skills.add(Skill.objects.create(slug="zither", name="Playing the zither"))
    CohortFactory(program=program, key="spring")
    (offer,) = offers(now=DURING_THE_CALL)
    assert (offer.key, offer.title, offer.group, offer.deadline) == (
        "spring",
        "Learn",
        "bread",
        DEADLINE - timedelta(minutes=1),
    )
    assert (offer.skills, offer.topics) == ({"zither"}, {"food"})
    assert offer.action_url == "/me/mentorship/spring/apply/mentee/"


@pytest.mark.parametrize(
    ("now", "timezone", "count"),
    [
        (BEFORE_THE_CALL, "Europe/Berlin", 0),
        (DEADLINE - timedelta(seconds=1), "Europe/Berlin", 1),
        (DEADLINE, "Europe/Berlin", 0),
        (DEADLINE + timedelta(hours=12), "Etc/GMT+12", 1),
        (DEADLINE + timedelta(hours=13), "Etc/GMT+12", 0),
    ],
)
def test_a_call_ends_with_the_day_of_its_cohort(now, timezone, count):
    CohortFactory(timezone=timezone)
    assert len(offers(now=now)) == count


def test_what_is_hidden_is_no_offer():
    CohortFactory(program__is_published=False)
    assert offers(now=DURING_THE_CALL) == []


@pytest.mark.parametrize("count", [1, 30])
def test_three_queries_for_one_and_for_many(count, django_assert_num_queries):
    for _ in range(count):
        CohortFactory(program__initiative=InitiativeFactory())
    with django_assert_num_queries(3):
        assert len(offers(now=DURING_THE_CALL)) == count
