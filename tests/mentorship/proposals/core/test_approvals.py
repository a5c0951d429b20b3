"""What a proposal waits for, and what an edit takes back."""

import pytest

from mentorship.proposals.core.approvals import (
    Approver,
    Cleared,
    Mentor,
    Part,
    Standing,
    Wait,
    cleared_by,
    next_approver,
    waits_for,
)

ADA, LIN = Mentor("Ada", is_confirmed=True), Mentor("Lin", is_confirmed=False)


def standing(*mentors, has_lead=True, group_approved=False, program_approved=False) -> Standing:
    return Standing(
        mentors=mentors,
        has_lead=has_lead,
        group_approved=group_approved,
        program_approved=program_approved,
    )


@pytest.mark.parametrize(
    ("where", "waits"),
    [
        (
            standing(ADA, LIN),
            (Wait(Approver.MENTORS, ("Lin",)), Wait(Approver.GROUP), Wait(Approver.PROGRAM)),
        ),
        (
            standing(),
            (Wait(Approver.MENTORS), Wait(Approver.GROUP), Wait(Approver.PROGRAM)),
        ),
        (standing(ADA), (Wait(Approver.GROUP), Wait(Approver.PROGRAM))),
        (standing(ADA, has_lead=False), (Wait(Approver.PROGRAM),)),
        (standing(ADA, group_approved=True), (Wait(Approver.PROGRAM),)),
        (standing(ADA, group_approved=True, program_approved=True), ()),
        (
            standing(ADA, LIN, group_approved=True, program_approved=True),
            (Wait(Approver.MENTORS, ("Lin",)),),
        ),
    ],
)
def test_whom_it_waits_for_in_order(where, waits):
    assert waits_for(where) == waits
    assert next_approver(where) == (waits[0].approver if waits else None)


@pytest.mark.parametrize(
    ("changed", "cleared"),
    [
        ({Part.PREREQUISITES}, Cleared(confirmations=False, approvals=False)),
        ({Part.UPSTREAM}, Cleared(confirmations=True, approvals=True)),
        ({Part.MENTORS}, Cleared(confirmations=False, approvals=True)),
        ({Part.TITLE}, Cleared(confirmations=True, approvals=True)),
        ({Part.SKILLS, Part.UPSTREAM}, Cleared(confirmations=True, approvals=True)),
        (set(), Cleared(confirmations=False, approvals=False)),
    ],
)
def test_an_edit_takes_back_what_was_agreed_to_another_text(changed, cleared):
    assert cleared_by(changed) == cleared
