from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from portal.kit import audit
from portal.people.models import User


@transaction.atomic
def drop_ways_in(*, person: User, keeps_password: bool, by: User) -> None:
    """For an account that was perhaps opened with the address of somebody else: what opened it
    until now does so no longer."""
    if not keeps_password:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    SocialAccount.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    audit.record(by=by, verb="person.ways_in_dropped", on=person, is_on_pages=False)
