"""What is kept of a pair: what both share, nothing of one alone."""

from mentorship.core.explanation import explanation
from mentorship.core.instance import Mentee, Mentor, Skill

KEPT = {"skill": {"value": 1000, "weight": 40}}
COMPONENTS = KEPT | {"preference": {"value": 900, "weight": 10}}


def test_only_what_both_share_is_told():
    mentee = Mentee(
        id="ana",
        timezone="UTC",
        seniority=1,
        skills=(Skill("rust", 0, 1), Skill("go", 2, 3), Skill("writing", 1, 2)),
        languages=("en", "pt"),
        goals=("talk", "job"),
        initiatives=("scorecard",),
        organisation="acme",
    )
    mentor = Mentor(
        id="bo",
        timezone="UTC",
        seniority=5,
        capacity=1,
        skills=(Skill("rust", 4), Skill("go", 2), Skill("writing", 3), Skill("fuzzing", 5)),
        languages=("de", "en"),
        goals=("job",),
        organisation="initech",
    )
    told = explanation(mentee=mentee, mentor=mentor, components=COMPONENTS, minutes=60)
    assert told == {
        "components": KEPT,
        "skills": [
            {"skill": "writing", "mentee": 1, "mentor": 3, "importance": 2},
            {"skill": "rust", "mentee": 0, "mentor": 4, "importance": 1},
        ],
        "languages": ["en"],
        "goals": ["job"],
        "initiatives": [],
    }
