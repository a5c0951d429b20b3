from dataclasses import dataclass
from datetime import date

from mentorship.cohort_life.core.silence import Side
from mentorship.cohort_life.core.weeks import first_day
from mentorship.cohort_life.models import CheckIn, Word
from mentorship.models import Match
from portal.people.models import User

from .addresses import pair_url
from .pair import application_of


@dataclass(frozen=True)
class LetterPage:
    """What the holder of a letter may know: the program, the week, and their own word about it."""

    person: User
    program: str
    cohort: str
    week: int
    first_day: date
    said: str
    words: tuple[tuple[str, str], ...]
    pair_url: str


def letter_page(*, match: Match, side: Side, week: int) -> LetterPage:
    """One query."""
    person = application_of(match, side).person
    said = CheckIn.objects.filter(match=match, person=person, week=week).first()
    return LetterPage(
        person=person,
        program=match.cohort.program.name,
        cohort=match.cohort.name,
        week=week,
        first_day=first_day(week, starts_on=match.cohort.starts_on),
        said=str(said.get_word_display()) if said else "",
        words=tuple((word.value, str(word.label)) for word in Word),
        pair_url=pair_url(match),
    )
