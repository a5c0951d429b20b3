"""What this slice keeps about a person, for the copy they may take with them."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.kit.models import AuditEntry
from portal.people.models import Disclosure, Profile, User

Rows = list[dict[str, Any]]


def account_of(person: User) -> Rows:
    return [
        {
            "username": person.username,
            "email": person.email,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "handle": person.handle,
            "timezone": person.timezone,
            "joined_at": person.date_joined,
            "last_signed_in_at": person.last_login,
            "is_staff": person.is_staff,
            "is_superuser": person.is_superuser,
            "groups": list(person.groups.values_list("name", flat=True)),
        }
    ]


def email_addresses_of(person: User) -> Rows:
    return listed(EmailAddress.objects.filter(user=person), "email", "verified", "primary")


def second_factors_of(person: User) -> Rows:
    """Their kinds and dates; secrets stay here, as whoever finds the copy could sign in."""
    return listed(Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at")


def connections_of(person: User) -> Rows:
    return listed(
        SocialAccount.objects.filter(user=person),
        *("provider", "uid", "extra_data", "date_joined", "last_login"),
    )


def profile_of(person: User) -> Rows:
    return listed(
        Profile.objects.filter(person=person),
        *("display_name", "pronouns", "about", "hours_per_week", "updated_at"),
    )


def disclosures_of(person: User) -> Rows:
    return listed(Disclosure.objects.filter(profile=person.pk), "part", "audience")


def languages_of(person: User) -> Rows:
    return listed(person.languages.all(), "language", "level")


def skills_of(person: User) -> Rows:
    return listed(person.skills.all(), "skill__name", "teach_level", "learn_level", "importance")


def availability_of(person: User) -> Rows:
    return listed(person.availability.all(), "weekday", "start", "minutes")


def trail_of(person: User) -> Rows:
    """What they did, and what was done to their account; never who did it to them."""
    account = Q(object_type="people.user", object_key=str(person.pk))
    profile = Q(object_type="people.profile", object_key=str(person.pk))
    entries = AuditEntry.objects.filter(Q(actor=person) | account | profile).order_by("pk")
    return [
        {
            "at": entry.at,
            "verb": entry.verb,
            "object": f"{entry.object_type} {entry.object_key}",
            "reason": entry.reason,
            "was_you": entry.actor_id == person.pk,
        }
        for entry in entries.iterator()
    ]


def editing_log_of(person: User) -> Rows:
    """What they did in the editors' area."""
    return [
        entry
        for log in (PageLogEntry, ModelLogEntry)
        for entry in listed(
            log.objects.filter(user=person).order_by("pk"), "timestamp", "action", "label"
        )
    ]


def listed(rows: QuerySet, *fields: str) -> Rows:
    return [dict(row) for row in rows.values(*fields)]


SECTIONS: MappingProxyType[str, Callable[[User], Rows]] = MappingProxyType(
    {
        "account": account_of,
        "email_addresses": email_addresses_of,
        "second_factors": second_factors_of,
        "connections": connections_of,
        "profile": profile_of,
        "disclosures": disclosures_of,
        "languages": languages_of,
        "skills": skills_of,
        "availability": availability_of,
        "trail": trail_of,
        "editing_log": editing_log_of,
    }
)


def own_record(*, person: User) -> list[tuple[str, Rows]]:
    return [(section, rows_of(person)) for section, rows_of in SECTIONS.items()]
