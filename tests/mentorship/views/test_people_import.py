"""A list of another program's form: its headings are named, it is looked at, and then taken in."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorship.actions import people_import
from mentorship.actions.questionnaire import publish_questions, write_question
from mentorship.core.questions import Kind, Question
from mentorship.models import Application, ProgramAdmin
from portal.notices.actions.mail import deliver_due
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from portal.people.models import Profile
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.mentorship.applying import DURING_THE_CALL, ready_person
from tests.mentorship.letters import as_sent

pytestmark = pytest.mark.django_db
PAGE = "/desk/mentorship/learn/spring/import/"
FORMS_CSV = (
    "Timestamp,Email Address,Your name,What can you teach?,Time zone,Your tools?,Years?\r\n"
    '2/10/2026 9:00:00,Ada@Example.org,Ada L.,"Python, Rust",Europe/London,"git, make",3\r\n'
    '2/10/2026 9:05:00,bob@example.org,Bob,"two\r\nlines",Europe/Berlin,,\r\n'
)
COLUMNS = {"c-skills": "3", "c-timezone": "4", "c-email": "1", "c-name": "2"}


@pytest.fixture
def cohort():
    cohort = CohortFactory(program=ProgramFactory(slug="learn"), key="spring")
    tools = {"kind": Kind.MANY, "text": "Your tools?", "choices": ("git", "make")}
    for facts in (tools, {"kind": Kind.NUMBER, "text": "Years?"}):
        question = Question(key="", **facts)
        write_question(cohort=cohort, role="mentor", key="", question=question, by=None)
    publish_questions(cohort=cohort, role="mentor", by=None, now=DURING_THE_CALL)
    return cohort


@pytest.fixture
def as_admin(cohort, at):
    at(DURING_THE_CALL)
    cache.clear()
    admin = ProgramAdmin.objects.create(program=cohort.program, person=UserFactory())
    return signed_in(admin.person)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def sent(text: str, **pressed) -> dict:
    return {"role": "mentor", "text": text, **pressed}


def test_a_file_of_a_form_is_read_and_its_headings_are_guessed(as_admin):
    file = SimpleUploadedFile("answers.csv", FORMS_CSV.encode())
    page = as_admin.post(PAGE, {"role": "mentor", "file": file})
    guess = {name: field.initial for name, field in page.context["columns"].fields.items()}
    assert {name: at for name, at in guess.items() if at} == {
        "c-email": "1",
        "c-name": "2",
        "c-timezone": "4",
        "c-q-your-tools": "5",
        "c-q-years": "6",
    }
    assert not Application.objects.exists()


def test_nothing_is_written_before_it_was_looked_at(as_admin):
    chosen = COLUMNS | {"c-q-your-tools": "5", "c-q-years": "6"}
    look = as_admin.post(PAGE, sent(FORMS_CSV, look="1", **chosen))
    assert "New: 2, changed: 0, as they were: 0, left out: 0." in words(look)
    assert not Application.objects.exists()
    pressed = sent(FORMS_CSV, **{"import": "1"}, **chosen)
    unseen = as_admin.post(PAGE, pressed)
    assert "New: 2, changed: 0, as they were: 0, left out: 0." in words(unseen)
    assert not Application.objects.exists()
    seen = {"seen": look.context["preview"].seen}
    taken = as_admin.post(PAGE, pressed | seen, follow=True)
    assert "New: 2, changed: 0, as they were: 0." in words(taken)
    ada = Application.objects.get(person__email="ada@example.org")
    assert (ada.status, ada.said) == ("submitted", {"your-tools": ["git", "make"], "years": 3})
    assert [one["skill"] for one in ada.facts["skills"]] == ["python", "rust"]
    again = as_admin.post(PAGE, sent(FORMS_CSV, **{"import": "1"}, **chosen), follow=True)
    assert "New: 0, changed: 0, as they were: 2." in words(again)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (COLUMNS | {"c-q-years": "0"}, "Line 2, q-years: This is no answer to the question."),
        (COLUMNS | {"c-timezone": "0"}, "Line 2, timezone"),
        (COLUMNS | {"c-name": "0", "c-email": "2"}, "Line 3, email: This is no e-mail address."),
        (COLUMNS | {"c-name": "1"}, "This heading is chosen above for something else."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(as_admin, chosen, said):
    page = as_admin.post(PAGE, sent(FORMS_CSV, **{"import": "1"}, **chosen))
    assert said in words(page)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Give a file or its lines"),
        ("one,two\x00\n", "Null characters are not allowed."),
        ("only one column\n", "Separate the cells with commas."),
        ('a,"b\n', "A quotation mark opens here and is never closed."),
        ("x" * 1_000_001, "This is more than 1 MB."),
    ],
)
def test_what_is_no_list_comes_back(as_admin, text, said):
    assert said in words(as_admin.post(PAGE, sent(text)))


def test_a_heading_that_is_none_of_them_is_refused(as_admin):
    page = as_admin.post(PAGE, sent(FORMS_CSV, look="1", **COLUMNS | {"c-email": "99"}))
    assert list(page.context["columns"].errors) == ["c-email"]


SHORT = {"c-email": "0", "c-name": "1"}


def take_in(as_admin, *lines: str):
    text = "".join(f"{line}\n" for line in ("Mail,Name", *lines))
    look = as_admin.post(PAGE, sent(text, look="1", **SHORT))
    seen = {"seen": look.context["preview"].seen} if "preview" in look.context else {}
    return as_admin.post(PAGE, sent(text, **{"import": "1"}, **seen, **SHORT), follow=True)


def test_the_letter_of_a_list_is_shown_as_it_is_sent_and_sent_once(as_admin, cohort, mailoutbox):
    """By mail to who has proved the address alone; the desk does not learn who that is."""
    [runs_it] = cohort.program.admins.all()
    EmailAddressFactory(user=runs_it.person, email="runs@example.org")
    text = "Mail,Name\nruns@example.org,Me\nnew@example.org,Somebody\n"
    look = as_admin.post(PAGE, sent(text, look="1", **SHORT))
    shown = look.context["preview"]
    assert "To 2 people:" in words(look)
    assert Notice.objects.count() == 0
    for _press in range(2):
        as_admin.post(PAGE, sent(text, **{"import": "1"}, seen=shown.seen, **SHORT))
    deliver_due(now=DURING_THE_CALL + timedelta(hours=1))
    told = dict(Notice.objects.values_list("person__emailaddress__email", "mail"))
    assert told == {"runs@example.org": "sent", "new@example.org": "stopped"}
    [mail] = mailoutbox
    own = Notice.objects.get(person=runs_it.person)
    assert as_sent(shown.letter) == as_sent(letter_of(own))
    assert (mail.subject, mail.body) == (shown.letter.subject, letter_of(own).text)


def test_another_list_than_was_looked_at_is_not_taken_in(as_admin):
    text = "Mail,Name\na@example.org,A\n"
    look = as_admin.post(PAGE, sent(text, look="1", **SHORT))
    other = sent(f"{text}b@example.org,B\n", **{"import": "1"}, **SHORT)
    again = as_admin.post(PAGE, other | {"seen": look.context["preview"].seen})
    assert "so nothing was done. Look again." in words(again)
    assert again.context["preview"].people == 2
    assert not Application.objects.exists()


def test_a_list_that_brings_nobody_new_tells_nobody_and_shows_no_letter(as_admin):
    take_in(as_admin, "a@example.org,A")
    Notice.objects.all().delete()
    text = "Mail,Name\na@example.org,B\n"
    look = as_admin.post(PAGE, sent(text, look="1", **SHORT))
    assert "New: 0, changed: 1" in words(look)
    assert "As you would read it" not in words(look)
    as_admin.post(PAGE, sent(text, **{"import": "1"}, **SHORT))
    assert Application.objects.get().imported["name"] == "B"
    assert not Notice.objects.exists()


def test_the_desk_reads_no_profile_of_a_member_by_writing_their_address(as_admin):
    """Only who sends an application shows those who run the program their profile."""
    person = ready_person(email="ada@example.org")
    take_in(as_admin, "ada@example.org,Somebody")
    facts = Application.objects.get(person=person).facts
    assert {name: facts[name] for name in ("timezone", "availability", "skills", "languages")} == {
        "timezone": "",
        "availability": [],
        "skills": [],
        "languages": [],
    }


def test_the_desk_learns_by_no_address_whose_it_is(as_admin):
    """Until they send it themselves, people are called as the list calls them."""
    proved = EmailAddressFactory(
        email="ada@example.org", primary=False, user__email="private@example.org"
    )
    Profile.objects.create(person=proved.user, display_name="Ada Lovelace")
    take_in(as_admin, "ada@example.org,Somebody", "bob@example.org,")
    desk = words(as_admin.get("/desk/mentorship/learn/spring/?status=waiting"))
    ada = Application.objects.get(person=proved.user)
    page = words(as_admin.get(f"/desk/mentorship/applications/{ada.public_id}/"))
    assert ("Somebody" in desk, "bob@example.org" in desk, "Ada Lovelace" in desk) == (
        True,
        True,
        False,
    )
    assert [text in page for text in ("ada@example.org", "Ada Lovelace", "private@")] == [
        True,
        False,
        False,
    ]
    Application.objects.filter(pk=ada.pk).update(consented_at=DURING_THE_CALL)
    page = words(as_admin.get(f"/desk/mentorship/applications/{ada.public_id}/"))
    assert ("Ada Lovelace" in page, "private@example.org" in page) == (True, True)


def test_what_the_desk_may_not_know_is_told_by_one_word(as_admin, cohort):
    facts = {"cohort": cohort, "submitted_at": DURING_THE_CALL}
    UserFactory(email="closed@example.org", is_active=False)
    for role in ("mentee", "mentor"):
        ApplicationFactory(cohort=cohort, role=role, person__email=f"draft-{role}@example.org")
    ApplicationFactory(**facts, person__email="out@example.org", role="mentor", status="withdrawn")
    ApplicationFactory(**facts, person__email="sent@example.org", role="mentor", status="submitted")
    names = ("closed", "draft-mentee", "draft-mentor", "out", "sent")
    text = "Mail,Name\n" + "".join(f"{name}@example.org,Somebody\n" for name in names)
    page = as_admin.post(PAGE, sent(text, look="1", **SHORT))
    assert [(one.what.split("@")[0], one.ours) for one in page.context["report"].conflicts] == [
        ("closed", "ask them"),
        ("draft-mentee", "ask them"),
        ("draft-mentor", "ask them"),
        ("out", "ask them"),
        ("sent", "submitted"),
    ]


def test_one_day_takes_in_no_flood(as_admin, at, monkeypatch):
    monkeypatch.setattr(people_import, "MOST_IN_A_DAY", 2)
    take_in(as_admin, "a@example.org,A", "b@example.org,B")
    refused = take_in(as_admin, "c@example.org,C")
    assert "At most 2 people a day can be taken in here." in words(refused)
    assert Application.objects.count() == 2
    at(DURING_THE_CALL + timedelta(hours=25))
    take_in(as_admin, "c@example.org,C")
    assert Application.objects.count() == 3


def test_nobody_tries_addresses_without_end(as_admin, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "people_import": "1/h/user"}
    assert as_admin.post(PAGE, {}).status_code == 200
    assert as_admin.post(PAGE, {}).status_code == 429


def test_a_table_of_a_million_headings_is_refused(as_admin):
    page = as_admin.post(PAGE, sent("a," * 100 + "a\n"))
    assert "It has more than 100 columns." in words(page)
    assert "columns" not in page.context
