"""The exact score of every pair, and which hard rules it breaks: one mentee against all mentors."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .availability import Starts, StartSums, WeeksInCommon, calendar
from .formula import (
    COMPONENTS,
    FULL,
    LANGUAGE,
    MOST_SENIOR,
    SKILL_GAIN,
    SKILL_SHARE,
    STARTS_A_WEEK_FOR_FULL,
    pair_weights,
    preference_value,
    seniority_value,
    shares,
    weeks_needed,
)
from .instance import Instance, Mentee, Mentor, scalar_key
from .instance_writing import by_id

# In the order in which an unmatched person is told about them.
RULES = (
    "language",
    "time",
    "skill",
    "seniority",
    "organisation",
    "same_person",
    "veto",
    "capacity",
)

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Small = NDArray[np.uint16]
Breaks = Mapping[str, Flags]

GAIN = np.array(SKILL_GAIN, dtype=np.uint16)
LANGUAGE_VALUES = np.array(LANGUAGE)
SENIORITY_VALUES = np.array([seniority_value(gap) for gap in range(-MOST_SENIOR, MOST_SENIOR + 1)])
OPTIONAL = ("goals", "initiative")
UNKNOWN = -1  # a value no mentor has
ROWS_KEPT = 2048  # of what languages are in common


@dataclass(frozen=True, slots=True)
class Row:
    """One mentee with every mentor of the board, by component and by rule."""

    values: Mapping[str, Numbers]
    weights: Mapping[str, int]
    breaks: Breaks

    @property
    def scores(self) -> Numbers:
        return weighed(self.values, self.weights)

    def fits(self, *but: str) -> Flags:
        """Breaks none of the rules, those named not counted."""
        return ~np.any([flags for rule, flags in self.breaks.items() if rule not in but], axis=0)

    def broken_by(self, mentor: int) -> tuple[str, ...]:
        return tuple(rule for rule in RULES if self.breaks[rule][mentor])


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that break no rule but, maybe, find no free place; by mentee, then by mentor."""

    mentee: Numbers
    mentor: Numbers
    score: Numbers


def weighed(values: Mapping[str, Numbers], weights: Mapping[str, int]) -> Numbers:
    return sum(
        (values[name] * weights[name] for name in COMPONENTS),
        start=np.zeros(len(values["skill"]), dtype=np.int64),
    )


class _Index:
    """Values by number: which mentors have one, and how much of it. What many have is laid out over
    all."""

    def __init__(self, values: Iterable[tuple[int, str, int]], size: int):
        lists: dict[str, tuple[list[int], list[int]]] = {}
        for mentor, value, amount in values:
            mentors, amounts = lists.setdefault(value, ([], []))
            mentors.append(mentor)
            amounts.append(amount)
        self.size = size
        self.number = {value: number for number, value in enumerate(lists)}
        nobody = np.zeros(0, dtype=np.int64)
        self.lists = {
            number: (np.array(mentors), np.array(amounts))
            for number, (mentors, amounts) in enumerate(lists.values())
        } | {UNKNOWN: (nobody, nobody)}
        self.rows = {
            number: self._row(*found)
            for number, found in self.lists.items()
            if len(found[0]) > size // 16
        }

    def _row(self, mentors: Numbers, amounts: Numbers) -> NDArray[np.uint8]:
        row = np.zeros(self.size, dtype=np.uint8)
        row[mentors] = amounts
        return row

    def count(self, numbers: Iterable[int]) -> NDArray[np.uint8]:
        """By mentor, how many of the values they have."""
        found = np.zeros(self.size, dtype=np.uint8)
        for number in numbers:
            if number in self.rows:
                found += self.rows[number]
            else:
                found[self.lists[number][0]] += 1
        return found


