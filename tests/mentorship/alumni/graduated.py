"""A cohort whose last day is over, with what was said in its last round."""

from datetime import UTC, datetime, timedelta

from mentorship.alumni.actions.graduation import (
    confirm_proposed,
    decide_graduation,
    send_letters_now,
)
from mentorship.alumni.models import Graduation
from mentorship.alumni.queries.graduates import candidates, fingerprint
from mentorship.cohort_life.models import Evaluation
from mentorship.models import Cohort, Match
from portal.notices.models import Notice
from portal.people.models import User
from tests.mentorship.cohort_life.together import pairs_together

# The Monday after the last Sunday of a cohort of the factory.
OVER = datetime(2026, 6, 29, 12, tzinfo=UTC)


def say_last(match: Match, *, mentor: str = "", mentee: str = "") -> None:
    for side, word in ((match.mentor, mentor), (match.mentee, mentee)):
        if word:
            Evaluation.objects.create(
                match=match,
                round="final",
                author=side.person,
                meets="weekly",
                progress=4,
                recommends=word,
                given_at=OVER - timedelta(days=3),
            )


def finished(*, pairs: int = 1, mentor: str = "pass", mentee: str = "go_on", **facts) -> Cohort:
    """Of every pair both said so."""
    cohort = pairs_together(pairs=pairs, **facts)
    for match in matches(cohort):
        say_last(match, mentor=mentor, mentee=mentee)
    return cohort


def matches(cohort: Cohort) -> list[Match]:
    rows = cohort.matches.select_related("mentee__person", "mentor__person", "cohort__program")
    return list(rows.order_by("mentee__person__username"))


def admin_of(cohort: Cohort) -> User:
    return cohort.program.admins.order_by("pk")[0].person


def rows_of(cohort: Cohort, now: datetime = OVER):
    return candidates(cohort=cohort, reader=admin_of(cohort), now=now)


def seen(cohort: Cohort) -> str:
    return fingerprint([one for one in rows_of(cohort) if one.is_proposed])


def send(cohort: Cohort, now: datetime = OVER, **other) -> int:
    told = {"by": admin_of(cohort), "seen": seen_waiting(cohort)} | other
    return send_letters_now(cohort=cohort, now=now, **told)


def seen_waiting(cohort: Cohort) -> str:
    return fingerprint([one for one in rows_of(cohort) if one.may_undo])


def graduate(cohort: Cohort, now: datetime = OVER) -> list[Graduation]:
    """All who are proposed are confirmed, and the letters are out."""
    confirm_proposed(cohort=cohort, by=admin_of(cohort), seen=seen(cohort), now=now)
    send(cohort, now)
    rows = Graduation.objects.filter(application__cohort=cohort)
    people = ("application__person", "application__cohort__program", "mentor__person")
    return list(rows.select_related(*people).order_by("application__person__username"))


def not_graduate(cohort: Cohort, words: str, now: datetime = OVER) -> Graduation:
    """The first mentee, and the letter is out."""
    by = admin_of(cohort)
    row = decide_graduation(
        cohort=cohort,
        mentee=matches(cohort)[0].mentee,
        verdict="not",
        words=words,
        by=by,
        now=now,
    )
    send(cohort, now)
    row.refresh_from_db()
    return row


def letters() -> list[tuple[str, str]]:
    """Who was told what, in order."""
    return list(Notice.objects.order_by("pk").values_list("person__username", "template"))
