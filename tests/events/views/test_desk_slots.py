"""The schedule of one meeting at the desk, beyond its one form."""

from datetime import UTC, date, datetime, time

import pytest

from events.actions.occurrence import move_occurrence
from events.actions.rsvp import answer_date
from events.actions.slot import add_slot, split_slot
from events.models import Occurrence, Series
from initiatives.core.catalog_entry import SlotEntry
from tests.conftest import lead_of, signed_in

WEDNESDAYS = SlotEntry(
    start=datetime(2026, 3, 4, 15), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=WE"
)
WEEKLY = {
    "first_date": "2026-03-04",
    "time": "15:00",
    "timezone": "Europe/Berlin",
    "repeat": "weekly",
    "save": "1",
}


@pytest.fixture
def call(make_series, lead) -> Series:
    """Every Tuesday at 11 in New York; the lead's group has it."""
    call = make_series(slug="call", title="Call")
    lead_of(lead, call.initiative)
    return call


@pytest.fixture
def desk(lead, call):
    return signed_in(lead)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


class TestWords:
    def test_a_sentence_fills_in_the_fields(self, desk):
        words = {"words": "every other Tuesday at 16:00 Berlin time", "read": ""}
        form = desk.post("/desk/meetings/new/", words).context["form"]
        assert [form[name].value() for name in ("time", "timezone", "repeat", "first_date")] == [
            "16:00",
            "Europe/Berlin",
            "fortnightly",
            "2026-02-03",
        ]

    def test_a_rhythm_of_two_weeks_offers_both_of_them(self, desk):
        words = {"words": "every other Tuesday at 16:00 Berlin time", "read": ""}
        answer = desk.post("/desk/meetings/new/", words)
        firsts = answer.context["understood"].firsts
        assert firsts == (date(2026, 2, 3), date(2026, 2, 10))
        assert 'name="begin" value="2026-02-10"' in text_of(answer)

    def test_what_a_question_keeps_empty_is_not_called_wrong(self, desk):
        words = {"words": "every 2nd Wednesday at 15:00 Berlin time", "read": ""}
        asked = desk.post("/desk/meetings/new/", words)
        assert "Does “every second Wednesday” mean" in text_of(asked)
        assert "This field is required." not in text_of(asked)
        saved = desk.post("/desk/meetings/new/", words | {"save": ""})
        assert "This field is required." in text_of(saved)

    def test_every_2nd_wednesday_is_asked_with_two_buttons(self, desk):
        words = {"words": "every 2nd Wednesday at 15:00", "timezone": "Asia/Tokyo", "read": ""}
        answer = desk.post("/desk/meetings/new/", words)
        understood = answer.context["understood"]
        assert [one.words for one in understood.answers] == [
            "Every other week",
            "The second Wednesday of the month",
        ]
        form = desk.post(
            "/desk/meetings/new/", words | {"read": understood.answers[1].text}
        ).context["form"]
        assert [form[name].value() for name in ("repeat", "position", "timezone")] == [
            "weekday",
            "2",
            "Asia/Tokyo",
        ]

    def test_a_rhythm_the_form_has_no_choice_for_stays_as_it_was_read(self, desk):
        words = {"words": "2nd and 4th Tuesday of the month at 9:00 New York time", "read": ""}
        answer = desk.post("/desk/meetings/new/", words)
        assert "As it is: On the second and fourth Tuesday of the month" in text_of(answer)
        assert answer.context["form"].when.rrule == "FREQ=MONTHLY;BYDAY=2TU,4TU"


class TestFollowing:
    def test_this_and_all_after(self, desk, call):
        page = desk.get("/desk/meetings/call/2026-03-03/following/")
        assert "From Tuesday 3 March 2026 on" in text_of(page)
        desk.post("/desk/meetings/call/2026-03-03/following/", WEEKLY)
        assert list(call.slots.values_list("until_date", "start_date")) == [
            (date(2026, 3, 2), date(2026, 1, 6)),
            (None, date(2026, 3, 4)),
        ]

    def test_it_begins_no_earlier_than_the_date_it_is_from(self, desk, call):
        form = desk.post(
            "/desk/meetings/call/2026-03-03/following/", WEEKLY | {"first_date": "2026-02-25"}
        ).context["form"]
        assert form.errors == {"first_date": ["Choose 3 March 2026 or a later date."]}
        assert call.slots.count() == 1

    def test_a_date_without_a_rule_has_nothing_after_it(self, desk, make_series, lead, call):
        once = {"start_date": date(2026, 3, 3), "rrule": ""}
        make_series(slug="once", initiative=call.initiative, slots=[once])
        assert desk.get("/desk/meetings/once/2026-03-03/following/").status_code == 404

    def test_the_desk_then_edits_the_time_that_goes_on(self, desk, call, lead):
        split_slot(slot=call.slots.get(), day=date(2026, 1, 27), when=WEDNESDAYS, by=lead)
        form = desk.get("/desk/meetings/call/schedule/").context["form"]
        assert (form.has_schedule, form["first_date"].value()) == (True, date(2026, 3, 4))


