"""Turning dials, leaving people out, comparing runs and offering a place that came free."""

import pytest
from django.core.cache import cache

from mentorship.actions.left_out import leave_out
from mentorship.actions.match import answer_match
from mentorship.actions.next_best import find_next_best
from mentorship.actions.pin import set_pin
from mentorship.cohort_life.models import NotAgain
from mentorship.models import LeftOut, Match, Pin, PinKind, ProgramAdmin, Run
from portal.people.models import Profile
from tests.conftest import shown_again, signed_in
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool
from tests.mentorship.views.test_matching import address, text

pytestmark = pytest.mark.django_db
LOOKED = "Nothing is decided by looking."
DIALS = {"aim": "total", "power": "4", "keep": "0"}


@pytest.fixture
def cohort(at):
    at(IN_MATCHING)
    cohort = pool(mentees=3, mentors=2, key="spring")
    for row in cohort.applications.all():
        Profile.objects.create(person=row.person, display_name=row.person.username.title())
    return cohort


@pytest.fixture
def desk(cohort):
    ProgramAdmin.objects.create(program=cohort.program, person=UserFactory(username="runs-it"))
    desk = shown_again(signed_in(cohort.program.admins.get().person))
    desk.post(address(cohort, "run/"))
    return desk


def test_two_runs_are_compared_by_who_moved_and_why(cohort, desk):
    [pair, _] = Run.objects.get().result["pairs"]
    where = address(cohort, f"people/{pair['mentee']}/")
    desk.post(where, {"other": pair["mentor"], "word": "veto"})
    stale = text(desk.get(address(cohort)))
    assert "Kept apart now, or came apart: Spring-Mentee-" in stale
    desk.post(address(cohort, "run/"))
    page = text(desk.get(address(cohort, "compare/1/2/")))
    assert "Run 1 and run 2" in page
    assert "The old pair is kept apart, or came apart" in page
    assert "Kept apart now, or came apart: Spring-Mentee-" in page
    same = text(desk.get(address(cohort, "compare/2/2/")))
    assert "the same decisions" in same
    assert desk.get(address(cohort, "compare/1/9/")).status_code == 404


def test_who_runs_the_program_and_applied_reads_of_no_veto_about_themselves(cohort, desk):
    """Neither in what changed, nor in why they moved or have nobody, nor that they are left out."""
    admin = cohort.program.admins.get().person
    [pair, _] = Run.objects.get().result["pairs"]
    me = cohort.applications.get(public_id=pair["mentee"])
    mentors = people(cohort, "mentor")
    for mentor in mentors:
        set_pin(mentee=me, mentor=mentor, kind=PinKind.VETO, by=UserFactory(), reason="CANARY")
    me.person = admin
    me.save()
    stale = text(desk.get(address(cohort)))
    assert "Something has changed since this run" in stale
    assert "Kept apart now" not in stale
    desk.post(address(cohort, "run/"))
    compared = text(desk.get(address(cohort, "compare/1/2/")))
    assert "Yours: others who run the program read why" in compared
    assert "kept apart" not in compared.casefold()
    page = text(desk.get(address(cohort)))
    assert "You read why on your own page" in page
    assert "kept apart" not in page.casefold()
    leave_out(application=me, by=UserFactory(), reason="CANARY of the desk")
    assert "CANARY" not in text(desk.get(address(cohort)))


def test_what_moved_people_for_a_reason_nobody_is_told_is_not_called_nothing(cohort, desk):
    [pair, _] = Run.objects.get().result["pairs"]
    one, other = (cohort.applications.get(public_id=pair[role]) for role in ("mentee", "mentor"))
    NotAgain.objects.create(person=one.person, other=other.person)
    desk.post(address(cohort, "run/"))
    page = text(desk.get(address(cohort, "compare/1/2/")))
    assert "Nothing that is shown here" in page
    assert "give the same pairs" not in page


