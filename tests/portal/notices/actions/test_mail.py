"""The outbox: who gets a mail, what it looks like, and what happens when it can't be sent."""

from datetime import timedelta

import pytest
from django.core import mail

from portal.notices.actions.mail import (
    LEASE,
    MOST_ATTEMPTS,
    WAITS,
    Drained,
    deliver_due,
    deliver_notice,
)
from portal.notices.models import Notice, Preference
from tests.factories.notices import NoticeFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(now):
    return EmailAddressFactory(user__username="a-reader", user__timezone="Asia/Kolkata").user


@pytest.fixture
def away(settings):
    """A mail server where nobody listens: port 9 of one's own machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def told(person, now, **facts) -> Notice:
    return NoticeFactory(person=person, created_at=now, try_at=now, **facts)


def deliver(notice, now) -> str:
    deliver_notice(public_id=str(notice.public_id), now=now)
    notice.refresh_from_db()
    return notice.mail


def test_a_mail_is_text_and_html_with_a_way_to_stop_it(reader, now, settings):
    notice = told(reader, now)

    assert deliver(notice, now) == "sent"

    [letter] = mail.outbox
    assert letter.to == ["a-reader@example.org"]
    assert letter.from_email == settings.DEFAULT_FROM_EMAIL
    assert [kind for _, kind in letter.alternatives] == ["text/html"]
    headers = letter.extra_headers
    stop = headers["List-Unsubscribe"].strip("<>")
    assert stop.startswith(f"{settings.PORTAL_BASE_URL}/notices/stop/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Message-ID"] == f"<{notice.public_id}@{settings.PORTAL_HOST}>"
    for body in (letter.body, letter.alternatives[0].content):
        assert f"{settings.PORTAL_BASE_URL}/about/" in body
        assert stop in body
        assert f"{settings.PORTAL_BASE_URL}/me/notices/settings/" in body


def test_the_token_names_nobody_and_no_kind(now):
    address = EmailAddressFactory(user__pk=987_654_321, user__username="a-reader")
    deliver(told(address.user, now), now)

    token = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>/").rsplit("/", 1)[1]
    assert not any(word in token for word in ("a-reader", "moderation", "987654321"))


def test_a_mail_about_the_account_can_not_be_stopped(reader, now):
    deliver(told(reader, now, kind="account"), now)

    [letter] = mail.outbox
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "/notices/stop/" not in letter.body
    assert "can't be stopped" in letter.body


def test_a_line_break_in_a_title_makes_no_header(reader, now):
    title = "Bread\r\nBcc: everybody@example.org\n\nSpam"
    deliver(told(reader, now, context={"title": title, "comment": ""}), now)

    [letter] = mail.outbox
    assert letter.subject == "“Bread Bcc: everybody@example.org Spam” is out"
    assert letter.recipients() == ["a-reader@example.org"]
    assert "Bcc" not in letter.message()


def test_markup_is_text_in_both_parts(reader, now):
    context = {"title": "<b>Fish & chips</b>", "comment": "<script>alert(1)</script>"}
    deliver(told(reader, now, context=context), now)

    [letter] = mail.outbox
    assert letter.subject == "“<b>Fish & chips</b>” is out"
    assert "“<b>Fish & chips</b>”" in letter.body
    assert "<script>alert(1)</script>" in letter.body
    html = letter.alternatives[0].content
    assert "“&lt;b&gt;Fish &amp; chips&lt;/b&gt;”" in html
    assert "<script" not in html


@pytest.mark.parametrize("kind", ["no address", "an address nobody proved", "account closed"])
def test_nobody_is_mailed_who_can_not_be_sure_to_be_the_reader(kind, now):
    person = UserFactory(is_active=kind != "account closed")
    if kind != "no address":
        EmailAddressFactory(user=person, verified=kind == "account closed")

    assert deliver(told(person, now), now) == "stopped"
    assert mail.outbox == []


def test_the_first_of_several_addresses_is_the_primary_one(reader, now):
    EmailAddressFactory(user=reader, email="other@example.org", primary=False)
    deliver(told(reader, now), now)

    assert mail.outbox[0].to == ["a-reader@example.org"]


def test_what_was_stopped_meanwhile_is_not_mailed(reader, now):
    notice = told(reader, now)
    Preference.objects.create(person=reader, kind="moderation", by_mail=False)

    assert deliver(notice, now) == "stopped"
    assert mail.outbox == []


def test_another_kind_or_another_person_stops_nothing(reader, now):
    Preference.objects.create(person=reader, kind="match", by_mail=False)
    Preference.objects.create(person=UserFactory(), kind="moderation", by_mail=False)

    assert deliver(told(reader, now), now) == "sent"


def test_it_is_mailed_once_however_often_it_is_tried(reader, now):
    notice = told(reader, now)

    assert [deliver(notice, now) for _ in range(3)] == ["sent"] * 3
    assert deliver_due(now=now + timedelta(days=9)) == Drained(sent=0, given_up=0, waiting=0)
    assert len(mail.outbox) == 1


def test_a_server_that_is_away_puts_it_off_further_each_time(reader, now, away, caplog):
    notice, moment = told(reader, now), now
    waited = []
    for _ in WAITS:
        assert deliver(notice, moment) == "due"
        waited.append(notice.try_at - moment)
        assert not deliver_notice(public_id=str(notice.public_id), now=notice.try_at - WAITS[0] / 2)
        moment = notice.try_at
    assert waited == list(WAITS)
    assert deliver(notice, moment) == "failed"
    assert notice.attempts == MOST_ATTEMPTS
    assert "ConnectionRefusedError" in caplog.text
    assert "a-reader@example.org" not in caplog.text


def test_once_it_is_back_a_tick_sends_what_was_put_off(reader, now, settings, away):
    notice = told(reader, now)
    deliver(notice, now)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert deliver_due(now=now) == Drained(sent=0, given_up=0, waiting=1)
    assert deliver_due(now=now + WAITS[0]) == Drained(sent=1, given_up=0, waiting=0)


def test_one_broken_letter_keeps_back_no_other(reader, now):
    told(reader, now, template="nowhere/to_be_found")
    told(reader, now)

    assert deliver_due(now=now) == Drained(sent=1, given_up=0, waiting=1)


def test_what_a_dead_sender_had_taken_is_due_again_after_its_lease(reader, now):
    notice = told(reader, now)
    Notice.objects.update(attempts=1, try_at=now + LEASE)  # as the sender left it

    assert deliver_due(now=now + LEASE - timedelta(seconds=1)).sent == 0
    assert deliver_due(now=now + LEASE).sent == 1
    notice.refresh_from_db()
    assert notice.attempts == 2


def test_what_kills_every_sender_is_given_up(reader, now):
    told(reader, now)
    Notice.objects.update(attempts=MOST_ATTEMPTS)

    assert deliver_due(now=now) == Drained(sent=0, given_up=1, waiting=0)
    assert mail.outbox == []


def test_a_tick_takes_a_bounded_number(reader, now):
    for _ in range(3):
        told(reader, now)

    assert deliver_due(now=now, most=2) == Drained(sent=2, given_up=0, waiting=1)


def test_the_last_of_a_long_queue_has_a_whole_lease_too(reader, now):
    notices = [told(reader, now) for _ in range(3)]

    deliver_due(now=now)

    ends = [Notice.objects.get(pk=notice.pk).try_at for notice in notices]
    assert ends == sorted(set(ends))
    assert ends[0] >= now + LEASE
