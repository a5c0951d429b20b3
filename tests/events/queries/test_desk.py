"""What the desk says about the meetings somebody arranges."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from wagtail.models import Workflow

from events.actions.date_record import confirm_date
from events.actions.event_page import start_event_page
from events.models import CalendarSource, Minutes, Place, Rsvp
from events.queries.desk import desk_of, doors_of, needs_of
from events.queries.desk_meetings import State, desk_meetings, series_of
from portal.core.agenda import Item
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bear(lead):
    bear = InitiativeFactory(slug="bear", name="BEAR")
    lead_of(lead, bear)
    return bear


@pytest.fixture
def mine(bear, make_series, now):
    def mine(slug="call", **facts):
        """Of its past dates it is known that nobody came."""
        series = make_series(
            slug=slug, initiative=bear, **{"join_url": "https://a.example/"} | facts
        )
        series.occurrences.filter(starts_at__lt=now).update(took_place=False)
        return series

    return mine


def rows(person, now):
    return desk_meetings(series_of(person=person, now=now), now=now)


def text_of(series, by):
    return start_event_page(series=series, by=by)


class TestStates:
    def test_a_draft_says_that_nobody_sees_it(self, mine, lead, now):
        mine(is_published=False)
        [row] = rows(lead, now)
        assert (row.state, row.public_url) == (State.DRAFT, "")
        assert row.wrong == (
            "Nobody else sees it before its text is handed in and an editor publishes it.",
        )

    def test_handed_in_it_waits_for_an_editor(self, mine, lead, editor, now):
        page = text_of(mine(is_published=False), lead)
        Workflow.objects.get().start(page, lead)
        assert [row.state for row in rows(lead, now)] == [State.WAITING]

        page.current_workflow_task_state.reject(user=editor, comment="Who is it for?")
        [row] = rows(lead, now)
        assert (row.state, row.wrong) == (
            State.RETURNED,
            ("An editor sent its text back with a comment.",),
        )

    def test_published_with_everything_in_order(self, mine, lead, now):
        mine()
        [row] = rows(lead, now)
        assert (row.state, row.wrong, row.next_day) == (State.PUBLISHED, (), date(2026, 2, 3))
        assert (row.url, row.public_url, row.text_url) == (
            "/desk/meetings/call/schedule/",
            "/events/call/",
            "",
        )

    def test_a_published_one_whose_new_words_came_back(self, mine, lead, editor, now):
        page = text_of(mine(), lead)
        Workflow.objects.get().start(page, lead)
        page.current_workflow_task_state.reject(user=editor)
        [row] = rows(lead, now)
        assert row.wrong == ("An editor sent a change of its text back with a comment.",)

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"join_url": ""}, "It has no link to the call."),
            ({"slots": [{"until_date": date(2026, 2, 17)}]}, "Its last date is 17 February 2026."),
            (
                {
                    "slots": [
                        {
                            "start_time": time(20),
                            "tzid": "America/Los_Angeles",
                            "until_date": date(2026, 2, 17),
                        }
                    ]
                },
                "Its last date is 17 February 2026.",
            ),
            ({"slots": [{"until_date": date(2026, 1, 27)}]}, "It has no date ahead."),
            ({"slots": []}, "It has no date ahead."),
        ],
    )
    def test_what_is_wrong_is_said(self, mine, lead, now, facts, said):
        mine(**facts)
        assert [row.wrong for row in rows(lead, now)] == [(said,)]

    def test_what_met_once_and_is_over_lacks_nothing(self, mine, lead, now):
        mine(join_url="", slots=[{"rrule": "", "start_date": date(2026, 1, 27)}])
        assert [row.wrong for row in rows(lead, now)] == [()]

    def test_an_unlisted_group_is_named_as_the_reason(self, mine, bear, lead, now):
        mine()
        bear.is_listed = False
        bear.save()
        [row] = rows(lead, now)
        assert row.wrong == ("Its group is not listed, so nobody finds it.",)
        assert row.public_url == ""


class TestWhose:
    def test_groups_one_leads_or_organizes_today_and_no_others(self, mine, make_series, lead, now):
        mine()
        make_series(slug="of-others")
        organized = make_series(slug="organized")
        RoleFactory(initiative=organized.initiative, role="organizer", person=lead)
        ended = make_series(slug="ended")
        RoleFactory(initiative=ended.initiative, role="chair", person=lead, until=date(2026, 2, 2))
        member = make_series(slug="voter")
        RoleFactory(initiative=member.initiative, role="voting-member", person=lead)
        assert {row.slug for row in rows(lead, now)} == {"call", "organized"}

    def test_a_joint_meeting_is_arranged_by_its_host(self, bear, make_series, lead, now):
        make_series(slug="joint").also_for.add(bear)
        assert rows(lead, now) == []

    def test_what_comes_first_stands_first_and_what_has_no_date_last(self, mine, lead, now):
        mine("later", slots=[{"start_date": date(2026, 3, 3)}])
        mine("never", slots=[])
        mine("soon")
        assert [row.slug for row in rows(lead, now)] == ["soon", "later", "never"]

    @pytest.mark.parametrize("number", [1, 5])
    def test_three_queries_whatever_the_number(
        self, mine, lead, now, number, django_assert_num_queries
    ):
        for each in range(number):
            text_of(mine(f"call-{each}"), lead)
        rows(lead, now)
        with django_assert_num_queries(3):
            assert len(rows(lead, now)) == number


class TestAgenda:
    def test_a_draft_waits_for_its_words(self, mine, lead, now):
        page = text_of(mine(is_published=False), lead)
        assert desk_of(person=lead, now=now) == [
            Item(
                what="Call",
                url=f"/cms/pages/{page.pk}/edit/",
                with_whom="BEAR",
                why="Nobody else sees it before its text is handed in and an editor publishes it.",
                action="Write its text",
                kind="Meeting",
                is_waiting=True,
            )
        ]

    def test_a_series_that_runs_out_goes_stale_and_its_next_date_comes_up(self, mine, lead, now):
        mine(slots=[{"until_date": date(2026, 2, 17)}])
        stale, coming = desk_of(person=lead, now=now)
        assert (stale.is_stale, stale.url) == (True, "/desk/meetings/call/schedule/")
        assert (coming.at.isoformat(), coming.url) == (
            "2026-02-03T16:00:00+00:00",
            "/desk/meetings/call/2026-02-03/",
        )

    def test_one_that_ran_out_is_stale_too(self, mine, lead, now):
        mine(slots=[{"until_date": date(2026, 1, 27)}])
        assert [item.is_stale for item in desk_of(person=lead, now=now)] == [True]

    def test_what_waits_for_an_editor_asks_nothing_of_its_organizer(self, mine, lead, now):
        Workflow.objects.get().start(text_of(mine(is_published=False), lead), lead)
        assert desk_of(person=lead, now=now) == []

    def test_meetings_that_clash_are_one_line(self, mine, lead, now):
        mine()
        mine("second")
        mine("third", slots=[{"start_time": time(11, 30)}])
        [clash] = [item for item in desk_of(person=lead, now=now) if item.kind == "Clash"]
        assert clash == Item(
            what="3 pairs of meetings clash in the next twelve weeks",
            url="/desk/meetings/clashes/",
            at=datetime(2026, 2, 3, 16, tzinfo=UTC),
            with_whom="Call and Second",
            why="Both are meetings of one group.",
            action="See what you can do",
            kind="Clash",
            is_stale=True,
        )

    def test_seats_held_for_who_is_next_run_out(self, mine, lead, now):
        series = mine(capacity=5)
        first, second, *_ = series.occurrences.filter(starts_at__gt=now)
        for day, hours in ((first, 3), (first, 2), (first, 25), (second, 25)):
            Rsvp.objects.create(
                occurrence=day,
                person=UserFactory(),
                place=Place.OFFERED,
                expires_at=now + timedelta(hours=hours),
            )
        [held] = [item for item in desk_of(person=lead, now=now) if item.kind == "Seats"]
        assert held == Item(
            what="Call",
            url="/desk/meetings/call/2026-02-03/people/",
            due=now + timedelta(hours=2),
            with_whom="BEAR",
            why="2 seats are held for who is next in line, and nobody has taken them yet.",
            action="See who comes",
            kind="Seats",
        )

    def test_the_last_date_of_which_nobody_knows_anything(self, mine, lead, now):
        series = mine()
        series.occurrences.filter(starts_at__lt=now).update(took_place=None)
        [known] = needs_of(person=lead, now=now)
        assert known == Item(
            what="Call",
            url="/desk/meetings/call/2026-01-27/",
            at=datetime(2026, 1, 27, 16, tzinfo=UTC),
            with_whom="BEAR",
            why="Nobody has said whether it took place.",
            action="Say whether it did",
            kind="Meeting",
            is_stale=True,
        )

    def test_a_date_that_was_held_wants_its_minutes(self, mine, lead, now):
        series = mine()
        date_ = series.occurrences.get(original_date=date(2026, 1, 27))
        confirm_date(occurrence=date_, by=lead, took_place=True)
        [item] = needs_of(person=lead, now=now)
        assert (item.kind, item.why, item.action) == (
            "Minutes",
            "Its minutes are not published yet.",
            "Write its minutes",
        )
        minutes = Minutes.objects.create(occurrence=date_)
        assert len(needs_of(person=lead, now=now)) == 1
        minutes.published_at = now
        minutes.save()
        assert needs_of(person=lead, now=now) == []

    @pytest.mark.parametrize(
        "facts", [{"notes_url": "https://notes.example.org/"}, {"kind": "deadline"}]
    )
    def test_minutes_kept_elsewhere_and_deadlines_want_none(self, mine, lead, now, facts):
        mine(**facts).occurrences.filter(starts_at__lt=now).update(took_place=True)
        assert needs_of(person=lead, now=now) == []

    def test_a_draft_wants_its_words_only(self, mine, lead, now):
        mine(is_published=False).occurrences.filter(starts_at__lt=now).update(took_place=None)
        assert [item.action for item in needs_of(person=lead, now=now)] == ["Write its text"]

    def test_what_is_long_ago_or_was_cancelled_is_let_be(self, mine, lead, now):
        series = mine(slots=[{"until_date": date(2026, 1, 20)}, {"start_date": date(2026, 4, 7)}])
        past = series.occurrences.filter(starts_at__lt=now)
        past.update(took_place=None)
        past.filter(original_date=date(2026, 1, 20)).update(status="cancelled")
        assert needs_of(person=lead, now=now) == []

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({}, ["Nothing of it is taken in before somebody agrees."]),
            ({"accepted_at": "2026-02-01T00:00Z"}, []),
            ({"accepted_at": "2026-02-01T00:00Z", "failure": "No answer."}, ["No answer."]),
            (
                {
                    "accepted_at": "2026-02-01T00:00Z",
                    "reading": {"problems": [{"kind": "question"}, {"kind": "warning"}]},
                },
                ["It asks 1 question."],
            ),
        ],
    )
    def test_a_calendar_kept_elsewhere(self, bear, lead, now, facts, said):
        source = CalendarSource.objects.create(initiative=bear, name="team.ics", **facts)
        found = needs_of(person=lead, now=now)
        assert [item.why for item in found] == said
        assert {item.url for item in found} <= {f"/desk/meetings/sources/{source.pk}/"}

    def test_what_needs_somebody_is_the_same_without_what_comes_up(self, mine, lead, now):
        mine("over", slots=[{"until_date": date(2026, 1, 27)}])
        mine("draft", is_published=False, slots=[])
        needs = needs_of(person=lead, now=now)
        assert [(item.what, item.action) for item in needs] == [
            ("Draft", "Write its text"),
            ("Over", "Change its schedule"),
        ]

    @pytest.mark.parametrize("number", [1, 4])
    def test_its_queries_do_not_grow(self, mine, lead, now, number, django_assert_num_queries):
        for each in range(number):
            mine(f"call-{each}")
        desk_of(person=lead, now=now)
        with django_assert_num_queries(15):
            desk_of(person=lead, now=now)

    def test_who_arranges_nothing_costs_one(self, member, now, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert desk_of(person=member, now=now) == []

    def test_a_door_for_who_arranges_meetings_only(self, bear, lead, member, superuser, now):
        assert doors_of(person=lead) == [("Meetings", "/desk/meetings/")]
        assert doors_of(person=member) == []
        assert desk_of(person=superuser, now=now) == []
