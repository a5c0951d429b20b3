"""A mentee whom the matching found nobody for reads how that was counted, and what would help."""

from datetime import time

import pytest
from django.core.cache import cache

from mentorship.actions.left_out import NotInTheMatching, leave_out
from mentorship.actions.pin import set_pin
from mentorship.actions.profile_again import read_profile_again
from mentorship.actions.run import publish_run, start_run
from mentorship.core.instance import Dials
from mentorship.core.instance_parts import Changes
from mentorship.models import Match, PinKind
from mentorship.queries.instance import instance_of_cohort
from mentorship.queries.own_why import own_why
from mentorship.queries.run_changes import changed_since
from portal.people.models import AvailabilityWindow, PersonLanguage, PersonSkill, Skill
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of
from tests.mentorship.views.test_matching import text

pytestmark = pytest.mark.django_db
NIGHTS = [{"days": [5], "start": "02:00", "minutes": 120}]
EARLY = [{"days": [2], "start": "07:00", "minutes": 120}]
EVENINGS = [{"days": [0], "start": "18:00", "minutes": 120}]
WHERE = "/me/mentorship/spring/why/mentee/"
WEDNESDAY = ("One more hour on Wednesday from 07:00", 3)


@pytest.fixture
def cohort(at):
    """Of six mentors one speaks no common language, three are free on early Wednesdays, one teaches
    something else, and one works where the mentee works."""
    at(IN_MATCHING)
    cohort = CohortFactory(key="spring")
    member_of(cohort, "mentor", "far", languages=["fr"])
    for number in range(3):
        member_of(cohort, "mentor", f"early-{number}", availability=EARLY)
    other = [{"skill": "cobol", "level": 5}]
    member_of(cohort, "mentor", "other", availability=NIGHTS, skills=other)
    member_of(cohort, "mentor", "colleague", availability=NIGHTS, organisation="acme")
    return cohort


@pytest.fixture
def mentee(cohort):
    return member_of(cohort, "mentee", "ana", availability=NIGHTS, organisation="acme")


def publish(cohort, dials=None):
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING, dials=dials)
    publish_run(run=run, by=None, now=IN_MATCHING)
    return run


def page_of(mentee):
    where = f"/me/mentorship/{mentee.cohort.key}/why/{mentee.role}/"
    return signed_in(mentee.person).get(where)


def test_a_mentee_reads_how_many_mentors_are_left_after_each_rule(cohort, mentee):
    publish(cohort)
    told = own_why(application=mentee)
    assert [n for _words, n in told.steps] == [6, 5, 2, 1, 1]
    mine = signed_in(mentee.person).get("/me/mentorship/")
    assert "/me/mentorship/spring/why/mentee/" in text(mine)
    page = text(page_of(mentee))
    assert "<b>6</b> Mentors who take part" in page
    assert "<b>5</b> of them share a language with you" in page


def test_they_read_which_hours_would_open_mentors(cohort, mentee):
    publish(cohort)
    changes = own_why(application=mentee).changes
    assert changes == (
        ("Something else you would like to learn", 1),
        WEDNESDAY,
    )
    assert "One more hour on Wednesday from 07:00: opens <b>3</b> mentors" in text(page_of(mentee))


def test_with_a_dial_turned_hours_are_told_all_the_same(cohort, mentee):
    run = publish(cohort, dials=Dials(worst_first=True))
    assert run.config["dials"] == {"worst_first": True}
    assert WEDNESDAY in own_why(application=mentee).changes


def test_who_is_kept_apart_reads_the_same_as_who_finds_no_place_left(cohort, mentee, at):
    """Neither the veto nor whom it is about can be counted out."""
    free = member_of(cohort, "mentor", "free", availability=NIGHTS)
    set_pin(mentee=mentee, mentor=free, kind=PinKind.VETO, by=UserFactory(), reason="Never these")
    publish(cohort)
    refused = own_why(application=mentee)
    mentee.cohort.pins.all().delete()
    cohort.runs.all().delete()
    first = member_of(cohort, "mentee", "bo", availability=NIGHTS, seniority=3)
    set_pin(mentee=first, mentor=free, kind=PinKind.PIN, by=UserFactory())
    publish(cohort)
    assert Match.objects.get().mentee == first
    assert own_why(application=mentee) == refused
    page = text(page_of(mentee))
    for word in ("apart", "organisation", "acme", "veto", "score", "Never these"):
        assert word not in page


SAID = "No mentor who fits you could be found this time. You are in the next run of the matching."


@pytest.mark.parametrize("why", ["veto", "organisation", "place"])
def test_why_nobody_who_fits_is_found_is_told_in_words_that_no_free_mentor_disproves(
    cohort, mentee, why
):
    """Whoever sees one of them with a place left learns nothing from that."""
    works = {"organisation": "acme"} if why == "organisation" else {}
    free = member_of(cohort, "mentor", "free", availability=NIGHTS, **works)
    other = member_of(cohort, "mentee", "bo", availability=NIGHTS)
    kind, held = (PinKind.PIN, other) if why == "place" else (PinKind.VETO, mentee)
    if why != "organisation":
        set_pin(mentee=held, mentor=free, kind=kind, by=UserFactory(), reason="So")
    run = publish(cohort)
    reasons = {one["mentee"]: one["reason"] for one in run.result["unmatched"]}
    expected = {"veto": "only_vetoed", "organisation": "conflict", "place": "capacity"}
    assert reasons[str(mentee.public_id)] == expected[why]
    assert own_why(application=mentee).said == SAID
    assert SAID in text(signed_in(mentee.person).get("/me/mentorship/"))


