"""Whom a mentor is told to praise: once a week at most, of what is shown to them, nothing twice."""

import pytest
from django.core import mail

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import (
    claim_prior_work,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.models import Completion
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.actions.path_share import share_paths
from mentorship.cohort_life.actions.pause import pause_pair, resume_pair
from mentorship.cohort_life.actions.praise import suggest_praise
from mentorship.cohort_life.core.praise import APART, FRESH, SETTLES
from mentorship.cohort_life.models import PathShare, PraisedStep
from mentorship.cohort_life.queries.own_record import pairs_of_person
from mentorship.cohort_life.queries.praise import to_praise
from mentorship.models import Application, Match
from mentorship.queries.foreseen import foreseen_of
from portal.notices.actions.mail import deliver_due
from portal.notices.models import Notice, Preference
from portal.people.actions.erase import erase_person
from portal.people.models import Profile
from tests.factories.onboarding import PathFactory
from tests.factories.people import EmailAddressFactory
from tests.mentorship.cohort_life.many_pairs import many_pairs
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pair_together

pytestmark = pytest.mark.django_db

STEPS = [
    {"key": "hello", "title": "Say hello"},
    {"key": "change", "title": "Send a change"},
    {"key": "party", "title": "Come to the party", "is_optional": True},
]


@pytest.fixture
def path():
    return PathFactory(title="First change", steps=STEPS)


@pytest.fixture
def match(at):
    at(day(1, hour=6))
    match = pair_together()
    named(match.mentee.person, "Ada")
    show(match)
    return match


@pytest.fixture
def walk(match, path):
    return start_journey(person=match.mentee.person, path=path)


def named(person, name):
    Profile.objects.update_or_create(person=person, defaults={"display_name": name})


def show(match, *, to_mentor=True, to_program=False, on=1):
    share_paths(
        match=match,
        by=match.mentee.person,
        to_mentor=to_mentor,
        to_program=to_program,
        now=day(on, hour=3),
    )


def told() -> list[dict]:
    """What each letter says of whom, in order."""
    letters = Notice.objects.filter(kind="praise").order_by("pk")
    return [mentee for letter in letters for mentee in letter.context["mentees"]]


def of_ada(*steps, arrived=False) -> dict:
    path = {"title": "First change", "steps": list(steps), "arrived": arrived}
    return {"name": "Ada", "paths": [path]}


def test_a_mentor_is_told_whom_to_praise_and_where_to_look(match, walk):
    complete_step(journey=walk, key="hello")
    assert [suggest_praise(now=day(1)), suggest_praise(now=day(2))] == [0, 1]
    notice = Notice.objects.get(kind="praise")
    assert (notice.person, notice.url) == (match.mentor.person, "/me/mentorship/mentees/")
    assert told() == [of_ada("Say hello")]


def test_which_steps_were_told_is_the_mentees_to_take_along(match, walk, path):
    complete_step(journey=walk, key="hello")
    suggest_praise(now=day(2))
    [mine], [theirs] = (
        pairs_of_person(person=side.person) for side in (match.mentee, match.mentor)
    )
    kept = {"path__slug": path.slug, "key": "hello", "told_at": day(2)}
    assert (mine["steps_told_to_mentor"], theirs["steps_told_to_mentor"]) == ([kept], [])


def test_it_says_it_in_plain_words_and_is_stopped_with_one_press(match, walk, client):
    address = EmailAddressFactory(user=match.mentor.person, verified=True, primary=True)
    for key in ("hello", "change"):
        complete_step(journey=walk, key=key)
    suggest_praise(now=day(2))
    deliver_due(now=day(3))
    [letter] = mail.outbox
    assert letter.to == [address.email]
    assert "Ada\nOn “First change”: Say hello, Send a change. With that they" in letter.body
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    client.post(stop[stop.index("/notices/") :])
    assert Preference.objects.get(person=match.mentor.person).kind == "praise"


def test_a_week_passes_between_two_letters_and_nothing_is_told_twice(walk, at):
    complete_step(journey=walk, key="hello")
    assert [suggest_praise(now=day(2)), suggest_praise(now=day(2))] == [1, 0]
    at(day(4, hour=6))
    complete_step(journey=walk, key="change")
    assert [suggest_praise(now=day(number)) for number in range(3, 31)] == [
        int(number == 9) for number in range(3, 31)
    ]
    assert told() == [of_ada("Say hello"), of_ada("Send a change", arrived=True)]


def test_one_letter_catches_up_with_what_was_missed_within_four_weeks(walk, at):
    complete_step(journey=walk, key="hello")
    at(day(20, hour=6))
    complete_step(journey=walk, key="change")
    assert suggest_praise(now=day(35)) == 1
    assert told() == [of_ada("Send a change", arrived=True)]


def test_what_was_done_a_moment_ago_waits_for_the_next_letter(walk, at):
    complete_step(journey=walk, key="hello")
    at(day(2, hour=9))
    complete_step(journey=walk, key="change")
    suggest_praise(now=day(2))
    assert told() == [of_ada("Say hello")]
    suggest_praise(now=day(9))
    assert [one["paths"][0]["steps"] for one in told()] == [["Say hello"], ["Send a change"]]


def test_what_is_done_again_is_not_told_again(walk, at):
    complete_step(journey=walk, key="hello")
    suggest_praise(now=day(2))
    at(day(10, hour=6))
    undo_step(journey=walk, key="hello")
    complete_step(journey=walk, key="hello")
    assert suggest_praise(now=day(12)) == 0


def test_what_is_taken_back_within_a_day_is_never_told(walk):
    complete_step(journey=walk, key="hello")
    undo_step(journey=walk, key="hello")
    assert suggest_praise(now=day(3)) == 0


def test_what_they_had_done_before_they_came_is_no_step_of_now(walk):
    claim_prior_work(journey=walk, key="hello")
    assert suggest_praise(now=day(3)) == 0


def test_who_has_arrived_and_does_more_has_not_arrived_again(walk, at):
    for key in ("hello", "change"):
        complete_step(journey=walk, key=key)
    suggest_praise(now=day(2))
    at(day(9, hour=6))
    complete_step(journey=walk, key="party")
    suggest_praise(now=day(10))
    assert told()[1:] == [of_ada("Come to the party")]


def test_nothing_is_told_of_a_pair_that_rests_until_it_goes_on(match, walk):
    complete_step(journey=walk, key="hello")
    pause_pair(match=match, by=match.mentor.person, last_day=day(20).date(), now=day(1))
    assert [suggest_praise(now=day(number)) for number in range(2, 9)] == [0] * 7
    resume_pair(match=match, by=match.mentor.person, now=day(9))
    assert suggest_praise(now=day(9)) == 1


@pytest.mark.parametrize("end", ["left", "over"])
def test_nothing_is_told_of_a_pair_that_is_over(match, walk, at, end):
    at(day(83 if end == "over" else 1, hour=6))
    complete_step(journey=walk, key="hello")
    if end == "left":
        leave_pair(match=match, by=match.mentee.person, not_again=False, now=day(2))
    assert suggest_praise(now=day(85 if end == "over" else 3)) == 0


def test_nothing_is_told_of_paths_that_were_left_or_are_not_public(match, walk, path):
    complete_step(journey=walk, key="hello")
    other = start_journey(person=match.mentee.person, path=PathFactory(title="Taken down"))
    complete_step(journey=other, key="hello")
    type(path).objects.filter(pk=other.path_id).update(is_published=False)
    leave_journey(journey=walk)
    assert suggest_praise(now=day(3)) == 0


def test_nothing_is_told_of_the_time_before_the_mentor_was_shown(match, walk, at):
    show(match, to_mentor=False, to_program=True)
    complete_step(journey=walk, key="hello")
    assert suggest_praise(now=day(3)) == 0
    show(match, on=4)
    at(day(5, hour=6))
    complete_step(journey=walk, key="change")
    assert suggest_praise(now=day(6)) == 1
    assert told() == [of_ada("Send a change", arrived=True)]


def test_who_takes_it_back_takes_what_was_told_with_it(match, walk):
    complete_step(journey=walk, key="hello")
    suggest_praise(now=day(2))
    show(match, to_mentor=False, on=3)
    assert told() == []
    show(match, on=4)
    assert suggest_praise(now=day(9)) == 0


def test_letters_that_do_not_name_who_takes_it_back_stay(path, at):
    at(day(1, hour=6))
    mentees_of_one(path, people=2)
    gone, stays = Match.objects.order_by("pk").select_related("mentee__person", "mentor__person")
    suggest_praise(now=day(2))
    at(day(8, hour=6))
    complete_step(journey=start_journey(person=stays.mentee.person, path=path), key="change")
    suggest_praise(now=day(10))
    assert len(told()) == 3
    show(gone, to_mentor=False, on=11)
    assert [one["paths"][0]["steps"] for one in told()] == [["Send a change"]]


def test_letters_that_name_somebody_go_with_their_account(match, walk, superuser):
    complete_step(journey=walk, key="hello")
    suggest_praise(now=day(2))
    erase_person(person=match.mentee.person, by=superuser)
    assert told() == []


def test_what_somebody_showed_is_told_as_done_and_nothing_of_what_it_was(match):
    shown = PathFactory(title="Shown", steps=[{"key": "send", "kind": "evidence"}])
    walk = start_journey(person=match.mentee.person, path=shown)
    hand_in(journey=walk, key="send", link="", words="My own words", now=day(1, hour=6))
    suggest_praise(now=day(2))
    assert told()[0]["paths"] == [{"title": "Shown", "steps": ["Send"], "arrived": True}]


def mentees_of_one(path, *, people: int):
    """So many mentees of one mentor, each with a first step done and shown."""
    cohort = many_pairs(pairs=people)
    mentor = Application.objects.filter(cohort=cohort, role="mentor")[0]
    Match.objects.filter(cohort=cohort).update(mentor=mentor)
    for match in Match.objects.filter(cohort=cohort):
        PathShare.objects.create(match=match, at=day(1, hour=3))
        complete_step(journey=start_journey(person=match.mentee.person, path=path), key="hello")
    return mentor


@pytest.mark.parametrize("people", [1, 12])
def test_looking_takes_as_many_queries_for_many_mentees(
    at, path, people, django_assert_num_queries
):
    at(day(1, hour=6))
    mentor = mentees_of_one(path, people=people)
    assert suggest_praise(now=day(1)) == 0
    with django_assert_num_queries(9):
        found = to_praise(now=day(2))
    assert [one.mentor for one in found] == [mentor.person]
    assert suggest_praise(now=day(2)) == 1
    assert [one["name"] for one in told()] == sorted(one["name"] for one in told())
    assert len(told()) == PraisedStep.objects.count() == people
    assert Notice.objects.get(kind="praise").person == mentor.person
    with django_assert_num_queries(1):
        assert to_praise(now=day(3)) == []
    with django_assert_num_queries(3):
        assert to_praise(now=day(15)) == []


def looked_through(now) -> dict[int, set[tuple[int, str]]]:
    """The same in plain words, each share of each mentor looked through: walks and steps by
    mentor."""
    found: dict[int, set[tuple[int, str]]] = {}
    for share in PathShare.objects.filter(to_mentor=True):
        mentor, mentee = share.match.mentor.person, share.match.mentee.person
        of_mentor = PraisedStep.objects.filter(match__mentor__person=mentor)
        if any(now - told.told_at < APART for told in of_mentor):
            continue
        for mark in Completion.objects.filter(journey__person=mentee):
            told = of_mentor.filter(
                match__mentee__person=mentee, path=mark.journey.path, key=mark.key
            )
            is_fresh = max(share.at, now - FRESH) <= mark.at <= now - SETTLES
            if is_fresh and mark.source != "prior" and not told.exists():
                found.setdefault(mentor.pk, set()).add((mark.journey_id, mark.key))
    return found


def test_it_finds_what_looking_through_everything_finds(at, path):
    """Two mentors, one of them with two mentees, who do one thing after the other; letters go out
    on some days and not on others."""
    at(day(1, hour=6))
    cohort = many_pairs(pairs=3)
    one, two, three = Match.objects.filter(cohort=cohort).order_by("pk")
    Match.objects.filter(pk=two.pk).update(mentor=one.mentor)
    for match, shown_on in ((one, 1), (two, 5), (three, 1)):
        PathShare.objects.create(match=match, at=day(shown_on, hour=3))
    walks = [start_journey(person=m.mentee.person, path=path) for m in (one, two, three)]
    done = {2: (0, "hello"), 4: (1, "hello"), 6: (2, "hello"), 7: (1, "change"), 11: (0, "change")}
    done |= {13: (2, "change"), 20: (0, "party")}
    seen = set()
    for number in range(2, 50):
        if number in done:
            at(day(number, hour=6))
            walk, key = done[number]
            complete_step(journey=walks[walk], key=key)
        now = day(number, hour=12)
        found = {
            own.mentor.pk: {
                (walk.pk, step.key)
                for match, reached in own.paths
                for walk in walks
                if walk.person_id == reached.person
                for step in reached.steps
            }
            for own in to_praise(now=now)
        }
        assert found == looked_through(now)
        seen |= found.keys()
        if number % 3 == 0:
            suggest_praise(now=now)
    assert len(seen) == 2


def test_what_will_be_written_names_it_as_soon_as_a_mentee_shows_a_path(match):
    line = "What Ada did on the paths they show you, once a week at most"
    mentor = Application.objects.select_related("cohort__program").get(pk=match.mentor_id)
    [told] = [one for one in foreseen_of(application=mentor, now=day(1)) if one.what == line]
    assert (told.at.isoformat(), told.until.isoformat()) == (
        "2026-04-06T22:00:00+00:00",
        "2026-06-28T22:00:00+00:00",
    )
    assert line not in [one.what for one in foreseen_of(application=match.mentee, now=day(1))]
    show(match, to_mentor=False)
    assert line not in [one.what for one in foreseen_of(application=mentor, now=day(1))]
