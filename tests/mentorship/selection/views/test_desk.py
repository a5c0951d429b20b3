"""What those who run a program read and decide of mentors' lists."""

import pytest
from django.core.cache import cache

from mentorship.actions.run import start_run
from mentorship.models import Application, Cohort, ProgramAdmin
from mentorship.queries.matching_desk import run_view
from mentorship.queries.matching_person import person_view
from mentorship.queries.runbook import runbook_of
from mentorship.selection.actions.mentor_list import hand_in, say_against
from mentorship.selection.models import Way, Word
from mentorship.selection.queries.agenda import agenda_of
from mentorship.selection.queries.way import selects_in
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.mentorship.letters import as_sent
from tests.mentorship.pool import IN_MATCHING, member_of, people
from tests.mentorship.selection.asked import IN_REVIEW, asked, call, named, rank
from tests.mentorship.term.pressed import button_that_says

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(at):
    at(IN_REVIEW)
    return asked(mentees=0, mentors=0)


@pytest.fixture
def admin(cohort):
    return cohort.program.admins.get().person


@pytest.fixture
def desk(admin):
    return signed_in(admin)


def address(cohort, rest="") -> str:
    return f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/selection/{rest}"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_who_selects_is_said_in_words_and_saved(cohort, desk):
    html = text(desk.get(address(cohort)))
    assert "Nobody is paired whom their mentor did not rank" in html
    desk.post(address(cohort), {"selects": "mentors"})
    assert Way.objects.get(cohort=cohort).selects == "mentors"
    assert "Select a valid choice" in text(desk.post(address(cohort), {"selects": "dice"}))


def asking_none_yet(mentees: int = 0):
    cohort = asked(mentees=mentees, mentors=0, selects="engine")
    return cohort, cohort.program.admins.get().person


def test_the_letter_that_mentors_read_is_shown_as_it_is_sent_and_sent_once(at):
    at(IN_REVIEW)
    cohort, admin = asking_none_yet(mentees=1)
    member_of(cohort, "mentee", person=admin)
    desk = signed_in(admin)
    look = desk.post(address(cohort), {"selects": "mixed"})
    assert "Nothing is saved yet." in text(look)
    assert "To 2 people:" in text(look)
    shown = look.context["preview"]
    assert (selects_in(cohort), Notice.objects.count()) == ("engine", 0)
    form, _button = button_that_says(text(look), "Save it and tell them")
    assert form.filled["seen"] == [shown.seen]
    for _press in range(2):
        assert desk.post(address(cohort), form.filled).status_code == 302
    assert (selects_in(cohort), Notice.objects.count()) == ("mixed", 2)
    assert as_sent(shown.letter) == as_sent(letter_of(Notice.objects.get(person=admin)))


def test_a_letter_that_says_something_else_by_now_is_looked_at_again(at):
    at(IN_REVIEW)
    cohort, admin = asking_none_yet(mentees=1)
    desk = signed_in(admin)
    seen = desk.post(address(cohort), {"selects": "mixed"}).context["preview"].seen
    Cohort.objects.update(name="Another name")
    again = desk.post(address(cohort), {"selects": "mixed", "seen": seen})
    assert "so nothing was done. Look again." in text(again)
    assert (selects_in(cohort), Notice.objects.count()) == ("engine", 0)


@pytest.mark.parametrize(("before", "after"), [("engine", "engine"), ("mixed", "mentors")])
def test_where_mentors_begin_nothing_new_nobody_is_told(at, before, after):
    at(IN_REVIEW)
    cohort = asked(selects=before)
    desk = signed_in(cohort.program.admins.get().person)
    assert desk.post(address(cohort), {"selects": after}).status_code == 302
    assert (selects_in(cohort), Notice.objects.count()) == (after, 0)


@pytest.mark.parametrize("many", [1, 20])
def test_a_look_at_that_letter_asks_equally_often(at, django_assert_num_queries, many):
    at(IN_REVIEW)
    cohort, admin = asking_none_yet(mentees=many)
    desk = signed_in(admin)
    desk.post(address(cohort), {"selects": "mixed"})
    with django_assert_num_queries(22):
        desk.post(address(cohort), {"selects": "mixed"})


