"""A name taken down leaves the record of a date: what was planned, said, decided, and who came."""

from datetime import date

import pytest

from events.actions.agenda_item import add_item, drop_item
from events.actions.minutes import ActionWords, save_minutes
from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date
from events.actions.visitor import add_visitor
from events.models import ActionItem, AgendaItem, Decision, Minutes, Rsvp, Visitor
from initiatives.actions.role import take_down_name
from initiatives.core.taken_down import WITHDRAWN

pytestmark = pytest.mark.django_db
NAME = "Zelda Quimby"
KEPT = {
    AgendaItem: ("title", "drop_reason"),
    Minutes: ("text",),
    Decision: ("text",),
    ActionItem: ("text", "name"),
    Visitor: ("name", "organisation"),
    Rsvp: ("organisation",),
}


@pytest.fixture
def call(make_series, lead, member, at):
    call = make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))
    item = add_item(occurrence=call, by=member, title=f"Talk of {NAME}")
    drop_item(item=item, by=lead, reason=f"{NAME} is away.")
    answer_date(occurrence=call, by=member, answer="yes")
    Rsvp.objects.update(organisation=f"Office of {NAME}")
    at(call.ends_at)
    save_minutes(
        occurrence=call,
        by=lead,
        seen=0,
        text=f"{NAME} spoke.",
        decisions=[f"{NAME} chairs."],
        actions=[ActionWords(f"Ask {NAME}", name=NAME)],
    )
    add_visitor(occurrence=call, by=lead, name=NAME, organisation=f"Friends of {NAME}")
    return call


def said() -> dict:
    return {
        f"{model.__name__}.{column}": model.objects.values_list(column, flat=True).get()
        for model, columns in KEPT.items()
        for column in columns
    }


def test_a_name_taken_down_leaves_the_whole_record(call):
    before = said()
    assert [column for column, text in before.items() if NAME not in text] == []

    take_down_name(name=NAME, by=None, reason="asked")

    assert said() == {column: text.replace(NAME, WITHDRAWN) for column, text in before.items()}


def test_it_leaves_the_reason_why_a_date_changed(make_series, lead):
    call = make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))
    cancel_occurrence(occurrence=call, by=lead, reason=f"{NAME} is away.")
    take_down_name(name=NAME, by=None, reason="asked")
    call.refresh_from_db()
    assert call.change_note == f"{WITHDRAWN} is away."
