"""A matching file as an instance, or everything that is wrong with it.

Nothing is corrected or guessed: unknown keys are refused by name, since a misspelt "vetos" would
otherwise pair people who must not meet.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from typing import Any

from portal.core.years import YEARS
from portal.core.zones import known

from .formula import BEST, COMPONENTS, MOST_SENIOR, QUARTER_MINUTES
from .instance import (
    AIMS,
    LIMIT_RANGES,
    MOST_POWER,
    Config,
    Dials,
    Instance,
    Limits,
    Mentee,
    Mentor,
    Pair,
    Quota,
    Rules,
    Skill,
    TeamsWanted,
    Window,
    scalar_key,
)
from .json_object import MAX_ITEMS, Enough, InstanceError, InstanceRefused, JsonObject
from .json_reading import NotJson, read_json, shown

MAX_PAIRS = 4_000_000_000  # each of them is compared
MAX_PEOPLE = 200_000
MAX_STATEMENTS = 2_000_000  # vetoes, pairs apart, preferences and locks, each
MAX_WEEKS = 104
MAX_CAPACITY = 1_000
MAX_WEIGHT = 1_000_000
MAX_TIERS = 9
MAX_TEAM_PAIRS = 10_000
MINUTES_A_WEEK = 7 * 24 * 60


def read_instance(raw: bytes) -> Instance:
    """Raises InstanceRefused."""
    try:
        tree = read_json(raw)
    except NotJson as problem:
        raise InstanceRefused([InstanceError("file", "", str(problem))]) from None
    return instance_of(tree)


def instance_of(tree: Any) -> Instance:
    """The same from parsed JSON. Raises InstanceRefused."""
    errors: list[InstanceError] = []
    try:
        instance = _instance(JsonObject(tree, "", errors))
    except Enough:
        raise InstanceRefused(errors) from None
    if errors:
        raise InstanceRefused(errors)
    return instance


def config_from(tree: Any) -> Config:
    """What a file would say under "config", by itself. Raises InstanceRefused."""
    nobody = {"name": "-", "start": "2026-01-05", "weeks": 1, "mentees": [], "mentors": []}
    return instance_of({**nobody, "config": tree}).config


def _instance(top: JsonObject) -> Instance:
    name = top.text("name")
    start = _start(top)
    weeks = top.whole("weeks", 1, MAX_WEEKS)
    mentees = top.objects("mentees", _mentee, MAX_PEOPLE, is_required=True)
    mentors = top.objects("mentors", _mentor, MAX_PEOPLE, is_required=True)
    for kind, people in (("mentees", mentees), ("mentors", mentors)):
        _refuse_twice(top, kind, (person.id for person in people))
    if len(mentees) * len(mentors) > MAX_PAIRS:
        top.refuse("mentees", f"times mentors are more than {MAX_PAIRS:,} pairs to compare")
    known_pairs = _PairReader(top, {each.id for each in mentees}, {each.id for each in mentors})
    instance = Instance(
        name=name,
        start=start,
        weeks=weeks,
        mentees=mentees,
        mentors=mentors,
        vetoes=frozenset(known_pairs.pairs("vetoes")),
        apart=frozenset(known_pairs.pairs("apart")),
        mentee_preferences=known_pairs.ranks("mentee_preferences", 3),
        mentor_preferences=known_pairs.ranks("mentor_preferences", 5),
        locked=known_pairs.locks("locked"),
        published=known_pairs.locks("published"),
        teams=_teams(top, known_pairs) if "teams" in top.left else None,
        config=_config(top, known_pairs.mentees),
    )
    if instance.teams:
        _refuse_beside_teams(top, instance)
    top.finish()
    return instance


def _start(top: JsonObject) -> date:
    text = top.text("start")
    monday = date(YEARS.start, 1, 5)
    if not text:
        return monday
    try:
        start = date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else "")
    except ValueError:
        top.refuse("start", f"must be a day like 2026-02-23, not {shown(text)}")
        return monday
    if start.year not in YEARS:
        top.refuse("start", f"must lie in the years {YEARS.start} to {YEARS.stop - 1}")
    elif start.weekday():
        top.refuse("start", f"must be a Monday, and {text} is a {start:%A}")
    else:
        return start
    return monday


def _mentee(row: JsonObject) -> Mentee:
    mentee = Mentee(**_person(row, _wanted_skill))
    row.finish()
    return mentee


def _mentor(row: JsonObject) -> Mentor:
    mentor = Mentor(capacity=row.whole("capacity", 0, MAX_CAPACITY), **_person(row, _known_skill))
    row.finish()
    return mentor


def _person(row: JsonObject, read_skill: Callable[[JsonObject], Skill]) -> dict[str, Any]:
    person: dict[str, Any] = {
        "id": row.text("id"),
        "timezone": row.text("timezone"),
        "seniority": row.whole("seniority", 0, MOST_SENIOR),
        "availability": row.objects("availability", _window),
        "skills": row.objects("skills", read_skill),
        "languages": row.texts("languages"),
        "goals": row.scalars("goals"),
        "initiatives": row.scalars("initiatives"),
        "organisation": row.scalar("organisation"),
        "group": row.scalar("group"),
    }
    if person["timezone"] and person["timezone"] not in known():
        row.refuse("timezone", f"{shown(person['timezone'])} is not a time zone we know")
    _refuse_twice(row, "skills", (skill.skill for skill in person["skills"]))
    return person


def _wanted_skill(row: JsonObject) -> Skill:
    skill = Skill(row.text("skill"), row.whole("level", 0, 3), row.whole("importance", 1, 3))
    row.finish()
    return skill


def _known_skill(row: JsonObject) -> Skill:
    skill = Skill(row.text("skill"), row.whole("level", 1, 5))
    row.finish()
    return skill


def _window(row: JsonObject) -> Window:
    told = row.items("days", MAX_ITEMS)
    if not told:
        row.refuse("days", "names no day")
    days = {day for day in told if row.is_whole("days", day, 0, 6)}
    start = row.text("start")
    clock = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", start, re.ASCII)
    if start and not clock:
        row.refuse("start", f"must be a time like 18:30, not {shown(start)}")
    window = Window(
        tuple(sorted(days)),
        int(clock[1]) * 60 + int(clock[2]) if clock else 0,
        row.whole("minutes", 1, MINUTES_A_WEEK),
    )
    row.finish()
    return window


def _teams(top: JsonObject, people: "_PairReader") -> TeamsWanted:
    told = top.object("teams")
    roles = told.object("roles")
    if not roles.left:
        told.refuse("roles", "are none")
    if len(people.mentees) * len(people.mentors) > MAX_TEAM_PAIRS:
        told.refuse("", f"can be formed of at most {MAX_TEAM_PAIRS:,} pairs of people")
    wanted = TeamsWanted(
        told.whole("count", 1, MAX_ITEMS),
        told.whole("size", 1, MAX_ITEMS),
        {role: roles.texts(role) for role in list(roles.left) if roles.is_text("role", role)},
    )
    for role, mentors in wanted.roles.items():
        for each in mentors:
            if each not in people.mentors:
                roles.refuse(role, f"{shown(each)} is no mentor of this file")
            elif each in people.mentees:
                roles.refuse(role, f"{shown(each)} is a mentee of this file, too")
    _refuse_twice(roles, "roles", chain.from_iterable(wanted.roles.values()))
    told.finish()
    return wanted


def _refuse_beside_teams(top: JsonObject, instance: Instance) -> None:
    """What is about pairs, and would be passed over without a word."""
    for name in ("locked", "published"):
        if getattr(instance, name):
            top.refuse(name, "are pairs, and this file asks for teams")
    if instance.config.dials.turned or instance.config.mentors_select:
        top.refuse("config", "has dials or mentors who select, and this file asks for teams")


def _config(top: JsonObject, mentees: set[str]) -> Config:
    config = top.object("config")
    weights, rules = config.object("weights"), config.object("rules")
    found = Config(
        weights={
            name: weights.whole(name, 0, MAX_WEIGHT) if name in weights.left else weight
            for name, weight in Config().weights.items()
        },
        rules=Rules(**{each.name: rules.flag(each.name) for each in fields(Rules)}),
        limits=_limits(config.object("limits")),
        dials=_dials(config.object("dials"), mentees),
        mentors_select="mentors_select" in config.left and config.flag("mentors_select"),
    )
    if not any(found.weights[name] for name in COMPONENTS):
        config.refuse("weights", "are all zero")
    for each in (weights, rules, config):
        each.finish()
    return found


def _limits(told: JsonObject) -> Limits:
    limits = Limits(
        **{
            name: told.whole(name, least, most)
            for name, (least, most) in LIMIT_RANGES.items()
            if name in told.left
        }
    )
    if limits.meeting_minutes % QUARTER_MINUTES:
        told.refuse(
            "meeting_minutes", f"must be whole quarter hours, like 45, not {limits.meeting_minutes}"
        )
    told.finish()
    return limits


def _dials(told: JsonObject, mentees: set[str]) -> Dials:
    usual = Dials()
    aim = told.text("aim") if "aim" in told.left else usual.aim
    if aim not in AIMS:
        told.refuse("aim", f"must be one of {', '.join(AIMS)}, not {shown(aim)}")
    dials = Dials(
        aim=aim,
        power=told.whole("power", 2, MOST_POWER) if "power" in told.left else usual.power,
        keep=told.whole("keep", 0, BEST) if "keep" in told.left else usual.keep,
        worst_first="worst_first" in told.left and told.flag("worst_first"),
        every_mentor="every_mentor" in told.left and told.flag("every_mentor"),
        quotas=told.objects("quotas", _quota),
        tiers=_tiers(told, mentees),
    )
    _refuse_twice(told, "quotas", (scalar_key(quota.group) for quota in dials.quotas))
    told.finish()
    return dials


def _quota(row: JsonObject) -> Quota:
    quota = Quota(row.scalar("group"), row.whole("least", 0, MAX_PEOPLE))
    row.finish()
    return quota


def _tiers(told: JsonObject, mentees: set[str]) -> tuple[frozenset[str], ...]:
    tiers = []
    for at, tier in enumerate(told.items("tiers", MAX_TIERS)):
        known_ones = isinstance(tier, list) and all(isinstance(each, str) for each in tier)
        if not known_ones or not mentees.issuperset(tier):
            told.refuse("tiers", f"[{at}] must be a list of mentees of this file")
        else:
            tiers.append(frozenset(tier))
    _refuse_twice(told, "tiers", (each for tier in tiers for each in tier))
    return tuple(tiers)


@dataclass(frozen=True, slots=True)
class _PairReader:
    top: JsonObject
    mentees: set[str]
    mentors: set[str]

    def pairs(self, name: str) -> list[Pair]:
        return [(mentee, mentor) for mentee, mentor, *_ in self._rows(name, 2)]

    def locks(self, name: str) -> frozenset[Pair]:
        found = frozenset(self.pairs(name))
        _refuse_twice(self.top, name, (mentee for mentee, _ in found))
        return found

    def ranks(self, name: str, most: int) -> dict[Pair, int]:
        rows = [row for row in self._rows(name, 3) if self.top.is_whole(name, row[2], 1, most)]
        _refuse_twice(self.top, name, (f"{row[0]}, {row[1]}" for row in rows))
        return {(mentee, mentor): rank for mentee, mentor, rank in rows}

    def _rows(self, name: str, length: int) -> list[list[Any]]:
        """Those that name a mentee and a mentor of the file; the others are refused."""
        good = []
        for at, row in enumerate(self.top.items(name, MAX_STATEMENTS)):
            place = f"{name}[{at}]"
            if not isinstance(row, list) or len(row) != length:
                told = ("mentee", "mentor", "rank")[:length]
                self.top.refuse(place, f"must be [{', '.join(told)}], not {shown(row)}")
            elif not isinstance(row[0], str) or row[0] not in self.mentees:
                self.top.refuse(place, f"{shown(row[0])} is no mentee of this file")
            elif not isinstance(row[1], str) or row[1] not in self.mentors:
                self.top.refuse(place, f"{shown(row[1])} is no mentor of this file")
            else:
                good.append(row)
        return good


def _refuse_twice(row: JsonObject, name: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each and each in seen:
            row.refuse(name, f"{shown(each)} stands there twice")
        seen.add(each)
