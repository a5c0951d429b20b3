"""A pair as those who run the program read it: no note, and nothing one of the two kept private.
Paths only where the mentee shows them to those who run the program."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorship.cohort_life.core.silence import Side
from mentorship.cohort_life.models import Evaluation, Outcome, Sign
from mentorship.core.choices import ChoiceName
from mentorship.models import Match
from mentorship.queries.desk_names import name_of
from mentorship.queries.match_detail import choice_of

from .pair import day_in, life_of, rounds_of, side_of
from .pair_page import ROUND_WORDS, Week, rest_of, weeks_of
from .shared_paths import SharedPath, is_over, paths_of_mentee, share_of


@dataclass(frozen=True)
class DeskSide:
    name: str
    label: str
    email: str
    days: int
    is_flagged: bool
    word: str
    word_at: datetime | None


@dataclass(frozen=True)
class DeskRound:
    name: str
    words: str
    is_open: bool
    is_over: bool
    given: tuple[tuple[str, Evaluation], ...]
    settled: Outcome | None

    @property
    def may_be_settled(self) -> bool:
        return self.settled is None and (self.is_open or self.is_over)


@dataclass(frozen=True)
class DeskPair:
    title: str
    choice: ChoiceName | None
    sides: tuple[DeskSide, ...]
    first_day: date
    last_day: date
    rests_until: date | None
    is_over: bool
    weeks: tuple[Week, ...]
    paths: tuple[SharedPath, ...]
    rounds: tuple[DeskRound, ...]


def desk_pair(*, match: Match, now: datetime) -> DeskPair:
    """Ten queries, three more where the mentee shows their paths, and those of what it is for."""
    today = day_in(match.cohort, now)
    life = life_of(match=match)
    share, over = share_of(match), is_over(life, today)
    signs = {sign.person_id: sign for sign in Sign.objects.filter(match=match)}
    given = list(Evaluation.objects.filter(match=match).select_related("author"))
    settled = {one.round: one for one in Outcome.objects.filter(match=match)}
    people = {Side.MENTEE: match.mentee.person, Side.MENTOR: match.mentor.person}
    labels = {Side.MENTEE: match.mentee, Side.MENTOR: match.mentor}
    return DeskPair(
        title=f"{name_of(match.mentee.person)}, {name_of(match.mentor.person)}",
        choice=choice_of(match),
        sides=tuple(
            DeskSide(
                name=name_of(person),
                label=str(labels[side].get_role_display()),
                email=person.email,
                days=life.silence(side, today).days,
                is_flagged=match.is_agreed and life.flag(side, today) is not None,
                word=signs[person.pk].word if person.pk in signs else "",
                word_at=signs[person.pk].word_at if person.pk in signs else None,
            )
            for side, person in people.items()
        ),
        first_day=life.pair.begins_on,
        last_day=life.pair.ends_on,
        rests_until=rest_of(life, today),
        is_over=match.ended_at is not None,
        weeks=weeks_of(life, match.mentee.person, today),
        paths=paths_of_mentee(match) if share and share.to_program and not over else (),
        rounds=tuple(
            DeskRound(
                name=one.name.value,
                words=str(ROUND_WORDS[one.name]),
                is_open=one.is_open(today),
                is_over=one.is_over(today),
                given=tuple(
                    (str(labels[side].get_role_display()), row)
                    for row in given
                    if row.round == one.name and (side := side_of(match, row.author))
                ),
                settled=settled.get(one.name),
            )
            for one in rounds_of(match.cohort, life.settled)
        ),
    )
