"""Where somebody stands before a rung: what is met, and "not yet" with what is missing."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.core.organisations import organisation_key

from .rungs import Ask, Ladder, Rung


@dataclass(frozen=True)
class Answer:
    """How much there is of one thing that is asked."""

    ask: Ask
    have: int

    @property
    def is_met(self) -> bool:
        return self.have >= self.ask.least

    @property
    def missing(self) -> int:
        return max(0, self.ask.least - self.have)


@dataclass(frozen=True)
class Standing:
    """`sponsors` and `organisations` are those still missing."""

    answers: tuple[Answer, ...]
    sponsors: int
    organisations: int

    @property
    def missing(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if not answer.is_met)

    @property
    def is_counted(self) -> bool:
        """All that is asked of the person themselves."""
        return not self.missing

    @property
    def is_met(self) -> bool:
        return self.is_counted and not self.sponsors and not self.organisations


def standing(rung: Rung, have: Sequence[int], sponsors: Sequence[str]) -> Standing:
    """`have` in the order of what the rung asks, `sponsors` as the organisations they named.

    Those who speak for nobody but themselves are one organisation between them: an empty answer
    is no way around the question.
    """
    asked = rung.sponsors
    return Standing(
        answers=tuple(Answer(ask, count) for ask, count in zip(rung.asks, have, strict=True)),
        sponsors=max(0, asked.count - len(sponsors)),
        organisations=max(0, asked.organisations - len(organisations(sponsors))),
    )


def organisations(written: Sequence[str]) -> set[str]:
    return {organisation_key(one) for one in written}


def brings_no_other(rung: Rung, sponsors: Sequence[str], organisation: str) -> bool:
    """Whether one more sponsor, of this organisation, would be the last that is asked for and still
    leave the organisations too few."""
    after = [*sponsors, organisation]
    still_asked = max(0, rung.sponsors.count - len(after))
    lacking = rung.sponsors.organisations - len(organisations(after))
    is_new = organisation_key(organisation) not in organisations(sponsors)
    return not is_new and lacking > still_asked


def stands_high_enough(ladder: Ladder, rung: Rung, place: int | None) -> bool:
    """To sponsor for it, and to object."""
    return place is not None and place >= ladder.lowest_to_sponsor(rung)


def window_ends(opened_at: datetime, days: int) -> datetime:
    """The instant from which it is decided: so many times twenty-four hours, on no clock's day."""
    return opened_at + timedelta(days=days)


def whole_months(since: date, on: date) -> int:
    """Complete ones. From the 31st a month is complete on the last day of a shorter one."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return max(0, months if months_after(since, max(0, months)) <= on else months - 1)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def may_return(ladder: Ladder, key: str, left_on: date, on: date) -> bool:
    """To the rung they stood on, without the whole count, up to a day that is theirs to know."""
    return ladder.place_of(key) is not None and on < return_ends(ladder, left_on)


def return_ends(ladder: Ladder, left_on: date) -> date:
    return months_after(left_on, ladder.return_months)
