"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from portal.notices.models import Preference
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def refuses(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "gossip"}, {"mail": "lost"}, {"url": "https://a.example/"}, {"url": "//a.example/"}],
)
def test_a_notice(wrong):
    assert refuses(lambda: NoticeFactory(**wrong))


def test_the_same_key_for_the_same_person():
    one = NoticeFactory()
    assert refuses(lambda: NoticeFactory(person=one.person, key=one.key))
    assert not refuses(lambda: NoticeFactory(key=one.key))


@pytest.mark.parametrize("how", [{"in_app": False}, {"by_mail": False}])
def test_the_account_is_never_stopped(how):
    person = UserFactory()
    assert refuses(lambda: Preference.objects.create(person=person, kind="account", **how))
    assert not refuses(lambda: Preference.objects.create(person=person, kind="match", **how))


def test_they_go_with_their_person():
    notice = NoticeFactory()
    Preference.objects.create(person=notice.person, kind="match", by_mail=False)
    notice.person.delete()

    assert type(notice).objects.count() == Preference.objects.count() == 0
