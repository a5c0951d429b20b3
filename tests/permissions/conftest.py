import pytest

from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.permissions import foundation, log_lines
from tests.permissions.planted import plant


@pytest.fixture
def keys(at, people, settings, tmp_path):
    """The small foundation stands, and it is the second of March 2026."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.MEDIA_ROOT = tmp_path  # Wagtail serves documents from a disk
    settings.STORAGES = {**settings.STORAGES, "default": files}
    at(foundation.NOW)
    found = foundation.found(people=people)
    return found | plant()


@pytest.fixture
def people(member, lead, editor, superuser):
    """One account a role; what each may do comes from its rows in the small foundation."""
    plain = {
        role: UserFactory(username=f"a-{role.replace('_', '-')}")
        for role in ("mentee", "mentor", "program_admin", "organizer")
    }
    return {"member": member, "lead": lead, "editor": editor, "superuser": superuser, **plain}


@pytest.fixture
def browser_of(client, people):
    """`browser_of("editor")`: a fresh one each time, as a request may sign somebody out."""

    def fresh(role: str):
        if role == "anonymous":
            return type(client)(raise_request_exception=False)
        signed = signed_in(people[role])
        signed.raise_request_exception = False
        return signed

    return fresh


@pytest.fixture
def log():
    """What a server would have written by now."""
    with log_lines.written() as told:
        yield told
