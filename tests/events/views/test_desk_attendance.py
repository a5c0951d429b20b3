"""Who came to a date: names for organizers, numbers and organisations for all if they say so."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

from events.actions.rsvp import answer_date
from events.actions.visitor import forget_past_visitors
from events.models import Occurrence, Rsvp, Visitor
from initiatives.actions.role import claim_role
from portal.kit import clock
from portal.kit.models import AuditEntry
from portal.people.actions.erase import erase_person
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import RoleFactory
from tests.factories.people import UserFactory

PAGE = "/events/call/2026-02-10/"
DESK = "/desk/meetings/call/2026-02-10/people/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series, lead, member, at):
    call = make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))
    lead_of(lead, call.series.initiative)
    Profile.objects.create(person=member, display_name="Ada Private")
    answer_date(occurrence=call, by=member, answer="yes")
    at(call.ends_at)
    return call


def text(client, address=DESK) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def organizer_of(call):
    seat = RoleFactory(initiative=call.series.initiative, role="organizer", holder_name="")
    person = UserFactory(username="organizer")
    claim_role(holding=seat, person=person, by=None)
    return signed_in(person)


def ticked(as_lead, organisation="Acme") -> None:
    key = Rsvp.objects.get().public_id
    as_lead.post(DESK, {"shown": key, "came": key, f"org-{key}": organisation})


def table(response) -> list[list[str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_tick_keeps_the_organisation_of_that_day_and_says_it_was_held(as_lead, call):
    ticked(as_lead)

    assert list(Rsvp.objects.values_list("attended", "organisation")) == [(True, "Acme")]
    assert Occurrence.objects.get(pk=call.pk).took_place is True
    assert 'value="Acme"' in text(as_lead)


def test_who_is_on_no_list_is_written_down_and_struck_out(as_lead, call):
    as_lead.post(f"{DESK}came/", {"do": "add", "name": "Bo Walk-in", "organisation": "Globex"})
    as_lead.post(f"{DESK}came/", {"do": "count", "number": "3"})
    assert "Bo Walk-in, Globex" in text(as_lead)
    assert Occurrence.objects.get(pk=call.pk).others_came == 3

    key = Visitor.objects.get().public_id
    as_lead.post(f"{DESK}came/", {"do": f"remove {key}"})

    assert Visitor.objects.count() == 0


@pytest.mark.parametrize("sent", [{"do": "add"}, {"do": "count", "number": "-1"}, {"do": "?"}])
def test_nothing_is_not_written_down(as_lead, call, sent):
    as_lead.post(f"{DESK}came/", sent)

    assert "Give a name or an organisation, or a number." in text(as_lead)
    assert Visitor.objects.count() == 0


def test_the_page_says_nothing_until_organizers_say_so_and_never_a_name(client, as_lead, call):
    ticked(as_lead)
    as_lead.post(f"{DESK}came/", {"do": "add", "name": "Bo Walk-in", "organisation": "Globex"})
    as_lead.post(f"{DESK}came/", {"do": "count", "number": "3"})
    assert "Acme" not in text(client, PAGE)

    as_lead.post(f"{DESK}came/", {"do": "show"})
    html = text(client, PAGE)
    assert "5 people came. From: Acme, Globex." in html
    assert [name in html for name in ("Ada", "Bo Walk-in")] == [False, False]

    as_lead.post(f"{DESK}came/", {"do": "hide"})
    assert "Acme" not in text(client, PAGE)


def test_names_leave_the_portal_through_its_organizer_and_that_is_written_down(as_lead, call):
    ticked(as_lead, organisation='=HYPERLINK("http://evil.example")')
    as_lead.post(f"{DESK}came/", {"do": "add", "name": "+Bo", "organisation": "Globex"})
    organizer = organizer_of(call)
    assert as_lead.post(f"{DESK}export/").status_code == 403

    assert table(organizer.post(f"{DESK}export/")) == [
        ["name", "organisation", "kind", "answer", "came"],
        ["'+Bo", "Globex", "visitor", "", "yes"],
        ["Ada Private", '\'=HYPERLINK("http://evil.example")', "member", "yes", "yes"],
    ]
    assert AuditEntry.objects.filter(verb="roster.opened", actor__username="organizer").exists()


def test_a_superuser_says_why_first(as_superuser, call):
    assert as_superuser.post(f"{DESK}export/").headers["Location"] == DESK
    answer = as_superuser.post(f"{DESK}export/", {"reason": "asked by the board"})
    assert answer["Content-Disposition"] == 'attachment; filename="call-2026-02-10-people.csv"'
    assert AuditEntry.objects.get(verb="roster.opened").reason == "asked by the board"


def test_the_reason_for_looking_goes_along_with_the_button_for_the_file(as_superuser, call):
    form = f'action="{DESK}export/"'
    assert form not in text(as_superuser)

    shown = as_superuser.post(DESK, {"reason": "asked by the board"}).content.decode()
    [reason] = re.findall(r'name="reason" value="([^"]*)"', shown.split(form)[1])
    as_superuser.post(f"{DESK}export/", {"reason": reason})

    kept = AuditEntry.objects.filter(verb="roster.opened").values_list("reason", flat=True)
    assert list(kept) == ["asked by the board"] * 2


def test_the_dates_of_a_meeting_are_a_table_of_numbers(as_lead, call):
    ticked(as_lead)
    rows = table(as_lead.get("/desk/meetings/call/dates.csv"))

    assert rows[0][:7] == [
        *("date", "starts_at", "status", "took_place", "seats", "came", "organisations"),
    ]
    [row] = [row for row in rows if row[0] == "2026-02-10"]
    assert row == [
        *("2026-02-10", "2026-02-10T16:00:00+00:00", "scheduled", "yes", "1", "1", "Acme"),
        *("0", "0", "0", "", ""),
    ]
    assert "Ada" not in str(rows)


def test_who_leaves_stays_counted_by_no_name(as_lead, call, member):
    ticked(as_lead)

    erase_person(person=member, by=member)

    assert Rsvp.objects.count() == 0
    assert Occurrence.objects.get(pk=call.pk).others_came == 1


def test_names_of_visitors_are_forgotten_and_their_organisations_kept(as_lead, call):
    for name, organisation in [("Bo", "Globex"), ("Cy", "")]:
        as_lead.post(f"{DESK}came/", {"do": "add", "name": name, "organisation": organisation})
    assert forget_past_visitors(now=clock.now()) == 0

    assert forget_past_visitors(now=clock.now() + timedelta(days=400)) == 2

    assert list(Visitor.objects.values_list("name", "organisation")) == [("", "Globex")]
    assert Occurrence.objects.get(pk=call.pk).others_came == 1


def test_what_was_held_is_told_on_the_page_of_the_group(client, as_lead, call):
    address = call.series.initiative.get_absolute_url()
    assert "confirmed as held" not in text(client, address)
    ticked(as_lead)
    assert "1 confirmed as held." in text(client, address)


@pytest.mark.parametrize("many", [1, 30])
def test_many_who_came_cost_what_one_costs(as_lead, call, many, django_assert_num_queries):
    rows = [Visitor(occurrence=call, name=f"{n}", organisation="Acme") for n in range(many)]
    Visitor.objects.bulk_create(rows)
    as_lead.get(DESK)
    with django_assert_num_queries(14):
        as_lead.get(DESK)
    with django_assert_num_queries(9):
        as_lead.get("/desk/meetings/call/dates.csv")
