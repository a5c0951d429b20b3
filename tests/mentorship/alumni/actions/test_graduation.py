"""Decided by people, told once, undone until then and revoked after."""

from datetime import timedelta

import pytest

from mentorship.actions.match import stop_match
from mentorship.alumni.actions.graduation import (
    LettersWent,
    NotOver,
    NotToDecide,
    NoWords,
    OthersWait,
    StaleList,
    confirm_proposed,
    decide_graduation,
    restore_graduation,
    revoke_graduation,
    send_due_letters,
    undo_graduation,
)
from mentorship.alumni.actions.showing import CertificateRevoked, Shown, write_showing
from mentorship.alumni.core.graduation import LETTERS_WAIT
from mentorship.alumni.models import Graduation, Showing
from mentorship.alumni.queries.graduates import candidates
from mentorship.alumni.queries.showcase import shown
from mentorship.cohort_life.models import Outcome
from mentorship.models import Match, ProgramAdmin
from portal.credentials.models import Credential
from portal.people.actions.erase import erase_person
from tests.mentorship.alumni.graduated import (
    OVER,
    admin_of,
    finished,
    graduate,
    letters,
    matches,
    not_graduate,
    rows_of,
    say_last,
    seen,
    seen_waiting,
    send,
)
from tests.mentorship.cohort_life.together import pairs_together
from tests.mentorship.pool import member_of

pytestmark = pytest.mark.django_db


def confirm(cohort, now=OVER, **other):
    told = {"by": admin_of(cohort), "seen": seen(cohort)} | other
    return confirm_proposed(cohort=cohort, now=now, **told)


def decide(cohort, verdict="graduated", words="", **other):
    told = {"mentee": matches(cohort)[0].mentee, "by": admin_of(cohort), "now": OVER} | other
    return decide_graduation(cohort=cohort, verdict=verdict, words=words, **told)


def test_all_who_are_proposed_graduate_with_one_press_and_nobody_hears_of_it_yet():
    cohort = finished(pairs=2)
    assert confirm(cohort) == 2
    assert confirm(cohort) == 0
    assert (letters(), Credential.objects.count()) == ([], 0)
    assert {one.tells_at for one in Graduation.objects.all()} == {OVER + LETTERS_WAIT}


def test_letters_and_certificates_go_once_when_the_days_to_undo_are_over():
    cohort = finished()
    confirm(cohort)
    assert send_due_letters(now=OVER + LETTERS_WAIT - timedelta(minutes=1)) == 0
    assert send_due_letters(now=OVER + LETTERS_WAIT) == 1
    assert send_due_letters(now=OVER + LETTERS_WAIT) == 0
    assert letters() == [
        (f"{cohort.key}-mentee-0", "alumni/graduate"),
        (f"{cohort.key}-mentor-0", "alumni/thank_mentor"),
    ]
    kinds = Credential.objects.order_by("kind").values_list("kind", "holder__username", "name")
    assert list(kinds) == [
        ("mentee", f"{cohort.key}-mentee-0", ""),
        ("mentor", f"{cohort.key}-mentor-0", ""),
    ]
    one = Credential.objects.get(kind="mentee")
    assert one.title == f"Mentorship completed: {cohort.program.name}"
    assert (one.first_day, one.last_day) == (cohort.starts_on, cohort.ends_on)


def said_to(kind: str) -> tuple[str, str, str]:
    one = Credential.objects.get(kind=kind)
    return one.what.split(":")[0], one.first_day.isoformat(), one.last_day.isoformat()


def test_a_certificate_says_the_weeks_of_the_pair_and_not_those_of_the_cohort():
    """The second yes came on the Wednesday of the ninth week."""
    cohort = finished()
    cohort.matches.update(mentee_answered_at=OVER - timedelta(days=26))
    graduate(cohort)
    days = ("2026-06-03", "2026-06-28")
    pair = "completed 3 weeks of mentorship on real work, in a pair with a mentor"
    assert said_to("mentee") == (pair, *days)
    assert said_to("mentor") == ("mentored for 3 weeks on real work", *days)


def test_a_certificate_of_a_longer_term_says_so():
    cohort = finished()
    last_day = OVER.date() + timedelta(days=20)
    Outcome.objects.create(
        match=matches(cohort)[0], round="midterm", verdict="extend", ends_on=last_day
    )
    decide(cohort, now=OVER + timedelta(days=21))
    send_due_letters(now=OVER + timedelta(days=21) + LETTERS_WAIT)
    pair = "completed 15 weeks of mentorship on real work, in a pair with a mentor"
    assert said_to("mentee") == (pair, "2026-04-06", last_day.isoformat())


