"""An agenda that anybody may add to until the date begins, and its organizers keep in order."""

from datetime import date, datetime

import pytest

from events.actions.agenda_item import (
    MOST_OF_A_DATE,
    MOST_OF_ONE,
    AgendaClosed,
    NoNextDate,
    StillToCome,
    TooManyItems,
    add_item,
    carry_items,
    drop_item,
    shift_item,
    treat_item,
    withdraw_item,
)
from events.actions.horizon import materialise
from events.actions.occurrence import Replaced, cancel_occurrence, move_occurrence
from events.models import AgendaItem, Occurrence, Treatment
from portal.kit import clock
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from tests.conftest import lead_of
from tests.factories.people import UserFactory

DAY, NEXT = date(2026, 2, 10), date(2026, 2, 17)
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    return make_series(slug="call").occurrences.get(original_date=DAY)


@pytest.fixture
def organizer(call, lead):
    lead_of(lead, call.series.initiative)
    return lead


def titles(occurrence, **kept) -> list[str]:
    rows = AgendaItem.objects.filter(occurrence=occurrence, **kept)
    return list(rows.values_list("title", flat=True))


def test_anybody_adds_to_the_end(call, member, organizer):
    add_item(occurrence=call, by=member, title="Shall we meet monthly?", minutes=10)
    add_item(occurrence=call, by=organizer, title="Report", link="https://example.org/r")

    assert titles(call) == ["Shall we meet monthly?", "Report"]


@pytest.mark.parametrize("state", ["begun", "cancelled"])
def test_it_closes_to_everybody_but_its_organizers(call, member, organizer, at, state):
    if state == "begun":
        at(call.starts_at)
    else:
        cancel_occurrence(occurrence=call, by=organizer)

    with pytest.raises(AgendaClosed):
        add_item(occurrence=call, by=member, title="Late")

    add_item(occurrence=call, by=organizer, title="Any other business")
    assert titles(call) == ["Any other business"]


def test_one_person_adds_a_few(call, member, organizer):
    for number in range(MOST_OF_ONE):
        add_item(occurrence=call, by=member, title=f"{number}")

    with pytest.raises(TooManyItems):
        add_item(occurrence=call, by=member, title="One more")

    add_item(occurrence=call, by=UserFactory(), title="Somebody else's")
    assert len(titles(call)) == MOST_OF_ONE + 1


def test_an_agenda_has_an_end(call, organizer):
    rows = [AgendaItem(occurrence=call, title=f"{number}") for number in range(MOST_OF_A_DATE)]
    AgendaItem.objects.bulk_create(rows)

    with pytest.raises(TooManyItems):
        add_item(occurrence=call, by=organizer, title="One more")


def test_its_author_withdraws_it_until_it_begins(call, member, at):
    first = add_item(occurrence=call, by=member, title="First")
    second = add_item(occurrence=call, by=member, title="Second")

    withdraw_item(item=first, by=member)
    with pytest.raises(Replaced):
        withdraw_item(item=first, by=member)
    at(call.starts_at)
    with pytest.raises(AgendaClosed):
        withdraw_item(item=second, by=member)

    assert titles(call) == ["Second"]


def test_organizers_order_what_is_on_it(call, organizer):
    first, second, third = (
        add_item(occurrence=call, by=organizer, title=title) for title in ("1", "2", "3")
    )

    shift_item(item=third, by=organizer, steps=-1)
    assert titles(call) == ["1", "3", "2"]
    shift_item(item=first, by=organizer, steps=-1)
    assert titles(call) == ["1", "3", "2"]
    shift_item(item=first, by=organizer, steps=1)
    assert titles(call) == ["3", "1", "2"]
    shift_item(item=second, by=organizer, steps=1)
    assert titles(call) == ["3", "1", "2"]


def test_what_is_dropped_tells_its_author_why_and_nobody_else(call, member, organizer):
    theirs = add_item(occurrence=call, by=member, title="Buy a boat")
    own = add_item(occurrence=call, by=organizer, title="Buy two boats")

    drop_item(item=theirs, by=organizer, reason="The lake is frozen.")
    drop_item(item=own, by=organizer, reason="It still is.")

    drop_item(item=theirs, by=organizer, reason="The lake is frozen.")

    assert titles(call, treatment=Treatment.DROPPED) == ["Buy a boat", "Buy two boats"]
    assert AuditEntry.objects.filter(verb="agenda.dropped").count() == 2
    [notice] = Notice.objects.all()
    assert (notice.person, notice.kind, notice.template) == (
        *(member, "meeting-changed", "events/drop_item"),
    )
    assert (notice.context["item"], notice.context["reason"]) == (
        *("Buy a boat", "The lake is frozen."),
    )


