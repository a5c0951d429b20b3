"""Whose a GitHub account is: by the number GitHub gives it, never by a name, which changes hands.

Only an account that its person connected counts.
"""

from collections.abc import Collection

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

GITHUB = "github"


def github_accounts() -> QuerySet[SocialAccount]:
    return SocialAccount.objects.filter(provider=GITHUB, user__is_active=True)


def people_by_number(*, numbers: Collection[int]) -> dict[int, int]:
    """Keys of people by the number of their account; who connected none is not there. One query,
    none for nobody."""
    if not numbers:
        return {}
    found = github_accounts().filter(uid__in=[str(number) for number in numbers])
    return {int(uid): person for uid, person in found.values_list("uid", "user")}


def can_connect_github() -> bool:
    return bool(get_adapter().list_apps(None, provider=GITHUB))