class TestTimes:
    def test_another_time(self, desk, call):
        desk.post("/desk/meetings/call/times/new/", WEEKLY)
        assert call.slots.count() == 2
        page = text_of(desk.get("/desk/meetings/call/schedule/"))
        assert page.count("/desk/meetings/call/times/") == 3

    def test_one_of_two_changes_by_itself_and_ends_by_itself(self, desk, call, lead):
        add_slot(series=call, when=WEDNESDAYS, by=lead)
        desk.post("/desk/meetings/call/times/2/", WEEKLY | {"time": "16:00"})
        assert list(call.slots.values_list("start_time", flat=True)) == [time(11), time(16)]
        desk.post("/desk/meetings/call/times/2/end/")
        assert call.slots.count() == 1


class TestDates:
    def test_each_has_its_links(self, desk):
        page = text_of(desk.get("/desk/meetings/call/dates/"))
        assert "/desk/meetings/call/2026-02-03/following/" in page
        assert "/desk/meetings/call/2026-02-03/" in page
        past = text_of(desk.get("/desk/meetings/call/dates/?past=1"))
        assert "/desk/meetings/call/2026-01-27/people/" in past

    def test_their_number_costs_no_query(self, desk, call, django_assert_num_queries):
        with django_assert_num_queries(12):
            desk.get("/desk/meetings/call/dates/")
        call.occurrences.filter(original_date__gt=date(2026, 2, 3)).delete()
        with django_assert_num_queries(12):
            desk.get("/desk/meetings/call/dates/")

    def test_one_more(self, desk, call):
        sent = {"date": "2026-02-12", "time": "15:00", "tzid": "America/New_York", "title": "Extra"}
        desk.post("/desk/meetings/call/dates/", sent)
        row = Occurrence.objects.get(series=call, original_date=date(2026, 2, 12))
        assert (row.is_extra, row.starts_at, row.title) == (
            True,
            datetime(2026, 2, 12, 20, tzinfo=UTC),
            "Extra",
        )

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({"date": "2026-02-10"}, "It meets on this day already"),
            ({"date": "2026-01-10"}, "This time is past"),
            ({"date": "2026-03-08", "time": "02:30"}, "Clocks never show this time"),
            ({"date": "2026-02-12", "tzid": "Mars"}, "Mars"),
        ],
    )
    def test_what_can_not_be_added_is_said(self, desk, call, sent, words):
        answer = desk.post("/desk/meetings/call/dates/", {"time": "11:00"} | sent)
        assert words in text_of(answer)
        assert not call.occurrences.filter(is_extra=True).exists()

    def test_a_title_of_its_own_and_back(self, desk, call):
        for title, kept in (("Guests", "Guests"), ("", "")):
            desk.post("/desk/meetings/call/2026-02-10/", {"do": "rename", "title": title})
            assert call.occurrences.get(original_date=date(2026, 2, 10)).override_title == kept


class TestClockChanges:
    def test_a_skipped_date_is_listed_and_one_click_adds_the_next_hour(self, desk, call):
        call.slots.update(start_date=date(2026, 3, 1), start_time=time(2, 30), rrule="FREQ=WEEKLY")
        page = text_of(desk.get("/desk/meetings/call/schedule/"))
        assert page.count("so the meeting is left out.") == 5
        assert "Meet at 03:00 that day" in page
        sent = {"date": "2026-03-08", "time": "03:00", "tzid": "America/New_York"}
        desk.post("/desk/meetings/call/dates/", sent)
        page = text_of(desk.get("/desk/meetings/call/schedule/"))
        assert page.count("so the meeting is left out.") == 4
        assert "clocks skip 02:30; you added a date that day." in page

    def test_a_doubled_hour_is_listed(self, desk, call):
        call.slots.update(start_date=date(2026, 3, 1), start_time=time(1, 30), rrule="FREQ=WEEKLY")
        page = text_of(desk.get("/desk/meetings/call/schedule/"))
        assert page.count("clocks show 01:30 twice. The first is meant.") >= 5


class TestRulesThatWent:
    def test_a_date_people_come_to_is_asked_about_until_it_is_kept(self, desk, call, member):
        answer_date(
            occurrence=call.occurrences.get(original_date=date(2026, 3, 3)), by=member, answer="yes"
        )
        desk.post(
            "/desk/meetings/call/schedule/", WEEKLY | {"kind": "meeting", "duration_minutes": "60"}
        )
        page = desk.get("/desk/meetings/call/schedule/")
        assert [one.day for one in page.context["unruled"]] == [date(2026, 3, 3)]
        desk.post("/desk/meetings/call/2026-03-03/", {"do": "keep"})
        assert desk.get("/desk/meetings/call/schedule/").context["unruled"] == []

    def test_a_date_its_rule_has_again_follows_the_rule(self, desk, call):
        desk.post("/desk/meetings/call/2026-03-03/", {"do": "keep"})
        assert call.occurrences.filter(is_extra=True).count() == 0


