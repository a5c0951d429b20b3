"""A meeting from its first draft to the calendar, and back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.models import Page, PageViewRestriction

from events.actions import series as actions
from events.actions.event_page import start_event_page
from events.actions.occurrence import cancel_occurrence, move_occurrence
from events.actions.rsvp import answer_date
from events.actions.series import (
    Facts,
    WasPublic,
    change_series,
    discard_series,
    publish_series,
    start_series,
)
from events.models import EventIndexPage, EventPage, Occurrence, Series, Status
from initiatives.core.catalog_entry import SlotEntry
from initiatives.models import Follow, Initiative
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

# 2 February 2026 is a Monday.
TUESDAYS = SlotEntry(
    start=datetime(2026, 2, 3, 16), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=TU"
)
THURSDAYS = SlotEntry(
    start=datetime(2026, 2, 5, 18), tz="Europe/Berlin", rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
)


@pytest.fixture
def bear(db):
    return InitiativeFactory(slug="bear", name="BEAR Working Group")


@pytest.fixture
def begin(now, bear, lead):
    def begin(title="Weekly call", *, when=TUESDAYS, **facts) -> Series:
        return start_series(initiative=bear, title=title, facts=Facts(**facts), when=when, by=lead)

    return begin


def page_of(series) -> EventPage:
    return EventPage.objects.get(translation_key=series.public_id)


def publish(series, **words) -> EventPage:
    page = page_of(series)
    for name, text in words.items():
        setattr(page, name, text)
    page.save_revision().publish()
    return page_of(series)


def dates(series) -> list[date]:
    return list(series.occurrences.order_by("starts_at").values_list("original_date", flat=True))


def verbs() -> list[str]:
    return list(
        AuditEntry.objects.filter(object_type="events.series")
        .order_by("id")
        .values_list("verb", flat=True)
    )


class TestStarting:
    def test_it_begins_as_a_draft_with_its_dates_and_a_page_for_its_words(self, begin, lead):
        series = begin(kind="welcome-call", join_url="https://call.example.org/x", capacity=12)

        assert (series.slug, series.is_published, series.capacity) == ("weekly-call", False, 12)
        slot = series.slots.get()
        assert (slot.start_date, slot.start_time, slot.tzid, slot.rrule) == (
            date(2026, 2, 3),
            time(16),
            "Europe/Berlin",
            "FREQ=WEEKLY;BYDAY=TU",
        )
        assert dates(series)[:2] == [date(2026, 2, 3), date(2026, 2, 10)]
        page = page_of(series)
        assert (page.title, page.slug, page.live, page.owner) == (
            "Weekly call",
            "weekly-call",
            False,
            lead,
        )
        assert page.series == series
        assert page.url == "/events/weekly-call/"
        assert verbs() == ["series.created"]

    def test_pages_of_a_groups_meetings_stand_below_its_story(self, begin):
        first, second = begin("One"), begin("Two")

        shelf = EventIndexPage.objects.get()
        assert shelf.title == "Meetings of BEAR Working Group"
        assert shelf.get_parent().specific.initiative.slug == "bear"
        assert [page.pk for page in shelf.get_children()] == [
            page_of(first).pk,
            page_of(second).pk,
        ]

    @pytest.mark.parametrize(
        ("title", "slugs"),
        [
            ("Weekly call", ["weekly-call", "bear-weekly-call", "bear-weekly-call-2"]),
            ("Month", ["bear-month", "bear-month-2", "bear-month-3"]),
            ("例会", ["bear-meeting", "bear-meeting-2", "bear-meeting-3"]),
        ],
    )
    def test_a_slug_is_found_for_every_title(self, begin, title, slugs):
        assert [begin(title).slug for _ in range(3)] == slugs

    def test_the_longest_title_fits(self, begin):
        assert [len(begin("very " * 40).slug) for _ in range(3)] == [79, 74, 76]

    def test_another_refusal_of_the_database_is_not_hidden(self, begin):
        with pytest.raises(IntegrityError), transaction.atomic():
            begin(kind="tea")

    def test_a_page_that_was_deleted_is_begun_anew(self, begin, lead):
        series = begin()
        page_of(series).delete()

        page = start_event_page(series=series, by=lead)

        assert page == page_of(series) == start_event_page(series=series, by=lead)


class TestPublishing:
    def test_publishing_the_page_publishes_the_meeting(self, client, begin):
        series = begin()
        assert client.get("/events/weekly-call/").status_code == 404

        publish(series, summary="For everybody who likes bears.")

        answer = client.get("/events/weekly-call/").text
        assert "For everybody who likes bears." in answer
        assert "Every Tuesday at 16:00, Berlin time" in answer
        assert "weekly-call" in client.get("/calendar/all.ics").text
        assert verbs() == ["series.created", "series.published"]

    def test_a_title_approved_with_the_page_is_the_meetings(self, begin):
        series = begin()
        publish(series)

        publish(series, title="Bears, weekly")

        series.refresh_from_db()
        assert (series.title, series.slug) == ("Bears, weekly", "weekly-call")
        assert verbs()[-1] == "series.changed"

    def test_new_words_alone_are_no_news_for_calendars(self, begin):
        series = begin()
        publish(series)
        changed_at = Series.objects.get(pk=series.pk).changed_at

        publish(series, summary="Better said.")

        assert Series.objects.get(pk=series.pk).changed_at == changed_at

    def test_publishing_never_touches_the_schedule(self, begin, lead):
        series = begin()
        publish(series)
        change_series(series=series, facts=Facts(), when=THURSDAYS, by=lead)

        publish(series, summary="Better said.")

        assert series.slots.get().rrule == THURSDAYS.rrule

    def test_unpublishing_hides_it_again_with_all_its_dates(self, client, begin):
        series = begin()
        page = publish(series)
        count = series.occurrences.count()

        page.unpublish()

        assert client.get("/events/weekly-call/").status_code == 404
        assert series.occurrences.count() == count
        assert verbs()[-1] == "series.hidden"

    def test_deleting_its_page_hides_it_and_loses_nothing(self, client, begin):
        series = begin()
        page = publish(series)

        page.delete()

        assert client.get("/events/weekly-call/").status_code == 404
        assert series.occurrences.exists()

    def test_deleting_the_story_above_hides_it_too(self, client, begin):
        series = begin()
        publish(series)

        EventIndexPage.objects.get().get_parent().delete()

        assert client.get("/events/weekly-call/").status_code == 404
        assert Series.objects.filter(pk=series.pk).exists()

    def test_deleting_a_draft_leaves_an_imported_meeting_where_it_is(
        self, client, make_series, lead
    ):
        series = make_series(slug="imported")
        start_event_page(series=series, by=lead).delete()

        assert client.get("/events/imported/").status_code == 200

    def test_a_page_without_a_meeting_publishes_nothing(self, begin):
        series = begin()
        page = page_of(series)
        series.delete()

        assert publish_series(page=page, by=None) is None
        page.save_revision().publish()
        page.unpublish()
        assert page.url is None

    def test_prose_below_a_private_page_is_nobodys_to_read(self, client, begin):
        series = begin()
        page = publish(series, summary="Among ourselves.")
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=page.get_parent().pk), restriction_type="login"
        )

        assert "Among ourselves." not in client.get("/events/weekly-call/").text


class TestChanging:
    @pytest.fixture
    def published(self, begin):
        series = begin()
        publish(series)
        return Series.objects.get(pk=series.pk)

    def test_the_same_again_changes_nothing(self, published, lead):
        before = published.changed_at, verbs()

        change_series(series=published, facts=Facts(), when=TUESDAYS, by=lead)

        published.refresh_from_db()
        assert (published.changed_at, verbs()) == before

    def test_a_new_rule_makes_new_dates_and_tells_calendars(self, at, published, lead):
        at("2026-02-11T09:00Z")
        uid = published.slots.get().uid

        change_series(series=published, facts=Facts(), when=THURSDAYS, by=lead)

        assert dates(published)[:4] == [
            date(2026, 2, 3),
            date(2026, 2, 10),
            date(2026, 2, 19),
            date(2026, 3, 5),
        ]
        slot = published.slots.get()
        assert (slot.sequence, slot.uid) == (1, uid)
        assert verbs()[-1] == "series.rescheduled"

    def test_what_was_decided_about_a_date_stays(self, published, lead, member):
        cancelled, moved, kept, free = published.occurrences.order_by("starts_at")[1:5]
        cancel_occurrence(occurrence=cancelled, by=lead)
        move_occurrence(occurrence=moved, to=datetime(2026, 2, 18, 12), by=lead)
        answer_date(occurrence=kept, by=member, answer="yes")

        change_series(series=published, facts=Facts(), when=THURSDAYS, by=lead)

        still = Occurrence.objects.filter(series=published)
        assert still.get(pk=cancelled.pk).status == Status.CANCELLED
        assert still.get(pk=moved.pk).moved_time == time(12)
        assert still.filter(pk=kept.pk).exists()
        assert not still.filter(pk=free.pk).exists()

    def test_longer_meetings_end_later(self, published, lead):
        change_series(series=published, facts=Facts(duration_minutes=90), when=None, by=lead)

        first = published.occurrences.order_by("starts_at").first()
        assert (first.ends_at - first.starts_at).seconds == 90 * 60
        assert published.slots.get().sequence == 1

    def test_who_follows_the_group_or_comes_is_told_once(self, published, lead, member, bear):
        follower = UserFactory()
        for person in (follower, lead, member):
            Follow.objects.create(person=person, initiative=bear)
        answer_date(
            occurrence=published.occurrences.order_by("starts_at").last(), by=member, answer="yes"
        )

        change_series(series=published, facts=Facts(), when=THURSDAYS, by=lead)

        told = Notice.objects.filter(template="events/rescheduled")
        assert {notice.person for notice in told} == {follower, member}
        assert {notice.url for notice in told} == {"/events/weekly-call/"}

    def test_nobody_is_told_while_the_group_is_not_listed(self, published, lead, member, bear):
        answer_date(
            occurrence=published.occurrences.order_by("starts_at").last(), by=member, answer="yes"
        )
        bear.is_listed = False
        bear.save()

        change_series(series=published, facts=Facts(), when=THURSDAYS, by=lead)

        assert not Notice.objects.filter(template="events/rescheduled").exists()

    def test_nobody_is_told_of_a_draft(self, begin, lead, bear):
        Follow.objects.create(person=UserFactory(), initiative=bear)

        change_series(series=begin(), facts=Facts(), when=THURSDAYS, by=lead)

        assert not Notice.objects.exists()


class TestDiscarding:
    def test_a_draft_goes_with_its_page_and_dates(self, begin, lead):
        series = begin()

        discard_series(series=series, by=lead)

        assert not Series.objects.exists()
        assert not EventPage.objects.exists()
        assert not Occurrence.objects.exists()
        assert verbs() == ["series.created", "series.discarded"]

    def test_what_was_public_is_kept(self, begin, lead):
        series = begin()
        publish(series).unpublish()

        with pytest.raises(WasPublic):
            discard_series(series=series, by=lead)

        assert EventPage.objects.exists()

    def test_so_is_a_meeting_without_a_page_that_people_come_to(self, make_series, lead, member):
        series = make_series()
        answer_date(
            occurrence=series.occurrences.order_by("starts_at").last(), by=member, answer="yes"
        )
        Series.objects.update(is_published=False)

        with pytest.raises(WasPublic):
            discard_series(series=series, by=lead)


def begin_together(barrier, initiative, by) -> str:
    try:
        barrier.wait()
        return start_series(
            initiative=initiative, title="Weekly call", facts=Facts(), when=TUESDAYS, by=by
        ).slug
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two people of one group send the same form at the same moment."""

    def test_each_gets_a_slug_and_a_page(self, now):
        bear, by = InitiativeFactory(slug="bear"), UserFactory()
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            found = [pool.submit(begin_together, barrier, bear, by) for _ in range(2)]
            slugs = {one.result() for one in found}
        assert slugs == {"weekly-call", "bear-weekly-call"}
        assert EventPage.objects.count() == 2
        assert EventIndexPage.objects.get().numchild == 2

    def test_without_the_second_try_one_of_them_fails(self, now, monkeypatch):
        monkeypatch.setattr(actions, "slugs", lambda initiative, title: iter(["weekly-call"]))
        bear, by = InitiativeFactory(slug="bear"), UserFactory()
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            found = [pool.submit(begin_together, barrier, bear, by) for _ in range(2)]
            failed = [one.exception() for one in found]
        assert len([error for error in failed if error]) == 1
        assert Initiative.objects.count() == 1
        assert Series.objects.count() == 1


def test_followers_can_read_that_a_meeting_came_changed_and_went(begin, bear, lead):
    series = begin()
    page = publish(series)
    change_series(series=series, facts=Facts(), when=THURSDAYS, by=lead)
    page.unpublish()

    assert list(bear.changes.order_by("id").values_list("kind", "before", "after")) == [
        ("meeting", "", "Weekly call"),
        ("meeting", "Weekly call", "Weekly call"),
        ("meeting", "Weekly call", ""),
    ]


def test_a_draft_is_nobody_elses_news(begin, bear, lead):
    series = begin()
    change_series(series=series, facts=Facts(), when=THURSDAYS, by=lead)

    assert list(bear.changes.all()) == []
