import pytest

from tests.conftest import signed_in
from tests.permissions import foundation


@pytest.fixture
def keys(at, lead, settings, tmp_path):
    """The small foundation stands, and it is the second of March 2026."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.MEDIA_ROOT = tmp_path  # Wagtail serves documents from a disk
    settings.STORAGES = {**settings.STORAGES, "default": files}
    at(foundation.NOW)
    return foundation.found(lead=lead)


@pytest.fixture
def browser_of(client, member, lead, editor, superuser):
    """`browser_of("editor")`: a fresh one each time, as a request may sign somebody out."""
    people = {"member": member, "lead": lead, "editor": editor, "superuser": superuser}

    def fresh(role: str):
        if role == "anonymous":
            return type(client)(raise_request_exception=False)
        signed = signed_in(people[role])
        signed.raise_request_exception = False
        return signed

    return fresh
