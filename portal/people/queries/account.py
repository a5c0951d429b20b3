from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount

from portal.people.models import User


@dataclass(frozen=True)
class AccountFacts:
    email: str
    waiting_email: str
    has_password: bool
    has_second_factor: bool
    connections: int
    can_connect: bool


def account_facts(*, person: User) -> AccountFacts:
    """How somebody signs in. Three queries, and one of allauth's for the providers."""
    addresses = list(EmailAddress.objects.filter(user=person))
    return AccountFacts(
        email=next((one.email for one in addresses if one.primary), person.email),
        waiting_email=next((one.email for one in addresses if not one.verified), ""),
        has_password=person.has_usable_password(),
        has_second_factor=Authenticator.objects.filter(user=person)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .exists(),
        connections=SocialAccount.objects.filter(user=person).count(),
        can_connect=bool(get_adapter().list_apps(None)),
    )


def account_of(*, address: str) -> User | None:
    """The active account whose address this is; not one that nobody has proved to read it."""
    unproved = EmailAddress.objects.filter(email__iexact=address, verified=False)
    accounts = User.objects.filter(email__iexact=address, is_active=True)
    return accounts.exclude(pk__in=unproved.values("user")).first()


def is_last_superuser(*, person: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    return person.is_superuser and not others.exists()
