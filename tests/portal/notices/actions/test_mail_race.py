"""Two senders at one notice: a worker and a tick meet, and one mail goes out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from portal.kit import clock
from portal.notices.actions.mail import claim, deliver_notice
from portal.notices.actions.mail import mail as send
from portal.notices.models import Notice
from tests.factories.notices import NoticeFactory
from tests.factories.people import EmailAddressFactory

SENDERS = 4
pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(work) -> None:
    start = Barrier(SENDERS)

    def one() -> None:
        try:
            start.wait()
            work(start)
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        for sender in [pool.submit(one) for _ in range(SENDERS)]:
            sender.result()


@pytest.fixture
def notice():
    return NoticeFactory(person=EmailAddressFactory().user)


def test_one_of_them_mails_it(notice):
    all_at_once(
        lambda _: deliver_notice(public_id=str(notice.public_id), now=clock.now()),
    )

    assert len(mail.outbox) == 1
    assert Notice.objects.get().attempts == 1


def test_who_asks_first_and_takes_it_afterwards_mails_it_as_often_as_there_are_senders(notice):
    """The twin without the guard: a look and then a write, as if nobody else were there."""

    def look_then_take(start: Barrier) -> None:
        found = Notice.objects.select_related("person").get(mail="due")
        start.wait()
        send(found)
        Notice.objects.filter(pk=found.pk).update(mail="sent")

    all_at_once(look_then_take)

    assert len(mail.outbox) == SENDERS


def test_a_claim_says_no_to_the_second(notice):
    now = clock.now()

    assert claim(str(notice.public_id), now) == notice
    assert claim(str(notice.public_id), now) is None