class TestPartners:
    def test_a_circle_is_refused_in_words(self, desk, call, make_series):
        other = make_series(slug="other", initiative=call.initiative)
        other.yields_to.add(call)
        form = WEEKLY | {"kind": "meeting", "duration_minutes": "60", "yields_to": "other"}
        answer = desk.post("/desk/meetings/call/schedule/", form)
        assert "This meeting already gives way to yours" in text_of(answer)

    def test_it_says_to_which_meeting_it_gives_way(self, desk, call, make_series, client):
        make_series(slug="other", title="Other", initiative=call.initiative)
        form = WEEKLY | {"kind": "meeting", "duration_minutes": "60", "yields_to": "other"}
        desk.post("/desk/meetings/call/schedule/", form)
        assert 'Not on days of <a href="/events/other/">Other</a>' in text_of(
            client.get("/events/call/")
        )

    def test_what_is_public_is_put_on_no_strangers_page(self, desk, make_series, call):
        stranger = make_series().initiative
        form = WEEKLY | {"kind": "meeting", "duration_minutes": "60", "also_for": stranger.slug}
        desk.post("/desk/meetings/call/schedule/", form)
        assert not call.also_for.exists()


class TestWholeDays:
    def test_a_conference_of_three_days(self, desk, call, client):
        form = {
            "first_date": "2026-03-12",
            "timezone": "Europe/Berlin",
            "repeat": "once",
            "is_all_day": "on",
            "days": "3",
            "kind": "conference",
            "place": "Hall 4, Berlin",
            "save": "1",
        }
        desk.post("/desk/meetings/call/schedule/", form)
        call.refresh_from_db()
        assert (call.is_all_day, call.duration_minutes, call.slots.get().start_time) == (
            True,
            3 * 24 * 60,
            time(),
        )
        page = text_of(client.get("/events/call/2026-03-12/"))
        assert "Thu 12 Mar – Sat 14 Mar 2026" in page
        shown = text_of(desk.get("/desk/meetings/call/schedule/"))
        days = "<b>Thu 12 Mar – Sat 14 Mar 2026</b>"
        assert days in shown.split('id="dates"')[1].split("</aside>")[0]
        assert days in text_of(desk.post("/desk/meetings/preview/?series=call", form))
        one = text_of(desk.post("/desk/meetings/preview/?series=call", form | {"days": "1"}))
        assert "<b>Thu 12 Mar 2026</b>" in one
        of_a_time = {name: form[name] for name in ("first_date", "timezone", "repeat")}
        assert days in text_of(desk.post("/desk/meetings/preview/?series=call&time=0", of_a_time))
        for unclear in ("", "0", "99", "3" * 5_000, "²"):
            said = desk.post("/desk/meetings/preview/?series=call", form | {"days": unclear})
            assert days in text_of(said)
        assert "at 00:00" not in shown
        assert "When clocks change" not in shown
        for address in ("/desk/meetings/", "/desk/meetings/call/2026-03-12/record/"):
            listed = text_of(desk.get(address))
            assert "<b>Thu 12 Mar – Sat 14 Mar 2026</b>" in listed
            assert "00:00<" not in listed
        row = text_of(client.get("/initiatives/?q=&tz=Asia/Kolkata"))
        assert "Thu 12 Mar – Sat 14 Mar 2026" in row
        move_occurrence(occurrence=call.occurrences.last(), to=datetime(2026, 3, 19), by=None)
        moved = text_of(client.get("/events/call/2026-03-12/?tz=Asia/Kolkata"))
        assert "It was planned for <b>Thu 12 Mar 2026</b>" in moved
        assert "https://www.openstreetmap.org/search?query=Hall+4%2C+Berlin" in page


def test_a_duplicate_is_a_draft_with_the_same_times(desk, call):
    answer = desk.post("/desk/meetings/call/duplicate/")
    copy = Series.objects.latest("pk")
    assert answer.url == f"/desk/meetings/{copy.slug}/schedule/"
    assert (copy.title, copy.is_published, copy.slots.get().rrule) == (
        "Call",
        False,
        "FREQ=WEEKLY;BYDAY=TU",
    )


def test_thirty_days_before_its_end_the_desk_says_so(desk, call):
    call.slots.update(until_date=date(2026, 2, 24))
    call.occurrences.filter(original_date__gt=date(2026, 2, 24)).delete()
    page = text_of(desk.get("/desk/meetings/call/schedule/"))
    assert "Its last date is 24 February 2026." in page