@pytest.mark.parametrize("many", [4, 60])
def test_comparing_asks_as_little_for_many_as_for_few(
    many, desk, cohort, django_assert_num_queries
):
    big = pool(mentees=many, mentors=many // 2, key="big", program=cohort.program)
    for _ in range(2):
        desk.post(address(big, "run/"))
    with django_assert_num_queries(11):
        desk.get(address(big, "compare/1/2/"))


def test_dials_are_turned_by_a_form_kept_for_the_next_run_and_say_what_they_cost(cohort, desk):
    desk.post(address(cohort, "run/"), DIALS | {"worst_first": "on", "keep": "3"})
    run = Run.objects.first()
    assert run.config["dials"] == {"worst_first": True, "keep": 3000}
    page = text(desk.get(address(cohort)))
    assert "What each dial costs" in page
    assert "The lowest score as high as it goes" in page
    desk.post(address(cohort, "run/"))
    assert Run.objects.first().config["dials"] == {"worst_first": True, "keep": 3000}
    desk.post(address(cohort, "run/"), DIALS)
    assert "dials" not in Run.objects.first().config


@pytest.mark.parametrize("wrong", [{"power": "9"}, {"keep": "-1"}, {"aim": "best"}])
def test_a_dial_out_of_its_scale_is_an_error_at_the_field_and_no_run(cohort, desk, wrong):
    response = desk.post(address(cohort, "run/"), DIALS | wrong)
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert Run.objects.count() == 1


def test_a_quota_of_the_program_that_cannot_be_met_is_said_in_words(cohort, desk):
    cohort.program.config = {"dials": {"quotas": [{"group": "x", "least": 1}]}}
    cohort.program.save()
    page = text(desk.post(address(cohort, "run/"), DIALS, follow=True))
    assert "cannot be matched. No run was made" in page


def test_somebody_is_left_out_with_a_reason_and_let_in_again(cohort, desk):
    [ana, *_] = people(cohort, "mentee")
    where = address(cohort, f"people/{ana.public_id}/")
    desk.post(where, {"place": "out", "reason": "Away until May"})
    assert LeftOut.objects.get().application == ana
    assert "Left out for now: Away until May" in text(desk.get(where))
    desk.post(address(cohort, "run/"))
    assert "Left out for now" in text(desk.get(address(cohort)))
    desk.post(where, {"place": "in"})
    assert not LeftOut.objects.exists()
    assert desk.post(where, {"place": "away"}).status_code == 200


def test_what_a_veto_or_a_place_would_change_is_seen_without_writing(cohort, desk):
    [pair, _] = Run.objects.get().result["pairs"]
    mentee = address(cohort, f"people/{pair['mentee']}/")
    assert LOOKED in text(desk.post(mentee, {"would": pair["mentor"]}))
    for nobody in ("nobody", "", pair["mentee"], str(people(cohort, "mentee")[2].public_id)):
        response = desk.post(mentee, {"would": nobody})
        assert (response.status_code, LOOKED in text(response)) == (200, False)
    page = text(desk.post(address(cohort, f"people/{pair['mentor']}/"), {"would": "place"}))
    assert "With one more place at" in page
    assert "nobody → " in page
    assert (Run.objects.count(), Pin.objects.count()) == (1, 0)


def test_looking_at_a_page_never_makes_the_engine_work(cohort, desk):
    [pair, _] = Run.objects.get().result["pairs"]
    for where in (f"{pair['mentee']}/?without={pair['mentor']}", f"{pair['mentor']}/?more=1"):
        assert LOOKED not in text(desk.get(address(cohort, f"people/{where}")))


def test_what_would_be_is_told_of_a_run_that_is_up_to_date_alone_and_so_often(
    cohort, desk, settings
):
    cache.clear()
    limits = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = {**limits, "what_would": "1/h/user"}
    [pair, _] = Run.objects.get().result["pairs"]
    where, asked = address(cohort, f"people/{pair['mentor']}/"), {"would": "place"}
    assert LOOKED in text(desk.post(where, asked))
    often = text(desk.post(where, asked))
    assert ("Go on in an hour." in often, LOOKED in often) == (True, False)
    member_of(cohort, "mentee", "late")
    stale = text(desk.post(where, asked))
    assert ("then ask what would be." in stale, LOOKED in stale) == (True, False)


def publish(desk, cohort, number: int):
    """After a look at the letters."""
    where = address(cohort, f"publish/{number}/")
    return desk.post(where, {"seen": desk.get(where).context["seen"]}, follow=True)


def test_a_place_that_came_free_is_offered_to_the_next_best_by_one_press(cohort, desk):
    publish(desk, cohort, 1)
    first, kept = Match.objects.all()
    answer_match(
        match=first,
        by=first.mentee.person,
        accept=False,
        now=IN_MATCHING,
        reason="We were colleagues",
    )
    assert "A place came free" not in text(desk.get(address(cohort)))
    Run.objects.update(made_at=IN_MATCHING.replace(hour=1))
    find_next_best(now=IN_MATCHING)
    page = text(desk.get(address(cohort)))
    assert "A place came free, and the next best is found" in page
    ended = text(desk.get(address(cohort, f"people/{first.mentor.public_id}/")))
    assert "The mentee said no" in ended
    assert "We were colleagues" in ended
    told = text(publish(desk, cohort, 2))
    assert "1 match is published." in told
    new = Match.objects.open().exclude(pk=kept.pk).get()
    assert new.mentor == first.mentor
    for person in (new.mentee.person, new.mentor.person):
        page = text(signed_in(person).get(new.get_absolute_url()))
        assert "colleagues" not in page


def test_of_more_than_a_hundred_the_page_says_how_many_it_leaves_out(cohort, desk):
    big = pool(mentees=105, mentors=212, key="big", program=cohort.program)
    for _ in range(2):
        desk.post(address(big, "run/"))
    assert "and 7 more" in text(desk.get(address(big)))
    latest = Run.objects.get(cohort=big, number=2)
    Run.objects.filter(pk=latest.pk).update(result={**latest.result, "pairs": []})
    page = text(desk.get(address(big)))
    assert "and 112 more" in page
    assert page.partition("no more")[2].count("and 5 more") == 1


def test_people_are_found_by_name_in_a_long_run(cohort, desk):
    for at in range(100):
        member_of(cohort, "mentee", f"more-{at}")
        member_of(cohort, "mentor", f"mentor-more-{at}")
    desk.post(address(cohort, "run/"))
    pages = [text(desk.get(address(cohort) + f"?page={n}")) for n in (1, 2)]
    assert [page.count('<th scope="row"><a') for page in pages] == [100, 2]
    found = text(desk.get(address(cohort) + "?q=spring-mentee-1"))
    assert found.count('<th scope="row"><a') == 1
    assert "Nobody of this name" in text(desk.get(address(cohort) + "?q=zzz"))