def test_who_is_missing_ranks_nobody_or_handed_in_is_told_with_what_it_means(cohort, desk):
    cyrus, delia = (named(cohort, "mentee", name) for name in ("Cyrus Okafor", "Delia Moreau"))
    ada, boris, _carla = (
        named(cohort, "mentor", name) for name in ("Ada Kaminski", "Boris Nyberg", "Carla Whitlock")
    )
    rank(ada, delia, cyrus)
    rank(boris)
    html = text(desk.get(address(cohort)))
    assert "Delia Moreau, Cyrus Okafor" in html
    for words in ("Ranks nobody", "Not handed in", "In the matching by score alone"):
        assert words in html
    html = text(desk.get(address(cohort, "?which=missing")))
    assert "Carla Whitlock" in html
    assert "Ada Kaminski" not in html
    Way.objects.update(selects="mentors")
    assert "Gets nobody, unless you pin somebody" in text(desk.get(address(cohort)))
    lines = desk.get(address(cohort, "lists.csv")).content.decode().splitlines()
    assert lines[1].startswith("Carla Whitlock,Not handed in,1,,")
    assert lines[3].endswith("Delia Moreau; Cyrus Okafor")


def test_what_several_wanted_and_what_cannot_be_is_told_of_the_latest_run(cohort, desk):
    Way.objects.update(selects="mentors")
    cyrus = named(cohort, "mentee", "Cyrus Okafor")
    fleur = named(cohort, "mentee", "Fleur Bertrand", languages=["fr"])
    ada, boris = (named(cohort, "mentor", name) for name in ("Ada Kaminski", "Boris Nyberg"))
    rank(ada, cyrus, fleur)
    rank(boris, cyrus)
    start_run(cohort=cohort, by=None, now=IN_MATCHING)
    html = text(desk.get(address(cohort)))
    assert "Cyrus Okafor, wanted by" in html
    assert "the higher score decided" in html
    assert "Ada Kaminski ranked Fleur Bertrand: No language in common" in html
    matching = text(desk.get(f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/matching/"))
    assert "In this cohort mentors select" in matching
    assert "list: 1" in matching


def test_rather_not_is_decided_once_and_a_conflict_is_told(cohort, desk, admin):
    cyrus, delia = (named(cohort, "mentee", name) for name in ("Cyrus Okafor", "Delia Moreau"))
    ada = named(cohort, "mentor", "Ada Kaminski")
    said = {"mentor": ada, "by": ada.person, "now": IN_REVIEW}
    say_against(mentee=cyrus, said="rather_not", reason="Another field", **said)
    say_against(mentee=delia, said="conflict", reason="My cousin", **said)
    html = text(desk.get(address(cohort)))
    assert "Another field" in html
    assert "My cousin" in html
    word = Word.objects.get(said="rather_not")
    desk.post(address(cohort), {"word": word.pk, "what": "apart"})
    desk.post(address(cohort), {"word": word.pk, "what": "matching"})
    desk.post(address(cohort), {"word": "x", "what": "apart"})
    word.refresh_from_db()
    assert (word.is_kept_apart, word.judged_by) == (True, admin)
    assert "Kept apart" in text(desk.get(address(cohort)))
    assert desk.post(address(cohort), {"word": 9999, "what": "apart"}).status_code == 404


def test_who_runs_it_and_applied_reads_nothing_about_themselves(cohort, desk, admin):
    own = member_of(cohort, "mentee", person=admin)
    call(own, "Ines Vandermeer")
    cyrus = named(cohort, "mentee", "Cyrus Okafor")
    ada = named(cohort, "mentor", "Ada Kaminski")
    rank(ada, cyrus, own)
    boris = named(cohort, "mentor", "Boris Nyberg")
    word = say_against(
        mentor=boris,
        mentee=own,
        by=boris.person,
        said="rather_not",
        reason="We argued before",
        now=IN_REVIEW,
    )
    html = text(desk.get(address(cohort)))
    assert "We argued before" not in html
    assert "Cyrus Okafor, Ines" not in html
    assert desk.post(address(cohort), {"word": word.pk, "what": "apart"}).status_code == 404
    assert "Ines Vandermeer" not in desk.get(address(cohort, "lists.csv")).content.decode()


def test_who_chose_nobody_while_others_chose_is_told(cohort, desk):
    cyrus, _delia = (named(cohort, "mentee", name) for name in ("Cyrus Okafor", "Delia Moreau"))
    named(cohort, "mentor", "Ada Kaminski")
    Application.objects.filter(pk=cyrus.pk).update(choices=["a project"])
    assert "1 applicant chose nobody although others chose" in text(desk.get(address(cohort)))


def test_the_runbook_and_the_agenda_say_who_is_awaited(cohort, admin):
    cyrus = named(cohort, "mentee", "Cyrus Okafor")
    ada, boris = (named(cohort, "mentor", name) for name in ("Ada Kaminski", "Boris Nyberg"))
    say_against(
        mentor=ada, mentee=cyrus, by=ada.person, said="rather_not", reason="x y z", now=IN_REVIEW
    )
    asked_for = {"cohort": cohort, "reader": admin, "now": IN_REVIEW}
    told = runbook_of(**asked_for)
    lines = str(told)
    assert "2 mentors have not handed in whom they can help best" in lines
    assert "“rather not” of a mentor to decide about" in lines
    assert "Mentors who have not handed in are reminded" in lines
    [item] = agenda_of(person=boris.person, now=IN_REVIEW)
    assert item.url == f"/me/mentorship/{cohort.key}/people/"
    hand_in(mentor=boris, by=boris.person, now=IN_REVIEW)
    assert agenda_of(person=boris.person, now=IN_REVIEW) == []
    assert agenda_of(person=cyrus.person, now=IN_REVIEW) == []
    assert "1 mentor has not handed in" in str(runbook_of(**asked_for))
    html = text(signed_in(boris.person).get("/me/mentorship/"))
    assert "Say whom you can help best" in html


def test_the_application_form_says_who_reads_it(at, cohort):
    at("2026-02-20T12:00Z")
    browser = signed_in(ProgramAdmin.objects.get().person)
    path = f"/me/mentorship/{cohort.key}/apply/"
    assert "Mentors read it too" in text(browser.get(path + "mentee/"))
    assert "You will be asked" in text(browser.get(path + "mentor/"))
    Way.objects.update(selects="engine")
    assert "Mentors read it too" not in text(browser.get(path + "mentee/"))


@pytest.mark.parametrize("many", [2, 40])
def test_the_desk_asks_equally_often_for_few_and_for_many(
    cohort, desk, django_assert_num_queries, many
):
    for at in range(many):
        member_of(cohort, "mentee", f"mentee-{at}")
        member_of(cohort, "mentor", f"mentor-{at}")
    for mentor in people(cohort, "mentor"):
        rank(mentor, *people(cohort, "mentee")[:3])
    start_run(cohort=cohort, by=None, now=IN_MATCHING)
    desk.get(address(cohort))
    cache.clear()
    with django_assert_num_queries(27):
        desk.get(address(cohort))


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_who_is_one_of_a_pair_reads_on_the_matching_desk_neither_list_nor_its_points(
    cohort, desk, admin, side
):
    """Somebody else who runs it reads both."""
    persons = {"mentee": None, "mentor": None} | {side: admin}
    cyrus, ada = (member_of(cohort, role, role, person=persons[role]) for role in persons)
    rank(ada, cyrus)
    Way.objects.update(selects="mentors")
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    other = ProgramAdmin.objects.create(program=cohort.program, person=UserFactory()).person
    for reader, is_told in ((admin, False), (other, True)):
        whole = run_view(cohort=cohort, run=run, reader=reader)
        views = [person_view(application=one, run=run, reader=reader) for one in (cyrus, ada)]
        for pair in [*whole.pairs, *(pair for view in views for pair in view.pair)]:
            assert bool(pair.wishes) is is_told
            assert ("Wishes" in [part.label for part in pair.parts]) is is_told
            assert pair.score == pytest.approx(sum(part.points for part in pair.parts), abs=0.1)
    html = text(desk.get(f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/matching/"))
    assert "list: 1" not in html


def test_who_applied_does_not_read_that_no_mentor_has_them_on_a_list(cohort, admin):
    own = member_of(cohort, "mentee", person=admin)
    cyrus = member_of(cohort, "mentee", "cyrus")
    ada = member_of(cohort, "mentor", "ada", capacity=2)
    rank(ada, cyrus)
    Way.objects.update(selects="mentors")
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    other = UserFactory()
    told = {
        reader: person_view(application=own, run=run, reader=reader) for reader in (admin, other)
    }
    assert told[other].unmatched.reason.startswith("No mentor who could take them")
    assert told[other].alternatives[0].why_not == "Not on this mentor's list"
    assert told[admin].unmatched.reason == "You read why on your own page"
    assert told[admin].alternatives[0].why_not.startswith("You are one of the two")
    [whole] = run_view(cohort=cohort, run=run, reader=admin).unmatched
    assert whole == told[admin].unmatched
