"""The matching desk, as those who run the program use it."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from mentorship.models import Application, Cohort, Match, Pin, Program, ProgramAdmin, Run
from portal.notices.models import Notice
from portal.people.models import Profile
from tests.conftest import shown_again, signed_in
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(at):
    at(IN_MATCHING)
    cohort = pool(mentees=3, mentors=2, key="spring")
    for row in cohort.applications.all():
        Profile.objects.create(person=row.person, display_name=row.person.username.title())
    return cohort


@pytest.fixture
def admin(cohort):
    return ProgramAdmin.objects.create(program=cohort.program, person=UserFactory()).person


@pytest.fixture
def desk(admin):
    return shown_again(signed_in(admin))


def address(cohort, rest="") -> str:
    return f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/matching/{rest}"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_before_the_first_run_the_desk_says_what_a_run_does(cohort, desk):
    page = text(desk.get(address(cohort)))
    assert "No run yet" in page
    assert "It tells nobody: you look first." in page


def test_a_run_shows_its_pairs_and_who_has_none_with_the_reason(cohort, desk):
    response = desk.post(address(cohort, "run/"), follow=True)
    page = text(response)
    assert "2 of 3" in page
    assert "1 mentee without a mentor" in page
    assert "All places that fit went to pairs that fit better" in page
    assert "2 mentors → 2 share a language → 2 a time → 2 a skill" in page
    for row in people(cohort, "mentee") + people(cohort, "mentor"):
        assert row.person.profile.display_name in page
    assert not Match.objects.exists()


def test_a_cohort_without_people_has_nothing_to_run(at, desk, admin, cohort):
    empty = pool(mentees=0, mentors=1, program=cohort.program)
    page = text(desk.post(address(empty, "run/"), follow=True))
    assert "accept mentees and mentors first" in page
    assert not Run.objects.exists()


def test_a_veto_is_noted_makes_the_run_stale_and_counts_from_the_next(cohort, desk):
    desk.post(address(cohort, "run/"))
    [pair, _] = Run.objects.get().result["pairs"]
    where = address(cohort, f"people/{pair['mentee']}/")
    page = text(
        desk.post(where, {"other": pair["mentor"], "word": "veto", "reason": "once colleagues"})
    )
    page = text(desk.get(where))
    assert "Never together" in page
    assert "once colleagues" in page
    assert "Something has changed since this run" in text(desk.get(address(cohort)))
    page = text(desk.post(address(cohort, "run/"), follow=True))
    assert "Something has changed since this run" not in page
    now = Run.objects.first().result["pairs"]
    assert (pair["mentee"], pair["mentor"]) not in {(p["mentee"], p["mentor"]) for p in now}


def test_who_runs_the_program_and_applied_neither_reads_nor_decides_about_themselves(
    cohort, desk, admin
):
    desk.post(address(cohort, "run/"))
    mentee, mentor = people(cohort, "mentee")[0], people(cohort, "mentor")[0]
    Pin.objects.create(
        cohort=cohort, mentee=mentee, mentor=mentor, kind="veto", reason="CANARY of a mentor"
    )
    other = address(cohort, f"people/{mentor.public_id}/")
    assert "CANARY of a mentor" in text(desk.get(other))
    Application.objects.filter(pk=mentee.pk).update(person=admin)
    assert desk.get(address(cohort, f"people/{mentee.public_id}/")).status_code == 404
    assert "CANARY of a mentor" not in text(desk.get(other))
    lifted = desk.post(other, {"other": mentee.public_id, "word": "lift"})
    assert (lifted.status_code, Pin.objects.count()) == (404, 1)


def test_a_pin_holds_a_pair_and_is_lifted_again(cohort, desk):
    desk.post(address(cohort, "run/"))
    [mentee, *_], [mentor, _] = people(cohort, "mentee"), people(cohort, "mentor")
    where = address(cohort, f"people/{mentee.public_id}/")
    desk.post(where, {"other": mentor.public_id, "word": "pin"})
    assert "Pinned" in text(desk.post(address(cohort, "run/"), follow=True))
    desk.post(where, {"other": mentor.public_id, "word": "lift"})
    assert not Pin.objects.exists()


def test_pins_beyond_the_places_of_a_mentor_are_refused_with_who_and_what_to_do(cohort, desk):
    [mentor, _] = people(cohort, "mentor")
    desk.post(address(cohort, "run/"))
    for mentee in people(cohort, "mentee")[:2]:
        where = address(cohort, f"people/{mentee.public_id}/")
        desk.post(where, {"other": mentor.public_id, "word": "pin"})
    Run.objects.all().delete()
    desk.post(address(cohort, "run/"))
    name = mentor.person.profile.display_name
    page = text(publish(desk, cohort))
    assert f"With this run {name} would have more mentees than they said" in page
    assert "Lift a pin, or ask them to offer more places, then run again." in page
    assert not Match.objects.exists()


def test_the_page_of_a_mentee_tells_the_alternatives_and_why_not(cohort, desk):
    desk.post(address(cohort, "run/"))
    run = Run.objects.get()
    [pair, _] = run.result["pairs"]
    page = text(desk.get(address(cohort, f"people/{pair['mentee']}/")))
    assert "Who else there would be" in page
    assert "Every place is taken, the lowest by" in page


def test_any_mentor_is_found_by_name_on_the_page_of_a_mentee(cohort, desk):
    """The best stand there by themselves; a word about anybody else begins with their name."""
    desk.post(address(cohort, "run/"))
    [pair, other] = Run.objects.get().result["pairs"]
    where = address(cohort, f"people/{pair['mentee']}/")
    mentor = cohort.applications.get(public_id=other["mentor"])
    name = mentor.person.profile.display_name
    found = text(desk.get(where, {"q": name.upper()}))
    assert f"Always with {name}" in found
    nobody = text(desk.get(where, {"q": "<nobody>"}))
    assert "called “&lt;nobody&gt;”" in nobody
    assert f"Always with {name}" not in nobody


def test_the_page_of_a_mentor_tells_who_they_have(cohort, desk):
    desk.post(address(cohort, "run/"))
    [pair, _] = Run.objects.get().result["pairs"]
    page = text(desk.get(address(cohort, f"people/{pair['mentor']}/")))
    mentee = cohort.applications.get(public_id=pair["mentee"])
    assert mentee.person.profile.display_name in page
    assert "Who else there would be" not in page


@pytest.mark.parametrize(
    "word", [{"word": "marry"}, {"other": "nobody"}, {"other": ""}, {"reason": "x" * 301}]
)
def test_a_broken_word_changes_nothing(cohort, desk, word):
    desk.post(address(cohort, "run/"))
    [mentee, *_], [mentor, _] = people(cohort, "mentee"), people(cohort, "mentor")
    where = address(cohort, f"people/{mentee.public_id}/")
    response = desk.post(where, {"other": mentor.public_id, "word": "pin"} | word)
    assert response.status_code == 200
    assert not Pin.objects.exists()


def test_somebody_of_another_cohort_is_not_found(cohort, desk):
    desk.post(address(cohort, "run/"))
    stranger = people(pool(), "mentor")[0]
    [mentee, *_] = people(cohort, "mentee")
    where = address(cohort, f"people/{mentee.public_id}/")
    assert desk.post(where, {"other": stranger.public_id, "word": "pin"}).status_code == 404
    assert desk.get(address(cohort, f"people/{stranger.public_id}/")).status_code == 404


MATCHED, UNMATCHED = "You have a match", "No match yet"


def letters(page) -> list[tuple[int, str]]:
    """How many get which, by how it begins."""
    return [
        (one.people, one.letter.subject.partition(" in ")[0]) for one in page.context["letters"]
    ]


def test_a_mentor_of_two_is_one_person_and_who_heard_before_is_none(admin, desk):
    cohort = pool(mentees=2, mentors=0, key="autumn", program=Program.objects.get())
    mentor = member_of(cohort, "mentor", "of-two", capacity=2)
    member_of(cohort, "mentee", "early", skills=[{"skill": "go", "level": 0, "importance": 1}])
    desk.post(address(cohort, "run/"))
    assert letters(desk.get(address(cohort, "publish/1/"))) == [(3, MATCHED), (1, UNMATCHED)]
    publish(desk, cohort)
    assert Notice.objects.filter(person=mentor.person).count() == 2
    member_of(cohort, "mentee", "late")
    desk.post(address(cohort, "run/"))
    assert letters(desk.get(address(cohort, "publish/2/"))) == [(1, UNMATCHED)]


def publish(desk, cohort, *, seen: str = ""):
    """Of the letters as they stand now, or of those that were looked at."""
    where = address(cohort, "publish/1/")
    return desk.post(where, {"seen": seen or desk.get(where).context["seen"]}, follow=True)


def test_with_other_dates_than_were_looked_at_no_letter_goes(cohort, desk):
    desk.post(address(cohort, "run/"))
    seen = desk.get(address(cohort, "publish/1/")).context["seen"]
    Cohort.objects.update(answer_days=3)
    for old in (seen, "nobody has looked"):
        assert "so nothing was done. Look again." in text(publish(desk, cohort, seen=old))
    assert not Match.objects.exists()
    assert "2 matches are published." in text(publish(desk, cohort))


def test_publishing_shows_the_letters_first_then_tells_everybody_once(cohort, desk):
    desk.post(address(cohort, "run/"))
    page = desk.get(address(cohort, "publish/1/"))
    assert letters(page) == [(4, MATCHED), (1, UNMATCHED)]
    assert "To 4 people:" in text(page)
    assert f"As you would read it: {UNMATCHED}" in text(page)
    assert not Match.objects.exists()
    seen = page.context["seen"]
    page = text(publish(desk, cohort, seen=seen))
    assert "2 matches are published. Everybody concerned is told." in page
    page = text(publish(desk, cohort, seen=seen))
    assert "This run was published before. Nothing was sent again." in page
    assert Match.objects.count() == 2


def test_who_publishes_before_everything_is_done_reads_what_is_open(cohort, desk, at):
    desk.post(address(cohort, "run/"))
    Application.objects.filter(pk=member_of(cohort, "mentee", "late").pk).update(status="submitted")
    page = desk.get(address(cohort, "publish/1/"))
    assert page.context["open_ends"] == [
        "1 application is not answered yet: whoever sent it is in no pair of this run.",
        "People were promised to hear on 23 March 2026. They would hear today.",
    ]
    assert "Before you publish" in text(page)
    Application.objects.filter(status="submitted").delete()
    at(datetime(2026, 3, 23, 12, tzinfo=UTC))
    page = desk.get(address(cohort, "publish/1/"))
    assert (page.context["open_ends"], "Before you publish" in text(page)) == ([], False)


def test_a_stale_run_is_not_published(cohort, desk):
    desk.post(address(cohort, "run/"))
    member_of(cohort, "mentor", "late")
    assert "can’t be published" in text(desk.get(address(cohort, "publish/1/")))
    page = text(desk.post(address(cohort, "publish/1/"), follow=True))
    assert "so nothing was published" in page
    assert not Match.objects.exists()


def test_who_publishes_shows_themselves_again_first(cohort, admin):
    browser = signed_in(admin)
    browser.post(address(cohort, "run/"))
    assert browser.get(address(cohort, "publish/1/")).status_code == 200
    response = browser.post(address(cohort, "publish/1/"))
    assert response["Location"].startswith("/accounts/reauthenticate/?next=")
    assert not Match.objects.exists()


def test_an_earlier_run_can_be_read_again(cohort, desk):
    for _ in range(2):
        desk.post(address(cohort, "run/"))
    assert "Run 1" in text(desk.get(address(cohort) + "?run=1"))
    for number in ("3", "0", "-1", "x", "9" * 30, "١"):
        assert desk.get(address(cohort) + f"?run={number}").status_code == 404
    assert desk.get(address(cohort, "publish/3/")).status_code == 404


def test_another_programs_admin_does_not_know_the_desk(cohort):
    elsewhere = pool()
    other = ProgramAdmin.objects.create(program=elsewhere.program, person=UserFactory()).person
    [mentee, *_] = people(cohort, "mentee")
    browser = signed_in(other)
    for rest in ("", "run/", "publish/1/", f"people/{mentee.public_id}/"):
        method = browser.post if rest == "run/" else browser.get
        assert method(address(cohort, rest)).status_code == 404


@pytest.mark.parametrize("many", [10, 300])
def test_the_desk_asks_as_little_for_many_as_for_few(
    at, many, django_assert_num_queries, admin, cohort
):
    big = pool(mentees=many, mentors=many // 3, key="big", program=cohort.program)
    browser = signed_in(admin)
    browser.post(address(big, "run/"))
    browser.post(address(big, "run/"))
    cache.clear()
    with django_assert_num_queries(25):
        assert browser.get(address(big)).status_code == 200


def test_a_run_before_the_call_has_closed_is_a_rehearsal(cohort, desk, at):
    at(DURING_THE_CALL)
    desk.post(address(cohort, "run/"))
    page = text(desk.get(address(cohort, "publish/1/")))
    assert "People may still apply" in page
    assert "Publish and tell them" not in page
