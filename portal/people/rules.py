"""Who sees whom; views ask through `access`."""

import rules

from portal.people.models import Audience, User
from portal.people.queries.profile import audiences_of, parts_shown

EVERYONE, MEMBERS = Audience.EVERYONE, Audience.MEMBERS


@rules.predicate
def shows_themselves(user: User, person: User) -> bool:
    return person.is_active and bool(parts_shown(audiences_of(person=person), audience_of(user)))


def audience_of(user: User) -> str:
    return MEMBERS if user.is_authenticated else EVERYONE


rules.add_perm("people.view_person", shows_themselves)