def test_days_without_a_mentor_are_no_weeks_in_a_pair():
    cohort = finished()
    another = member_of(cohort, "mentor", "comes-later")
    match = matches(cohort)[0]
    stop_match(match=match, by=match.mentor.person, now=OVER - timedelta(days=64))
    answered = OVER - timedelta(days=28)
    say_last(in_a_pair(match, mentor=another, answered_at=answered), mentor="pass")
    graduate(cohort)
    pair = "completed 7 weeks of mentorship on real work, in a pair with a mentor"
    assert said_to("mentee") == (pair, "2026-04-06", "2026-06-28")
    assert said_to("mentor") == ("mentored for 4 weeks on real work", "2026-06-01", "2026-06-28")


def in_a_pair(match, *, mentor, answered_at):
    """The mentee of a match that has ended, with somebody else."""
    return Match.objects.create(
        cohort=match.cohort,
        run=match.run,
        mentee=match.mentee,
        mentor=mentor,
        score=match.score,
        explanation=match.explanation,
        mentee_answer="accepted",
        mentor_answer="accepted",
        mentee_answered_at=answered_at,
        mentor_answered_at=answered_at,
        published_at=answered_at,
        answer_by=answered_at + timedelta(days=7),
    )


def test_a_pair_of_a_few_days_is_told_without_weeks():
    cohort = finished()
    cohort.matches.update(mentee_answered_at=OVER - timedelta(days=3))
    graduate(cohort)
    pair = "took part in mentorship on real work, in a pair with a mentor"
    assert said_to("mentee") == (pair, "2026-06-26", "2026-06-28")
    assert said_to("mentor") == ("mentored on real work", "2026-06-26", "2026-06-28")


def test_who_graduates_gets_a_certificate_although_the_mentor_has_left_for_good():
    cohort = finished()
    confirm(cohort)
    mentor = matches(cohort)[0].mentor.person
    erase_person(person=mentor, by=mentor)
    assert send_due_letters(now=OVER + LETTERS_WAIT) == 1
    pair = "took part in mentorship on real work, in a pair with a mentor"
    assert said_to("mentee") == (pair, "2026-04-06", "2026-06-28")


def test_who_looked_at_others_confirms_nobody():
    cohort = finished()
    looked_at = seen(cohort)
    match = matches(cohort)[0]
    match.evaluations.filter(author=match.mentee.person).update(recommends="help")
    assert confirm(cohort, seen=looked_at) == 0
    match.evaluations.filter(author=match.mentee.person).update(recommends="go_on")
    with pytest.raises(StaleList):
        confirm(cohort, seen="somebody else")


def test_before_the_last_day_is_over_nobody_decides():
    cohort = finished()
    with pytest.raises(NotOver):
        confirm(cohort, now=OVER - timedelta(days=2))
    with pytest.raises(NotOver):
        decide(cohort, now=OVER - timedelta(days=2))


def test_a_decision_is_undone_until_the_letter_goes():
    cohort = finished()
    mentee, admin = matches(cohort)[0].mentee, admin_of(cohort)
    with pytest.raises(NotToDecide):
        undo_graduation(cohort=cohort, mentee=mentee, by=admin)
    decide(cohort)
    with pytest.raises(NotToDecide):
        decide(cohort)
    undo_graduation(cohort=cohort, mentee=mentee, by=admin)
    assert not Graduation.objects.exists()
    decide(cohort)
    assert send(cohort) == 1
    with pytest.raises(LettersWent):
        undo_graduation(cohort=cohort, mentee=mentee, by=admin)


def test_who_does_not_graduate_reads_why_and_nothing_of_it_is_issued_to_them():
    cohort = finished(mentor="end")
    with pytest.raises(NoWords):
        decide(cohort, "not", "  ")
    not_graduate(cohort, "You met twice.")
    assert letters() == [
        (f"{cohort.key}-mentee-0", "alumni/not_graduate"),
        (f"{cohort.key}-mentor-0", "alumni/thank_mentor"),
    ]
    assert list(Credential.objects.values_list("kind", flat=True)) == ["mentor"]


def test_a_pair_that_ended_is_decided_by_hand_and_its_mentor_gets_nothing_for_a_no():
    cohort = finished()
    match = matches(cohort)[0]
    stop_match(match=match, by=match.mentor.person, now=OVER - timedelta(days=30))
    [row] = rows_of(cohort)
    assert (row.is_proposed, row.why) == (False, "The pair ended during the term")
    told = len(letters())
    not_graduate(cohort, "The pair ended after two weeks.")
    assert letters()[told:] == [(f"{cohort.key}-mentee-0", "alumni/not_graduate")]
    assert not Credential.objects.exists()


