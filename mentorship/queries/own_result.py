"""What became of somebody in the matching, in words meant for them.

Neither a veto, nor an organisation, nor anybody's score is told: rare reasons share the words of
the common one, which are true of them too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentorship.core.instance import Limits
from mentorship.core.phases import MINUTE
from mentorship.core.told import NO_PLACE, reason_told
from mentorship.models import Answer, Application, Match, Role, Run
from mentorship.queries.instance import limits_of
from mentorship.queries.match_detail import shown_name

# True whether all places went to others, nobody ranked them, or all who fit are kept apart from
# them: words that name one of these would be seen through where a mentor has a place left.
MENTORS_SELECTED = _(
    "In this cohort mentors say whom they can help best, each a few. No mentor who fits you could "
    "be found this time. You stay in line for the next one."
)
MENTEE_REASONS = {
    NO_PLACE: _(
        "No mentor who fits you could be found this time. You are in the next run of the matching."
    ),
    "no_profile": _("Your free hours and your skills were missing, so nobody could be found."),
    "no_language": _("No mentor of this cohort speaks one of your languages."),
    "no_time": _(
        "No mentor is free when you are, in enough weeks. More free hours open more mentors, "
        "above all on evenings."
    ),
    "no_skill": _("No mentor of this cohort teaches what you want to learn."),
    "seniority": _("The mentors of this cohort are not further along than you. You could mentor."),
}
NOT_YET = _("Nobody is found for you yet. You are in the next run of the matching.")
FOR_NOW = _("Nobody is found for you yet.")
SILENT = _(
    "Your match was not answered in time. The matching passes you over until you say that you are "
    "still there."
)
NO_MENTEE = _("No mentee of this cohort needs you yet. You hear as soon as one does.")


@dataclass(frozen=True)
class OwnResult:
    """Either a match to open, with what is said about it, or the reason why there is none.

    `answer_by` is set while the person's own answer is awaited; `back_url` where they were silent
    and can say that they are still there; `why_url` where the run counted why there is none.
    """

    said: str
    url: str
    answer_by: datetime | None
    whom: str = ""
    back_url: str = ""
    why_url: str = ""


def own_results(applications: Iterable[Application]) -> dict[int, tuple[OwnResult, ...]]:
    """By primary key of applications that are accepted: a mentor may have several matches, those
    that wait for an answer first; nothing for a cohort without a result. Two queries."""
    rows = list(applications)
    matches = open_matches(rows)
    runs = published_runs(rows)
    results = {}
    for row in rows:
        if row.pk in matches:
            found = [of_match(row, match) for match in matches[row.pk]]
            results[row.pk] = tuple(sorted(found, key=lambda one: one.answer_by is None))
        elif row.cohort_id in runs:
            run = runs[row.cohort_id]
            told = OwnResult(
                no_match(row, run), "", None, back_url=back_url(row), why_url=why_url(row, run)
            )
            results[row.pk] = (told,)
    return results


def open_matches(rows: list[Application]) -> dict[int, list[Match]]:
    keys = [row.pk for row in rows]
    found = Match.objects.open().filter(Q(mentee__in=keys) | Q(mentor__in=keys))
    found = found.select_related("mentee__person__profile", "mentor__person__profile")
    by_application: dict[int, list[Match]] = defaultdict(list)
    for match in found:
        by_application[match.mentee_id].append(match)
        by_application[match.mentor_id].append(match)
    return by_application


def published_runs(rows: list[Application]) -> dict[int, Run]:
    """The last one of each cohort."""
    runs = Run.objects.filter(
        cohort__in={row.cohort_id for row in rows}, published_at__isnull=False
    ).order_by("number")
    return {run.cohort_id: run for run in runs}


def of_match(row: Application, match: Match) -> OwnResult:
    side = "mentee" if match.mentee_id == row.pk else "mentor"
    is_awaited = getattr(match, f"{side}_answer") == Answer.AWAITED
    if is_awaited:
        said = _("There is a match for you. Say yes or no.")
    elif match.is_agreed:
        said = _("You and your match have both said yes.")
    else:
        said = _("You said yes; your match has not answered yet.")
    until = match.answer_by - MINUTE if is_awaited else None
    other = match.mentor if side == "mentee" else match.mentee
    whom = shown_name(other.person, is_mentor=side == "mentee")
    return OwnResult(str(said), match.get_absolute_url(), until, whom)


def is_silent(row: Application) -> bool:
    """Nobody decided that they are left out: they did not answer."""
    out = getattr(row, "left_out", None)
    return out is not None and out.made_by_id is None and not out.reason


def back_url(row: Application) -> str:
    return reverse("mentorship:back", args=[row.cohort.key, row.role]) if is_silent(row) else ""


def alone_in(row: Application, run: Run) -> dict[str, Any] | None:
    """What the run counted of a mentee it found nobody for; not of who is left out since."""
    if getattr(row, "left_out", None):
        return None
    key = str(row.public_id)
    return next((one for one in run.result["unmatched"] if one["mentee"] == key), None)


def why_url(row: Application, run: Run) -> str:
    if not alone_in(row, run):
        return ""
    return reverse("mentorship:why", args=[row.cohort.key, row.role])


def no_match(row: Application, run: Run) -> str:
    """The run knows no reason for who had a match that ended, or was accepted after it. That the
    program leaves somebody out for now is not told."""
    if is_silent(row):
        return str(SILENT)
    if getattr(row, "left_out", None):
        return str(FOR_NOW)
    if row.role == Role.MENTOR:
        return str(NO_MENTEE)
    alone = alone_in(row, run)
    if not alone:
        return str(NOT_YET)
    reason = reason_told(alone["reason"])
    if reason == NO_PLACE and run.config.get("mentors_select"):
        return str(MENTORS_SELECTED)
    return mentee_reason(reason, limits_of(run))


def mentee_reason(reason: str, limits: Limits) -> str:
    """A program that asks for more than usual says so."""
    if reason == "no_skill" and limits.skill > 1:
        return str(_("No mentor of this cohort teaches enough of what you want to learn."))
    if reason == "seniority" and limits.seniority_gap > 1:
        told = _("No mentor of this cohort is at least %(n)s steps of experience ahead of you.")
        return str(told) % {"n": limits.seniority_gap}
    return str(MENTEE_REASONS[reason])
