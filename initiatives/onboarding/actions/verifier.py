"""Whom a group lets look at what newcomers show, beside those who lead it."""

from django.db import transaction
from django.urls import reverse

from initiatives.models import Initiative
from initiatives.onboarding.models import Evidence, Verifier
from initiatives.rules import speaks_for
from portal.kit import audit
from portal.notices.actions.notice import send_notice
from portal.notices.models import Kind
from portal.people.models import User
from portal.people.queries.account import account_of


class NobodyThere(Exception):
    """No account has this address, confirmed by mail."""


class NotOneself(Exception):
    """Who keeps the page without leading the group opens no door to what is shown to it."""


@transaction.atomic
def name_verifier(*, initiative: Initiative, email: str, by: User) -> Verifier:
    """They hear of it. Safe to repeat. Raises NobodyThere or NotOneself."""
    person = account_of(address=email)
    if person is None:
        raise NobodyThere
    if person == by and not speaks_for(by, initiative):
        raise NotOneself
    verifier, is_new = Verifier.objects.get_or_create(initiative=initiative, person=person)
    if is_new:
        entry = audit.record(
            by=by, verb="initiative.verifier_named", on=initiative, is_on_pages=False
        )
        send_notice(
            person=person,
            kind=Kind.ACCOUNT,
            key=f"verifier:{entry.pk}",
            template="onboarding/name_verifier",
            context={"group": initiative.name},
            url=reverse("onboarding:desk_evidence"),
        )
    return verifier


@transaction.atomic
def take_off_verifier(*, verifier: Verifier, by: User) -> None:
    """What they decided stays decided; what they look at is free for others at once."""
    initiative = verifier.initiative
    theirs = Evidence.objects.waiting().filter(held_by=verifier.person)
    theirs.filter(journey__path__initiative=initiative).update(
        held_by=None, held_since=None, held_until=None
    )
    verifier.delete()
    audit.record(by=by, verb="initiative.verifier_taken_off", on=initiative, is_on_pages=False)
