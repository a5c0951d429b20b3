import logging
from smtplib import SMTPException
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.requests import RequestSite
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from portal.people import known_browser
from portal.people.actions.account import drop_ways_in
from portal.people.models import User

logger = logging.getLogger(__name__)

# What is kept of another account: enough to tell two of them apart on one's own page.
KEPT_OF_CONNECTION = ("login", "preferred_username", "name")


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGN_UP_OPEN

    def clean_email(self, email: str) -> str:
        """Django lets more pass than mail reaches: hosts of the machine itself, and letters that
        look like others."""
        host = email.rpartition("@")[2]
        if not email.isascii():
            raise ValidationError(_("Only letters of the Latin alphabet, please, without accents."))
        if "." not in host or host.startswith("["):
            raise ValidationError(_("Enter an address like name@example.org."))
        return super().clean_email(email)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Never made from the name or the address: people have a handle, and choose it."""
        user.username = user.username or f"member-{uuid4().hex[:12]}"

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Anybody can sign up with, or change to, the address of somebody else and wait for them
        to open the link. So an account belongs to who reads its first address, and only who has
        the account gives it another one.
        """
        person = email_address.user
        if known_browser.is_known(request, person):
            return super().confirm_email(request, email_address)
        if EmailAddress.objects.filter(user=person, verified=True).exists():
            messages.info(request, _("Sign in first; then confirm your new address."))
            raise ImmediateHttpResponse(redirect(with_next("account_login", request.path)))
        with transaction.atomic():
            if not super().confirm_email(request, email_address):
                return False
            drop_ways_in(person=person, keeps_password=False, by=person)
        messages.info(
            request,
            _(
                "Another browser signed up with your address. Perhaps it was not yours, so a "
                "password chosen there no longer works: choose one here."
            ),
        )
        raise ImmediateHttpResponse(redirect(password_choice(person)))

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail server that is down must not answer with an error where a stranger may not learn
        whether an address has an account; the operator reads it in the log."""
        try:
            super().send_mail(template_prefix, email, {"current_site": sender(), **context})
        except (OSError, SMTPException):
            logger.exception("mail not sent: %s", template_prefix)

    def format_email_subject(self, subject: str) -> str:
        return f"[{settings.WAGTAIL_SITE_NAME}] {subject}"


def sender() -> RequestSite:
    """The portal by its name; allauth alone would greet people from the bare host."""
    site = RequestSite(allauth_context.request)
    site.name = settings.WAGTAIL_SITE_NAME
    return site


def password_choice(person: User) -> str:
    """The page that a mail about a forgotten password leads to: good once."""
    key = default_token_generator.make_token(person)
    return with_next(
        "account_reset_password_from_key",
        reverse("account_login"),
        uidb36=user_pk_to_url_str(person),
        key=key,
    )


def with_next(name: str, next_page: str, **parts: str) -> str:
    return f"{reverse(name, kwargs=parts)}?{urlencode({'next': next_page})}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict) -> User:
        """Take the first address and nothing else: GitHub tells all of them, and nobody asked to
        have the others kept. A provider's word on it counts only as plain `true`, never as a text
        such as "false"."""
        del sociallogin.email_addresses[1:]
        first = {"email": next((one.email for one in sociallogin.email_addresses), None)}
        told = sociallogin.account.extra_data
        told = told.get("userinfo") or told.get("id_token") or told
        sociallogin.account.extra_data = {
            name: told[name] for name in KEPT_OF_CONNECTION if name in told
        }
        for one in sociallogin.email_addresses:
            one.verified = one.verified is True
        return super().populate_user(request, sociallogin, first)
