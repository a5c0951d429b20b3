"""Who may look is called to what waits, once and to nobody's own; the foundation after two weeks."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import leave_journey, start_journey
from initiatives.onboarding.actions.look_call import call_looker, call_lookers
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.core.look_call import Waits
from initiatives.onboarding.models import Evidence, Verifier
from initiatives.onboarding.queries.look_calls import lookers, waiting_now
from initiatives.onboarding.queries.verifiers import may_be_looked_at_by
from portal.kit import clock
from portal.notices.models import Notice
from portal.people.models import User
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

STEPS = [{"key": "send", "kind": "evidence", "title": "Send it"}]


@pytest.fixture
def group():
    return InitiativeFactory(slug="bear", name="Bear")


@pytest.fixture
def path(group):
    return PathFactory(slug="first", initiative=group, steps=STEPS)


@pytest.fixture
def library():
    return PathFactory(slug="library", steps=STEPS)


@pytest.fixture
def chair(lead, group):
    lead_of(lead, group)
    return lead


@pytest.fixture
def named(group):
    person = UserFactory(username="named")
    Verifier.objects.create(initiative=group, person=person)
    return person


def shown(path, person=None) -> Evidence:
    journey = start_journey(person=person or UserFactory(), path=path)
    words = {"link": "", "words": "It was merged."}
    return hand_in(journey=journey, key="send", now=clock.now(), **words)


def after(days) -> int:
    return call_lookers(now=clock.now() + timedelta(days=days))


def told() -> list[tuple[str, str, list, list]]:
    """To whom, where it leads, and what of their own and of others' waits."""
    return [
        (
            one.person.username,
            one.url,
            [(line["name"], line["count"], line["days"]) for line in one.context["own"]],
            [(line["name"], line["count"], line["days"]) for line in one.context["long"]],
        )
        for one in Notice.objects.filter(kind="look").order_by("pk")
    ]


def test_who_may_look_is_called_on_the_third_day_and_the_foundation_on_the_fourteenth(
    path, chair, named, staff, superuser
):
    shown(path)
    own, long = [("Bear", 1, 3)], [("Bear", 1, 14)]
    assert [after(day) for day in range(61)] == [0] * 3 + [2] + [0] * 10 + [2] + [0] * 46
    assert sorted(told()) == [
        ("a-clerk", "/desk/groups/bear/evidence/", [], long),
        ("a-lead", "/desk/evidence/", own, []),
        ("a-superuser", "/desk/groups/bear/evidence/", [], long),
        ("named", "/desk/evidence/", own, []),
    ]


def test_run_twice_it_tells_once_and_run_late_one_letter_tells_all(path, chair, at):
    at("2026-03-02T12:00Z")
    shown(path)
    at("2026-03-06T13:00Z")
    shown(path)
    assert [after(20), after(20), after(40)] == [1, 0, 0]
    assert told() == [("a-lead", "/desk/evidence/", [("Bear", 2, 24)], [])]
    assert call_looker(chair.pk, clock.now() + timedelta(days=20)) is False


@pytest.mark.parametrize("others", [0, 1])
def test_a_letter_leads_to_no_page_of_a_group_that_is_not_listed(others, path, group, chair, staff):
    shown(path)
    group.is_listed = False
    group.save()
    owl = InitiativeFactory(slug="owl", name="Owl")
    for _one in range(2):
        Verifier.objects.create(initiative=owl, person=UserFactory())
    for _one in range(others):
        shown(PathFactory(initiative=owl, steps=STEPS))
    after(14)
    [letter] = Notice.objects.filter(kind="look", person=staff)
    assert letter.url == ["/desk/evidence/", "/desk/groups/owl/evidence/"][others]
    assert signed_in(staff).get(letter.url).status_code == 200
    assert signed_in(staff).get("/desk/groups/bear/evidence/").status_code == 404


