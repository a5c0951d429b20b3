"""Remembering whose work a GitHub account brought, so that it brings it to one person alone.

Without it an account that goes from one portal account to another completes the steps of both with
one and the same work.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.crypto import salted_hmac

from initiatives.contributions.models import Holder
from portal.people.queries.github import github_accounts

SALT = "initiatives.contributions.holder"


def hold_accounts(*, people: Mapping[int, int]) -> dict[int, datetime]:
    """From whom GitHub's numbers belong to now. Of those that somebody else here had before: when
    they were connected, as what was done earlier may have been counted there. One query where all
    of it is known and nobody else had any, none for nobody."""
    if not people:
        return {}
    keys = {number: account_key(number) for number in people}
    held = set(Holder.objects.filter(account__in=keys.values()).values_list("account", "person"))
    theirs = {(keys[number], person) for number, person in people.items()}
    if new := theirs - held:
        rows = [Holder(account=account, person_id=person) for account, person in sorted(new)]
        Holder.objects.bulk_create(rows, ignore_conflicts=True)
    others = {account for account, _person in held - theirs}
    moved = [str(number) for number in people if keys[number] in others]
    if not moved:
        return {}
    connected = github_accounts().filter(uid__in=moved).values_list("uid", "date_joined")
    return {int(uid): at for uid, at in connected}


def account_key(number: int) -> str:
    """What a GitHub account is remembered under once it is connected no more. Without the secret
    of the site nobody can say which it is; with another one it is as if nobody had had it."""
    return salted_hmac(SALT, str(number), algorithm="sha256").hexdigest()