def test_what_is_decided_later_moves_no_count(cohort, mentee):
    """Whoever reads it again and again learns of no refusal."""
    publish(cohort)
    before = own_why(application=mentee)
    refused, out = (cohort.applications.get(person__username=f"early-{n}") for n in (0, 1))
    set_pin(mentee=mentee, mentor=refused, kind=PinKind.VETO, by=UserFactory(), reason="Never")
    leave_out(application=out, by=UserFactory(), reason="Later")
    assert own_why(application=mentee) == before


def test_of_fewer_than_five_mentors_nothing_is_counted(cohort, mentee):
    for row in cohort.applications.filter(person__username__in=("far", "other")):
        row.status = "withdrawn"
        row.save()
    publish(cohort)
    told = own_why(application=mentee)
    assert (told.steps, told.changes) == ((), ())
    page = text(page_of(mentee))
    assert "Fewer than 5 mentors take part." in page
    assert "opens" not in page


def test_there_is_no_such_page_before_the_result_with_a_match_or_while_passed_over(cohort, mentee):
    assert page_of(mentee).status_code == 404
    publish(cohort)
    assert page_of(mentee).status_code == 200
    leave_out(application=mentee, by=UserFactory(), reason="For now")
    assert page_of(mentee).status_code == 404
    assert "/why/" not in text(signed_in(mentee.person).get("/me/mentorship/"))
    mentor = cohort.applications.get(person__username="far")
    assert page_of(mentor).status_code == 404


@pytest.mark.parametrize("many", [0, 30])
def test_it_asks_as_little_for_many_as_for_few(many, cohort, mentee, django_assert_num_queries):
    for number in range(many):
        member_of(cohort, "mentee", f"more-{number}", availability=NIGHTS)
    publish(cohort)
    browser = signed_in(mentee.person)
    with django_assert_num_queries(10):
        browser.get("/me/mentorship/spring/why/mentee/")


def test_hours_said_since_count_from_the_next_run_on(cohort, mentee):
    """What the page names as a help can be done, without those who run the program."""
    publish(cohort)
    profile_of(mentee.person)
    AvailabilityWindow.objects.create(person=mentee.person, weekday=2, start=time(7), minutes=120)
    assert signed_in(mentee.person).post(WHERE).url == WHERE
    mentee.refresh_from_db()
    assert mentee.facts["availability"] == [
        {"days": [5], "start": "02:00", "minutes": 120},
        {"days": [2], "start": "07:00", "minutes": 120},
    ]
    assert (mentee.facts["seniority"], mentee.facts["organisation"]) == (1, "acme")
    publish(cohort)
    assert Match.objects.get().mentee == mentee
    assert signed_in(mentee.person).post(WHERE).status_code == 404


def test_a_profile_that_says_the_same_changes_nothing(cohort, mentee):
    run = publish(cohort)
    profile_of(mentee.person)
    page = signed_in(mentee.person).post(WHERE, follow=True)
    assert "Your profile says what it said before." in text(page)
    assert changed_since(run, instance_of_cohort(cohort)) == Changes()


def test_a_profile_with_nothing_in_it_takes_nothing_away(cohort, mentee):
    publish(cohort)
    before = mentee.facts
    page = signed_in(mentee.person).post(WHERE, follow=True)
    assert "Your free hours are missing: without them nobody can be matched with you." in text(page)
    mentee.refresh_from_db()
    assert mentee.facts == before


def test_nobody_with_a_match_is_read_again(cohort, mentee):
    """Two people were told of each other by what was sent."""
    member_of(cohort, "mentor", "free", availability=NIGHTS)
    publish(cohort)
    with pytest.raises(NotInTheMatching):
        read_profile_again(application=mentee)


def profile_of(person):
    """What the application says of this mentee."""
    person.timezone = "Europe/Berlin"
    person.save()
    AvailabilityWindow.objects.create(person=person, weekday=5, start=time(2), minutes=120)
    rust = Skill.objects.get(slug="rust")
    PersonSkill.objects.create(person=person, skill=rust, learn_level=0, importance=3)
    PersonLanguage.objects.create(person=person, language="en", level="fluent")


def test_a_profile_is_read_again_a_few_times_a_day(cohort, mentee):
    """Or whoever tries one after another reads when a single mentor is free."""
    publish(cohort)
    profile_of(mentee.person)
    browser = signed_in(mentee.person)
    cache.clear()
    said = [text(browser.post(WHERE, follow=True)) for _each in range(6)]
    assert ["Please wait a day" in each for each in said] == [False] * 5 + [True]


def test_who_refused_somebody_is_in_no_difference_of_two_counts(cohort, mentee, superuser):
    publish(cohort)
    before = own_why(application=mentee).changes
    for number in range(2):
        mentor = cohort.applications.get(person__username=f"early-{number}")
        set_pin(mentee=mentee, mentor=mentor, kind=PinKind.VETO, by=superuser)
    publish(cohort)
    assert own_why(application=mentee).changes == before