def test_paths_of_everybody_are_for_who_works_for_the_foundation(library, chair, staff):
    shown(library)
    assert [after(3), after(14)] == [1, 0]
    assert told() == [("a-clerk", "/desk/evidence/", [("", 1, 3)], [])]


def test_where_nobody_leads_the_foundation_is_called_beside_one_who_was_named_and_not_beside_two(
    path, group, named, staff
):
    shown(path)
    another = Verifier.objects.create(initiative=group, person=UserFactory(username="another"))
    assert after(3) == 2
    another.delete()
    assert after(4) == 1
    own = "/desk/evidence/", [("Bear", 1, 3)], []
    assert sorted(told()) == [
        ("a-clerk", "/desk/evidence/", [("Bear", 1, 4)], []),
        ("another", *own),
        ("named", *own),
    ]


def test_nobody_is_called_to_their_own(path, library, chair, staff):
    shown(path, chair)
    shown(library, staff)
    assert [after(day) for day in (3, 14, 60)] == [1, 0, 0]
    assert told() == [("a-clerk", "/desk/evidence/", [("Bear", 1, 3)], [])]


def test_what_was_looked_at_or_left_calls_nobody(path, chair):
    answer = {"verdict": "accepted", "answer": "", "by": chair, "now": clock.now()}
    decide(evidence=shown(path), **answer)
    leave_journey(journey=shown(path).journey)
    assert after(30) == 0


def test_nobody_whose_account_is_closed_or_whose_seat_is_over(path, chair, named):
    shown(path)
    chair.roles.all().delete()
    named.is_active = False
    named.save()
    assert after(30) == 0


def test_the_letter_names_no_walker_and_nothing_that_was_shown(path, chair, library, staff):
    shown(path, UserFactory(username="walker", email="walker@example.org"))
    shown(library)
    after(15)
    for one in Notice.objects.filter(kind="look"):
        parts = ("subject.txt", "body.txt", "body.html")
        letter = "".join(
            render_to_string(f"mail/{one.template}/{part}", one.context) for part in parts
        )
        assert [word in letter for word in ("walker", "merged", "Send it", "First")] == [False] * 4
    [to_staff] = Notice.objects.filter(kind="look", person=staff)
    assert render_to_string(f"mail/{to_staff.template}/subject.txt", to_staff.context).strip() == (
        "2 steps that were shown wait for somebody to look"
    )
    body = render_to_string(f"mail/{to_staff.template}/body.txt", to_staff.context)
    assert [line for line in body.splitlines() if line.startswith("- ")] == [
        "- Paths of every group: 1 step, for 15 days",
        "- Bear: 1 step, for 15 days",
    ]


def test_it_calls_to_exactly_what_they_may_look_at(path, library, chair, named, staff, superuser):
    for walked, person in ((path, None), (path, chair), (path, staff), (library, superuser)):
        shown(walked, person)
    for slug, people in (("alone", 0), ("few", 1), ("enough", 2)):
        group = InitiativeFactory(slug=slug)
        for _person in range(people):
            Verifier.objects.create(initiative=group, person=UserFactory())
        shown(PathFactory(slug=slug, initiative=group, steps=STEPS))
    on = clock.now().date()
    names, _listed, waiting = waiting_now()
    who = lookers(names, on)
    for person in User.objects.all():
        piles = Waits(waiting, who).piles_for(person.pk)
        looks = [pile.count_for(person.pk) for (_, rung), pile in piles.items() if rung == "look"]
        assert sum(looks) == may_be_looked_at_by(person=person, on=on).count()


@pytest.mark.parametrize("people", [1, 12])
def test_looking_is_five_questions_for_any_number(
    people, path, chair, staff, django_assert_num_queries
):
    for _person in range(people):
        shown(path)
        Verifier.objects.create(initiative=path.initiative, person=UserFactory())
    with django_assert_num_queries(1):
        after(2)
    after(14)
    with django_assert_num_queries(5):
        after(22)
