"""The desk of those who run a program."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from mentorship.models import Application, Cohort, Program, ProgramAdmin
from portal.kit.models import AuditEntry
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW
from tests.mentorship.letters import as_sent
from tests.mentorship.review.reading_room import wrote_from
from tests.mentorship.term.pressed import button_that_says

pytestmark = pytest.mark.django_db
DESK = "/desk/mentorship/learn/spring/"
DATES = {
    "name": "Spring 2026",
    "timezone": "Europe/Berlin",
    "opens_on": "2026-02-01",
    "closes_on": "2026-02-28",
    "review_until": "2026-03-14",
    "results_on": "2026-03-23",
    "starts_on": "2026-04-06",
    "weeks": "12",
    "midterm_on": "2026-05-18",
}


@pytest.fixture
def cohort(at):
    at(IN_REVIEW)
    return CohortFactory(program=ProgramFactory(slug="learn", name="Learn"), key="spring")


@pytest.fixture
def admin(cohort):
    person = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    return person


@pytest.fixture
def as_admin(admin):
    return signed_in(admin)


def sent(cohort, **facts) -> Application:
    return ApplicationFactory(
        cohort=cohort, **{"status": "submitted", "submitted_at": DURING_THE_CALL} | facts
    )


def address(application) -> str:
    return f"/desk/mentorship/applications/{application.public_id}/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("said", "kept"), [("", 3), ("0", 0), ("2", 2)])
def test_the_desk_says_how_many_choices_a_cohort_lets_people_rank(as_admin, cohort, said, kept):
    as_admin.post(f"{DESK}dates/", DATES | {"most_choices": said})
    assert Cohort.objects.get().most_choices == kept
    assert as_admin.post(f"{DESK}dates/", DATES | {"most_choices": "4"}).status_code == 200


def test_a_cohort_in_numbers_and_names(as_admin, cohort):
    sent(cohort, person__email="mentee@example.org")
    sent(cohort, role="mentor", person__email="mentor@example.org", facts={"timezone": "UTC"})
    ApplicationFactory(cohort=cohort, person__email="draft@example.org")
    ApplicationFactory(cohort=cohort, person__email="left@example.org", status="withdrawn")
    html = text(as_admin.get(DESK))
    assert "mentee@example.org" in html
    assert "draft@example.org" not in html
    assert "left@example.org" not in html
    assert "missing: free hours, skills, languages" in html
    numbers = [cell.split("<")[0] for cell in html.split('<td class="num">')[1:]]
    mentees, mentors = ["1", "0", "0", "0", "0", "1", "1"], ["1", "0", "0", "0", "0", "0", "0"]
    assert numbers == mentees + mentors


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"mentee", "mentor", "accepted"}),
        ("?role=mentor", {"mentor"}),
        ("?status=accepted", {"accepted"}),
        ("?role=boss&status=lost&page=x", {"mentee", "mentor", "accepted"}),
        ("?status=draft", set()),
    ],
)
def test_filters(as_admin, cohort, query, seen):
    sent(cohort, person__email="mentee@example.org")
    sent(cohort, person__email="mentor@example.org", role="mentor")
    sent(cohort, person__email="accepted@example.org", status="accepted", decided_at=IN_REVIEW)
    html = text(as_admin.get(DESK + query))
    assert {name for name in ("mentee", "mentor", "accepted") if f"{name}@" in html} == seen


@pytest.mark.parametrize("count", [10, 300])
def test_a_cohort_costs_the_same_for_ten_and_for_three_hundred(
    as_admin, cohort, django_assert_num_queries, count
):
    for _ in range(count):
        sent(cohort)
    as_admin.get(DESK)
    with django_assert_num_queries(19):
        assert len(as_admin.get(DESK).context["rows"]) == min(count, 50)


def test_reading_and_accepting(as_admin, cohort):
    application = sent(cohort, motivation="Because <i>I</i> like it.")
    page = as_admin.get(address(application))
    assert "Because &lt;i&gt;I&lt;/i&gt; like it." in text(page)
    answer = as_admin.post(address(application), {"accept": "1", "seen": page.context["seen"]})
    assert answer["Location"] == DESK
    application.refresh_from_db()
    assert application.status == "accepted"


def test_declining_needs_a_reason(as_admin, cohort):
    application = sent(cohort)
    refused = as_admin.post(address(application), {"decline": "1", "reason": " "})
    assert list(refused.context["form"].errors) == ["reason"]
    seen = refused.context["seen"]
    as_admin.post(
        address(application), {"decline": "1", "reason": "Too few mentors.", "seen": seen}
    )
    application.refresh_from_db()
    assert (application.status, application.decision_reason) == ("declined", "Too few mentors.")


def test_what_changed_meanwhile_is_not_decided(as_admin, cohort):
    application = sent(cohort)
    seen = as_admin.get(address(application)).context["seen"]
    Application.objects.update(submitted_at=IN_REVIEW)
    html = text(as_admin.post(address(application), {"accept": "1", "seen": seen}))
    assert "has changed since you opened it" in html
    assert Application.objects.get().status == "submitted"


def test_ones_own_application_is_for_others(as_admin, admin, cohort):
    application = sent(cohort, person=admin)
    html = text(as_admin.post(address(application), {"accept": "1"}))
    assert "Somebody else has to answer your own application." in html


NOBODY = "Nobody who runs the program may answer"


def test_where_nobody_may_answer_the_desk_says_so_and_what_to_do(as_admin, admin, cohort):
    """Their own employer bars who runs it; nobody is told who is barred by what."""
    wrote_from(admin, "ACME Labs")
    theirs, other = sent(cohort, organisation="Acme Labs"), sent(cohort)
    whole_list = text(as_admin.get(DESK))
    assert f"{NOBODY} 1 application" in whole_list
    assert whole_list.count(">Nobody may answer<") == 1
    page = text(as_admin.get(address(theirs)))
    assert f"{NOBODY} this one" in page
    assert 'name="accept"' not in page
    assert 'href="/desk/mentorship/learn/settings/people/"' in page
    assert NOBODY not in text(as_admin.get(address(other)))


def test_once_somebody_else_runs_it_they_answer(as_admin, admin, cohort):
    wrote_from(admin, "ACME Labs")
    theirs = sent(cohort, organisation="Acme Labs")
    ProgramAdmin.objects.create(program=cohort.program, person=UserFactory())
    assert NOBODY not in text(as_admin.get(DESK))
    page = as_admin.get(address(theirs))
    assert NOBODY not in text(page)
    refused = as_admin.post(address(theirs), {"accept": "1", "seen": page.context["seen"]})
    assert "somebody else answers it" in text(refused)


def test_an_administrator_who_looks_in_reads_that_somebody_has_to_be_named(
    superuser, admin, cohort
):
    wrote_from(admin, "ACME Labs")
    theirs = sent(cohort, organisation="Acme Labs")
    page = text(signed_in(superuser).post(address(theirs), {"reason": "Asked to help"}))
    assert f"{NOBODY} this one" in page
    assert "You are looking in" in page


@pytest.mark.parametrize(
    "nasty",
    [
        {"accept": "1", "seen": "never"},
        {"accept": "1"},
        {"decline": "1", "reason": "Too few mentors."},
        {"decline": "1", "reason": "a\x00"},
        {},
    ],
)
def test_nasty_answers_decide_nothing(as_admin, cohort, nasty):
    application = sent(cohort)
    assert as_admin.post(address(application), nasty).status_code == 200
    assert Application.objects.get().status == "submitted"


def test_accepting_all_that_was_seen(as_admin, admin, cohort):
    seen = sent(cohort)
    own = sent(cohort, person=admin, role="mentor")
    page = as_admin.get(DESK + "accept-all/")
    shown = page.context["preview"].letter
    assert shown.subject in text(page)
    assert "1 application waits for your answer." in text(page)
    late = sent(cohort, submitted_at=IN_REVIEW + timedelta(minutes=5))
    as_admin.post(DESK + "accept-all/", pressed(page))
    accepted = Application.objects.filter(status="accepted")
    assert list(accepted) == [seen]
    assert as_sent(shown) == as_sent(letter_of(Notice.objects.get(person=seen.person)))
    assert Notice.objects.filter(person=seen.person).count() == 1
    assert not Notice.objects.filter(person__in=[late.person, own.person]).exists()


def pressed(page) -> dict[str, str]:
    return {"seen": page.context["seen"], "letter": page.context["preview"].seen}


def test_nobody_is_accepted_with_other_dates_than_were_looked_at(as_admin, cohort):
    sent(cohort)
    page = as_admin.get(DESK + "accept-all/")
    Cohort.objects.update(results_on="2026-03-24")
    again = as_admin.post(DESK + "accept-all/", pressed(page), follow=True)
    assert "so nothing was done. Look again." in text(again)
    assert Application.objects.get().status == "submitted"
    as_admin.post(DESK + "accept-all/", pressed(again))
    assert Application.objects.get().status == "accepted"


def test_with_nobody_to_accept_no_letter_is_shown(as_admin, cohort):
    assert "As you would read it" not in text(as_admin.get(DESK + "accept-all/"))


@pytest.mark.parametrize(
    "moment", ["", "never", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_what_was_seen_at_no_such_time_is_not_accepted(as_admin, cohort, moment):
    sent(cohort)
    assert as_admin.post(DESK + "accept-all/", {"seen": moment}).status_code == 200
    assert Application.objects.get().status == "submitted"


def test_an_administrator_says_why_and_is_written_down(cohort, admin):
    application = sent(cohort, motivation="Secret words.")
    superuser = UserFactory(is_superuser=True)
    as_admin = signed_in(superuser)
    assert "Secret words." not in text(as_admin.get(address(application)))
    assert "Secret words." not in text(as_admin.post(address(application), {"reason": ""}))
    html = text(as_admin.post(address(application), {"reason": "A complaint.", "accept": "1"}))
    assert "Secret words." in html
    assert 'name="accept"' not in html
    entry = AuditEntry.objects.get(verb="application.opened")
    assert (entry.actor, entry.reason) == (superuser, "A complaint.")
    assert Notice.objects.get(person=admin).template == "mentorship/open_application"
    assert Application.objects.get().status == "submitted"


def test_dates_are_changed_and_applicants_hear_of_it(as_admin, cohort):
    application = sent(cohort)
    moved = DATES | {"closes_on": "2026-03-10", "weeks": "13"}
    look = as_admin.post(f"{DESK}dates/", moved)
    assert Notice.objects.count() == 0
    as_admin.post(f"{DESK}dates/", moved | {"seen": look.context["preview"].seen})
    cohort.refresh_from_db()
    assert (str(cohort.closes_on), cohort.weeks) == ("2026-03-10", 13)
    assert Notice.objects.get(person=application.person).template == "mentorship/change_cohort"


def test_the_letter_of_new_dates_is_shown_as_it_is_sent_and_sent_once(as_admin, admin, cohort):
    """Also to a draft, of which the desk learns no more than the number."""
    sent(cohort, person=admin, role="mentor")
    ApplicationFactory(cohort=cohort, person__email="draft@example.org")
    moved = DATES | {"closes_on": "2026-03-10"}
    look = as_admin.post(f"{DESK}dates/", moved)
    assert "To 2 people:" in text(look)
    assert "As you would read it: New dates for Learn, Spring 2026" in text(look)
    assert "draft@example.org" not in text(look)
    cohort.refresh_from_db()
    assert str(cohort.closes_on) == "2026-02-28"
    shown = look.context["preview"]
    for _press in range(2):
        again = as_admin.post(f"{DESK}dates/", moved | {"seen": shown.seen}, follow=True)
        assert "The dates are saved." in text(again)
    assert Notice.objects.count() == 2
    assert as_sent(shown.letter) == as_sent(letter_of(Notice.objects.get(person=admin)))


def test_what_was_typed_goes_along_with_the_press_below_the_letter(as_admin, cohort):
    sent(cohort)
    look = as_admin.post(f"{DESK}dates/", DATES | {"closes_on": "2026-03-10", "fills_places": "on"})
    form, _button = button_that_says(look.content.decode(), "Save the dates and tell them")
    as_admin.post(f"{DESK}dates/", form.filled)
    cohort.refresh_from_db()
    kept = (str(cohort.closes_on), cohort.fills_places, cohort.most_choices)
    assert kept == ("2026-03-10", True, 3)
    assert Notice.objects.count() == 1


def test_dates_that_others_moved_since_the_look_are_looked_at_again(as_admin, cohort):
    sent(cohort)
    moved = DATES | {"closes_on": "2026-03-10"}
    shown = as_admin.post(f"{DESK}dates/", moved).context["preview"]
    Cohort.objects.update(closes_on="2026-03-05")
    again = as_admin.post(f"{DESK}dates/", moved | {"seen": shown.seen})
    assert "so nothing was done. Look again." in text(again)
    other = moved | {"seen": again.context["preview"].seen, "closes_on": "2026-03-11"}
    assert "so nothing was done. Look again." in text(as_admin.post(f"{DESK}dates/", other))
    assert (str(Cohort.objects.get().closes_on), Notice.objects.count()) == ("2026-03-05", 0)


@pytest.mark.parametrize("many", [1, 20])
def test_a_look_at_the_letter_of_new_dates_asks_equally_often(
    as_admin, cohort, django_assert_num_queries, many
):
    for _ in range(many):
        sent(cohort)
    moved = DATES | {"closes_on": "2026-03-10"}
    as_admin.post(f"{DESK}dates/", moved)
    with django_assert_num_queries(15):
        as_admin.post(f"{DESK}dates/", moved)


@pytest.mark.parametrize("changed", [{}, {"name": "Late spring"}, {"fills_places": "on"}])
def test_what_moves_no_date_is_saved_at_once_and_tells_nobody(as_admin, cohort, changed):
    sent(cohort)
    saved = as_admin.post(f"{DESK}dates/", DATES | changed, follow=True)
    assert "The dates are saved." in text(saved)
    assert Notice.objects.count() == 0


def test_where_nobody_hears_of_it_dates_are_saved_at_once(as_admin, cohort):
    sent(cohort, status="declined", decided_at=IN_REVIEW)
    as_admin.post(f"{DESK}dates/", DATES | {"closes_on": "2026-03-10"})
    assert str(Cohort.objects.get().closes_on) == "2026-03-10"
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"closes_on": "2026-01-01"}, "closes_on"),
        ({"review_until": "2026-02-01"}, "review_until"),
        ({"results_on": "2026-03-14"}, "results_on"),
        ({"starts_on": "2026-04-07"}, "starts_on"),
        ({"midterm_on": "2026-04-06"}, "midterm_on"),
        ({"midterm_on": "2026-12-31"}, "midterm_on"),
        ({"weeks": "99999999999999999999"}, "weeks"),
        ({"timezone": "EST"}, "timezone"),
        ({"opens_on": "0001-01-01"}, "opens_on"),
        ({"opens_on": "9999-12-31"}, "opens_on"),
        ({"name": "a\x00"}, "name"),
    ],
)
def test_dates_that_make_no_cohort_are_refused(as_admin, cohort, wrong, field):
    response = as_admin.post(f"{DESK}dates/", DATES | wrong)
    assert field in response.context["form"].errors
    assert Cohort.objects.get().dates == cohort.dates


def test_a_new_cohort(as_admin, cohort):
    new = "/desk/mentorship/learn/new/"
    assert "key" in as_admin.post(new, DATES | {"key": "spring"}).context["form"].errors
    as_admin.post(new, DATES | {"key": "anywhere", "timezone": "Etc/GMT+12"})
    assert Cohort.objects.get(key="anywhere").timezone == "Etc/GMT+12"


def test_a_program_is_made_by_an_administrator_and_run_by_somebody(cohort):
    as_admin = signed_in(UserFactory(is_superuser=True))
    facts = {"name": "New", "slug": "fresh", "goals": "Speak\n\n Write \nSpeak"}
    refused = as_admin.post("/desk/mentorship/new/", facts | {"admin_email": "no@example.org"})
    assert list(refused.context["form"].errors) == ["admin_email"]
    assert not Program.objects.filter(slug="fresh").exists()
    person = UserFactory(email="Runs@example.org")
    as_admin.post("/desk/mentorship/new/", facts | {"admin_email": "runs@example.org"})
    program = Program.objects.get(slug="fresh")
    assert [goal.name for goal in program.goals.all()] == ["Speak", "Write"]
    assert [admin.person for admin in program.admins.all()] == [person]


def test_who_signed_up_with_an_address_of_others_runs_nothing(cohort):
    """Until somebody has shown that they read it."""
    as_admin = signed_in(UserFactory(is_superuser=True))
    person = UserFactory(email="boss@example.org")
    address = EmailAddress.objects.create(user=person, email=person.email, verified=False)
    facts = {"name": "New", "slug": "fresh", "goals": "Speak", "admin_email": "boss@example.org"}
    refused = as_admin.post("/desk/mentorship/new/", facts)
    assert list(refused.context["form"].errors) == ["admin_email"]
    EmailAddress.objects.filter(pk=address.pk).update(verified=True)
    as_admin.post("/desk/mentorship/new/", facts)
    assert ProgramAdmin.objects.get().person == person


def test_a_goal_that_stays_keeps_the_answers_that_chose_it(as_admin, cohort):
    page = "/desk/mentorship/learn/"
    as_admin.post(page, {"name": "Learn", "goals": "Speak\n聞く"})
    goal = cohort.program.goals.get(name="Speak")
    sent(cohort).goals.add(goal)
    as_admin.post(page, {"name": "Learn", "goals": "Listen\nSpeak", "is_published": "on"})
    assert [goal.name for goal in Application.objects.get().goals.all()] == ["Speak"]
    assert [goal.name for goal in cohort.program.goals.all()] == ["Listen", "Speak"]


def test_the_first_page_of_the_desk(as_admin, cohort, client):
    assert "Learn" in text(as_admin.get("/desk/mentorship/"))
    assert signed_in(UserFactory()).get("/desk/mentorship/").status_code == 404


def test_a_talk_is_asked_for_with_words_and_stands_in_the_history(as_admin, cohort):
    application = sent(cohort, motivation="Because.")
    page = as_admin.get(address(application))
    move = {"move": "1", "seen": page.context["seen"], "step": "interview"}
    again = as_admin.post(address(application), {**move, "words": " "})
    assert "They need words of yours for this." in text(again)
    as_admin.post(address(application), {**move, "words": "Any evening?"})
    application.refresh_from_db()
    assert (application.status, application.decision_reason) == ("interview", "Any evening?")
    [line] = as_admin.get(address(application)).context["history"]
    assert (line.words, line.reason) == ("Interview", "Any evening?")
    assert "Any evening?" in text(signed_in(application.person).get("/me/mentorship/"))


def test_what_the_table_of_moves_forbids_is_not_offered(as_admin, cohort):
    application = sent(cohort, status="accepted", decided_at=IN_REVIEW)
    page = as_admin.get(address(application))
    assert 'name="accept"' not in text(page)
    assert 'name="move"' not in text(page)
    as_admin.post(
        address(application), {"move": "1", "seen": page.context["seen"], "step": "interview"}
    )
    application.refresh_from_db()
    assert application.status == "accepted"


def test_one_answer_for_many_shows_whom_it_reaches_and_asks(as_admin, admin, cohort):
    rows = [sent(cohort, person__email=f"one-{n}@example.org") for n in range(3)]
    own = sent(cohort, person=admin, role="mentor")
    chosen = [rows[0], rows[1], own]
    query = "&".join(f"one={row.public_id}" for row in chosen) + "&one=nonsense"
    preview = as_admin.get(f"{DESK}decide/?{query}")
    assert "This reaches 2 people:" in text(preview)
    assert "1 of those you chose is for somebody else to answer" in text(preview)
    assert "one-2@example.org" not in text(preview)
    asked = {"seen": preview.context["seen"], "step": "waitlisted", "words": "You are next."}
    look = as_admin.post(f"{DESK}decide/?{query}", asked)
    assert "To 2 people:" in text(look)
    form, _button = button_that_says(look.content.decode(), "Answer and tell them")
    answer = as_admin.post(f"{DESK}decide/?{query}", form.filled, follow=True)
    assert "Done for 2 of them." in text(answer)
    assert "stayed as they are" not in text(answer)
    stand = {row.pk: row.status for row in type(own).objects.all()}
    assert [stand[row.pk] for row in (*rows, own)] == [
        "waitlisted",
        "waitlisted",
        "submitted",
        "submitted",
    ]


def test_the_letter_to_many_who_are_answered_is_shown_as_it_is_sent_and_sent_once(as_admin, cohort):
    """Not to who stays as they are: nobody is moved from the waiting list to it."""
    one, waits = sent(cohort), sent(cohort, status="waitlisted", decided_at=IN_REVIEW)
    page = f"{DESK}decide/?one={one.public_id}&one={waits.public_id}"
    asked = {"seen": as_admin.get(page).context["seen"], "step": "waitlisted", "words": "Soon."}
    shown = as_admin.post(page, asked).context["preview"]
    assert (shown.people, Notice.objects.count()) == (1, 0)
    other = as_admin.post(page, asked | {"words": "Never.", "letter": shown.seen})
    assert "so nothing was done. Look again." in text(other)
    assert Notice.objects.count() == 0
    for _press in range(2):
        assert as_admin.post(page, asked | {"letter": shown.seen}).url == DESK
    assert as_sent(shown.letter) == as_sent(letter_of(Notice.objects.get()))
    assert Notice.objects.get().person == one.person


def test_that_many_are_being_read_is_no_letter_and_needs_no_look(as_admin, cohort):
    row = sent(cohort)
    page = f"{DESK}decide/?one={row.public_id}"
    asked = {"seen": as_admin.get(page).context["seen"], "step": "in_review", "words": ""}
    assert as_admin.post(page, asked | {"letter": "of another answer"}).url == DESK
    row.refresh_from_db()
    assert (row.status, Notice.objects.count()) == ("in_review", 0)


@pytest.mark.parametrize("many", [1, 20])
def test_a_look_at_the_letter_to_many_asks_equally_often(
    as_admin, cohort, django_assert_num_queries, many
):
    page = f"{DESK}decide/?" + "&".join(f"one={sent(cohort).public_id}" for _ in range(many))
    asked = {"seen": as_admin.get(page).context["seen"], "step": "waitlisted", "words": "Soon."}
    as_admin.post(page, asked)
    with django_assert_num_queries(24):
        as_admin.post(page, asked)


def test_many_are_not_declined_without_words(as_admin, cohort):
    row = sent(cohort)
    preview = as_admin.get(f"{DESK}decide/?one={row.public_id}")
    asked = {"seen": preview.context["seen"], "step": "declined", "words": ""}
    again = as_admin.post(f"{DESK}decide/?one={row.public_id}", asked)
    assert "They need words of yours for this." in text(again)
    assert "Nobody is chosen" in text(as_admin.get(f"{DESK}decide/"))
