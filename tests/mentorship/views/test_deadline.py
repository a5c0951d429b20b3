"""The deadline of a cohort: its hour at the desk, a published line read into the form, and all who
are told of it."""

from datetime import UTC, datetime, time

import pytest

from mentorship.equity.queries.ways import left_in_the_call
from mentorship.models import Cohort, ProgramAdmin, StatusChange
from mentorship.queries.letter_words import words_of
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import BEFORE_THE_CALL, DURING_THE_CALL
from tests.mentorship.term.pressed import button_that_says

pytestmark = pytest.mark.django_db
DATES_URL = "/desk/mentorship/learn/spring/dates/"
NEW_URL = "/desk/mentorship/learn/new/"
DATES = {
    "name": "Spring 2026",
    "timezone": "Europe/Berlin",
    "opens_on": "2026-02-01",
    "closes_on": "2026-02-28",
    "closes_time": "",
    "review_until": "2026-03-14",
    "results_on": "2026-03-23",
    "starts_on": "2026-04-06",
    "weeks": "12",
    "midterm_on": "2026-05-18",
}
AT_ELEVEN = datetime(2026, 2, 28, 10, tzinfo=UTC)  # 11:00 in Berlin


@pytest.fixture
def cohort(at):
    at(BEFORE_THE_CALL)
    return CohortFactory(program=ProgramFactory(slug="learn", name="Learn"), key="spring")


@pytest.fixture
def as_admin(cohort):
    person = UserFactory()
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    return signed_in(person)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def filled(response) -> dict:
    """What the fields of the form say; the line itself stays where it was typed."""
    form = response.context["form"]
    return {name: form[name].value() for name in DATES}


class TestAnHour:
    def test_is_kept_and_told_to_who_has_an_application(self, as_admin, cohort):
        ApplicationFactory(cohort=cohort)
        look = as_admin.post(DATES_URL, DATES | {"closes_time": "11:00"})
        assert "Applications close Sat 28 Feb 2026, 10:00 UTC." in text(look)
        form, _button = button_that_says(look.content.decode(), "Save the dates and tell them")
        as_admin.post(DATES_URL, form.filled)
        cohort.refresh_from_db()
        assert cohort.closes_time == time(11, 0)
        assert Notice.objects.get().context["closes"] == AT_ELEVEN.isoformat()
        assert filled(as_admin.get(DATES_URL))["closes_time"] == time(11, 0)

    def test_that_is_the_last_minute_of_the_day_is_no_change(self, as_admin, cohort):
        ApplicationFactory(cohort=cohort)
        as_admin.post(DATES_URL, DATES | {"closes_time": "23:59"})
        assert (Cohort.objects.get().closes_time, Notice.objects.count()) == (None, 0)

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            (
                {"closes_on": "2026-03-29", "closes_time": "02:30"},
                "Clocks jump over this time on that day. Choose another.",
            ),
            ({"closes_time": "11:00:30"}, "Enter a valid time."),
        ],
    )
    def test_that_no_clock_shows_is_refused_in_words(self, as_admin, cohort, wrong, words):
        later = {"review_until": "2026-03-30", "results_on": "2026-04-01"}
        response = as_admin.post(DATES_URL, DATES | later | wrong)
        assert response.context["form"].errors["closes_time"] == [words]
        assert str(Cohort.objects.get().closes_on) == "2026-02-28"


class TestWithAnHour:
    """Berlin closes at 11:00."""

    @pytest.fixture(autouse=True)
    def early(self, cohort):
        Cohort.objects.update(closes_time=time(11, 0))
        cohort.refresh_from_db()

    def test_the_page_of_the_program_says_it_in_the_time_of_its_reader(self, client, at):
        at(DURING_THE_CALL)
        html = text(client.get("/mentorship/learn/?tz=America/New_York"))
        assert "1 February 2026 – 28 February 2026, until 11:00" in html
        assert 'datetime="2026-02-28T10:00:00Z"' in html
        assert "<b>05:00</b>" in html

    def test_one_can_apply_in_its_minute_and_not_in_the_next(self, at):
        address = "/me/mentorship/spring/apply/mentee/"
        at(AT_ELEVEN.replace(second=59))
        one = signed_in(UserFactory())
        assert "Send it until" in text(one.get(address))
        at(AT_ELEVEN.replace(minute=1))
        assert "The deadline for applications has passed" in text(one.get(address))

    def test_letters_name_it(self, cohort):
        assert words_of(cohort=cohort, role="mentee")["closes"] == AT_ELEVEN.isoformat()

    def test_who_withdraws_later_that_day_did_not_leave_in_the_call(self, cohort):
        in_time, late = (
            ApplicationFactory(cohort=cohort, status="withdrawn", submitted_at=DURING_THE_CALL)
            for _ in range(2)
        )
        for row, minute in ((in_time, 0), (late, 1)):
            StatusChange.objects.create(
                application=row,
                was="submitted",
                became="withdrawn",
                mover="applicant",
                at=AT_ELEVEN.replace(minute=minute),
            )
        assert left_in_the_call(cohort) == {in_time.pk}


