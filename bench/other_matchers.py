"""The same scored pairs given to two matchers from the package index: `python -m bench.matching`
prints them beside ours.

Both call themselves `matching` and pin what we don't, so each runs in an environment of its own.
They are given what they cannot work out, the pairs that are possible and what each scores, and are
timed from there on; so are we, with the proof. mentor-match gives each mentor one mentee a round,
`matching` a stable matching, which is another aim than the highest total.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.matching_instances import make_instance
from mentorship.core.assignment import NOBODY
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import prepared
from mentorship.core.optimum import optimum

SIZES = ((200, 50), (2_000, 500))
MOST_SECONDS = 300
READ = """
import json, sys, time
told = json.load(sys.stdin)
scores = {(mentee, mentor): score for mentee, mentor, score in told["pairs"]}
"""
WRITE = """
pairs = {pair: scores[pair] for pair in found}
json.dump({"seconds": seconds, "matched": len({mentee for mentee, _ in pairs}),
           "total": sum(pairs.values())}, sys.stdout)
"""
MENTOR_MATCH = """
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
class Scored:
    def apply(self, match):
        score = scores.get((match.mentee.number, match.mentor.number))
        match.disallowed = score is None
        return score or 0
    def evaluate(self, match):
        return True
def person(kind, number):
    name = f"{kind.__name__}-{number}"
    made = kind(**{"grade": 1, "email": name, "first name": name, "last name": name})
    made.number = number
    return made
mentees = [person(Mentee, number) for number in range(told["mentees"])]
mentors = [person(Mentor, number) for number in range(len(told["places"]))]
began = time.process_time()
process_data(mentors, mentees, [[Scored()]])
seconds = time.process_time() - began
found = [(mentee.number, mentor.number) for mentee in mentees for mentor in mentee.mentors]
"""
MATCHING = """
from matching.games import HospitalResident
sys.setrecursionlimit(100_000)  # it copies itself by recursion, and stops at 400 people without
wanted, wanting = {}, {}
for (mentee, mentor), score in sorted(scores.items(), key=lambda each: (-each[1], each[0])):
    if told["places"][mentor]:
        wanted.setdefault(f"e{mentee}", []).append(f"r{mentor}")
        wanting.setdefault(f"r{mentor}", []).append(f"e{mentee}")
places = {f"r{mentor}": told["places"][mentor] for mentor in range(len(told["places"]))}
began = time.process_time()
game = HospitalResident.create_from_dictionaries(
    wanted, wanting, {mentor: places[mentor] for mentor in wanting}
)
solved = game.solve()
seconds = time.process_time() - began
found = [
    (int(mentee.name[1:]), int(mentor.name[1:]))
    for mentor, mentees in solved.items() for mentee in mentees
]
"""
OTHERS = {"mentor-match==7.0.1": MENTOR_MATCH, "matching==1.4.3": MATCHING}


def measure(mentees: int, mentors: int) -> list[dict[str, Any]]:
    """By matcher; `seconds` are of CPU, and None of what is not to be had or ends in an error."""
    ready = prepared(instance_of(make_instance(mentees, mentors)))
    began = time.process_time()
    best = optimum(ready.pairs, ready.weighing)
    ours = time.process_time() - began
    edges, chosen = best.edges, best.chosen[best.chosen != NOBODY]
    told = {
        "mentees": mentees,
        "places": ready.weighing.places.tolist(),
        "pairs": np.array([edges.mentee, edges.mentor, edges.score]).T.tolist(),
    }
    found = [
        {"seconds": ours, "matched": len(chosen), "total": int(edges.score[chosen].sum())},
        *(by_another(package, script, told) for package, script in OTHERS.items()),
    ]
    return [
        {"matcher": matcher, "size": [mentees, mentors], **each}
        for matcher, each in zip(("ours, proven", *OTHERS), found, strict=True)
    ]


def by_another(package: str, script: str, told: dict[str, Any]) -> dict[str, Any]:
    none = {"seconds": None, "matched": None, "total": None}
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        return none
    own = [uv, "run", "--quiet", "--no-project", "--isolated", "--with", package]
    try:
        done = subprocess.run(
            [*own, "python", "-c", READ + script + WRITE],
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=True,
            timeout=MOST_SECONDS,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"{package}: {str(error.stderr)[-400:]}", file=sys.stderr)
        return none
    return json.loads(done.stdout)
