"""How the matching came to find nobody for a mentee, and what would help, in words meant for them.

What may be told is `mentorship.core.told`'s to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from mentorship.core.instance import Limits
from mentorship.core.more_hours import hours_for
from mentorship.core.told import FEWEST_MENTORS, told_alone
from mentorship.models import Application
from mentorship.queries.instance import instance_of_cohort, limits_of
from mentorship.queries.own_result import alone_in, no_match, open_matches, published_runs

STEP_WORDS = {
    "mentors": _("Mentors who take part"),
    "language": _("of them share a language with you"),
    "time": _("of these are free when you are, in enough weeks"),
    "skill": _("of these teach what you want to learn"),
    "seniority": _("of these are far enough ahead of you"),
}
CHANGE_WORDS = {
    "language": _("Another language you can talk in"),
    "skill": _("Something else you would like to learn"),
    "seniority": _("Another word on how far along you are, if yours is out of date"),
}
HOURS_WORDS = {
    60: _("One more hour on %(day)s from %(start)s"),
    120: _("Two more hours on %(day)s from %(start)s"),
}
HOURS = {"time", "hours"}
MINUTES_WORDS = _("%(minutes)s more minutes on %(day)s from %(start)s")


@dataclass(frozen=True)
class OwnWhy:
    """`steps` and `changes` are words with a number of mentors; both are empty where mentors are
    too few to be counted."""

    said: str
    counted_at: datetime
    steps: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, int], ...]

    @property
    def fewest(self) -> int:
        return FEWEST_MENTORS


def own_why(*, application: Application) -> OwnWhy | None:
    """None where there is nothing to tell: no result yet, a match, somebody passed over. Steps are
    of the published run; hours count whoever mentors today, whoever refused them too, and the run's
    own count of them beside these would tell how many did."""
    run = published_runs([application]).get(application.cohort_id)
    alone = alone_in(application, run) if run else None
    if run is None or run.published_at is None or alone is None or open_matches([application]):
        return None
    told = told_alone(
        alone["reason"],
        alone["detail"],
        [
            *(one for one in alone["would_help"] if one["change"] not in HOURS),
            *hours_today(application),
        ],
    )
    limits = limits_of(run)
    return OwnWhy(
        said=no_match(application, run),
        counted_at=run.published_at,
        steps=tuple((step_words(step, limits), count) for step, count in told["detail"].items()),
        changes=tuple((change_words(one), one["opens"]) for one in told["would_help"]),
    )


def step_words(step: str, limits: Limits) -> str:
    """A program that asks for more than usual says so."""
    if step == "skill" and limits.skill > 1:
        return str(_("of these teach enough of what you want to learn"))
    if step == "seniority" and limits.seniority_gap > 1:
        told = _("of these are at least %(n)s steps of experience ahead of you")
        return str(told) % {"n": limits.seniority_gap}
    return str(STEP_WORDS[step])


def hours_today(application: Application) -> list[Mapping[str, Any]]:
    """Of what people say of themselves alone: a count that can be read again and again must not
    move because somebody refused them, works where they do, or has no place any more."""
    cohort = instance_of_cohort(application.cohort)
    mentors = tuple(replace(one, organisation=None, capacity=1) for one in cohort.mentors)
    if len(mentors) < FEWEST_MENTORS:
        return []
    return hours_for(replace(cohort, mentors=mentors), str(application.public_id))


def change_words(change: Mapping[str, Any]) -> str:
    if change["change"] != "hours":
        return str(CHANGE_WORDS[change["change"]])
    minutes = change["minutes"]
    return HOURS_WORDS.get(minutes, MINUTES_WORDS) % {
        "minutes": minutes,
        "day": WEEKDAYS[change["day"]],
        "start": change["start"],
    }
