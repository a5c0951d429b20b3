"""What a person decides about a pair."""

import pytest

from mentorship.actions.match import answer_match
from mentorship.actions.pin import CameApart, HasAMatch, NoPair, OwnPair, lift_pin, set_pin
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Pin
from portal.kit.models import AuditEntry
from tests.mentorship.pool import IN_MATCHING, people, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return pool()


def decided(cohort) -> list[tuple[str, str, str]]:
    rows = Pin.objects.filter(cohort=cohort).select_related("mentee__person", "mentor__person")
    return [(pin.kind, str(pin.mentee.public_id), str(pin.mentor.public_id)) for pin in rows]


def test_a_later_word_replaces_an_earlier_one(cohort, superuser):
    [ana, _], [mia, _] = people(cohort, "mentee"), people(cohort, "mentor")
    set_pin(mentee=ana, mentor=mia, kind="pin", by=superuser)
    set_pin(mentee=ana, mentor=mia, kind="veto", by=superuser)
    assert decided(cohort) == [("veto", str(ana.public_id), str(mia.public_id))]


def test_a_mentee_is_pinned_to_one_mentor(cohort, superuser):
    [ana, _], [mia, nils] = people(cohort, "mentee"), people(cohort, "mentor")
    set_pin(mentee=ana, mentor=mia, kind="pin", by=superuser)
    set_pin(mentee=ana, mentor=nils, kind="pin", by=superuser)
    assert decided(cohort) == [("pin", str(ana.public_id), str(nils.public_id))]


def test_a_pin_is_lifted(cohort, superuser):
    [ana, _], [mia, _] = people(cohort, "mentee"), people(cohort, "mentor")
    lift_pin(
        pin=set_pin(mentee=ana, mentor=mia, kind="veto", by=superuser, reason="CANARY"),
        by=superuser,
    )
    assert decided(cohort) == []
    entries = AuditEntry.objects.values_list("verb", "actor", "reason")
    assert set(entries) == {
        ("pin.veto", superuser.pk, ""),
        ("pin.lifted", superuser.pk, ""),
    }


def test_nobody_decides_about_a_pair_they_are_one_of(cohort, superuser):
    [ana, _], [mia, _] = people(cohort, "mentee"), people(cohort, "mentor")
    with pytest.raises(OwnPair):
        set_pin(mentee=ana, mentor=mia, kind="pin", by=ana.person)
    veto = set_pin(mentee=ana, mentor=mia, kind="veto", by=superuser)
    for one in (ana.person, mia.person):
        with pytest.raises(OwnPair):
            lift_pin(pin=veto, by=one)
    assert decided(cohort) == [("veto", str(ana.public_id), str(mia.public_id))]


def test_only_a_mentee_and_a_mentor_of_one_cohort_are_a_pair(cohort, superuser):
    [ana, bo], [mia, _] = people(cohort, "mentee"), people(cohort, "mentor")
    foreign = people(pool(), "mentor")[0]
    for mentee, mentor in [(ana, bo), (mia, ana), (ana, foreign)]:
        with pytest.raises(NoPair):
            set_pin(mentee=mentee, mentor=mentor, kind="pin", by=superuser)
    assert decided(cohort) == []


def test_who_has_a_match_is_not_pinned_to_somebody_else(cohort, superuser):
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    [match, _] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    other = next(row for row in people(cohort, "mentor") if row != match.mentor)
    with pytest.raises(HasAMatch):
        set_pin(mentee=match.mentee, mentor=other, kind="pin", by=superuser)


def test_a_match_that_ended_is_not_pinned_again(cohort, superuser):
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    [match, _] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    answer_match(match=match, by=match.mentor.person, accept=False, now=IN_MATCHING)
    pair = {"mentee": match.mentee, "mentor": match.mentor, "by": superuser}
    with pytest.raises(CameApart):
        set_pin(kind="pin", **pair)
    assert set_pin(kind="veto", **pair).kind == "veto"