def test_an_item_is_discussed_and_taken_up_again(call, organizer):
    item = add_item(occurrence=call, by=organizer, title="Report")

    treat_item(item=item, by=organizer, is_discussed=True)
    treat_item(item=item, by=organizer, is_discussed=True)
    assert titles(call, treatment=Treatment.DISCUSSED) == ["Report"]
    assert AuditEntry.objects.filter(verb="agenda.treated").count() == 1
    treat_item(item=item, by=organizer, is_discussed=False)
    assert titles(call, treatment=Treatment.OPEN) == ["Report"]


def test_what_nobody_talked_about_goes_to_the_next_date(call, member, organizer):
    following = Occurrence.objects.get(series=call.series, original_date=NEXT)
    add_item(occurrence=following, by=organizer, title="Already there")
    kept = add_item(occurrence=call, by=organizer, title="Discussed by mail")
    treat_item(item=kept, by=organizer, is_discussed=True)
    add_item(occurrence=call, by=member, title="Open")
    with pytest.raises(StillToCome):
        carry_items(occurrence=call, by=organizer)
    cancel_occurrence(occurrence=call, by=organizer)

    assert carry_items(occurrence=call, by=organizer) == (following, 1)

    assert titles(call) == ["Discussed by mail"]
    assert titles(following) == ["Already there", "Open"]
    carried = AgendaItem.objects.get(title="Open")
    assert (carried.added_by, carried.carried_from) == (member, DAY)


def test_what_the_next_agenda_cannot_hold_stays_as_a_whole(call, member, organizer):
    following = Occurrence.objects.get(series=call.series, original_date=NEXT)
    there = [AgendaItem(occurrence=following, title="There", position=n) for n in range(1, 60)]
    AgendaItem.objects.bulk_create(there)
    for title in ("One", "Two"):
        add_item(occurrence=call, by=member, title=title)
    cancel_occurrence(occurrence=call, by=organizer)

    with pytest.raises(TooManyItems):
        carry_items(occurrence=call, by=organizer)

    assert titles(call) == ["One", "Two"]


def test_what_is_carried_twice_says_where_it_came_from(call, organizer, at):
    add_item(occurrence=call, by=organizer, title="Open")
    at(call.starts_at)
    following, _ = carry_items(occurrence=call, by=organizer)
    at(following.starts_at)
    carry_items(occurrence=following, by=organizer)

    assert AgendaItem.objects.get().carried_from == DAY
    assert AgendaItem.objects.get().occurrence.original_date == date(2026, 2, 24)


def test_it_is_not_carried_where_nothing_follows(call, organizer):
    Occurrence.objects.filter(series=call.series, starts_at__gt=call.starts_at).delete()
    add_item(occurrence=call, by=organizer, title="Open")
    cancel_occurrence(occurrence=call, by=organizer)
    Occurrence.objects.filter(series=call.series, starts_at__gt=call.starts_at).delete()

    with pytest.raises(NoNextDate):
        carry_items(occurrence=call, by=organizer)


def test_it_survives_a_move_of_the_date(call, member, organizer):
    add_item(occurrence=call, by=member, title="Open")

    move_occurrence(occurrence=call, to=datetime(2026, 2, 12, 12), by=organizer)

    assert titles(call) == ["Open"]


def test_a_date_with_an_agenda_survives_its_rule(call, member):
    """Somebody wrote down what to talk about there: organizers are asked what becomes of it."""
    add_item(occurrence=call, by=member, title="Open")
    call.series.slots.update(rrule="FREQ=WEEKLY;BYDAY=WE", start_date=date(2026, 1, 7))

    materialise(series=call.series, now=clock.now())

    call.refresh_from_db()
    assert call.slot is None
    assert not Occurrence.objects.filter(series=call.series, original_date=NEXT).exists()


def test_who_leaves_takes_along_what_nobody_talked_about(call, member, organizer, at):
    past = add_item(occurrence=call, by=member, title="Said")
    at(call.starts_at)
    treat_item(item=past, by=organizer, is_discussed=True)
    following = Occurrence.objects.get(series=call.series, original_date=NEXT)
    add_item(occurrence=following, by=member, title="To be said")

    erase_person(person=member, by=member)

    assert list(AgendaItem.objects.values_list("title", "added_by")) == [("Said", None)]


def test_calendars_keep_a_date_that_only_its_agenda_keeps(call, member, client):
    add_item(occurrence=call, by=member, title="Open")
    call.series.slots.update(rrule="FREQ=WEEKLY;BYDAY=WE", start_date=date(2026, 1, 7))
    materialise(series=call.series, now=clock.now())

    feed = client.get(f"/calendar/series/{call.series.public_id}.ics").content.decode()

    assert "RDATE;TZID=America/New_York:20260210T110000" in feed
