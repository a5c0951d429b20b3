"""What became of an application, move by move: in the applicant's words without the names of
others, and for the desk with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mentorship.core.application_moves import Mover
from mentorship.models import SENT, Answer, Application, Match, Role, Status, StatusChange
from portal.people.models import User

from .desk_names import name_of

MOST_LINES = 200
OWN_WORDS = {
    Status.DRAFT: _("You began to write"),
    Status.SUBMITTED: _("You sent it"),
    Status.COMPLETE: _("All tasks are done"),
    Status.IN_REVIEW: _("It is being read"),
    Status.INTERVIEW: _("They asked to talk with you"),
    Status.ACCEPTED: _("Accepted"),
    Status.WAITLISTED: _("Put on the waiting list"),
    Status.DECLINED: _("Declined"),
    Status.WITHDRAWN: _("You withdrew it"),
    Status.INELIGIBLE: _("A rule was not met"),
}
SENT_BY = {
    Mover.PROGRAM: _("The people who run the program entered you from a list"),
    Mover.PORTAL: _("A task is open again"),
}
OFFERED = _("A match was offered to you")
DESK_OFFERED = _("A match was offered")
OWN_ANSWERS = {Answer.ACCEPTED: _("You said yes to it"), Answer.DECLINED: _("You said no to it")}
DESK_ANSWERS = {Answer.ACCEPTED: _("Said yes to it"), Answer.DECLINED: _("Said no to it")}
MATCH_ENDED = _("The match ended")
SENT_AGAIN = _("You sent it again")


@dataclass(frozen=True)
class HistoryLine:
    """`who` is empty for the applicant, and where it was the applicant or the portal."""

    at: datetime
    words: str
    reason: str
    who: str


def own_histories(applications: Iterable[Application]) -> dict[int, tuple[HistoryLine, ...]]:
    """By primary key, the first move first, with what became of their matches. Two queries."""
    lines: dict[int, list[HistoryLine]] = defaultdict(list)
    keys = [row.pk for row in applications]
    for match in matches_of(keys):
        for side in ("mentee", "mentor"):
            key = getattr(match, f"{side}_id")
            if key in keys:
                lines[key] += own_match_lines(match, side)
    rows = StatusChange.objects.filter(application__in=keys).order_by("-at", "-id")
    for change in reversed(rows[: MOST_LINES * 10]):
        line = HistoryLine(change.at, own_words(change), change.reason, "")
        lines[change.application_id].append(line)
    return {key: in_order(found) for key, found in lines.items()}


def in_order(lines: Iterable[HistoryLine]) -> tuple[HistoryLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.at))


def matches_of(keys: list[int], **but: User) -> QuerySet[Match]:
    rows = Match.objects.filter(Q(mentee__in=keys) | Q(mentor__in=keys)).exclude(Q(**but))
    return rows.order_by("-published_at", "-pk")[: MOST_LINES * 10]


def own_match_lines(match: Match, side: str) -> Iterator[HistoryLine]:
    """Their own answer alone; of an end nothing that would say who it was."""
    yield HistoryLine(match.published_at, str(OFFERED), "", "")
    answered_at = getattr(match, f"{side}_answered_at")
    if answered_at:
        yield HistoryLine(answered_at, str(OWN_ANSWERS[getattr(match, f"{side}_answer")]), "", "")
    if match.ended_at and match.ended_at != answered_at:
        yield HistoryLine(match.ended_at, str(MATCH_ENDED), "", "")


def own_words(change: StatusChange) -> str:
    if change.became == Status.SUBMITTED:
        if change.mover != Mover.APPLICANT:
            return str(SENT_BY[Mover(change.mover)])
        if change.was in SENT:
            return str(SENT_AGAIN)
    return str(OWN_WORDS[Status(change.became)])


def desk_history(*, application: Application, reader: User) -> list[HistoryLine]:
    """Two queries; drafts are nobody's business but their writer's, and of a match of their own the
    reader has what anybody in it has."""
    rows = (
        StatusChange.objects.filter(application=application)
        .exclude(became=Status.DRAFT)
        .select_related("by__profile")
        .order_by("-at", "-id")[:MOST_LINES]
    )
    moves = [
        HistoryLine(
            at=change.at,
            words=str(change.get_became_display()),
            reason=change.reason,
            who=name_of(change.by) if change.by and change.mover == Mover.PROGRAM else "",
        )
        for change in reversed(rows)
    ]
    side, other = ("mentee", "mentor") if application.role == Role.MENTEE else ("mentor", "mentee")
    matches = matches_of([application.pk], **{f"{other}__person": reader})
    tells = own_match_lines if application.person_id == reader.pk else desk_lines
    told = (line for match in matches for line in tells(match, side))
    return list(in_order([*moves, *told]))


def desk_lines(match: Match, side: str) -> Iterator[HistoryLine]:
    yield HistoryLine(match.published_at, str(DESK_OFFERED), "", "")
    answered_at = getattr(match, f"{side}_answered_at")
    if answered_at:
        yield HistoryLine(answered_at, str(DESK_ANSWERS[getattr(match, f"{side}_answer")]), "", "")
    if match.ended_at and match.ended_at != answered_at:
        yield HistoryLine(match.ended_at, str(match.get_ending_display()), "", "")
