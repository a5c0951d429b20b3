"""Who may see and decide about a project; views ask through `access`."""

import rules
from django.contrib.auth.models import AnonymousUser

from initiatives.rules import speaks_for
from mentorship.proposals.core.call import is_public
from mentorship.proposals.models import Call, Proposal
from mentorship.rules import is_published, runs_it
from portal.kit import clock
from portal.people.models import User


@rules.predicate
def is_announced(user: object, call: Call) -> bool:
    return is_published(user, call.cohort.program) and is_public(call.dates, clock.now())


@rules.predicate
def runs_call(user: User | AnonymousUser, call: Call) -> bool:
    return runs_it(user, call.cohort.program)


@rules.predicate
def runs_program_of(user: User | AnonymousUser, proposal: Proposal) -> bool:
    return runs_it(user, proposal.call.cohort.program)


@rules.predicate
def speaks_for_group_of(user: object, proposal: Proposal) -> bool:
    return speaks_for(user, proposal.initiative)


rules.add_perm("proposals.view_projects", is_announced | runs_call)
rules.add_perm("proposals.approve_for_program", runs_program_of)
rules.add_perm("proposals.approve_for_group", speaks_for_group_of)
