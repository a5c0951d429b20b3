"""The exact score of every pair, and which hard rules it breaks: one mentee against all mentors."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .availability import calendar
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

GAIN = np.array(SKILL_GAIN)
LANGUAGE_VALUES = np.array(LANGUAGE)
SENIORITY_VALUES = np.array([seniority_value(gap) for gap in range(-MOST_SENIOR, MOST_SENIOR + 1)])


@dataclass(frozen=True, slots=True)
class Row:
    """One mentee with every mentor of the board, by component and by rule."""

    values: Mapping[str, Numbers]
    weights: Mapping[str, int]
    breaks: Mapping[str, Flags]

    @property
    def scores(self) -> Numbers:
        return sum(
            (self.values[name] * self.weights[name] for name in COMPONENTS),
            start=np.zeros(len(self.values["skill"]), dtype=np.int64),
        )

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


class _Index:
    """Which mentors have a value, and how much of it."""

    def __init__(self, values: Iterable[tuple[int, str, int]]):
        lists: dict[str, tuple[list[int], list[int]]] = {}
        for mentor, value, amount in values:
            mentors, amounts = lists.setdefault(value, ([], []))
            mentors.append(mentor)
            amounts.append(amount)
        nobody = np.zeros(0, dtype=np.int64)
        self.nobody = (nobody, nobody)
        self.lists = {
            value: (np.array(mentors), np.array(amounts))
            for value, (mentors, amounts) in lists.items()
        }

    def of(self, value: str) -> tuple[Numbers, Numbers]:
        return self.lists.get(value, self.nobody)

    def count(self, values: Iterable[str], size: int) -> Numbers:
        found = np.zeros(size, dtype=np.int64)
        for value in values:
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
        people = [*self.mentees, *self.mentors]
        self._calendar = calendar(
            instance.start, instance.weeks, {person.timezone for person in people}
        )
        self._mentee_words = self._calendar.start_words(self.mentees)
        self._mentor_words = self._calendar.start_words(self.mentors)

    def _by_mentee(self, pairs: Iterable[tuple[str, str]]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for mentee, mentor in pairs:
            if mentee in self.mentee_at and mentor in self.mentor_at:
                found.setdefault(self.mentee_at[mentee], []).append(self.mentor_at[mentor])
        return found

    def _index(self, values: Callable[[Mentor], Iterable[tuple[str, int]]]) -> _Index:
        return _Index(
            (at, value, amount)
            for at, mentor in enumerate(self.mentors)
            for value, amount in values(mentor)
        )

    def row(self, at: int) -> Row:
        """Every component and rule for every mentor, also where a rule is broken already."""
        return self._with_time(at, self._row(at), np.arange(len(self.mentors)))

    def pair_row(self, at: int, mentor: int) -> Row:
        """The row as far as it is about one mentor: nobody else's time is looked at."""
        return self._with_time(at, self._row(at), np.array([mentor]))

    def edges(self) -> Edges:
        """Of all mentees who are not locked."""
        mentors, scores = [], []
        for at in range(len(self.mentees)):
            if at in self.locked:
                mentors.append(np.zeros(0, dtype=np.int64))
                scores.append(mentors[-1])
                continue
            row = self._row(at)
            row = self._with_time(at, row, np.flatnonzero(row.fits("capacity")))
            fitting = np.flatnonzero(row.fits("capacity"))
            mentors.append(fitting)
            scores.append(row.scores[fitting])
        counts = [len(each) for each in mentors]
        none = [np.zeros(0, dtype=np.int64)]
        return Edges(
            np.repeat(np.arange(len(self.mentees)), counts),
            np.concatenate(none + mentors),
            np.concatenate(none + scores),
        )

    def _row(self, at: int) -> Row:
        """All but the time, which takes longer than everything else together."""
        mentee, size = self.mentees[at], len(self.mentors)
        rules = self.instance.config.rules
        none = np.zeros(size, dtype=bool)
        skill = self._skill(mentee)
        spoken = self._languages.count(mentee.languages, size)
        gap = self._seniority - mentee.seniority
        breaks = {
            "language": spoken == 0 if rules.language else none,
            "skill": skill < LEAST_SKILL if rules.skill else none,
            "seniority": gap < LEAST_SENIORITY_GAP if rules.seniority else none,
            "organisation": self._same_organisation(mentee) if rules.organisation else none,
            "same_person": none,
            "veto": none,
            "capacity": self.places <= 0,
        }
        if mentee.id in self.mentor_at:
            breaks["same_person"] = _only([self.mentor_at[mentee.id]], size)
        if at in self._vetoes:
            breaks["veto"] = _only(self._vetoes[at], size)
        if at in self.locked:
            mentor = self.locked[at]
            breaks["capacity"][mentor] = self.places[mentor] < 0
        values = {
            "skill": skill,
            "goals": self._share_of_goals(mentee),
            "initiative": FULL
            * (self._initiatives.count(map(scalar_key, mentee.initiatives), size) > 0),
            "seniority": SENIORITY_VALUES[gap + MOST_SENIOR],
            "language": LANGUAGE_VALUES[np.minimum(spoken, len(LANGUAGE) - 1)],
            "preference": self._preference(at),
        }
        return Row(values, self.weights_of(mentee), breaks)

    def _with_time(self, at: int, row: Row, asked: Numbers) -> Row:
        """With the time of the mentors asked; the others have none."""
        starts = np.zeros(len(self.mentors), dtype=np.int64)
        weeks = starts.copy()
        starts[asked], weeks[asked] = self._calendar.count(
            self._mentee_words[..., at], self._mentor_words[..., asked]
        )
        is_short = weeks < weeks_needed(self.instance.weeks)
        if not self.instance.config.rules.time:
            is_short[:] = False
        value = np.minimum(FULL, FULL * starts // (self.instance.weeks * STARTS_A_WEEK_FOR_FULL))
        return Row({**row.values, "time": value}, row.weights, {**row.breaks, "time": is_short})

    def weights_of(self, mentee: Mentee) -> dict[str, int]:
        empty = {"goals": not mentee.goals, "initiative": not mentee.initiatives}
        left_out = frozenset(name for name, is_empty in empty.items() if is_empty)
        return pair_weights(self.instance.config.weights, left_out=left_out)

    def _skill(self, mentee: Mentee) -> Numbers:
        value = np.zeros(len(self.mentors), dtype=np.int64)
        parts = shares([skill.importance for skill in mentee.skills], SKILL_SHARE)
        for skill, share in zip(mentee.skills, parts, strict=True):
            mentors, levels = self._skills.of(skill.skill)
            value[mentors] += share * GAIN[levels, skill.level]
        return value

    def _share_of_goals(self, mentee: Mentee) -> Numbers:
        wanted = set(map(scalar_key, mentee.goals))
        return FULL * self._goals.count(wanted, len(self.mentors)) // max(1, len(wanted))

    def _same_organisation(self, mentee: Mentee) -> Flags:
        if mentee.organisation is None:
            return np.zeros(len(self.mentors), dtype=bool)
        mentors, _ = self._organisations.of(scalar_key(mentee.organisation))
        return _only(mentors, len(self.mentors))

    def _preference(self, at: int) -> Numbers:
        value = np.full(len(self.mentors), preference_value(None, None), dtype=np.int64)
        for mentor in self._preferences.get(at, ()):
            pair = self.mentees[at].id, self.mentors[mentor].id
            value[mentor] = preference_value(
                self.instance.mentee_preferences.get(pair),
                self.instance.mentor_preferences.get(pair),
            )
        return value


def _only(mentors: Iterable[int] | Numbers, size: int) -> Flags:
    flags = np.zeros(size, dtype=bool)
    flags[np.array(list(mentors), dtype=np.int64)] = True
    return flags
