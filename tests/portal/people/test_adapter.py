"""Accounts' mail where the mail server is down."""

import logging

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_reset_answers_the_same_while_the_mail_server_is_down(client, member, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    with caplog.at_level(logging.ERROR):
        response = client.post(reverse("account_reset_password"), {"email": member.email})
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("account_reset_password_done"),
    )
    assert [record.getMessage() for record in caplog.records] == [
        "mail not sent: account/email/password_reset_key"
    ]
