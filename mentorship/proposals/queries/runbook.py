"""What the proposals of a cohort need from those who run it."""

from collections import Counter
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.models import Cohort
from mentorship.proposals.core.approvals import Approver
from mentorship.proposals.core.call import last_minute, public_at
from mentorship.proposals.models import Call
from portal.core.agenda import Item

from .desk_proposals import MOST_READ, desk_proposals, handed_in


def runbook_lines(*, cohort: Cohort, now: datetime) -> list[Item]:
    """The days of the call, and how many proposals wait for whom before it is public. Four
    queries, one where the cohort asks for no projects."""
    call = Call.objects.filter(cohort=cohort).first()
    if call is None:
        return []
    call.cohort = cohort
    kind = _("Projects")
    url = reverse("proposals:desk_index", args=[cohort.program.slug, cohort.key])
    closes, public = last_minute(call.dates), public_at(call.dates)
    rows = desk_proposals(list(handed_in(call=call)[:MOST_READ]), on=now.date())
    turns = Counter(row.turn for row in rows if not row.lost_mentor)
    lines = [
        Item(what=_("The call for projects closes"), url=url, at=closes, kind=kind),
        Item(what=_("Everybody sees the approved projects"), url=url, at=public, kind=kind),
    ]
    for turn, words in waiting_words(turns).items():
        to_remind = turn is Approver.MENTORS
        lines.append(
            Item(
                what=words,
                url=f"{url}remind/" if to_remind else f"{url}?turn={turn}",
                due=public,
                action=_("Remind them") if to_remind else _("See them"),
                kind=kind,
            )
        )
    lost = sum(row.lost_mentor for row in rows)
    if lost:
        lines.append(
            Item(
                what=lost_words(lost),
                url=f"{url}?turn={Approver.MENTORS}",
                why=_("Nobody new is matched to it; you can ask somebody else to mentor it."),
                action=_("See them"),
                kind=kind,
                is_waiting=True,
            )
        )
    return lines


def lost_words(count: int) -> str:
    words = ngettext(
        "%(n)s approved project has no mentor any more",
        "%(n)s approved projects have no mentor any more",
        count,
    )
    return words % {"n": count}


def waiting_words(turns: Counter[Approver | None]) -> dict[Approver, str]:
    said = {
        Approver.MENTORS: ngettext(
            "%(n)s project waits for a mentor to confirm",
            "%(n)s projects wait for a mentor to confirm",
            turns[Approver.MENTORS],
        ),
        Approver.GROUP: ngettext(
            "%(n)s project waits for its group",
            "%(n)s projects wait for their groups",
            turns[Approver.GROUP],
        ),
        Approver.PROGRAM: ngettext(
            "%(n)s project waits for you",
            "%(n)s projects wait for you",
            turns[Approver.PROGRAM],
        ),
    }
    return {turn: words % {"n": turns[turn]} for turn, words in said.items() if turns[turn]}
