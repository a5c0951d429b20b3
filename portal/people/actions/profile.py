from collections.abc import Mapping

from django.db import IntegrityError, transaction

from portal.kit import audit
from portal.people.models import Disclosure, Profile, User


class HandleTaken(Exception):
    """Somebody else has this handle, in whatever case it is written."""


def save_profile(
    *,
    person: User,
    display_name: str,
    handle: str | None,
    pronouns: str,
    about: str,
    hours_per_week: int | None,
    timezone: str,
    by: User,
) -> Profile:
    """What a person tells about themselves; nothing of it is shown by this. Raises HandleTaken.

    A handle that is given up is free for anybody at once.
    """
    try:
        with transaction.atomic():
            hold_person(person)
            User.objects.filter(pk=person.pk).update(handle=handle or None, timezone=timezone)
            profile, _ = Profile.objects.update_or_create(
                person=person,
                defaults={
                    "display_name": display_name,
                    "pronouns": pronouns,
                    "about": about,
                    "hours_per_week": hours_per_week,
                },
            )
            audit.record(by=by, verb="profile.saved", on=profile, is_on_pages=False)
    except IntegrityError as error:
        raise HandleTaken from error
    return profile


@transaction.atomic
def begin_profile(*, person: User, display_name: str, timezone: str, by: User) -> Profile:
    """The first steps after signing up. What is empty stays as it was."""
    hold_person(person)
    if timezone:
        User.objects.filter(pk=person.pk).update(timezone=timezone)
    profile, _ = Profile.objects.get_or_create(person=person)
    if display_name:
        profile.display_name = display_name
        profile.save(update_fields=["display_name", "updated_at"])
    audit.record(by=by, verb="profile.saved", on=profile, is_on_pages=False)
    return profile


@transaction.atomic
def set_disclosures(*, person: User, audiences: Mapping[str, str], by: User) -> None:
    """Show each named part to its audience, and every other part to nobody."""
    hold_person(person)
    profile, _ = Profile.objects.get_or_create(person=person)
    profile.disclosures.exclude(part__in=audiences).delete()
    for part, audience in audiences.items():
        Disclosure.objects.update_or_create(
            profile=profile, part=part, defaults={"audience": audience}
        )
    audit.record(by=by, verb="profile.disclosed", on=profile, is_on_pages=False)


def hold_person(person: User) -> None:
    """The same form sent twice waits for itself; by turns the two would wait for each other."""
    User.objects.select_for_update().get(pk=person.pk)
