"""What somebody says about their group, and how they take it back."""

import pytest

from mentorship.equity.actions.answer import (
    AlreadyCounted,
    AnswersClosed,
    answer_group,
    take_back_answer,
)
from mentorship.equity.actions.count import count_terms
from mentorship.equity.actions.group import GroupsInUse, PlacesInUse, keys_of, set_groups
from mentorship.equity.models import EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.equity.queries.own_answer import answers_of_person
from mentorship.models import Run
from portal.kit.models import AuditEntry
from portal.people.actions.erase import erase_person
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW
from tests.mentorship.equity.asked import (
    RESULTS_ARE_OUT,
    applied,
    asking,
    group_of,
    kept_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return asking(("Early in a career", 0), ("Later on", 0))


def test_an_answer_is_changed_and_taken_back(cohort):
    row = applied(cohort, said="Early in a career")
    answer_group(application=row, group=group_of(cohort, "Later on"), now=DURING_THE_CALL)
    assert kept_of(row) == "Later on"
    take_back_answer(application=row)
    take_back_answer(application=row)
    assert not EquityAnswer.objects.exists()


def test_the_table_alone_tells_of_nobody(cohort):
    """No number, no public id, no time of it leads to an application."""
    row = applied(cohort, said="Later on")
    kept = EquityAnswer.objects.get()
    assert {field.name for field in EquityAnswer._meta.get_fields()} == {"key", "cohort", "group"}
    assert str(row.public_id) not in kept.key
    assert row.public_id.hex not in kept.key


def test_that_somebody_answered_leaves_no_trail(cohort):
    AuditEntry.objects.all().delete()
    take_back_answer(application=applied(cohort, said="Later on"))
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_who_has_not_applied_is_not_asked(cohort, status):
    row = applied(cohort, status=status)
    with pytest.raises(AnswersClosed):
        answer_group(application=row, group=group_of(cohort, "Later on"), now=DURING_THE_CALL)


def test_after_the_call_nothing_is_taken_in_and_all_can_be_taken_back(cohort):
    row = applied(cohort, said="Later on")
    with pytest.raises(AnswersClosed):
        answer_group(application=row, group=group_of(cohort, "Early in a career"), now=IN_REVIEW)
    take_back_answer(application=row)
    assert kept_of(row) == ""


def test_a_group_of_another_cohort_is_none(cohort):
    other = asking(("Elsewhere", 0))
    with pytest.raises(AnswersClosed):
        answer_group(
            application=applied(cohort), group=group_of(other, "Elsewhere"), now=DURING_THE_CALL
        )


def test_what_is_counted_cannot_be_taken_back(cohort):
    row = applied(cohort, "declined", said="Later on")
    count_terms(now=RESULTS_ARE_OUT)
    assert kept_of(row) == ""
    with pytest.raises(AlreadyCounted):
        take_back_answer(application=row)


def test_ones_own_copy_holds_it_and_erasing_the_account_takes_it_along(cohort):
    row, other = applied(cohort, said="Later on"), applied(cohort, said="Early in a career")
    assert answers_of_person(person=row.person) == [{"cohort": cohort.key, "group": "Later on"}]
    erase_person(person=row.person, by=row.person)
    assert EquityAnswer.objects.count() == 1
    assert kept_of(other) == "Early in a career"


def test_groups_change_until_somebody_has_answered_and_places_until_a_run(cohort):
    applied(cohort, said="Later on")
    with pytest.raises(GroupsInUse):
        set_groups(cohort=cohort, groups=[("Others", 0)], by=None)
    set_groups(cohort=cohort, groups=[("Early in a career", 2), ("Later on", 0)], by=None)
    assert group_of(cohort, "Early in a career").least == 2
    Run.objects.create(cohort=cohort, number=1, result={}, instance_sha256="x")
    with pytest.raises(PlacesInUse):
        set_groups(cohort=cohort, groups=[("Early in a career", 3), ("Later on", 0)], by=None)


def test_the_same_groups_again_change_nothing(cohort):
    before = list(EquityGroup.objects.filter(cohort=cohort))
    set_groups(cohort=cohort, groups=[("Early in a career", 0), ("Later on", 0)], by=None)
    assert list(EquityGroup.objects.filter(cohort=cohort)) == before


def test_files_know_a_group_in_any_script():
    assert keys_of(["Later on", "女性"]) == ["later-on", "group-2"]


def test_no_group_is_called_as_tables_call_who_said_none_or_everybody():
    assert keys_of(["None", "All", "none!"]) == ["none-2", "all-2", "none-3"]


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Women", "women!"], ["women", "women-2"]),
        (["a", "a!", "a-2", "a?"], ["a", "a-2", "a-2-2", "a-3"]),
        (["Group 2", "女性", "男性"], ["group-2", "group-2-2", "group-3"]),
        (["x" * 60, "x" * 61], ["x" * 40, "x" * 38 + "-2"]),
    ],
)
def test_groups_whose_names_read_the_same_in_an_address_have_keys_of_their_own(cohort, names, keys):
    set_groups(cohort=cohort, groups=[(name, 0) for name in names], by=None)
    rows = EquityGroup.objects.filter(cohort=cohort)
    assert [(one.name, one.key) for one in rows] == list(zip(names, keys, strict=True))
