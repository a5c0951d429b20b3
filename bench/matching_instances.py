"""Programmes to match, made up and always the same: about one pair in ten is possible."""

import random
from typing import Any

ZONES = (
    *("America/New_York", "America/Los_Angeles", "America/Chicago", "America/Sao_Paulo"),
    *("Europe/London", "Europe/Berlin", "Europe/Kyiv", "Africa/Lagos", "Africa/Nairobi"),
    *("Africa/Casablanca", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Singapore", "Asia/Tokyo"),
    *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Auckland"),
)
MENTOR_ZONES = ZONES[:7]
SKILLS = tuple(f"skill-{number}" for number in range(60))
LANGUAGES = ("en", "en", "en", "es", "pt", "fr", "zh", "hi")
GOALS = tuple(f"goal-{number}" for number in range(12))
INITIATIVES = tuple(f"group-{number}" for number in range(40))


def make_instance(mentees: int, mentors: int, *, seed: int = 1) -> dict[str, Any]:
    """As the tree of a matching file. Starts in spring: clocks change at different times."""
    draw = random.Random(seed)
    return {
        "name": f"{mentees} mentees, {mentors} mentors",
        "start": "2026-02-23",
        "weeks": 12,
        "mentees": [_mentee(draw, number) for number in range(mentees)],
        "mentors": [_mentor(draw, number) for number in range(mentors)],
        "vetoes": _pairs(draw, mentees, mentors, mentees // 20),
        "mentee_preferences": [
            [*pair, draw.randint(1, 3)] for pair in _pairs(draw, mentees, mentors, mentees // 2)
        ],
        "mentor_preferences": [
            [*pair, draw.randint(1, 5)] for pair in _pairs(draw, mentees, mentors, mentees // 2)
        ],
        "locked": [],
    }


def _pairs(draw: random.Random, mentees: int, mentors: int, count: int) -> list[list[str]]:
    pairs = {
        (f"mentee-{draw.randrange(mentees)}", f"mentor-{draw.randrange(mentors)}")
        for _ in range(count)
    }
    return sorted(map(list, pairs))


def _mentee(draw: random.Random, number: int) -> dict[str, Any]:
    wanted = [
        {"skill": skill, "level": draw.randint(0, 3), "importance": draw.randint(1, 3)}
        for skill in _skills(draw, 5)
    ]
    return {
        "id": f"mentee-{number}",
        "timezone": draw.choice(ZONES),
        "skills": wanted,
        "seniority": draw.randint(0, 5),
        **_anybody(draw),
    }


def _mentor(draw: random.Random, number: int) -> dict[str, Any]:
    return {
        "id": f"mentor-{number}",
        "timezone": draw.choice(MENTOR_ZONES),
        "skills": [{"skill": each, "level": draw.randint(1, 5)} for each in _skills(draw, 12)],
        "seniority": draw.randint(3, 10),
        "capacity": draw.choice((1, 1, 2, 2, 3, 5)),
        **_anybody(draw),
    }


def _anybody(draw: random.Random) -> dict[str, Any]:
    return {
        "availability": [_window(draw) for _ in range(draw.randint(1, 4))],
        "languages": sorted(set(draw.choices(LANGUAGES, k=2))),
        "goals": draw.sample(GOALS, draw.randint(0, 3)),
        "initiatives": draw.sample(INITIATIVES, draw.randint(0, 3)),
        "organisation": draw.choice((None, *range(60))),
        "group": draw.choice("abcd"),
    }


def _skills(draw: random.Random, most: int) -> list[str]:
    """A few are wanted and known by many, most by few."""
    ranks = {int(len(SKILLS) ** draw.random()) - 1 for _ in range(draw.randint(1, most))}
    return [SKILLS[rank] for rank in sorted(ranks)]


def _window(draw: random.Random) -> dict[str, Any]:
    days = [0, 1, 2, 3, 4] if draw.random() < 0.4 else [draw.randrange(7)]
    hour = draw.choice((8, 9, 12, 17, 18, 19, 20, 23))
    minutes = draw.choice((60, 90, 120, 180, 240))
    return {"days": days, "start": f"{hour:02}:{draw.choice((0, 15, 30)):02}", "minutes": minutes}
