"""Who may do what with a program; views ask through `access`."""

import rules
from django.contrib.auth.models import AnonymousUser

from mentorship.models import Program
from portal.people.models import User


@rules.predicate
def is_published(user: object, program: Program) -> bool:
    group = program.initiative
    return program.is_published and (group is None or group.is_listed)


@rules.predicate
def runs_it(user: User | AnonymousUser, program: Program) -> bool:
    return user.is_authenticated and program.admins.filter(person=user.pk).exists()


rules.add_perm("mentorship.view_program", is_published | runs_it | rules.is_superuser)
rules.add_perm("mentorship.configure_program", runs_it | rules.is_superuser)
rules.add_perm("mentorship.create_program", rules.is_superuser)