class TestAPublishedLine:
    def test_fills_in_the_fields_and_saves_nothing(self, as_admin, cohort):
        line = "Wed, May 13, 2026 11AM PDT (18:00 UTC)"
        read = as_admin.post(DATES_URL, DATES | {"name": "Renamed", "line": line, "read": "1"})
        said = {
            "timezone": "America/Los_Angeles",
            "closes_on": "2026-05-13",
            "closes_time": "11:00",
        }
        assert filled(read) == DATES | {"name": "Renamed"} | said
        assert read.context["form"].errors == {}
        html = text(read)
        assert "The fields above say this now. Nothing is saved yet." in html
        # Enter in a field presses the first button: it saves, and reads no line.
        assert html.index("Save the dates") < html.index('name="read"')
        assert "All days of the cohort are those of this place now. Look at them again." in html
        assert line in html
        assert Cohort.objects.get().dates == cohort.dates
        assert Notice.objects.count() == 0

    def test_of_the_same_place_warns_only_of_what_is_odd_in_it(self, as_admin):
        line = "Feb 27, 2026, 17:00 CET / 16:00 GMT / 12:00 EDT"
        read = as_admin.post(DATES_URL, DATES | {"line": line, "read": "1"})
        assert filled(read) == DATES | {"closes_on": "2026-02-27", "closes_time": "17:00"}
        assert read.context["understood"].notes == (
            (
                "“EDT” does not hold on 27 February 2026, when New York is on EST: "
                "it is 11:00 EST there."
            ),
        )

    def test_that_is_not_clear_changes_no_field_and_says_why(self, as_admin):
        line = "Wed Jan 27, 2027, 8:00 AM PDT"
        read = as_admin.post(DATES_URL, DATES | {"line": line, "read": "1"})
        assert filled(read) == DATES
        assert (
            "“PDT” does not hold on 27 January 2027, when Los Angeles is on PST: 8:00 AM is "
            "15:00 UTC as written and 16:00 UTC by the clocks there. Which one is meant?"
        ) in text(read)

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("", "The text names no date. On which day is it, with the year?"),
            (
                "Feb 27, 2026 17:00 UTC+5:30",
                "Its clock is no place to choose from. Write it with a city, or with UTC.",
            ),
            (
                "Nov 1, 2026 1:30 AM PST",
                "Clocks show this hour twice that day, and the second is meant. Choose another.",
            ),
        ],
    )
    def test_that_a_cohort_cannot_keep_is_refused(self, as_admin, line, why):
        read = as_admin.post(DATES_URL, DATES | {"line": line, "read": "1"})
        assert (read.context["understood"].why, filled(read)) == (why, DATES)

    def test_with_a_window_names_the_first_day_too(self, as_admin):
        line = "Mon, Feb 2, 00:00 UTC – Fri, Feb 27, 2026, 23:59 UTC"
        read = as_admin.post(DATES_URL, DATES | {"line": line, "read": "1"})
        said = {"opens_on": "2026-02-02", "closes_on": "2026-02-27", "closes_time": "23:59"}
        assert filled(read) == DATES | {"timezone": "UTC"} | said

    def test_whose_window_opens_in_a_day_leaves_the_first_one_to_people(self, as_admin):
        line = "Feb 2, 2026, 9:00 – Feb 27, 2026, 17:00, Berlin time"
        read = as_admin.post(DATES_URL, DATES | {"line": line, "read": "1"})
        assert filled(read) == DATES | {"closes_on": "2026-02-27", "closes_time": "17:00"}
        assert read.context["understood"].notes == (
            "Applications open with the start of a day: choose the first one yourself.",
        )

    def test_stands_by_the_dates_of_a_new_cohort_too(self, as_admin):
        line = "August 3, 2026, 23:59 (anywhere on Earth)"
        read = as_admin.post(NEW_URL, {"name": "Autumn", "line": line, "read": "1"})
        form = read.context["form"]
        said = [form[name].value() for name in ("name", "timezone", "closes_on", "closes_time")]
        assert said == ["Autumn", "Etc/GMT+12", "2026-08-03", "23:59"]
        assert (form.errors, Cohort.objects.count()) == ({}, 1)
        assert "Or paste the line you published" not in text(
            as_admin.get("/desk/mentorship/learn/")
        )
