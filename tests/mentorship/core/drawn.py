"""Random programmes, odd on purpose: every zone, any season, windows over midnight and Sunday."""

import random
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentorship.core.instance import Config, Instance, Limits, Mentee, Mentor, Rules, Skill, Window
from portal.core.zones import known

ALL_ZONES = sorted(known())
NASTY_ZONES = (
    *("America/New_York", "Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe"),
    *("Pacific/Chatham", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Honolulu"),
    *("America/Asuncion", "Europe/Dublin", "Asia/Kolkata", "America/St_Johns"),
)
SKILLS = ("go", "rust", "docs", "c")
GOALS = ("speak", 1, True, 1.5, "write")
PLACES = ("etcd", 7, None)


def for_any_draw(*, seeds=6, more=20):
    """A test of whatever `draw` draws: of so many seeds each time, then of what Hypothesis makes up
    and makes smaller where it fails."""

    def decorated(test):
        for seed in range(seeds):
            test = example(draw=random.Random(seed))(test)
        return settings(max_examples=more)(given(draw=st.randoms(use_true_random=False))(test))

    return decorated


def draw_instance(
    draw, *, mentees, mentors, weeks=None, zones=NASTY_ZONES, rules=None, limits=None
):
    """Of a `random.Random`; people are given in no order."""
    some = [draw_mentee(draw, f"e{number}", zones) for number in range(mentees)]
    others = [draw_mentor(draw, f"r{number}", zones) for number in range(mentors)]
    pairs = [(one.id, other.id) for one in some for other in others]
    return Instance(
        name="drawn",
        start=date(2026, 1, 5) + timedelta(weeks=draw.randrange(100)),
        weeks=weeks or draw.randint(1, 14),
        mentees=tuple(some),
        mentors=tuple(others),
        vetoes=frozenset(pair for pair in pairs if draw.random() < 0.05),
        mentee_preferences={pair: draw.randint(1, 3) for pair in pairs if draw.random() < 0.2},
        mentor_preferences={pair: draw.randint(1, 5) for pair in pairs if draw.random() < 0.2},
        config=Config(
            weights=Config().weights
            if draw.random() < 0.5
            else {name: draw.randint(0, 9) for name in Config().weights} | {"skill": 3},
            rules=rules or Rules(),
            limits=limits or Limits(),
        ),
    )


def draw_mentee(draw, key, zones):
    wanted = draw.sample(SKILLS, draw.randint(0, 3))
    return Mentee(
        id=key,
        skills=tuple(Skill(each, draw.randint(0, 3), draw.randint(1, 3)) for each in wanted),
        seniority=draw.randint(0, 5),
        **draw_anybody(draw, zones),
    )


def draw_mentor(draw, key, zones):
    known_skills = draw.sample(SKILLS, draw.randint(1, 4))
    return Mentor(
        id=key,
        skills=tuple(Skill(each, draw.randint(1, 5)) for each in known_skills),
        seniority=draw.randint(1, 10),
        capacity=draw.randint(0, 2),
        **draw_anybody(draw, zones),
    )


def draw_anybody(draw, zones):
    return {
        "timezone": draw.choice(zones),
        "availability": tuple(draw_window(draw) for _ in range(draw.randint(0, 4))),
        "languages": tuple(draw.sample(("en", "es", "hi"), draw.randint(0, 3))),
        "goals": tuple(draw.sample(GOALS, draw.randint(0, 4))),
        "initiatives": tuple(draw.sample(PLACES, draw.randint(0, 3))),
        "organisation": draw.choice((None, None, "acme", 1, True)),
    }


def draw_window(draw):
    return Window(
        days=tuple(sorted(draw.sample(range(7), draw.randint(1, 5)))),
        start=draw.choice((0, 60, 90, 120, 150, 545, 1080, 1380, draw.randrange(1440))),
        minutes=draw.choice((60, 90, 240, 480, draw.randrange(1, 3000))),
    )


def draw_easy_instance(draw, *, mentees, mentors):
    """Most pairs may be: one zone, one language, whole days."""
    always = (Window(tuple(range(7)), 0, 1440),)
    shared = {"timezone": "UTC", "availability": always, "languages": ("en",)}
    return Instance(
        name="easy",
        start=date(2026, 2, 23),
        weeks=4,
        mentees=tuple(
            Mentee(
                id=f"e{number}",
                seniority=draw.randint(0, 3),
                skills=(Skill(draw.choice(("go", "c")), draw.randint(0, 2)),),
                **shared,
            )
            for number in range(mentees)
        ),
        mentors=tuple(
            Mentor(
                id=f"r{number}",
                seniority=draw.randint(2, 9),
                capacity=draw.randint(0, 2),
                skills=(Skill(draw.choice(("go", "c")), draw.randint(1, 5)),),
                **shared,
            )
            for number in range(mentors)
        ),
        mentee_preferences={},
    )
