"""A notice commits with the change it tells of, and is told once."""

import pytest
from django.core import mail
from django.db import transaction

from portal.notices.actions.notice import (
    forget_old_notices,
    read_all_notices,
    read_notice,
    send_notice,
    send_notices,
)
from portal.notices.models import Notice
from tests.factories.notices import NoticeFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db
TOLD = {
    "kind": "moderation",
    "key": "out:1",
    "template": "home/publish_page",
    "context": {"title": "Our story", "comment": ""},
    "url": "/initiatives/bread/",
}


@pytest.fixture
def reader():
    return EmailAddressFactory(user__username="a-reader").user


def test_it_is_kept_and_mailed(reader):
    send_notice(person=reader, **TOLD)

    assert [(n.person, n.key, n.mail) for n in Notice.objects.all()] == [(reader, "out:1", "sent")]
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["a-reader@example.org"], "“Our story” is out")
    ]


def test_the_same_event_is_told_once_and_breaks_no_transaction(reader):
    with transaction.atomic():
        send_notice(person=reader, **TOLD)
        send_notice(person=reader, **TOLD)
        send_notice(person=UserFactory(), **TOLD)

    assert Notice.objects.count() == 2
    assert len(mail.outbox) == 1


def test_it_goes_when_the_change_goes(reader):
    with transaction.atomic():
        send_notice(person=reader, **TOLD)
        transaction.set_rollback(True)

    assert Notice.objects.count() == 0


def test_many_are_stored_with_as_few_questions_as_one(django_assert_num_queries, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    for people, key in [(UserFactory.create_batch(1), "a"), (UserFactory.create_batch(9), "b")]:
        with django_assert_num_queries(1):  # the dummy keeps the one job in memory
            send_notices(people=people, **TOLD | {"key": key})
    assert Notice.objects.count() == 10


def test_who_was_told_before_hears_nothing_again(reader):
    newcomer = EmailAddressFactory().user
    send_notice(person=reader, **TOLD)

    assert send_notices(people=[reader, newcomer], **TOLD) == 2

    assert Notice.objects.count() == 2
    assert [m.to for m in mail.outbox] == [["a-reader@example.org"], [newcomer.email]]


def test_nobody_is_told_nothing():
    assert send_notices(people=[], **TOLD) == 0


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:x", "", "x"]
)
def test_a_notice_leads_nowhere_else(reader, url):
    with pytest.raises(ValueError, match="address of the portal itself"):
        send_notice(person=reader, **TOLD | {"url": url})


def test_a_kind_nobody_listed_is_refused(reader):
    with pytest.raises(ValueError):
        send_notice(person=reader, **TOLD | {"kind": "gossip"})


def test_a_moment_is_handed_over_as_text(reader, now):
    with pytest.raises(TypeError):
        send_notice(person=reader, **TOLD | {"context": {"starts": now}})


def test_reading_is_noted_once(reader, now, at):
    notice = NoticeFactory(person=reader)
    read_notice(notice=notice, now=now)
    read_notice(notice=notice, now=now.replace(year=2027))

    notice.refresh_from_db()
    assert notice.read_at == now


def test_reading_all_is_reading_ones_own(reader, now):
    NoticeFactory.create_batch(2, person=reader)
    other = NoticeFactory()

    read_all_notices(person=reader, now=now)

    assert list(Notice.objects.filter(read_at=None)) == [other]


def test_after_a_year_it_is_forgotten_unless_still_to_be_mailed(now):
    long_ago = now.replace(year=2025, day=1)
    NoticeFactory(created_at=long_ago, mail="sent")
    waiting = NoticeFactory(created_at=long_ago, mail="due")
    recent = NoticeFactory(created_at=now, mail="sent")

    assert forget_old_notices(now=now) == 1
    assert set(Notice.objects.all()) == {waiting, recent}
