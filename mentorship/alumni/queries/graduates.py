"""Who of a cohort may graduate, as those who run it decide: one line a mentee."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mentorship.alumni.core.graduation import Proposal, Standing, Why, proposal_of
from mentorship.alumni.models import Graduation, Verdict
from mentorship.core.last_words import LastWords
from mentorship.models import Answer, Cohort, Match
from mentorship.queries.desk_names import name_of
from mentorship.queries.pair_days import day_in
from mentorship.signals import gather_last_words
from portal.credentials.models import Credential
from portal.credentials.queries.own_credentials import credentials_about
from portal.people.models import User

ABOUT = "cohort:"
WHY_WORDS = {
    Why.DECIDED: _("The last round was decided: passed"),
    Why.BOTH: _("The mentor says pass, the mentee that it goes well"),
    Why.ONLY_MENTOR: _("The mentor says pass; the mentee has not answered"),
    Why.MENTEE_WANTS_HELP: _("The mentee asked for help or an end in the last round"),
    Why.MENTOR_SAYS_NO: _("The mentor does not say pass"),
    Why.ONLY_MENTEE: _("Only the mentee has answered the last round"),
    Why.NOBODY: _("Nobody has answered the last round"),
    Why.GOES_ON: _("The pair goes on longer than the cohort"),
    Why.ENDED: _("The pair ended during the term"),
}


@dataclass(frozen=True)
class Candidate:
    """A mentee with the last pair they were in."""

    match: Match
    proposal: Proposal
    graduation: Graduation | None
    credential: Credential | None

    @property
    def is_proposed(self) -> bool:
        return self.graduation is None and self.proposal.standing is Standing.PROPOSED

    @property
    def may_decide(self) -> bool:
        return self.graduation is None and self.proposal.standing is not Standing.WAITS

    @property
    def may_undo(self) -> bool:
        return self.graduation is not None and self.graduation.told_at is None

    @property
    def has_graduated(self) -> bool:
        return self.graduation is not None and self.graduation.verdict == Verdict.GRADUATED

    def as_decided(self) -> Graduation:
        """What stands, or would with *Graduates*; not saved here."""
        row = self.graduation or Graduation(mentor=self.match.mentor, verdict=Verdict.GRADUATED)
        row.application = self.match.mentee
        return row

    @property
    def mentee(self) -> str:
        return name_of(self.match.mentee.person)

    @property
    def mentor(self) -> str:
        return name_of(self.match.mentor.person)

    @property
    def why(self) -> str:
        return str(WHY_WORDS[self.proposal.why])


def candidates(*, cohort: Cohort, reader: User, now: datetime) -> list[Candidate]:
    """Those whose pair both had said yes to, by their names; never whose last pair is the
    reader's own. Three queries beside those of who knows the last words."""
    words = last_words_of(cohort)
    decided = {
        one.application_id: one
        for one in Graduation.objects.filter(application__cohort=cohort).select_related(
            "mentor__person__profile"
        )
    }
    issued = credentials_about(kind="mentee", about=about(cohort))
    today = day_in(cohort, now)
    pairs = sorted(agreed_pairs(cohort), key=lambda match: match.ended_at is None)
    last_pairs = {match.mentee_id: match for match in pairs}  # who has one that goes on has that
    found = [
        Candidate(
            match=match,
            proposal=proposal_of(
                words.get(str(match.public_id), LastWords()),
                has_ended=match.ended_at is not None,
                today=today,
            ),
            graduation=decided.get(match.mentee_id),
            credential=issued.get(match.mentee.person_id),
        )
        for match in last_pairs.values()
        if reader.pk not in {match.mentee.person_id, match.mentor.person_id}
    ]
    return sorted(found, key=lambda one: (one.mentee.casefold(), one.match.pk))


def agreed_pairs(cohort: Cohort) -> QuerySet[Match]:
    """With their people and their cohort, by when they were published."""
    people = ("cohort", "mentee__person__profile", "mentor__person__profile")
    rows = Match.objects.filter(
        cohort=cohort, mentee_answer=Answer.ACCEPTED, mentor_answer=Answer.ACCEPTED
    )
    return rows.select_related(*people).order_by("published_at", "pk")


def last_words_of(cohort: Cohort) -> dict[str, LastWords]:
    answers: list[Any] = gather_last_words.send(sender=Cohort, cohort=cohort)
    found: dict[str, LastWords] = {}
    for _receiver, said in answers:
        found |= said
    return found


def about(cohort: Cohort) -> str:
    """What the certificates of a cohort are about: one of each kind a person."""
    return f"{ABOUT}{cohort.key}"


def fingerprint(rows: Iterable[Candidate]) -> str:
    """Of whom somebody looked at before they confirmed them all or sent their letters, and of what
    was decided about each."""
    keys = sorted(
        f"{one.match.mentee.public_id} {one.graduation.pk if one.graduation else ''}"
        for one in rows
    )
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:24]
