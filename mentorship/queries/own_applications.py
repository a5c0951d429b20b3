"""What somebody has asked for, in words, and what happens next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core.choices import ChoiceName
from mentorship.core.eligibility import rules_of
from mentorship.core.phases import Phase
from mentorship.core.questions import questions_of
from mentorship.models import (
    LIVE,
    WAITING,
    Application,
    Prerequisite,
    Program,
    Proof,
    ProofState,
    Role,
    Status,
)
from portal.people.models import User

from .application_history import HistoryLine, own_histories
from .choices import choice_names
from .cohort_view import CohortView, cohort_view
from .eligibility import unmet_words
from .own_result import OwnResult, own_results

MOST_APPLICATIONS = 100
ASKED = Prerequisite.objects.filter(cohort=OuterRef("cohort"), role=OuterRef("role"))
DONE = Proof.objects.filter(application=OuterRef("pk"), state=ProofState.ACCEPTED)
NO_MORE = gettext_lazy("No more messages come about it.")
SAID_WITH_WORDS = (Status.DECLINED, Status.INTERVIEW, Status.WAITLISTED)


@dataclass(frozen=True)
class OwnApplication:
    """`next_at` is an instant, None where nothing more is to come. What waits for an answer to a
    match is offered, whatever the row says. `gone` is what they chose and is not offered any
    more."""

    program: str
    program_url: str
    cohort: CohortView
    role: str
    role_label: str
    status: str
    said: str
    said_kind: str
    next_words: str
    next_at: datetime | None
    reason: str
    url: str
    withdraw_url: str
    results: tuple[OwnResult, ...]
    unmet: tuple[str, ...]
    gone: tuple[str, ...]
    first: str
    first_url: str
    letters_url: str
    history: tuple[HistoryLine, ...]

    @property
    def is_out(self) -> bool:
        """The people who run the program have it: there is no draft to go back to."""
        return self.status in {*WAITING, Status.ACCEPTED, Status.WAITLISTED}


def own_roles(*, person: User | AnonymousUser, program: Program) -> dict[str, str]:
    """Cohort key → the role somebody applies for there. One query, none for who is signed out."""
    if not person.is_authenticated:
        return {}
    mine = Application.objects.filter(
        person=person.pk, cohort__program=program, status__in=LIVE
    ).values_list("cohort__key", "role")
    return dict(mine)


def own_applications(*, person: User, now: datetime) -> list[OwnApplication]:
    """The latest first; five queries, and those of what was chosen."""
    rows = list(
        Application.objects.filter(person=person)
        .select_related("left_out", "cohort__program__initiative", "edition")
        .annotate(asked=how_many(ASKED), done=how_many(DONE))
        .order_by("-cohort__starts_on", "-created_at")[:MOST_APPLICATIONS]
    )
    results = own_results(row for row in rows if row.status == Status.ACCEPTED)
    histories = own_histories(rows)
    chosen = choice_names({key for row in rows for key in chosen_in(row)})
    return [
        own_application(row, now, results.get(row.pk, ()), histories.get(row.pk, ()), chosen)
        for row in rows
    ]


def own_application_with_match(row: Application, now: datetime) -> OwnApplication:
    """Two queries more, and those of what was chosen."""
    accepted = [row] if row.status == Status.ACCEPTED else []
    results = own_results(accepted).get(row.pk, ())
    return own_application(row, now, results, chosen=choice_names(chosen_in(row)))


def chosen_in(row: Application) -> list[str]:
    """Keys that still count for something."""
    return row.choices if row.status in LIVE else []


def own_application(
    row: Application,
    now: datetime,
    results: tuple[OwnResult, ...] = (),
    history: tuple[HistoryLine, ...] = (),
    chosen: Mapping[str, ChoiceName] | None = None,
) -> OwnApplication:
    cohort = cohort_view(cohort=row.cohort, now=now)
    offered_until = min((one.answer_by for one in results if one.answer_by), default=None)
    has_match = any(one.url for one in results)
    said, kind = said_of(row, cohort, has_match=has_match)
    next_words, next_at = next_of(row, cohort, now)
    if has_match and cohort.phase is Phase.FINISHED:
        said, next_words = _("You took part"), ""  # how it went is still written about
    if offered_until:
        said, kind = _("Offered: a match for you"), "warn"
        next_words, next_at = _("Answer until"), offered_until
    return OwnApplication(
        program=row.cohort.program.name,
        program_url=row.cohort.program.get_absolute_url(),
        cohort=cohort,
        role=row.role,
        role_label=str(Role(row.role).label),
        status=row.status,
        said=said,
        said_kind=kind,
        next_words=next_words,
        next_at=next_at,
        reason=row.decision_reason if row.status in SAID_WITH_WORDS else "",
        url=row.get_absolute_url(),
        withdraw_url=reverse("mentorship:withdraw", args=[row.cohort.key, row.role])
        if row.status in LIVE
        else "",
        results=results,
        unmet=unmet_of(row),
        gone=()
        if has_match or cohort.phase is Phase.FINISHED
        else tuple(gone_of(row, chosen or {})),
        first=first_words(row),
        first_url=reverse("mentorship:first", args=[row.cohort.key, row.role]),
        letters_url=reverse("mentorship:letters", args=[row.cohort.key, row.role])
        if row.status in LIVE and (has_match or cohort.phase is not Phase.FINISHED)
        else "",
        history=history,
    )


def gone_of(row: Application, chosen: Mapping[str, ChoiceName]) -> list[str]:
    names = [chosen[key] for key in chosen_in(row) if key in chosen]
    return [name.name for name in names if not name.is_offered]


def how_many(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("role" if rows.model is Prerequisite else "application")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def first_words(row: Application) -> str:
    """Of an application that waits; empty where the cohort asks for nothing, or nobody counted."""
    asked = getattr(row, "asked", 0)
    if not asked or row.status not in WAITING:
        return ""
    return _("%(done)s of %(asked)s things to do first are done") % {
        "done": getattr(row, "done", 0),
        "asked": asked,
    }


def unmet_of(row: Application) -> tuple[str, ...]:
    """The rules that stopped it, with what would change that."""
    if row.status != Status.INELIGIBLE or row.edition is None:
        return ()
    by_key = {one.key: one for one in questions_of(row.edition.questions)}
    return tuple(unmet_words(rule, by_key) for rule in rules_of(row.unmet))


def said_of(row: Application, cohort: CohortView, *, has_match: bool) -> tuple[str, str]:
    if row.status == Status.DRAFT:
        is_late = cohort.phase not in {Phase.PLANNED, Phase.APPLICATIONS}
        return (_("Never sent"), "") if is_late else (_("Draft, not sent"), "warn")
    return {
        Status.SUBMITTED: (_("Sent"), "info"),
        Status.COMPLETE: (_("Sent, nothing is missing"), "info"),
        Status.IN_REVIEW: (_("Being read"), "info"),
        Status.INTERVIEW: (_("They want to talk with you"), "warn"),
        Status.ACCEPTED: (_("You have a match") if has_match else _("In the matching"), "ok"),
        Status.WAITLISTED: (_("On the waiting list"), "info"),
        Status.DECLINED: (_("No place this time"), ""),
        Status.WITHDRAWN: (_("Withdrawn"), ""),
        Status.INELIGIBLE: (_("The rules are not met"), "warn"),
    }[Status(row.status)]


def next_of(row: Application, cohort: CohortView, now: datetime) -> tuple[str, datetime | None]:
    """What happens next and when; for a draft, what is to do and by when. Without an instant it
    says that nothing more comes."""
    if row.status in {Status.DECLINED, Status.WITHDRAWN}:
        return str(NO_MORE), None
    if row.status == Status.DRAFT:
        if cohort.is_planned:
            return _("You can send it from"), cohort.opens_at
        return (_("Send it by"), cohort.last_minute) if cohort.is_open else (str(NO_MORE), None)
    if row.status == Status.INELIGIBLE:
        if cohort.is_open:
            return _("You can send it again until"), cohort.last_minute
        return str(NO_MORE), None
    results = next(step for step in cohort.timeline if step.phase is Phase.MATCHED)
    if row.status in WAITING and (answer_by := cohort.answered_by) and now <= results.starts_at:
        by = answer_by if now <= answer_by else results.starts_at
        return _("You hear whether you take part by"), by
    if cohort.phase in {Phase.APPLICATIONS, Phase.REVIEW, Phase.MATCHING}:
        return _("You hear whom you are paired with"), results.starts_at
    if cohort.phase is Phase.FINISHED:
        return str(NO_MORE), None
    if row.status == Status.ACCEPTED:
        return cohort.next_words, cohort.next_at
    ends = next(step for step in cohort.timeline if step.phase is Phase.FINISHED)
    return _("You hear at once if a place comes free, until"), ends.starts_at
