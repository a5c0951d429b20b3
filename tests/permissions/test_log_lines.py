"""Private words, addresses and keys in the log of a server: whatever happens, none.

The lines are made as in production, by the product's own formatter, from everything that is logged.
"""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import path
from django_tasks import task

import portal.urls
from portal.people.models import Profile
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.permissions.letters import PASSWORD, write_every_letter
from tests.permissions.log_lines import private_in

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


def test_nothing_private_is_logged_while_letters_are_written(log, keys, people, client):
    """While everybody asks for every address the matrix listens."""
    write_every_letter(people=people, keys=keys, browser=type(client))
    assert private_in(log()) == []


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
