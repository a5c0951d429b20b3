"""What a deployment is told before it starts."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.credentials.actions.signing_key import keep_key
from portal.credentials.models import SigningKey
from portal.kit import clock

pytestmark = pytest.mark.django_db


def checked() -> None:
    call_command("check", tags=["database"], databases=["default"], stdout=StringIO())


def test_a_withdrawn_key_signs_no_badge_any_more():
    checked()
    keep_key(now=clock.now())
    checked()
    SigningKey.objects.update(withdrawn_at=clock.now())
    with pytest.raises(SystemCheckError, match=r"portal.E003.*was withdrawn: none of them counts"):
        checked()


def test_another_key_that_was_withdrawn_is_no_fault():
    SigningKey.objects.create(public="z6Mkold", since=clock.now(), withdrawn_at=clock.now())
    checked()
