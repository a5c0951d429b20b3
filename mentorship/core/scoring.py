"""The exact score of every pair, and which hard rules it breaks: one mentee against all mentors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .availability import Starts, StartSums, calendar
from .formula import (
    COMPONENTS,
    FULL,
    LANGUAGE,
    LEAST_SENIORITY_GAP,
    LEAST_SKILL,
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
SPOKEN_KEPT = 2048  # rows of what languages are in common


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
    """Which mentors have a value, and how much of it. What many have is laid out over all."""

    def __init__(self, values: Iterable[tuple[int, str, int]], size: int):
        lists: dict[str, tuple[list[int], list[int]]] = {}
        for mentor, value, amount in values:
            mentors, amounts = lists.setdefault(value, ([], []))
            mentors.append(mentor)
            amounts.append(amount)
        nobody = np.zeros(0, dtype=np.int64)
        self.size, self.nobody = size, (nobody, nobody)
        self.lists = {
            value: (np.array(mentors), np.array(amounts))
            for value, (mentors, amounts) in lists.items()
        }
        self.rows = {
            value: self._row(*found)
            for value, found in self.lists.items()
            if len(found[0]) > size // 16
        }

    def _row(self, mentors: Numbers, amounts: Numbers) -> NDArray[np.uint8]:
        row = np.zeros(self.size, dtype=np.uint8)
        row[mentors] = amounts
        return row

    def of(self, value: str) -> tuple[Numbers, Numbers]:
        return self.lists.get(value, self.nobody)

    def count(self, values: Iterable[str]) -> NDArray[np.uint8]:
        """By mentor, how many of the values they have."""
        found = np.zeros(self.size, dtype=np.uint8)
        for value in values:
            if value in self.rows:
                found += self.rows[value]
            else:
                found[self.of(value)[0]] += 1
        return found


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
        self._preferences = self._by_mentee(
            {*instance.mentee_preferences, *instance.mentor_preferences}
        )
        self._skills = self._index(lambda mentor: ((s.skill, s.level) for s in mentor.skills))
        self._languages = self._index(lambda mentor: ((each, 1) for each in mentor.languages))
        self._goals = self._index(lambda mentor: ((scalar_key(g), 1) for g in mentor.goals))
        self._initiatives = self._index(
            lambda mentor: ((scalar_key(each), 1) for each in mentor.initiatives)
        )
        self._organisations = self._index(lambda m: [(scalar_key(m.organisation), 1)])
        self._seniority = np.array([each.seniority for each in self.mentors], dtype=np.int64)
        self._is_too_junior = self._seniority < (
            np.arange(MOST_SENIOR + 1)[:, None] + LEAST_SENIORITY_GAP
        )
        self._times = calendar(
            instance.start,
            instance.weeks,
            {person.timezone for person in (*self.mentees, *self.mentors)},
        )
        self._mentee_starts = Starts(self._times, self.mentees, stretches=True)
        self._mentor_starts = Starts(self._times, self.mentors)
        self._start_sums = StartSums(
            self._times,
            self._mentor_starts,
            tuple(self._mentee_starts.kinds),
            enough=weeks_needed(instance.weeks),
        )
        self._spoken = lru_cache(SPOKEN_KEPT)(self._languages.count)
        self._gains: dict[tuple[str, int], Small] = {}
        self._weights: dict[tuple[bool, bool], dict[str, int]] = {}

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
        mentee, rules = self.mentees[at], self.instance.config.rules
        skill, starts = self._skill(mentee), self._starts(at)
        fits = np.ones(len(self.mentors), dtype=bool)
        if rules.language:
            fits &= self._spoken(mentee.languages) > 0
        if rules.seniority:
            fits &= ~self._is_too_junior[mentee.seniority]
        if rules.skill:
            fits &= skill >= LEAST_SKILL
        if rules.organisation:
            fits[self._same_organisation(mentee)] = False
        if rules.time:
            fits &= starts >= weeks_needed(self.instance.weeks)
        for mentor in self._never(at):
            fits[mentor] = False
        if rules.time:
            fits[self._seldom(at, fits)] = False
        [mentors] = np.nonzero(fits)
        values = self._values(at, mentors, skill=skill, starts=starts)
        return mentors, weighed(values, self.weights_of(mentee))

    def values(self, at: int, mentors: Numbers) -> dict[str, Numbers]:
        """Components with some of the mentors."""
        return self._values(
            at, mentors, skill=self._skill(self.mentees[at]), starts=self._starts(at)
        )

    def _values(
        self, at: int, mentors: Numbers, *, skill: Small, starts: NDArray[np.unsignedinteger]
    ) -> dict[str, Numbers]:
        mentee = self.mentees[at]
        wanted = set(map(scalar_key, mentee.goals))
        worth = FULL * np.arange(len(wanted) + 1) // max(1, len(wanted))
        shared = self._initiatives.count(set(map(scalar_key, mentee.initiatives)))[mentors]
        spoken = np.minimum(self._spoken(mentee.languages)[mentors], len(LANGUAGE) - 1)
        gap = self._seniority[mentors] - mentee.seniority
        full = self.instance.weeks * STARTS_A_WEEK_FOR_FULL
        return {
            "skill": skill[mentors].astype(np.int64),
            "time": np.minimum(FULL, FULL * starts[mentors].astype(np.int64) // full),
            "goals": worth[self._goals.count(wanted)[mentors]],
            "initiative": FULL * (shared > 0),
            "seniority": SENIORITY_VALUES[gap + MOST_SENIOR],
            "language": LANGUAGE_VALUES[spoken],
            "preference": self._preference(at)[mentors],
        }

    def breaks(self, at: int) -> dict[str, Flags]:
        """By rule, the mentors with whom it is broken."""
        mentee, rules = self.mentees[at], self.instance.config.rules
        found = {rule: np.zeros(len(self.mentors), dtype=bool) for rule in RULES}
        if rules.language:
            found["language"] = self._spoken(mentee.languages) == 0
        if rules.time:
            found["time"] = self._starts(at) < weeks_needed(self.instance.weeks)
            found["time"][self._seldom(at, ~found["time"])] = True
        if rules.skill:
            found["skill"] = self._skill(mentee) < LEAST_SKILL
        if rules.seniority:
            found["seniority"] = self._is_too_junior[mentee.seniority]
        if rules.organisation:
            found["organisation"][self._same_organisation(mentee)] = True
        if mentee.id in self.mentor_at:
            found["same_person"][self.mentor_at[mentee.id]] = True
        found["veto"][self._vetoes.get(at, [])] = True
        found["capacity"] = self.places <= 0
        if at in self.locked:
            mentor = self.locked[at]
            found["capacity"][mentor] = self.places[mentor] < 0
        return found

    def weights_of(self, mentee: Mentee) -> dict[str, int]:
        said = bool(mentee.goals), bool(mentee.initiatives)
        if said not in self._weights:
            left_out = {name for name, is_said in zip(OPTIONAL, said, strict=True) if not is_said}
            self._weights[said] = pair_weights(
                self.instance.config.weights, left_out=frozenset(left_out)
            )
        return self._weights[said]

    def _never(self, at: int) -> Iterator[int]:
        """Mentors no rule that can be switched off decides about."""
        yield from self._vetoes.get(at, [])
        if (own := self.mentor_at.get(self.mentees[at].id)) is not None:
            yield own

    def _starts(self, at: int) -> NDArray[np.unsignedinteger]:
        return self._start_sums.count(self._stretches(at))

    def _stretches(self, at: int) -> Sequence[tuple[int, int, int]]:
        starts = self._mentee_starts
        own = slice(starts.of_person[at], starts.of_person[at + 1])
        return list(
            zip(
                starts.begin[own].tolist(),
                starts.end[own].tolist(),
                starts.which[own].tolist(),
                strict=True,
            )
        )

    def _seldom(self, at: int, asked: Flags) -> Numbers:
        """Of the mentors asked those with whom no meeting fits in enough weeks. Weeks are only
        compared kind by kind where no hour stands out."""
        [unsure] = np.nonzero(asked & ~self._start_sums.has_steady(self._stretches(at)))
        meets = self._mentee_starts.meet(at, self._mentor_starts, unsure)
        return unsure[meets @ np.array(self._times.times) < weeks_needed(self.instance.weeks)]

    def _skill(self, mentee: Mentee) -> Small:
        value = np.zeros(len(self.mentors), dtype=np.uint16)
        parts = shares([skill.importance for skill in mentee.skills], SKILL_SHARE)
        for skill, share in zip(mentee.skills, parts, strict=True):
            if skill.skill in self._skills.rows:
                value += np.uint16(share) * self._gain(skill.skill, skill.level)
            else:
                mentors, levels = self._skills.of(skill.skill)
                value[mentors] += np.uint16(share) * GAIN[levels, skill.level]
        return value

    def _gain(self, skill: str, level: int) -> Small:
        if (skill, level) not in self._gains:
            self._gains[skill, level] = GAIN[self._skills.rows[skill], level]
        return self._gains[skill, level]

    def _same_organisation(self, mentee: Mentee) -> Numbers:
        organisation = mentee.organisation
        return self._organisations.of("" if organisation is None else scalar_key(organisation))[0]

    def _preference(self, at: int) -> Numbers:
        value = np.full(len(self.mentors), preference_value(None, None), dtype=np.int64)
        for mentor in self._preferences.get(at, ()):
            pair = self.mentees[at].id, self.mentors[mentor].id
            value[mentor] = preference_value(
                self.instance.mentee_preferences.get(pair),
                self.instance.mentor_preferences.get(pair),
            )
        return value
