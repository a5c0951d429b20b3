"""After a term: the desk decides, people read what was decided and show what they want."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from mentorship.actions.match import stop_match
from mentorship.alumni.actions.later import ask_graduates
from mentorship.alumni.actions.showing import Shown, name_mentor, write_showing
from mentorship.alumni.models import Graduation, Later, MentorName, Showing, WishToMentor
from mentorship.alumni.queries.addresses import later_url
from mentorship.alumni.queries.foreseen import foreseen_after
from mentorship.models import Application
from portal.credentials.models import Credential
from portal.notices.letter import letter_of
from portal.notices.models import Notice, Preference
from portal.people.actions.erase import erase_person
from portal.people.actions.own_data import export_person
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory
from tests.mentorship.alumni.actions.test_mentor_again import AUTUMN, CALL
from tests.mentorship.alumni.graduated import (
    OVER,
    admin_of,
    finished,
    graduate,
    letters,
    matches,
    not_graduate,
    seen,
    seen_waiting,
)
from tests.mentorship.letters import as_sent

pytestmark = pytest.mark.django_db
THREE = datetime(2026, 9, 28, 12, tzinfo=UTC)
SHOWN = Shown(name="Ada of Lovelace", project="An engine", link="https://example.org/ada")


def words(response) -> str:
    return " ".join(response.content.decode().split())


def desk(cohort) -> str:
    return f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/after/"


def after(cohort) -> str:
    return f"/me/mentorship/{cohort.key}/after/"


def people(cohort) -> str:
    return f"/mentorship/{cohort.program.slug}/{cohort.key}/people/"


@pytest.fixture
def over(at):
    at(OVER)


def test_the_desk_confirms_all_and_sends_the_letters(over):
    cohort = finished(pairs=2)
    admin = signed_in(admin_of(cohort))
    page = words(admin.get(desk(cohort)))
    assert "2 mentees are proposed to graduate" in page
    assert "The mentor says pass, the mentee that it goes well" in page
    told = admin.post(desk(cohort), {"confirm": "yes", "seen": seen(cohort)}, follow=True)
    assert "2 mentees graduate." in words(told)
    assert "2 letters wait" in words(told)
    assert letters() == []
    told = admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)}, follow=True)
    assert "2 letters have gone out." in words(told)
    assert Credential.objects.count() == 4


def as_written(letter) -> tuple[str, str]:
    """But for the address of the certificate, which is made as the letter goes."""
    subject, text = as_sent(letter)
    return subject, re.sub(r"/verify/[^/]+/", "/verify/…/", text)


def looked_at(page, where: str) -> list[tuple[str, int, tuple[str, str]]]:
    return [(one.name, one.people, as_written(one.letter)) for one in page.context[where]]


def sent_to(*people) -> list[tuple[str, str]]:
    return [as_written(letter_of(Notice.objects.get(person=person))) for person in people]


def test_the_letters_are_shown_as_they_are_sent_and_sent_once(over):
    """Before they are confirmed, and again while they wait."""
    cohort = finished(pairs=2)
    admin = signed_in(admin_of(cohort))
    page = admin.get(desk(cohort))
    proposed, old = looked_at(page, "letters_proposed"), seen(cohort)
    assert words(page).count("To 2 people:") == 2
    assert "reads it: You have completed your mentorship" in words(page)
    for _press in range(2):
        admin.post(desk(cohort), {"seen": old})
    page = admin.get(desk(cohort))
    waiting, old = looked_at(page, "letters_waiting"), seen_waiting(cohort)
    assert (waiting, page.context["letters_proposed"]) == (proposed, [])
    for _press in range(2):
        admin.post(desk(cohort), {"send": "yes", "seen": old})
    page = admin.get(desk(cohort))
    assert (page.context["letters_proposed"], page.context["letters_waiting"]) == ([], [])
    first = matches(cohort)[0]
    assert Notice.objects.count() == 4
    assert [(name, n) for name, n, _letter in proposed] == [
        (first.mentee.person.email, 2),
        (first.mentor.person.email, 2),
    ]
    assert [letter for *_, letter in proposed] == sent_to(first.mentee.person, first.mentor.person)


def test_a_refusal_is_read_as_it_will_be_before_it_goes(over):
    cohort = finished(pairs=2)
    one, _other = matches(cohort)
    admin = signed_in(admin_of(cohort))
    address = f"{desk(cohort)}{one.mentee.public_id}/"
    assert "You have completed your mentorship" in words(admin.get(address))
    admin.post(address, {"what": "not", "words": "You met twice."})
    page = admin.get(address)
    shown = looked_at(page, "letters")
    assert "You met twice." in shown[0][2][1]
    assert looked_at(admin.get(desk(cohort)), "letters_waiting") == shown
    admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)})
    assert [letter for *_, letter in shown] == sent_to(one.mentee.person, one.mentor.person)
    assert admin.get(address).context["letters"] == []


def test_who_was_thanked_before_is_in_no_number_and_gets_no_second_letter(over):
    """The other mentee of a mentor is decided on later."""
    cohort = finished(pairs=2)
    one, other = matches(cohort)
    type(other).objects.filter(pk=other.pk).update(mentor=one.mentor)
    admin = signed_in(admin_of(cohort))
    proposed = admin.get(desk(cohort)).context["letters_proposed"]
    assert [letter.people for letter in proposed] == [2, 1]
    admin.post(f"{desk(cohort)}{one.mentee.public_id}/", {"what": "graduated"})
    admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)})
    assert [letter.people for letter in admin.get(desk(cohort)).context["letters_proposed"]] == [1]
    admin.post(desk(cohort), {"seen": seen(cohort)})
    admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)})
    assert Notice.objects.filter(template="alumni/thank_mentor").count() == 1


def test_who_looked_at_an_old_list_is_told(over):
    cohort = finished()
    told = signed_in(admin_of(cohort)).post(desk(cohort), {"seen": "old"}, follow=True)
    assert "Others are proposed now" in words(told)
    assert not Graduation.objects.exists()


def test_before_the_last_day_the_desk_says_when(at):
    cohort = finished()
    at(OVER - timedelta(days=7))
    page = words(signed_in(admin_of(cohort)).get(desk(cohort)))
    assert "Who graduates is decided once the last day is over." in page
    assert "Confirm all" not in page


def test_one_is_decided_undone_revoked_and_given_back(over):
    cohort = finished()
    admin = signed_in(admin_of(cohort))
    address = f"{desk(cohort)}{matches(cohort)[0].mentee.public_id}/"

    def press(**sent) -> str:
        return words(admin.post(address, sent, follow=True))

    assert "Nothing has changed" in press(what="restore")
    assert "Nothing has changed" in press(what="revoke", words="What for?")
    assert "This field is required" in press(what="not", words="")
    assert "letter waits" in press(what="not", words="You met twice.")
    assert "They read or will read: You met twice." in words(admin.get(address))
    assert "Somebody has decided this before" in press(what="restore")
    assert "To decide" in press(what="undo") or "Proposed" in words(admin.get(address))
    assert "Graduated" in press(what="graduated")
    assert "Somebody has decided this before" in press(what="graduated")
    admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)})
    assert "The letter has gone out meanwhile" in press(what="undo")
    assert "Nothing has changed" in press(what="not", reason="It was another one.")
    assert "This field is required" in press(what="revoke", reason="")
    assert "Revoked: It was another one." in press(what="revoke", reason="It was another one.")
    assert "Revoke the certificate" in press(what="restore")
    assert "It is valid already" in press(what="restore")


def test_nobody_is_decided_on_who_was_in_no_pair_or_is_in_ones_own(over):
    cohort = finished(pairs=2)
    one, other = matches(cohort)
    cohort.program.admins.create(person=one.mentor.person)
    admin = signed_in(one.mentor.person)
    assert admin.get(f"{desk(cohort)}{one.mentee.public_id}/").status_code == 404
    assert admin.get(f"{desk(cohort)}{other.mentee.public_id}/").status_code == 200
    assert admin.get(f"{desk(cohort)}{other.mentor.public_id}/").status_code == 404
    assert one.mentee.person.email not in words(admin.get(desk(cohort)))


@pytest.mark.parametrize("pairs", [1, 7])
def test_the_desk_costs_the_same(over, pairs, django_assert_num_queries):
    cohort = finished(pairs=pairs)
    admin = signed_in(admin_of(cohort))
    admin.get(desk(cohort))
    with django_assert_num_queries(15):
        admin.get(desk(cohort))
    admin.post(desk(cohort), {"seen": seen(cohort)})
    with django_assert_num_queries(15):
        admin.get(desk(cohort))
    admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)})
    with django_assert_num_queries(13):
        admin.get(desk(cohort))


def test_what_was_decided_is_nobodys_before_the_letter(over):
    cohort = finished()
    mentee = signed_in(matches(cohort)[0].mentee.person)
    signed_in(admin_of(cohort)).post(desk(cohort), {"seen": seen(cohort)})
    assert mentee.get(after(cohort)).status_code == 404
    assert mentee.get(people(cohort)).status_code == 404


def test_who_did_not_graduate_reads_why_and_leaves_no_trace(over, client):
    cohort = finished()
    row = not_graduate(cohort, "You met twice.")
    mentee = signed_in(row.application.person)
    page = words(mentee.get(after(cohort)))
    assert "You met twice." in page
    assert "Show yourself" not in page
    assert mentee.post(after(cohort), {"what": "show", "name": "Me"}).status_code == 404
    assert client.get(people(cohort)).status_code == 404


def test_a_graduate_looks_first_then_shows_then_takes_back(over, client):
    cohort = finished()
    [row] = graduate(cohort)
    mentee = signed_in(row.application.person)
    assert "Nobody shows themselves yet" in words(client.get(people(cohort)))
    sent = {**vars(SHOWN), "story": "It was good."}
    assert "This field is required" in words(mentee.post(after(cohort), {"what": "show"}))
    mentee.post(after(cohort), {**sent, "what": "keep"})
    assert "nobody reads it yet" in words(mentee.get(after(cohort)))
    assert "Ada of Lovelace" not in words(client.get(people(cohort)))
    mentee.post(after(cohort), {**sent, "what": "show"})
    page = client.get(people(cohort))
    assert "Ada of Lovelace" in words(page)
    assert "It was good." in words(page)
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    mentee.post(after(cohort), {"what": "hide"})
    assert "Ada of Lovelace" not in words(client.get(people(cohort)))
    assert not Showing.objects.exists()


def test_a_mentor_stands_there_only_if_they_say_so(over, client):
    cohort = finished()
    [row] = graduate(cohort)
    write_showing(graduation=row, shown=SHOWN, is_shown=True, now=OVER)
    mentor = signed_in(row.mentor.person)
    assert "Mentored by" not in words(client.get(people(cohort)))
    assert "Thank you for mentoring" in words(mentor.get(after(cohort)))
    mentor.post(after(cohort), {"what": "name", "name": "Charles of Babbage"})
    assert "Mentored by Charles of Babbage" in words(client.get(people(cohort)))
    assert "Charles of Babbage" in words(mentor.get(after(cohort)))
    mentor.post(after(cohort), {"what": "unname"})
    assert "Charles" not in words(client.get(people(cohort)))
    assert not MentorName.objects.exists()


def test_who_erases_their_account_is_shown_no_more(over, client):
    cohort = finished(pairs=2)
    first, second = graduate(cohort)
    for row in (first, second):
        write_showing(graduation=row, shown=SHOWN, is_shown=True, now=OVER)
    name_mentor(application=second.mentor, name="Charles of Babbage", now=OVER)
    erase_person(person=first.application.person, by=first.application.person)
    erase_person(person=second.mentor.person, by=second.mentor.person)
    page = words(client.get(people(cohort)))
    assert page.count("Ada of Lovelace") == 1
    assert "Charles" not in page


@pytest.mark.parametrize("pairs", [1, 7])
def test_the_public_page_costs_the_same(over, pairs, client, django_assert_num_queries):
    cohort = finished(pairs=pairs)
    for row in graduate(cohort):
        write_showing(graduation=row, shown=SHOWN, is_shown=True, now=OVER)
    client.get(people(cohort))
    with django_assert_num_queries(5):
        client.get(people(cohort))


def test_of_few_graduates_no_number_is_told(over, client):
    few, many = finished(pairs=4), finished(pairs=5)
    graduate(few)
    graduate(many)
    assert "4 people completed" not in words(client.get(people(few)))
    assert "5 people completed" in words(client.get(people(many)))


def test_the_program_leads_to_who_shows_themselves(over, client):
    cohort = finished()
    [row] = graduate(cohort)
    program = f"/mentorship/{cohort.program.slug}/"
    assert people(cohort) not in words(client.get(program))
    write_showing(graduation=row, shown=SHOWN, is_shown=True, now=OVER)
    assert people(cohort) in words(client.get(program))


def test_a_letter_takes_one_answer_and_changes_nothing_by_being_opened(at, client):
    [row] = graduate(finished())
    at(THREE)
    ask_graduates(now=THREE)
    address = later_url(row.application, 3)
    assert "Where are you now?" in words(client.get(address))
    assert Later.objects.get().answer == ""
    assert "We could not read" in words(client.post(address, {"answer": "well"}, follow=True))
    client.post(address, {"answer": "here", "has_role": "on"})
    later = Later.objects.get()
    assert (later.answer, later.has_role) == ("here", True)
    opened = words(client.get(address))
    assert "You said" not in opened
    assert "checked" not in opened
    told = client.post(address, {"answer": "not-now"}, follow=True)
    assert "You have answered" in words(told)
    assert Later.objects.get().has_role is False
    client.post(address, {"stop": "yes"})
    stopped = Preference.objects.get(person=row.application.person, kind="alumni")
    assert stopped.by_mail is False


def test_a_letter_is_good_for_sixty_days(at, client):
    [row] = graduate(finished())
    ask_graduates(now=THREE)
    at(THREE + timedelta(days=60))
    assert client.get(later_url(row.application, 3)).status_code == 404
    assert client.get(later_url(row.application, 6)).status_code == 404


def test_from_graduate_to_mentor_in_two_presses(at):
    [row] = graduate(finished())
    cohort = row.application.cohort
    mentee = signed_in(row.application.person)
    at(CALL)
    mentee.post(after(cohort), {"what": "mentor"})
    assert WishToMentor.objects.count() == 1
    assert "You hear of the next call" in words(mentee.get(after(cohort)))
    call = CohortFactory(program=cohort.program, **AUTUMN)
    assert "Mentor in the next term" in words(mentee.get(after(cohort)))
    page = mentee.post(after(cohort), {"what": "mentor"}, follow=True)
    assert page.redirect_chain[0][0] == f"/me/mentorship/{call.key}/apply/mentor/"
    assert "A draft stands here" in words(page)
    assert Application.objects.get(cohort=call).status == "draft"


def test_who_applies_as_a_mentee_there_stays_on_the_page(at):
    [row] = graduate(finished())
    cohort, person = row.application.cohort, row.application.person
    at(CALL)
    call = CohortFactory(program=cohort.program, **AUTUMN)
    Application.objects.create(cohort=call, person=person, role="mentee")
    page = signed_in(person).post(after(cohort), {"what": "mentor"}, follow=True)
    assert "You apply there as a mentee already" in words(page)


def test_start_pages_and_the_runbook_lead_here(over):
    cohort = finished()
    admin = signed_in(admin_of(cohort))
    runbook = f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/runbook/"
    assert "1 mentee to decide on" in words(admin.get(runbook))
    admin.post(desk(cohort), {"seen": seen(cohort)})
    assert "Letters about graduation go out" in words(admin.get(runbook))
    admin.post(desk(cohort), {"send": "yes", "seen": seen_waiting(cohort)})
    person = matches(cohort)[0].mentee.person
    mentee = signed_in(person)
    assert "After the term" in words(mentee.get("/me/"))
    assert after(cohort) in words(mentee.get("/me/mentorship/"))
    Later.objects.create(graduation=Graduation.objects.get(), months=3, asked_at=OVER)
    assert "Where are you now?" in words(mentee.get("/me/"))
    assert "Answer in one press" in words(mentee.get(after(cohort)))


def test_people_take_it_along(over):
    [row] = graduate(finished())
    person = row.application.person
    write_showing(graduation=row, shown=SHOWN, is_shown=True, now=OVER)
    Later.objects.create(graduation=row, months=3, asked_at=OVER)
    WishToMentor.objects.create(person=person, program=row.application.cohort.program, made_at=OVER)
    name_mentor(application=row.mentor, name="Charles", now=OVER)
    first, wish = export_person(person=person, by=person)["sections"]["graduations"]
    assert (first["verdict"], first["shown"]["name"]) == ("graduated", "Ada of Lovelace")
    assert first["later"][0]["months"] == 3
    assert wish["wants_to_mentor_since"] == OVER
    mentor = row.mentor.person
    [name] = export_person(person=mentor, by=mentor)["sections"]["graduations"]
    assert name["name_as_a_mentor"] == "Charles"


def test_what_will_be_written_is_foreseen(over):
    cohort = finished(pairs=2)
    first, second = matches(cohort)
    whether = "Whether you have completed it, with a certificate"
    thanks = "Thanks for mentoring, with a certificate"
    assert foreseen(first.mentee) == [whether]
    assert foreseen(first.mentor) == [thanks]
    not_graduate(cohort, "You met twice.")
    assert (foreseen(first.mentee), foreseen(first.mentor)) == ([], [])
    graduate(cohort)
    assert foreseen(second.mentee) == [
        f"Where you are, {months} months after" for months in (3, 6, 12)
    ]
    assert foreseen(Application(status="submitted")) == []


def foreseen(application) -> list[str]:
    return [line.what for line in foreseen_after(application=application, now=OVER)]


def test_a_mentor_whose_pair_had_ended_learns_nothing_of_a_no(over):
    cohort = finished(pairs=2)
    left, stayed = matches(cohort)
    stop_match(match=left, by=left.mentor.person, now=OVER - timedelta(days=30))
    not_graduate(cohort, "The pair ended after two weeks.")
    mentor = signed_in(left.mentor.person)
    assert mentor.get(after(cohort)).status_code == 404
    assert after(cohort) not in words(mentor.get("/me/mentorship/"))
    graduate(cohort)
    assert mentor.get(after(cohort)).status_code == 404
    thanked = signed_in(stayed.mentor.person)
    assert thanked.get(after(cohort)).status_code == 200
    assert after(cohort) in words(thanked.get("/me/mentorship/"))
