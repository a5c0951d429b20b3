"""Meetings of a catalogue file: facts in, questions where the text is not sure, nothing twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from events.actions.meetings import import_meetings, let_give_way
from events.actions.rsvp import answer_date
from events.models import Occurrence, Rsvp, Series
from events.queries.meeting_entries import meeting_entries, slot_entry
from initiatives.core.catalog_entry import AddedEntry, ExceptionEntry, MeetingEntry, SlotEntry
from initiatives.core.catalog_report import FileRefused
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)
SLOT = SlotEntry(
    start=datetime(2026, 1, 6, 11),
    tz="America/New_York",
    rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
)


def meeting(**said) -> MeetingEntry:
    return MeetingEntry(**{"slug": "bear-wg", "title": "BEAR WG", "slots": (SLOT,)} | said)


def published(text: str, **said) -> MeetingEntry:
    return meeting(slots=(), published_text=text, **said)


@pytest.fixture
def bear():
    return InitiativeFactory(slug="bear", name="BEAR")


def take_in(group, *meetings, now=NOW):
    report = import_meetings(initiative=group, meetings=meetings, by=None, now=now)
    return (report.created, report.updated, report.unchanged, len(report.questions))


def refusal(group, *meetings) -> tuple[str, str]:
    with pytest.raises(FileRefused) as refused:
        take_in(group, *meetings)
    return refused.value.errors[0].field, refused.value.errors[0].message


def test_a_meeting_becomes_a_series_with_its_dates(bear):
    assert take_in(bear, meeting(newcomers=True, join_url="https://call.example.org/1")) == (
        1,
        0,
        0,
        0,
    )
    series = Series.objects.get(slug="bear-wg")
    assert (series.initiative, series.is_open_to_newcomers, series.is_published) == (
        bear,
        True,
        True,
    )
    assert [row.original_date for row in series.occurrences.order_by("starts_at")[:3]] == [
        date(2026, 1, 6),
        date(2026, 1, 20),
        date(2026, 2, 3),
    ]


def test_the_same_file_again_changes_nothing(bear):
    entry = meeting(
        exceptions=(
            ExceptionEntry(date=date(2026, 2, 3), status="cancelled"),
            ExceptionEntry(date=date(2026, 2, 17), status="moved", start=datetime(2026, 2, 18, 9)),
            ExceptionEntry(date=date(2026, 3, 3), status="moved", title="Guest evening"),
        )
    )
    take_in(bear, entry)
    before = list(Series.objects.values()) + list(Series.objects.get().occurrences.values())
    written = AuditEntry.objects.count()
    assert take_in(bear, entry, now=datetime(2026, 2, 2, 10, tzinfo=UTC)) == (0, 0, 1, 0)
    after = list(Series.objects.values()) + list(Series.objects.get().occurrences.values())
    assert (after, AuditEntry.objects.count()) == (before, written)


def test_what_goes_in_comes_out(bear):
    other = InitiativeFactory(slug="tac")
    entry = meeting(
        kind="office-hours",
        duration_minutes=45,
        region="EMEA",
        join_url="https://call.example.org/1",
        notes_url="https://notes.example.org/",
        access_note="Ask for the passcode on Slack.",
        newcomers=True,
        serves=(other.slug,),
        slots=(SLOT, SlotEntry(start=datetime(2026, 1, 15, 9, 30), tz="Asia/Kolkata")),
        exceptions=(
            ExceptionEntry(date=date(2026, 2, 3), status="cancelled"),
            ExceptionEntry(
                date=date(2026, 2, 17),
                status="moved",
                start=datetime(2026, 2, 18, 9),
                title="With guests",
            ),
            ExceptionEntry(date=date(2026, 3, 3), status="moved", title="Guest evening"),
        ),
        source="ossf/wg-bear README.md",
        seen_on=date(2026, 1, 2),
    )
    take_in(bear, entry)
    assert meeting_entries([bear.pk, other.pk]) == {bear.pk: (entry,)}


SUMMIT = {
    "slug": "summit",
    "title": "Summit",
    "kind": "conference",
    "duration_minutes": 2 * 1440,
    "all_day": True,
    "place": "Town hall, Ghent",
    "place_url": "https://map.example.org/ghent",
    "introductions": True,
    "capacity": 40,
    "slots": (SlotEntry(start=datetime(2026, 3, 28), tz="Europe/Berlin"),),
    "exceptions": (
        ExceptionEntry(date=date(2026, 3, 28), status="moved", start=datetime(2026, 3, 29)),
    ),
    "added": (
        AddedEntry(start=datetime(2026, 9, 1), tz="Europe/Berlin", title="Once more"),
        AddedEntry(
            start=datetime(2026, 10, 1),
            tz="Europe/Berlin",
            moved_to=datetime(2026, 10, 2),
            cancelled=True,
        ),
    ),
}


def test_days_places_and_dates_beside_the_rule_come_out_as_they_went_in(bear):
    entry = meeting(**SUMMIT)
    assert take_in(bear, entry) == (1, 0, 0, 0)
    assert meeting_entries([bear.pk]) == {bear.pk: (entry,)}
    assert take_in(bear, entry) == (0, 0, 1, 0)
    over_the_change = Series.objects.get().occurrences.get(original_date=date(2026, 3, 28))
    assert over_the_change.ends_at - over_the_change.starts_at == timedelta(hours=47)


def test_a_file_that_knows_nothing_of_places_and_days_changes_none(bear):
    take_in(bear, meeting(**SUMMIT))
    before = meeting_entries([bear.pk])
    new = ("all_day", "place", "place_url", "introductions", "capacity", "added")
    older = {name: value for name, value in SUMMIT.items() if name not in new}
    assert take_in(bear, meeting(**older)) == (0, 0, 1, 0)
    assert meeting_entries([bear.pk]) == before


def test_a_file_can_say_that_there_is_no_place_any_more(bear):
    take_in(bear, meeting(**SUMMIT))
    nowhere = SUMMIT | {"place": "", "place_url": None, "introductions": False}
    assert take_in(bear, meeting(**nowhere)) == (0, 1, 0, 0)
    series = Series.objects.get()
    assert (series.place, series.place_url, series.has_introductions) == ("", "", False)


def test_an_added_date_that_is_cancelled_later_is_told_as_an_update(bear):
    once = AddedEntry(start=datetime(2026, 2, 11, 11), tz="America/New_York")
    assert take_in(bear, meeting(added=(once,))) == (1, 0, 0, 0)
    assert take_in(bear, meeting(added=(replace(once, cancelled=True),))) == (0, 1, 0, 0)
    assert Series.objects.get().occurrences.get(is_extra=True).is_cancelled
    assert take_in(bear, meeting()) == (0, 0, 1, 0)
    assert Series.objects.get().occurrences.get(is_extra=True).is_cancelled


def test_a_meeting_gives_way_to_one_that_stands_later_in_the_file(bear, now):
    entries = [
        meeting(yields_to=("joint",)),
        meeting(slug="joint", slots=(replace(SLOT, start=datetime(2026, 2, 3, 15)),)),
    ]
    assert take_in(bear, *entries) == (2, 0, 0, 0)
    let_give_way(initiative=bear, meetings=entries, by=None)
    assert take_in(bear, *entries) == (0, 0, 2, 0)
    [mine, joint] = meeting_entries([bear.pk])[bear.pk]
    assert (mine.yields_to, joint.yields_to) == (("joint",), None)
    days = Series.objects.get(slug="bear-wg").occurrences.order_by("original_date")
    assert date(2026, 2, 3) not in [row.original_date for row in days]


@pytest.mark.parametrize(
    ("there", "message"),
    [("nobody", "'nobody' is no meeting we know."), ("bear-wg", "Each would wait for the other.")],
)
def test_a_meeting_can_give_way_to_others_only(bear, there, message):
    entries = [meeting(yields_to=(there,))]
    take_in(bear, *entries)
    with pytest.raises(FileRefused) as refused:
        let_give_way(initiative=bear, meetings=entries, by=None)
    assert (refused.value.errors[0].field, refused.value.errors[0].message) == (
        "yields_to",
        message,
    )


def test_a_new_hour_is_a_new_sequence_for_calendars_and_keeps_the_uid(bear):
    take_in(bear, meeting())
    before = Series.objects.get().slots.get()
    later = SlotEntry(start=datetime(2026, 1, 6, 12), tz=SLOT.tz, rrule=SLOT.rrule)
    assert take_in(bear, meeting(slots=(later,))) == (0, 1, 0, 0)
    slot = Series.objects.get().slots.get()
    assert (slot.uid, slot.sequence, slot.start_time) == (before.uid, 1, time(12))


EVENING = SlotEntry(
    start=datetime(2026, 1, 15, 20), tz="Asia/Kolkata", rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
)
NOON = SlotEntry(start=datetime(2026, 1, 6, 12), tz=SLOT.tz, rrule=SLOT.rrule)


def numbered() -> list[tuple[SlotEntry, int]]:
    """What the slots say now and how often they changed, in their order."""
    rows = Series.objects.get().slots.order_by("position")
    assert [slot.position for slot in rows] == list(range(1, len(rows) + 1))
    return [(slot_entry(slot), slot.sequence) for slot in rows]


def uids() -> dict[str, str]:
    return {slot.tzid: slot.uid for slot in Series.objects.get().slots.all()}


def test_times_that_swap_places_in_the_file_are_the_same_ones_for_calendars(bear):
    take_in(bear, meeting(slots=(SLOT, EVENING)))
    before = uids()
    assert take_in(bear, meeting(slots=(EVENING, SLOT))) == (0, 1, 0, 0)
    assert (numbered(), uids()) == ([(EVENING, 0), (SLOT, 0)], before)
    assert take_in(bear, meeting(slots=(EVENING, SLOT))) == (0, 0, 1, 0)


def test_a_time_that_leaves_the_file_takes_its_own_name_along(bear):
    take_in(bear, meeting(slots=(SLOT, EVENING)))
    before = uids()
    take_in(bear, meeting(slots=(EVENING,)))
    assert uids() == {"Asia/Kolkata": before["Asia/Kolkata"]}
    take_in(bear, meeting(slots=(SLOT, EVENING)))
    assert [entry for entry, _ in numbered()] == [SLOT, EVENING]
    assert uids()["Asia/Kolkata"] == before["Asia/Kolkata"]
    assert uids()["America/New_York"] != before["America/New_York"]


def test_of_two_times_the_one_that_changed_is_the_changed_one(bear):
    take_in(bear, meeting(slots=(SLOT, EVENING)))
    before = uids()
    take_in(bear, meeting(slots=(EVENING, NOON)))
    assert (numbered(), uids()) == ([(EVENING, 0), (NOON, 1)], before)


def test_times_in_words_that_swap_places_keep_their_first_dates(bear):
    both = "Tuesdays 11:00 ET and Thursdays 16:00 CET"
    take_in(bear, published(both, seen_on=date(2026, 1, 2)))
    before = {entry for entry, _ in numbered()}
    swapped = "Thursdays 16:00 CET and Tuesdays 11:00 ET"
    take_in(bear, published(swapped, seen_on=date(2026, 6, 1)))
    assert ({entry for entry, _ in numbered()}, len(before)) == (before, 2)


def test_a_longer_meeting_is_a_new_sequence_and_another_title_is_none(bear):
    take_in(bear, meeting())
    take_in(bear, meeting(title="Bears"))
    assert numbered() == [(SLOT, 0)]
    take_in(bear, meeting(title="Bears", duration_minutes=90))
    assert numbered() == [(SLOT, 1)]


def test_where_it_was_read_is_no_news_for_subscribers(bear):
    take_in(bear, meeting())
    later = datetime(2026, 2, 9, tzinfo=UTC)
    assert take_in(bear, meeting(source="another page"), now=later) == (0, 1, 0, 0)
    assert Series.objects.get().changed_at == NOW
    assert take_in(bear, meeting(source="another page", title="BEAR"), now=later) == (0, 1, 0, 0)
    assert Series.objects.get().changed_at == later


def test_a_date_decided_in_the_file_is_a_new_sequence_for_calendars(bear):
    take_in(bear, meeting())
    cancelled = (ExceptionEntry(date=date(2026, 2, 3), status="cancelled"),)
    assert take_in(bear, meeting(exceptions=cancelled)) == (0, 1, 0, 0)
    assert take_in(bear, meeting(exceptions=cancelled)) == (0, 0, 1, 0)
    assert Series.objects.get().slots.get().sequence == 1


def test_a_date_that_was_held_and_the_file_cancels_was_not_held(bear, at):
    take_in(bear, meeting())
    row = Series.objects.get().occurrences.get(original_date=date(2026, 2, 3))
    at(row.ends_at)
    Occurrence.objects.filter(pk=row.pk).update(took_place=True)
    cancelled = (ExceptionEntry(date=date(2026, 2, 3), status="cancelled"),)
    assert take_in(bear, meeting(exceptions=cancelled), now=row.ends_at) == (0, 1, 0, 0)
    row.refresh_from_db()
    assert (row.status, row.took_place) == ("cancelled", None)


def test_a_date_the_file_cancels_offers_its_seats_to_nobody(bear, member, now):
    take_in(bear, meeting())
    Series.objects.update(capacity=1)
    row = Series.objects.get().occurrences.get(original_date=date(2026, 2, 3))
    answer_date(occurrence=row, by=member, answer="yes")
    waiting = UserFactory()
    answer_date(occurrence=row, by=waiting, answer="yes")
    answer_date(occurrence=row, by=member, answer="no")
    assert Rsvp.objects.get(person=waiting).place == "offered"
    cancelled = (ExceptionEntry(date=date(2026, 2, 3), status="cancelled"),)
    take_in(bear, meeting(exceptions=cancelled))
    assert Rsvp.objects.get(person=waiting).place == "waiting"


def test_who_has_a_seat_hears_what_the_file_decides_about_it(bear, member, now):
    take_in(bear, meeting())
    row = Series.objects.get().occurrences.get(original_date=date(2026, 2, 3))
    answer_date(occurrence=row, by=member, answer="yes")
    moved = ExceptionEntry(date=date(2026, 2, 3), status="moved", start=datetime(2026, 2, 4, 9))
    cancelled = ExceptionEntry(date=date(2026, 2, 3), status="cancelled")
    renamed = ExceptionEntry(date=date(2026, 2, 3), status="moved", title="Guests")
    again = ExceptionEntry(date=date(2026, 2, 3), status="moved", title="Other guests")
    for decided in (moved, cancelled, cancelled, renamed, again):
        take_in(bear, meeting(exceptions=(decided,)))
    assert list(Notice.objects.order_by("id").values_list("person", "kind", "template")) == [
        (member.pk, "meeting-place", "events/take_seat"),
        (member.pk, "meeting-place", "events/moved"),
        (member.pk, "meeting-place", "events/cancelled"),
        (member.pk, "meeting-place", "events/restored"),
    ]
    row.refresh_from_db()
    assert (row.seats_taken, row.changes) == (1, 3)


def test_a_date_of_its_own_length_keeps_it_when_the_file_moves_it(bear):
    take_in(bear, meeting())
    Occurrence.objects.filter(original_date=date(2026, 2, 3)).update(override_minutes=120)
    moved = ExceptionEntry(
        date=date(2026, 2, 3), status="moved", start=datetime(2026, 2, 4, 9), slot=1
    )
    take_in(bear, meeting(exceptions=(moved,)))
    row = Occurrence.objects.get(original_date=date(2026, 2, 3))
    assert row.ends_at - row.starts_at == timedelta(hours=2)


def test_a_decision_the_file_does_not_name_stays(bear):
    take_in(bear, meeting())
    Series.objects.get().occurrences.filter(original_date=date(2026, 2, 3)).update(
        status="cancelled"
    )
    assert take_in(bear, meeting()) == (0, 0, 1, 0)
    row = Series.objects.get().occurrences.get(original_date=date(2026, 2, 3))
    assert row.status == "cancelled"


def test_a_readable_schedule_needs_no_slot(bear):
    entry = published("Every Tuesday 11:00 ET", seen_on=date(2026, 1, 2))
    assert take_in(bear, entry) == (1, 0, 0, 0)
    slot = Series.objects.get().slots.get()
    assert (slot.start_date, slot.start_time, slot.tzid, slot.rrule) == (
        date(2026, 1, 6),
        time(11),
        "America/New_York",
        "FREQ=WEEKLY;BYDAY=TU",
    )


def test_reading_the_same_text_on_another_day_is_no_change(bear):
    take_in(bear, published("Every Tuesday 11:00 ET", seen_on=date(2026, 1, 2)))
    again = published("Every Tuesday 11:00 ET", seen_on=date(2026, 1, 2))
    assert take_in(bear, again) == (0, 0, 1, 0)
    take_in(bear, published("Every Tuesday 11:00 ET", seen_on=date(2026, 6, 1)))
    assert Series.objects.get().slots.get().start_date == date(2026, 1, 6)


def test_every_other_week_without_a_date_is_a_question_and_no_meeting(bear):
    entry = published("Every 2 weeks, Tuesday 11am ET")
    assert take_in(bear, entry) == (0, 0, 0, 1)
    question = bear.questions.get()
    assert (question.about, question.text, question.is_open) == (
        "meeting:bear-wg",
        "Every 2 weeks, Tuesday 11am ET",
        True,
    )
    assert not Series.objects.exists()


def test_asking_twice_is_one_question(bear):
    for _ in range(2):
        take_in(bear, published("every second Wednesday at some point"))
    assert bear.questions.count() == 1


def test_the_answer_settles_the_question(bear):
    take_in(bear, published("Every 2 weeks, Tuesday 11am ET"))
    answered = published("Every 2 weeks, Tuesday 11am ET", anchor=date(2026, 1, 6))
    assert take_in(bear, answered) == (1, 0, 0, 0)
    assert bear.questions.get().is_open is False


def test_an_anchor_on_another_weekday_is_asked_about(bear):
    entry = published("Every 2 weeks, Tuesday 11am ET", anchor=date(2026, 1, 7))
    assert take_in(bear, entry) == (0, 0, 0, 1)
    assert "2026-01-07" in bear.questions.get().ask


def test_a_joint_meeting_belongs_to_both_groups(bear):
    tac = InitiativeFactory(slug="tac")
    take_in(bear, meeting(serves=("tac",)))
    assert list(Series.objects.hosted_by(tac)) == [Series.objects.get()]


def test_text_for_a_series_that_is_known_leaves_it_alone(bear):
    take_in(bear, meeting())
    assert take_in(bear, published("whenever")) == (0, 0, 1, 0)
    assert not bear.questions.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"slots": (SlotEntry(start=SLOT.start, tz=SLOT.tz, rrule="FREQ=SECONDLY"),)}, "rrule"),
        (
            {"slots": (SlotEntry(start=SLOT.start, tz=SLOT.tz, rrule="FREQ=WEEKLY;BYDAY=WE"),)},
            "rrule",
        ),
        ({"slots": (SlotEntry(start=SLOT.start, tz="Europe/Atlantis", rrule=""),)}, "tz"),
        ({"slots": (SLOT, SLOT)}, "slots"),
        ({"join_url": "http://call.example.org/1"}, "join_url"),
        ({"serves": ("nobody",)}, "serves"),
        ({"serves": ("bear",)}, "serves"),
        ({"slug": "month"}, "slug"),
        ({"slug": "check"}, "slug"),
        (
            {"exceptions": (ExceptionEntry(date=date(2026, 2, 4), status="cancelled"),)},
            "exceptions",
        ),
        ({"place": "Ghent", "place_url": "http://map.example.org/"}, "place_url"),
        (
            {"added": (AddedEntry(start=datetime(2026, 3, 8, 2, 30), tz="America/New_York"),)},
            "added",
        ),
        (
            {
                "exceptions": (
                    ExceptionEntry(
                        date=date(2026, 3, 3), status="moved", start=datetime(2026, 3, 8, 2, 30)
                    ),
                )
            },
            "exceptions",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(bear, said, field):
    assert refusal(bear, meeting(**said))[0] == field
    assert not Series.objects.exists()


def test_a_date_the_rule_gives_is_no_added_one(bear):
    take_in(bear, meeting())
    added = AddedEntry(start=datetime(2026, 2, 17, 15), tz=SLOT.tz)
    assert refusal(bear, meeting(added=(added,)))[0] == "added"


def test_whole_days_stay_whole_days_in_a_file_that_does_not_say_so(bear):
    take_in(bear, meeting(**SUMMIT))
    assert refusal(bear, meeting(slug="summit"))[0] == "duration_minutes"
    assert refusal(bear, meeting(slug="summit", duration_minutes=1440))[0] == "slots"


def test_another_groups_meeting_is_not_taken_over(bear):
    SeriesFactory(slug="bear-wg")
    assert refusal(bear, meeting())[0] == "slug"
