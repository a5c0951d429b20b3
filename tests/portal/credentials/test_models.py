"""What the database itself refuses."""

import pytest
from django.db import IntegrityError

from portal.credentials.models import Credential
from tests.factories.credentials import CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hero"},
        {"about": ""},
        {"title": ""},
        {"is_name_shown": True},
        {"holder": None, "name": "Ada"},
        {"revoked_reason": "Why?"},
        {"revoked_at": "2026-03-01T12:00Z"},
        {"last_day": "2026-04-05"},
    ],
    ids=str,
)
def test_a_credential_is_never(wrong):
    one = CredentialFactory()
    with pytest.raises(IntegrityError):
        Credential.objects.filter(pk=one.pk).update(**wrong)


def test_there_is_one_of_a_kind_about_one_thing():
    one = CredentialFactory()
    with pytest.raises(IntegrityError):
        CredentialFactory(about=one.about, holder=one.holder)