class _Wanted:
    """Values each mentee has, as numbers of an index, with the level and the share of each. Forks
    share arrays; people they would copy, just by looking at them."""

    def __init__(self, index: _Index, mentees: Iterable[Iterable[tuple[str, int, int]]]):
        numbers, begin = array("q"), [0]
        for each in mentees:
            for value, level, share in each:
                numbers.extend((index.number.get(value, UNKNOWN), level, share))
            begin.append(len(numbers) // 3)
        self.begin = np.array(begin)
        self.rows = np.array(numbers, dtype=np.int64).reshape(-1, 3)

    def said(self, at: int) -> list[list[int]]:
        return self.rows[self.begin[at] : self.begin[at + 1]].tolist()

    def of(self, at: int) -> tuple[int, ...]:
        return tuple(self.rows[self.begin[at] : self.begin[at + 1], 0].tolist())


class Scoreboard:
    """People in the order of their ids, so that rows of a file may come in any order.

    `places` are those that locked pairs leave, below zero where they take too many.
    """

    def __init__(self, instance: Instance):
        self.instance = instance
        self.mentees: list[Mentee] = by_id(instance.mentees)
        self.mentors: list[Mentor] = by_id(instance.mentors)
        self.mentee_at = {each.id: at for at, each in enumerate(self.mentees)}
        self.mentor_at = {each.id: at for at, each in enumerate(self.mentors)}
        self.locked = {
            self.mentee_at[mentee]: self.mentor_at[mentor]
            for mentee, mentor in instance.locked
            if mentee in self.mentee_at and mentor in self.mentor_at
        }
        self.places = np.array([each.capacity for each in self.mentors], dtype=np.int64)
        for _, mentor_id in instance.locked:
            if mentor_id in self.mentor_at:
                self.places[self.mentor_at[mentor_id]] -= 1
        self._vetoes = self._by_mentee(instance.vetoes)
        self._apart = self._by_mentee(instance.apart)
        self._selves = {
            at: self.mentor_at[mentee.id]
            for at, mentee in enumerate(self.mentees)
            if mentee.id in self.mentor_at
        }
        self._preferences = {
            at: [(mentor, self._preference_of(at, mentor)) for mentor in mentors]
            for at, mentors in self._by_mentee(
                {*instance.mentee_preferences, *instance.mentor_preferences}
            ).items()
        }
        self._skills = self._index(lambda mentor: ((s.skill, s.level) for s in mentor.skills))
        self._languages = self._index(lambda mentor: ((each, 1) for each in mentor.languages))
        self._goals = self._index(lambda mentor: ((scalar_key(g), 1) for g in mentor.goals))
        self._initiatives = self._index(
            lambda mentor: ((scalar_key(each), 1) for each in mentor.initiatives)
        )
        self._organisations = self._index(lambda m: [(scalar_key(m.organisation), 1)])
        self._wanted_skills = _Wanted(self._skills, map(_skills_wanted, self.mentees))
        self._own_languages = self._wanted(self._languages, lambda mentee: mentee.languages)
        self._wanted_goals = self._wanted(
            self._goals, lambda mentee: sorted(set(map(scalar_key, mentee.goals)))
        )
        self._own_initiatives = self._wanted(
            self._initiatives, lambda mentee: sorted(set(map(scalar_key, mentee.initiatives)))
        )
        self._own_organisation = self._wanted(
            self._organisations,
            lambda m: [] if m.organisation is None else [scalar_key(m.organisation)],
        )
        self._mentee_seniority = np.array([each.seniority for each in self.mentees], dtype=np.int64)
        self._seniority = np.array([each.seniority for each in self.mentors], dtype=np.int64)
        limits = instance.config.limits
        self._is_too_junior = self._seniority < (
            np.arange(MOST_SENIOR + 1)[:, None] + limits.seniority_gap
        )
        self._times = calendar(
            instance.start,
            instance.weeks,
            {person.timezone for person in (*self.mentees, *self.mentors)},
        )
        minutes = limits.meeting_minutes
        self._mentee_starts = Starts(self._times, self.mentees, minutes=minutes, stretches=True)
        mentor_starts = Starts(self._times, self.mentors, minutes=minutes)
        self._weeks_in_common = WeeksInCommon(self._times, self._mentee_starts, mentor_starts)
        self._start_sums = StartSums(self._times, self._mentee_starts, mentor_starts)
        self._weeks_needed = weeks_needed(instance.weeks, limits.weeks_percent)
        self._full_starts = instance.weeks * STARTS_A_WEEK_FOR_FULL
        self._time_values = FULL * np.arange(self._full_starts + 1) // self._full_starts
        self._spoken = lru_cache(ROWS_KEPT)(self._languages.count)
        self._may_talk = lru_cache(ROWS_KEPT)(self._speaks_and_is_senior)
        self._gains: dict[tuple[int, int], Small] = {}
        self._weights: dict[tuple[bool, ...], dict[str, int]] = {}

    def _by_mentee(self, pairs: Iterable[tuple[str, str]]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for mentee, mentor in pairs:
            if mentee in self.mentee_at and mentor in self.mentor_at:
                found.setdefault(self.mentee_at[mentee], []).append(self.mentor_at[mentor])
        return found

    def _index(self, values: Callable[[Mentor], Iterable[tuple[str, int]]]) -> _Index:
        return _Index(
            (
                (at, value, amount)
                for at, mentor in enumerate(self.mentors)
                for value, amount in values(mentor)
            ),
            len(self.mentors),
        )

    def _wanted(self, index: _Index, values: Callable[[Mentee], Iterable[str]]) -> _Wanted:
        return _Wanted(index, ([(value, 1, 1) for value in values(each)] for each in self.mentees))

    def row(self, at: int) -> Row:
        """Every component and rule for every mentor, also where a rule is broken already."""
        everybody = np.arange(len(self.mentors))
        return Row(self.values(at, everybody), self.weights_of(self.mentees[at]), self.breaks(at))

    def edges(self) -> Edges:
        """Of all mentees who are not locked."""
        found = [self.possible(at) for at in range(len(self.mentees))]
        none = [np.zeros(0, dtype=np.int64)]
        return Edges(
            np.repeat(np.arange(len(self.mentees)), [len(mentors) for mentors, _ in found]),
            np.concatenate(none + [mentors for mentors, _ in found]),
            np.concatenate(none + [scores for _, scores in found]),
        )

    def possible(self, at: int) -> tuple[Numbers, Numbers]:
        """Mentors with whom a mentee breaks no rule, places not counted, and the scores. Nobody
        for who is locked."""
        if at in self.locked:
            nobody = np.zeros(0, dtype=np.int64)
            return nobody, nobody
        config, skill = self.instance.config, self._skill(at)
        rules = config.rules
        fits = self._may_talk(self._own_languages.of(at), int(self._mentee_seniority[at])).copy()
        if rules.skill:
            fits &= skill >= config.limits.skill
        if rules.time:
            fits &= self._meets(at)
        if rules.organisation:
            fits[self._same_organisation(at)] = False
        for mentor in self._never(at):
            fits[mentor] = False
        [mentors] = np.nonzero(fits)
        values = self._values(at, mentors, skill=skill)
        return mentors, weighed(values, self._weights_at(at))

    def values(self, at: int, mentors: Numbers) -> dict[str, Numbers]:
        """Components with some of the mentors, who come in order."""
        return self._values(at, mentors, skill=self._skill(at))

    def _values(self, at: int, mentors: Numbers, *, skill: Small) -> dict[str, Numbers]:
        wanted = self._wanted_goals.of(at)
        worth = FULL * np.arange(len(wanted) + 1) // max(1, len(wanted))
        shared = self._initiatives.count(self._own_initiatives.of(at))
        spoken = self._spoken(self._own_languages.of(at)).take(mentors)
        gap = self._seniority.take(mentors) + (MOST_SENIOR - self._mentee_seniority[at])
        often = np.minimum(self._start_sums.count(at, mentors), self._full_starts)
        return {
            "skill": skill.take(mentors).astype(np.int64),
            "time": self._time_values.take(often),
            "goals": worth.take(self._goals.count(wanted).take(mentors)),
            "initiative": FULL * (shared.take(mentors) > 0),
            "seniority": SENIORITY_VALUES.take(gap),
            "language": LANGUAGE_VALUES.take(np.minimum(spoken, len(LANGUAGE) - 1)),
            "preference": self._preference(at, mentors),
        }

    def breaks(self, at: int) -> dict[str, Flags]:
        """By rule, the mentors with whom it is broken."""
        rules, limits = self.instance.config.rules, self.instance.config.limits
        found = {rule: np.zeros(len(self.mentors), dtype=bool) for rule in RULES}
        if rules.language:
            found["language"] = self._spoken(self._own_languages.of(at)) == 0
        if rules.time:
            found["time"] = ~self._meets(at)
        if rules.skill:
            found["skill"] = self._skill(at) < limits.skill
        if rules.seniority:
            found["seniority"] = self._is_too_junior[self._mentee_seniority[at]]
        if rules.organisation:
            found["organisation"][self._same_organisation(at)] = True
        if at in self._selves:
            found["same_person"][self._selves[at]] = True
        found["veto"][self._vetoes.get(at, [])] = True
        found["capacity"] = self.places <= 0
        found["capacity"][self._apart.get(at, [])] = True
        if at in self.locked:
            mentor = self.locked[at]
            found["capacity"][mentor] = self.places[mentor] < 0
        return found

    def weights_of(self, mentee: Mentee) -> dict[str, int]:
        return self._weights_where(bool(mentee.goals), bool(mentee.initiatives))

    def _weights_at(self, at: int) -> dict[str, int]:
        return self._weights_where(
            bool(self._wanted_goals.of(at)), bool(self._own_initiatives.of(at))
        )

    def _weights_where(self, *said: bool) -> dict[str, int]:
        if said not in self._weights:
            left_out = {name for name, is_said in zip(OPTIONAL, said, strict=True) if not is_said}
            self._weights[said] = pair_weights(
                self.instance.config.weights, left_out=frozenset(left_out)
            )
        return self._weights[said]

    def _speaks_and_is_senior(self, languages: tuple[int, ...], seniority: int) -> Flags:
        rules = self.instance.config.rules
        fits = np.ones(len(self.mentors), dtype=bool)
        if rules.language:
            fits &= self._spoken(languages) > 0
        if rules.seniority:
            fits &= ~self._is_too_junior[seniority]
        return fits

    def _never(self, at: int) -> Iterator[int]:
        """Mentors no rule that can be switched off decides about."""
        yield from self._vetoes.get(at, [])
        yield from self._apart.get(at, [])
        if at in self._selves:
            yield self._selves[at]

    def _meets(self, at: int) -> Flags:
        return self._weeks_in_common.at_least(self._weeks_needed, at)

    def _skill(self, at: int) -> Small:
        value = np.zeros(len(self.mentors), dtype=np.uint16)
        for skill, level, share in self._wanted_skills.said(at):
            if skill in self._skills.rows:
                value += np.uint16(share) * self._gain(skill, level)
            else:
                mentors, levels = self._skills.lists[skill]
                value[mentors] += np.uint16(share) * GAIN[levels, level]
        return value

    def _gain(self, skill: int, level: int) -> Small:
        if (skill, level) not in self._gains:
            self._gains[skill, level] = GAIN[self._skills.rows[skill], level]
        return self._gains[skill, level]

    def _same_organisation(self, at: int) -> Numbers:
        [organisation] = self._own_organisation.of(at) or (UNKNOWN,)
        return self._organisations.lists[organisation][0]

    def _preference(self, at: int, mentors: Numbers) -> Numbers:
        """`mentors` are in order."""
        value = np.full(len(mentors), preference_value(None, None))
        for mentor, preferred in self._preferences.get(at, []):
            place = np.searchsorted(mentors, mentor)
            if place < len(mentors) and mentors[place] == mentor:
                value[place] = preferred
        return value

    def _preference_of(self, at: int, mentor: int) -> int:
        pair = self.mentees[at].id, self.mentors[mentor].id
        return preference_value(
            self.instance.mentee_preferences.get(pair), self.instance.mentor_preferences.get(pair)
        )


def _skills_wanted(mentee: Mentee) -> Iterator[tuple[str, int, int]]:
    """With the mentee's level, and the share of the whole."""
    parts = shares([skill.importance for skill in mentee.skills], SKILL_SHARE)
    for skill, share in zip(mentee.skills, parts, strict=True):
        yield skill.skill, skill.level, share
