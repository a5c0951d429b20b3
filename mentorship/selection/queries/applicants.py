"""Whom a mentor may read: those who chose them; where nobody chose anything, those they fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from mentorship.core.instance import Instance, Mentee, Mentor
from mentorship.core.scoring import Scoreboard
from mentorship.models import Application, Cohort, Prerequisite, Role, Status
from mentorship.queries.choices import choices_of
from mentorship.queries.instance import config_of, person_of
from mentorship.queries.matching import answers
from mentorship.selection.models import Said, Word
from mentorship.signals import gather_pairs_apart

# Complete and not refused: a mentor reads nobody whose application may still fall.
READABLE = (Status.COMPLETE, Status.IN_REVIEW, Status.INTERVIEW, Status.ACCEPTED)
# Of rules that nobody is told about by what they see of each other, a mentor learns nothing.
TOLD_RULES = ("language", "time", "skill")


@dataclass(frozen=True)
class Readable:
    """`score` is of the pair without what either side said it wants; `broken` are rules of the
    matching that a mentor may know of."""

    application: Application
    score: int
    broken: tuple[str, ...]


def readable(*, mentor: Application, only: UUID | None = None) -> list[Readable]:
    """The best fit first; or the `only` one who is asked about, without comparing all the others.
    The same number of queries however many applied: six at most, and those of slices that say what
    there is to choose."""
    cohort = mentor.cohort
    everybody = applicants_of(cohort)
    rows = everybody.filter(public_id=only) if only else everybody
    hidden = kept_apart(mentor)
    wishes = dict(everybody.values_list("pk", "choices"))
    if any(wishes.values()):
        mine = {
            key for key, choice in choices_of(cohort).items() if mentor.person_id in choice.people
        }
        found = rows.filter(pk__in=[pk for pk, keys in wishes.items() if mine & set(keys)])
        return [one for one in compared(mentor, found) if key_in(one) not in hidden]
    return [one for one in compared(mentor, rows) if one.score and key_in(one) not in hidden]


def key_in(one: Readable) -> str:
    return str(one.application.public_id)


def applicants_of(cohort: Cohort) -> QuerySet[Application]:
    """Where nothing has to be done first, an application is complete once it is sent."""
    asked = Prerequisite.objects.filter(cohort=cohort, role=Role.MENTEE)
    is_complete = Q(status__in=READABLE) | Q(Q(status=Status.SUBMITTED), ~Exists(asked))
    return (
        Application.objects.filter(is_complete, cohort=cohort, role=Role.MENTEE)
        .select_related("person__profile")
        .order_by("public_id")
    )


def chose_nobody(cohort: Cohort) -> int:
    """Applicants whom no mentor can rank, since others chose and they did not. One query."""
    wishes = list(applicants_of(cohort).values_list("choices", flat=True))
    return sum(not keys for keys in wishes) if any(wishes) else 0


def kept_apart(mentor: Application) -> set[str]:
    """Never to be paired, by anybody's word but this mentor's own."""
    key = str(mentor.public_id)
    said = Word.objects.filter(mentor=mentor, said=Said.CONFLICT)
    own = {str(one) for one in said.values_list("mentee__public_id", flat=True)}
    pairs: set[tuple[str, str]] = set().union(*answers(gather_pairs_apart, mentor.cohort))
    return {mentee for mentee, other in pairs if other == key} - own


def compared(mentor: Application, rows: Iterable[Application]) -> list[Readable]:
    """A score of 0 is of a pair that breaks a rule."""
    by_id = {str(row.public_id): row for row in rows}
    board = board_of(mentor, by_id.values())
    found = []
    for at, mentee in enumerate(board.mentees):
        mentors, scores = board.possible(at)
        fits = bool(len(mentors))
        breaks = {} if fits else board.breaks(at)
        found.append(
            Readable(
                application=by_id[mentee.id],
                score=int(scores[0]) if fits else 0,
                broken=tuple(rule for rule in TOLD_RULES if breaks and breaks[rule][0]),
            )
        )
    return sorted(found, key=lambda one: (-one.score, str(one.application.public_id)))


def board_of(mentor: Application, rows: Iterable[Application]) -> Scoreboard:
    me = person_of(mentor)
    them = [person_of(row) for row in rows]
    cohort = mentor.cohort
    return Scoreboard(
        Instance(
            name=cohort.key,
            start=cohort.starts_on,
            weeks=cohort.weeks,
            mentees=tuple(one for one in them if isinstance(one, Mentee)),
            mentors=(me,) if isinstance(me, Mentor) else (),
            config=config_of(cohort.program),
        )
    )
