"""A lease on a task: one a task, one a person, warned once, over by itself."""

from datetime import timedelta

import pytest

from initiatives.actions.task_claim import (
    AlreadyAtAnother,
    IntakeClosed,
    NotYours,
    OthersFirst,
    TaskNotOpen,
    TaskTaken,
    TooManyInReview,
    claim_task,
    give_back_task,
    hand_in_task,
    tend_claims,
)
from initiatives.actions.task_intake import set_intake
from initiatives.models import Task, TaskClaim
from portal.kit.models import AuditEntry
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from portal.people.actions.own_data import export_person
from tests.factories.initiatives import TaskFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def task():
    return TaskFactory(title="Explain the badge", initiative__name="Scorecard")


def ends(person):
    claims = TaskClaim.objects.filter(person=person).order_by("pk")
    return list(claims.values_list("end", flat=True))


def test_a_claim_holds_for_a_week(task, member, now):
    claim = claim_task(task=task, by=member)

    assert (claim.claimed_at - now < timedelta(minutes=1), claim.end) == (True, "")
    assert claim.leased_until - claim.claimed_at == timedelta(days=7)


def test_asking_twice_keeps_the_first_lease(task, member, at, now):
    first = claim_task(task=task, by=member)
    at(now + timedelta(days=2))

    assert claim_task(task=task, by=member) == first


def test_a_group_may_hold_its_tasks_back_and_whoever_is_at_one_keeps_it(task, member, superuser):
    had = claim_task(task=task, by=member)
    other = TaskFactory(initiative=task.initiative)
    for _twice in range(2):
        set_intake(initiative=task.initiative, takes_claims=False, by=superuser)

    with pytest.raises(IntakeClosed):
        claim_task(task=other, by=UserFactory())
    assert claim_task(task=task, by=member) == had
    assert claim_task(task=TaskFactory(), by=UserFactory()).end == ""

    set_intake(initiative=task.initiative, takes_claims=True, by=superuser)
    assert claim_task(task=other, by=UserFactory()).task == other
    verbs = AuditEntry.objects.filter(verb__startswith="tasks.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["tasks.held_back", "tasks.given_out"]


def test_one_person_a_task(task, member):
    claim_task(task=task, by=UserFactory())

    with pytest.raises(TaskTaken):
        claim_task(task=task, by=member)


def test_one_task_a_person(task, member):
    claim_task(task=TaskFactory(), by=member)

    with pytest.raises(AlreadyAtAnother):
        claim_task(task=task, by=member)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"state": "done"}, TaskNotOpen),
        ({"state": "in-review"}, TaskNotOpen),
        ({"state": "withdrawn"}, TaskNotOpen),
        ({"initiative__stage": "archived"}, TaskNotOpen),
        ({"is_assigned": True}, TaskTaken),
    ],
)
def test_what_is_not_free_is_not_given(facts, refusal, member):
    with pytest.raises(refusal):
        claim_task(task=TaskFactory(**facts), by=member)


def test_a_stale_one_is_not_given(member, now):
    with pytest.raises(TaskNotOpen):
        claim_task(task=TaskFactory(changed_at=now - timedelta(days=91)), by=member)


def test_it_comes_free_by_itself_even_before_tick(task, member, at, now):
    claim_task(task=task, by=member)
    at(now + timedelta(days=7, minutes=1))

    claim_task(task=task, by=UserFactory())
    assert ends(member) == ["lapsed"]
    claim_task(task=TaskFactory(), by=member)


@pytest.mark.parametrize("is_swept", [True, False])
def test_who_let_it_lapse_waits_a_week_while_others_may_take_it(is_swept, task, member, at, now):
    claim_task(task=task, by=member)
    at(now + timedelta(days=7, minutes=1))
    if is_swept:
        tend_claims(now=now + timedelta(days=7, minutes=1))
    with pytest.raises(OthersFirst):
        claim_task(task=task, by=member)

    at(now + timedelta(days=14, minutes=1))
    assert claim_task(task=task, by=member).person == member


def test_given_back_it_is_free_at_once(task, member):
    claim_task(task=task, by=member)
    give_back_task(task=task, by=member)

    claim_task(task=task, by=UserFactory())
    assert ends(member) == ["given-back"]
    with pytest.raises(NotYours):
        give_back_task(task=task, by=member)


def test_handed_in_it_is_in_review_until_its_group_says_more(task, member, at, now):
    claim_task(task=task, by=member)
    hand_in_task(task=task, by=member)
    task.refresh_from_db()
    assert (task.state, ends(member)) == ("in-review", ["done"])

    at(now + timedelta(days=13))
    assert tend_claims(now=now + timedelta(days=13)) == (0, 0, 0)
    assert tend_claims(now=now + timedelta(days=15)) == (0, 0, 1)
    task.refresh_from_db()
    assert task.state == "open"


def test_three_in_review_are_enough(member):
    for _ in range(3):
        task = TaskFactory()
        claim_task(task=task, by=member)
        hand_in_task(task=task, by=member)

    with pytest.raises(TooManyInReview):
        claim_task(task=TaskFactory(), by=member)
    Task.objects.filter(pk=task.pk).update(state="done")
    claim_task(task=TaskFactory(), by=member)


@pytest.mark.parametrize(("days", "told"), [(4, 0), (5, 1), (6, 1), (7, 0)])
def test_its_person_is_warned_two_days_before(task, member, now, days, told):
    claim_task(task=task, by=member)
    when = now + timedelta(days=days, minutes=1)

    assert [tend_claims(now=when)[0], tend_claims(now=when)[0]] == [told, 0]
    assert Notice.objects.filter(person=member, kind="task").count() == told


def test_the_letter_says_what_until_when_and_how_to_give_it_back(task, member, now):
    claim_task(task=task, by=member)
    tend_claims(now=now + timedelta(days=5, minutes=1))

    [notice] = Notice.objects.filter(person=member)
    letter = letter_of(notice)
    assert notice.url == f"/initiatives/tasks/{task.key}/"
    assert letter.subject == "Your task “Explain the badge” comes free soon"
    assert "Mon 9 Feb 2026, 09:00" in letter.text
    assert "give it back" in letter.text


def test_it_lapses_in_silence(task, member, now):
    claim_task(task=task, by=member)
    week = now + timedelta(days=7, minutes=1)

    assert tend_claims(now=week) == (0, 1, 0)
    assert ends(member) == ["lapsed"]
    assert Notice.objects.count() == 0


def test_its_claims_are_in_the_copy_of_ones_data_and_go_with_the_account(task, member):
    claim_task(task=task, by=member)
    [row] = export_person(person=member, by=member)["sections"]["task_claims"]
    assert (row["title"], row["number"], row["end"]) == ("Explain the badge", task.number, "")

    erase_person(person=member, by=member)
    assert TaskClaim.objects.count() == 0
    claim_task(task=task, by=UserFactory())


def test_giving_it_back_and_taking_it_again_begins_no_new_week(task, member, at, now):
    first = claim_task(task=task, by=member)
    at(now + timedelta(days=6))
    give_back_task(task=task, by=member)

    assert claim_task(task=task, by=member).leased_until == first.leased_until
    at(now + timedelta(days=15))
    assert claim_task(task=task, by=member).leased_until > now + timedelta(days=21)
