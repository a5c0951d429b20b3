"""Coming without an account: a name, an address, a link in a mail."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from events.actions.guest import forget_past_guests
from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date
from events.actions.waitlist import expire_offers
from events.models import Rsvp
from portal.kit import clock
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from tests.conftest import lead_of, signed_in
from tests.factories.people import EmailAddressFactory, UserFactory

PAGE = "/events/call/2026-02-10/"
ASK = f"{PAGE}guest/"
GUEST = {"name": "Ada Guest", "address": "ada@example.org"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    """Tuesday 10 February at 16:00 UTC; one seat."""
    cache.clear()
    series = make_series(slug="call", capacity=1, join_url="https://call.example.org/x")
    return series.occurrences.get(original_date=date(2026, 2, 10))


def link() -> str:
    """The one in the last mail."""
    return re.search(r"http://127.0.0.1:8000(/meet/guest/\S+)", mail.outbox[-1].body)[1]


def asked(client, **changed) -> str:
    """Returns the link that confirms."""
    response = client.post(ASK, GUEST | changed)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    return link()


def page(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_of_a_date_leads_there(client, call):
    assert f'href="{ASK}"' in page(client, PAGE)
    assert "The organizers read it, nobody else." in page(client, ASK)


def test_nothing_is_taken_before_the_link_is_opened_and_the_button_pressed(client, call):
    confirm = asked(client)
    page(client, confirm)
    call.refresh_from_db()
    assert call.seats_taken == 0
    response = client.post(confirm)
    assert response.status_code == 302
    call.refresh_from_db()
    assert call.seats_taken == 1
    assert "You have a seat." in page(client, response["Location"])
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert mail.outbox[-1].subject.startswith("You have a seat")
    assert link() == response["Location"]


def test_the_second_press_changes_nothing(client, call):
    confirm = asked(client)
    for _ in range(2):
        client.post(confirm)
    assert [rsvp.place for rsvp in call.rsvps.all()] == ["seat"]


def test_a_request_that_nobody_confirms_runs_out_and_leaves_nothing(client, call, at):
    confirm = asked(client)
    at("2026-02-03T09:01Z")
    html = client.post(confirm, follow=True).content.decode()
    assert "This link is too old." in html
    assert expire_offers(now=clock.now()) == 1
    assert not Rsvp.objects.exists()
    assert not Notice.objects.filter(address="ada@example.org").exists()
    assert client.get(confirm).status_code == 404


def test_the_answer_is_the_same_for_every_address(client, call):
    EmailAddressFactory(user=UserFactory(email="member@example.org"))
    client.post(asked(client))
    said = set()
    for address in ("member@example.org", "ada@example.org", "new@example.org"):
        fresh = type(client)()
        html = fresh.post(ASK, GUEST | {"address": address}, follow=True).content.decode()
        main = html[html.index("<main") : html.index("</main")]
        said.add(re.sub(r"\s+", " ", main.replace(address, "…")))
    assert len(said) == 1


def test_who_asks_again_is_led_to_what_they_said(client, call):
    client.post(asked(client))
    client.post(ASK, GUEST | {"name": "Somebody else"})
    assert "You had answered already." in mail.outbox[-1].body
    assert "/meet/guest/seat/" in link()
    assert Rsvp.objects.get().guest_name == "Ada Guest"


def test_nobody_renames_who_asked_and_whoever_reads_the_mail_says_their_name(client, call):
    confirm = asked(client)
    assert asked(client, name="Somebody rude") == confirm
    assert 'value="Ada Guest"' in page(client, confirm)
    assert client.post(confirm, {"name": " "}).status_code == 200
    assert Rsvp.objects.get().place == "unconfirmed"
    client.post(confirm, {"name": "Ada L."})
    assert (Rsvp.objects.get().guest_name, Rsvp.objects.get().place) == ("Ada L.", "seat")


def test_an_address_gets_five_mails_a_day_and_a_place_may_ask_so_often(client, call):
    for _ in range(7):
        asked(client)
    assert len(mail.outbox) == 5
    codes = [
        client.post(ASK, GUEST | {"address": f"a{n}@example.org"}).status_code for n in range(14)
    ]
    assert codes == [302] * 13 + [429]


def test_all_addresses_of_one_mailbox_share_its_five_mails(client, call):
    for tag in ("", "+1", "+2", "+3", "+party", "+again", "+x"):
        client.post(ASK, GUEST | {"address": f"Ada{tag}@example.org"})
    assert len(mail.outbox) == 5


def ask_from(place: str, n: int) -> int:
    browser = Client(REMOTE_ADDR=place)
    return browser.post(ASK, GUEST | {"address": f"a{n}@example.org"}).status_code


@pytest.mark.parametrize(
    ("network", "elsewhere"),
    [
        ("10.0.0.{:d}", "10.0.1.1"),
        ("::ffff:10.0.0.{:d}", "::ffff:10.0.1.1"),
        ("2001:db8:0:{:x}::1", "2001:db9::1"),
    ],
)
def test_one_network_asks_so_often_and_shuts_nobody_else_out(call, settings, network, elsewhere):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guest_network": "3/h/key"}
    codes = [ask_from(network.format(number), number) for number in range(1, 6)]
    assert (codes, ask_from(elsewhere, 99)) == ([302] * 3 + [429] * 2, 302)


def test_one_date_takes_in_so_many_proved_addresses_an_hour(client, call, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guest_date": "1/h/key"}
    first = asked(client)
    second = asked(client, address="second@example.org")
    assert [client.post(link).status_code for link in (first, second)] == [302, 429]
    assert Rsvp.objects.filter(place="unconfirmed").count() == 1


def test_links_pressed_again_or_too_late_shut_nobody_out(client, call, settings, at):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guest_date": "2/h/key"}
    late = asked(client, address="late@example.org")
    at("2026-02-03T09:01Z")
    cache.clear()
    mine, theirs = asked(client), asked(client, address="second@example.org")
    pressed = [mine, mine, mine, late, late, theirs]
    assert [client.post(link).status_code for link in pressed] == [302] * 6
    assert client.post(asked(client, address="third@example.org")).status_code == 429


def test_a_guest_waits_in_line_and_is_offered_the_seat_by_their_link(client, call):
    holder = UserFactory()
    answer_date(occurrence=call, by=holder, answer="yes")
    seat = client.post(asked(client))["Location"]
    assert "You are next in line." in page(client, seat)
    answer_date(occurrence=call, by=holder, answer="no")
    assert mail.outbox[-1].subject.startswith("A seat is free for you")
    assert link() == seat
    assert "A seat is free for you" in page(client, seat)
    client.post(seat, {"answer": "yes"})
    assert "You have a seat." in page(client, seat)


def test_the_way_to_the_call_is_theirs_while_they_have_a_seat(client, call, at):
    seat = client.post(asked(client))["Location"]
    at("2026-02-10T15:00Z")
    response = client.get(f"{seat}join")
    assert response["Location"] == "https://call.example.org/x"
    assert response["Referrer-Policy"] == "no-referrer"
    assert client.get("/meet/call.2026-02-10/join").status_code == 200
    client.post(seat, {"answer": "no"})
    assert client.get(f"{seat}join")["Location"] == seat
    call.refresh_from_db()
    assert call.seats_taken == 0


def test_a_guest_too_comes_in_from_an_hour_before_until_the_end(client, call, at):
    seat = client.post(asked(client))["Location"]
    html = page(client, seat)
    assert "The way in opens here:" in html
    assert 'datetime="2026-02-10T15:00:00Z"' in html
    assert f'href="{seat}join"' not in html
    early = client.get(f"{seat}join", follow=True)
    assert early.redirect_chain == [(seat, 302)]
    assert "The door opens an hour before." in early.content.decode()
    at("2026-02-10T16:59Z")
    assert f'href="{seat}join"' in page(client, seat)
    assert client.get(f"{seat}join")["Location"] == "https://call.example.org/x"
    at("2026-02-10T17:00Z")
    late = client.get(f"{seat}join", follow=True)
    assert late.redirect_chain == [(seat, 302)]
    assert "The door opens" not in late.content.decode()


def test_where_there_is_room_for_all_a_guest_finds_the_call_at_any_time(client, call):
    call.series.capacity = None
    call.series.save()
    seat = client.post(asked(client))["Location"]
    assert client.get(f"{seat}join")["Location"] == "https://call.example.org/x"


def test_a_guest_hears_of_a_change_with_their_link(client, call):
    seat = client.post(asked(client))["Location"]
    cancel_occurrence(occurrence=call, by=None, reason="Ill.")
    letter = mail.outbox[-1]
    assert (letter.to, "Why: Ill." in letter.body, link()) == (["ada@example.org"], True, seat)
    assert "METHOD:CANCEL" in letter.alternatives[1].content
    assert "notices/settings" not in letter.body


def test_a_link_is_good_for_one_thing(client, call):
    confirm = asked(client)
    token = confirm.split("/")[-2]
    assert client.get(f"/meet/guest/seat/{token}/").status_code == 404
    assert client.get(f"/meet/guest/confirm/{token[:-1]}/").status_code == 404


def test_what_is_kept_can_be_taken_along_and_deleted(client, call):
    seat = client.post(asked(client))["Location"]
    kept = json.loads(client.get(f"{seat}copy").content)
    assert (kept["name"], kept["address"], kept["answer"]) == (*GUEST.values(), "yes")
    client.post(seat, {"answer": "forget"})
    assert not Rsvp.objects.exists()
    assert not Notice.objects.filter(address="ada@example.org").exists()
    call.refresh_from_db()
    assert call.seats_taken == 0
    assert client.get(seat).status_code == 404


def test_a_seat_knows_its_own_letters_and_takes_them_along_when_it_goes(client, call):
    other = call.series.occurrences.get(original_date=date(2026, 2, 17))
    first = client.post(asked(client))["Location"]
    client.post(f"/events/call/{other.original_date}/guest/", GUEST)
    second = client.post(link())["Location"]
    cancel_occurrence(occurrence=call, by=None, reason="Ill.")
    told = [
        [letter["template"] for letter in json.loads(client.get(f"{seat}copy").content)["letters"]]
        for seat in (first, second)
    ]
    both = ["events/ask_as_guest", "events/take_seat"]
    assert told == [[*both, "events/cancelled"], both]
    client.post(first, {"answer": "forget"})
    left = Notice.objects.filter(address="ada@example.org").order_by("id")
    assert list(left.values_list("template", flat=True)) == both


def test_letters_to_who_let_an_offer_pass_are_forgotten_once_sent(client, call, at):
    holder = UserFactory()
    answer_date(occurrence=call, by=holder, answer="yes")
    client.post(asked(client))
    answer_date(occurrence=call, by=holder, answer="no")
    at("2026-02-04T09:00Z")
    assert expire_offers(now=clock.now()) == 1
    left = Notice.objects.filter(address="ada@example.org")
    assert [(one.template, one.mail) for one in left] == [("events/pass_on_seat", "sent")]
    forget_past_guests(now=clock.now())
    assert not left.all().exists()


def test_a_month_after_the_date_nobody_knows_who_the_guests_were(client, call, at):
    client.post(asked(client))
    at(call.ends_at + timedelta(days=31))
    assert forget_past_guests(now=clock.now()) == 1
    assert forget_past_guests(now=clock.now()) == 0
    [rsvp] = Rsvp.objects.all()
    assert (rsvp.guest_name, "ada@" in rsvp.guest_email, rsvp.place) == ("-", False, "seat")
    assert not Notice.objects.filter(address="ada@example.org").exists()


def test_a_guest_who_asks_leaves_no_organisation_and_one_forgotten_by_time_does(client, call, at):
    seat = client.post(asked(client))["Location"]
    at(call.ends_at + timedelta(days=31))
    Rsvp.objects.update(organisation="Acme")
    forget_past_guests(now=clock.now())
    assert Rsvp.objects.get().organisation == "Acme"
    client.post(seat, {"answer": "forget"})
    assert Rsvp.objects.get().organisation == ""


def test_a_guest_who_calls_themselves_a_dash_is_forgotten_too(client, call, at):
    client.post(asked(client, name="-"))
    at(call.ends_at + timedelta(days=31))
    assert forget_past_guests(now=clock.now()) == 1
    assert forget_past_guests(now=clock.now()) == 0
    assert "ada@" not in Rsvp.objects.get().guest_email


def test_who_leaves_the_portal_is_no_guest_any_more_either(client, call):
    person = EmailAddressFactory(user=UserFactory(email="ada@example.org")).user
    client.post(asked(client))
    erase_person(person=person, by=person)
    assert not Rsvp.objects.exists()


def test_organizers_read_the_name_and_nobody_the_address(client, call, lead):
    lead_of(lead, call.series.initiative)
    client.post(asked(client))
    html = page(signed_in(lead), "/desk/meetings/call/2026-02-10/people/")
    assert 'Ada Guest <span class="quiet">(guest)</span>' in html
    assert "ada@example.org" not in html


@pytest.mark.parametrize("address", ["", "no address", "ada@localhost", "ädä@example.org"])
def test_no_address_no_mail(client, call, address):
    response = client.post(ASK, GUEST | {"address": address})
    assert (response.status_code, mail.outbox) == (200, [])


def test_a_name_is_one_line(client, call):
    asked(client, name="Ada\r\nBcc: all@example.org\r\n")
    assert Rsvp.objects.get().guest_name == "Ada Bcc: all@example.org"


def test_a_name_holds_nothing_that_only_machines_see(client, call):
    assert client.post(ASK, GUEST | {"name": "\u202e\u200b"}).status_code == 200
    asked(client, name="Ada\u202e\u200b  Guest")
    assert Rsvp.objects.get().guest_name == "Ada Guest"


def test_nobody_comes_to_a_deadline_or_to_what_is_off(client, call):
    cancel_occurrence(occurrence=call, by=None)
    assert "This date was cancelled." in client.post(ASK, GUEST, follow=True).content.decode()
    call.series.kind = "deadline"
    call.series.save()
    assert client.get(ASK).status_code == 404


def test_the_periodic_work_forgets(call, settings, capsys):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    call_command("tick")
    assert "0 guests forgotten" in capsys.readouterr().out