def test_a_pair_that_goes_on_waits():
    cohort = finished()
    Outcome.objects.create(
        match=matches(cohort)[0],
        round="final",
        verdict="extend",
        ends_on=OVER.date() + timedelta(days=7),
    )
    assert confirm(cohort) == 0
    with pytest.raises(NotToDecide):
        decide(cohort)
    assert rows_of(cohort, OVER + timedelta(days=8))[0].is_proposed
    assert decide(cohort, now=OVER + timedelta(days=8)).verdict == "graduated"


def test_nobody_decides_about_their_own_pair():
    cohort = finished(pairs=2)
    mentor = matches(cohort)[0].mentor.person
    ProgramAdmin.objects.create(program=cohort.program, person=mentor)
    with pytest.raises(NotToDecide):
        decide(cohort, by=mentor)
    assert decide(cohort, mentee=matches(cohort)[1].mentee, by=mentor)


def test_a_mentor_of_two_is_thanked_once():
    cohort = finished(pairs=2)
    first, second = matches(cohort)
    Graduation.objects.all().delete()
    second.mentor = first.mentor
    second.mentee.matches_as_mentee.update(mentor=first.mentor)
    graduate(cohort)
    thanked = [who for who, template in letters() if template == "alumni/thank_mentor"]
    assert thanked == [first.mentor.person.username]
    assert Credential.objects.filter(kind="mentor").count() == 1


def test_what_is_revoked_is_shown_no_more_and_can_be_given_back():
    cohort = finished()
    [row] = graduate(cohort)
    write_showing(graduation=row, shown=Shown(name="Ada"), is_shown=True, now=OVER)
    one, admin = Credential.objects.get(kind="mentee"), admin_of(cohort)
    mentee = row.application
    revoke_graduation(mentee=mentee, credential=one, by=admin, reason="Wrong one.", now=OVER)
    assert not Credential.objects.get(pk=one.pk).is_valid
    assert not Showing.objects.get().is_shown
    with pytest.raises(CertificateRevoked):
        write_showing(graduation=row, shown=Shown(name="Ada"), is_shown=True, now=OVER)
    Showing.objects.update(is_shown=True)
    assert not shown(row.application.cohort).exists()
    Showing.objects.update(is_shown=False)
    restore_graduation(credential=one, by=admin, now=OVER)
    assert Credential.objects.get(pk=one.pk).is_valid
    assert not Showing.objects.get().is_shown


def test_a_mentor_who_leaves_takes_nobodys_graduation_along():
    cohort = finished()
    [row] = graduate(cohort)
    mentor = row.mentor.person
    erase_person(person=mentor, by=mentor)
    row.refresh_from_db()
    assert (row.mentor, row.verdict) == (None, "graduated")
    assert Credential.objects.get(kind="mentor").holder is None


def test_who_erases_their_account_before_the_letters_is_told_nothing():
    cohort = finished()
    confirm(cohort)
    mentee = matches(cohort)[0].mentee.person
    erase_person(person=mentee, by=mentee)
    assert send_due_letters(now=OVER + LETTERS_WAIT) == 0
    assert not Credential.objects.exists()


def test_the_mentor_alone_is_enough_to_be_proposed():
    cohort = pairs_together()
    say_last(matches(cohort)[0], mentor="pass")
    [row] = rows_of(cohort)
    assert (row.is_proposed, row.why) == (
        True,
        "The mentor says pass; the mentee has not answered",
    )


def test_a_mentor_does_not_decide_by_way_of_an_earlier_pair_of_their_mentee():
    cohort = finished(pairs=2)
    first, second = matches(cohort)
    stop_match(match=first, by=first.mentor.person, now=OVER - timedelta(days=60))
    second.mentee = first.mentee
    second.save(update_fields=["mentee"])
    admin = second.mentor.person
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    assert candidates(cohort=cohort, reader=admin, now=OVER) == []
    with pytest.raises(NotToDecide):
        decide(cohort, mentee=first.mentee, by=admin)


def test_only_letters_that_were_looked_at_are_sent():
    cohort = finished(pairs=2)
    first, second = matches(cohort)
    decide(cohort, mentee=first.mentee)
    looked_at = seen_waiting(cohort)
    decide(cohort, mentee=second.mentee)
    with pytest.raises(OthersWait):
        send(cohort, seen=looked_at)
    undo_graduation(cohort=cohort, mentee=second.mentee, by=admin_of(cohort))
    undo_graduation(cohort=cohort, mentee=first.mentee, by=admin_of(cohort))
    decide(cohort, "not", "You met twice.", mentee=first.mentee)
    with pytest.raises(OthersWait):
        send(cohort, seen=looked_at)
    assert letters() == []
    assert (send(cohort), send(cohort)) == (1, 0)
