"""Private words, addresses and keys in the log of a server: whatever happens, none.

The lines are made as in production, by the product's own formatter, from everything that is logged.
"""

import io
import logging
import logging.config
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import path
from django_tasks import task

import portal.urls
from portal.kit.models import AuditEntry
from portal.people.models import Profile
from portal.settings.logging import LOGGING
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.permissions.letters import PASSWORD, write_every_letter
from tests.permissions.matrix import rows

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
KEY = re.compile(r"/(?:confirm-email|password/reset/key|stop)/([^/\s>]{8,})")


ABOUT = "CANARY one\n\nCANARY two"


def refuse_by_the_database(*_args, **_kwargs):
    """PostgreSQL quotes the whole row in its refusal."""
    Profile.objects.create(person=UserFactory(), about=ABOUT, hours_per_week=100)


refuse_in_a_job = task()(refuse_by_the_database)
urlpatterns = [
    path("accounts/confirm-email/<key>/broken/", refuse_by_the_database),
    *portal.urls.urlpatterns,
]


class Refusing(EmailBackend):
    def send_messages(self, messages):
        [to] = messages[0].to
        raise SMTPRecipientsRefused({to: (550, f"<{to}>: no such user".encode())})


@pytest.fixture
def log():
    """What a server would have written by now."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    config = dict(LOGGING["formatters"]["line"])
    handler.setFormatter(config.pop("()")(**config))
    root = logging.getLogger()
    before = root.level
    root.setLevel(LOGGING["root"]["level"])
    root.addHandler(handler)
    yield written.getvalue
    root.removeHandler(handler)
    root.setLevel(before)


def private_in(lines: str) -> list[str]:
    keys = {key for letter in mail.outbox for key in KEY.findall(str(letter.message()))}
    return [
        line
        for line in lines.splitlines()
        if "canary" in line.lower()
        or ADDRESS.search(line)
        or PASSWORD in line
        or any(key in line for key in keys)
    ]


def test_nothing_private_is_logged_while_everybody_does_what_they_may(
    log, keys, people, client, browser_of
):
    write_every_letter(people=people, keys=keys, browser=type(client))
    said = log()
    for row in rows():
        address = row.address.format(**keys)
        before = len(log())
        for role in ("anonymous", "member", "superuser"):
            browser_of(role).generic(row.method, address)
        # Who asks for an address knows what stands in it.
        said += log()[before:].replace(address.partition("?")[0], "[asked for]")

    assert '"Not Found: [asked for]"' in said
    assert private_in(said) == []


def test_nor_when_the_mail_server_refuses_everybody(log, keys, people, client, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    known = EmailAddressFactory(user__username="canary-known").email

    client.post("/accounts/password/reset/", {"email": known})
    client.post("/accounts/signup/", {"email": "canary@example.org", "password1": PASSWORD})

    assert "mail not sent: account/email/password_reset_key" in log()
    assert "550" in log()
    assert private_in(log()) == []


def test_nor_when_a_page_breaks_on_the_way_from_a_letter(log, keys, settings):
    settings.ROOT_URLCONF = __name__
    browser = Client(raise_request_exception=False)

    key = "MQ:1canary-key:signature"
    answer = browser.get(f"/accounts/confirm-email/{key}/broken/?email=canary@example.org")

    assert answer.status_code == 500
    assert "Internal Server Error: /accounts/confirm-email/[key]" in log()
    assert "people_profile_hours_of_a_week" in log()
    assert "Traceback" in log()
    assert private_in(log()) == []


def test_nor_when_a_form_of_a_letter_comes_without_its_cookie(log, keys):
    Client(enforce_csrf_checks=True).post("/accounts/confirm-email/MQ:1canary-key:signature/")
    Client().get("/accounts/confirm-email/MQ:1canary-key:signature)./")

    assert "Forbidden (CSRF cookie not set.): /accounts/confirm-email/[key]" in log()
    assert "Not Found: /accounts/confirm-email/[key]" in log()
    assert private_in(log()) == []


def test_nor_when_a_job_breaks(log, db):
    refuse_in_a_job.enqueue()

    assert "people_profile_hours_of_a_week" in log()
    assert private_in(log()) == []


def test_the_trail_holds_no_words_but_those_written_for_it(keys, people, client):
    write_every_letter(people=people, keys=keys, browser=type(client))

    said = set(AuditEntry.objects.values_list("verb", "reason"))
    assert {(verb, reason) for verb, reason in said if "canary" in reason.lower()} == {
        ("application.opened", "CANARY reason to look"),
        ("calendar_source.accepted", "CANARY calendar"),
        ("calendar_source.added", "CANARY calendar"),
        ("occurrence.cancelled", "CANARY reason"),
        ("series.imported", "CANARY calendar"),
    }
    assert {reason for _, reason in said if ADDRESS.search(reason)} == set()
