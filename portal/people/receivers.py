from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import (
    authentication_step_completed,
    password_reset,
    user_signed_up,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from portal.people import known_browser
from portal.people.actions.account import drop_ways_in


@receiver(authenticator_added)
def setting_up_a_factor_shows_it(sender, request, user, authenticator, **kwargs):
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver([user_signed_up, authentication_step_completed])
def remember_the_browser(sender, request, user, **kwargs):
    known_browser.remember(request, user)


@receiver(password_reset)
def who_reads_the_mail_takes_the_account(sender, request, user, **kwargs):
    """An account from elsewhere may have claimed the address; nobody had confirmed it yet."""
    if not EmailAddress.objects.filter(user=user, verified=True).exists():
        drop_ways_in(person=user, keeps_password=True, by=user)
