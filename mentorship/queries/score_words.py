"""The words of the engine for those who run a program. Nobody else is told them like this."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mentorship.core.formula import FULL
from mentorship.core.instance import Limits
from portal.ui.score import ScorePart

COMPONENT_WORDS = {
    "skill": _("Skills"),
    "time": _("Time"),
    "goals": _("Goals"),
    "initiative": _("Groups"),
    "seniority": _("Experience"),
    "language": _("Languages"),
    "preference": _("Wishes"),
}
RULE_WORDS = {
    "language": _("No language in common"),
    "time": _("No common time in enough weeks"),
    "skill": _("Too little taught of what is wanted"),
    "seniority": _("Not enough experience ahead"),
    "organisation": _("The same organisation"),
    "same_person": _("The same person"),
    "veto": _("Kept apart, or came apart before"),
    "capacity": _("No place left"),
}
REASON_WORDS = {
    "no_profile": _("Free hours and skills are missing"),
    "no_language": _("No mentor speaks one of their languages"),
    "no_time": _("No mentor is free when they are, in enough weeks"),
    "no_skill": _("No mentor teaches what they want to learn"),
    "seniority": _("No mentor is far enough ahead"),
    "conflict": _("Only mentors of the same organisation are left"),
    "only_vetoed": _("Only mentors they are kept apart from are left"),
    "capacity": _("All places that fit went to pairs that fit better"),
    "quota": _("The places went to groups this program asked for"),
    "not_ranked": _("No mentor who could take them has them on their list"),
}
NOT_BY_POINTS = _("All places that fit went to others; this run does not go by points alone")
STEP_WORDS = {
    "mentors": _("%(n)s mentors"),
    "language": _("%(n)s share a language"),
    "time": _("%(n)s a time"),
    "skill": _("%(n)s a skill"),
    "seniority": _("%(n)s are ahead"),
    "conflict": _("%(n)s of another organisation"),
    "veto": _("%(n)s not kept apart"),
    "capacity": _("%(n)s with a place"),
}
CHANGE_WORDS = {
    "language": ngettext_lazy(
        "A common language would open %(n)s mentor",
        "A common language would open %(n)s mentors",
        "n",
    ),
    "time": ngettext_lazy(
        "More common hours would open %(n)s mentor",
        "More common hours would open %(n)s mentors",
        "n",
    ),
    "hours": ngettext_lazy(
        "%(minutes)s minutes on %(day)s from %(start)s their time would open %(n)s mentor",
        "%(minutes)s minutes on %(day)s from %(start)s their time would open %(n)s mentors",
        "n",
    ),
    "skill": ngettext_lazy(
        "Another skill would open %(n)s mentor", "Another skill would open %(n)s mentors", "n"
    ),
    "seniority": ngettext_lazy(
        "Without the rule on experience %(n)s mentor would open",
        "Without the rule on experience %(n)s mentors would open",
        "n",
    ),
    "organisation": ngettext_lazy(
        "Without the rule on organisations %(n)s mentor would open",
        "Without the rule on organisations %(n)s mentors would open",
        "n",
    ),
    "veto": ngettext_lazy(
        "Without what keeps them apart %(n)s mentor would open",
        "Without what keeps them apart %(n)s mentors would open",
        "n",
    ),
    "place": _("One more place at %(mentor)s"),
    "score": _("%(points)s points more with %(mentor)s"),
    "rank": _("A place on the list of %(mentor)s"),
}


def reason_words(reason: str, limits: Limits, *, by_points: bool = True) -> str:
    """A program that asks for more than usual says so. `by_points`: nothing but points decided who
    got the places."""
    if reason == "capacity" and not by_points:
        return str(NOT_BY_POINTS)
    if reason == "no_skill" and limits.skill > 1:
        return str(_("No mentor teaches enough of what they want to learn"))
    if reason == "seniority" and limits.seniority_gap > 1:
        told = _("No mentor is at least %(steps)s steps of experience ahead")
        return str(told) % {"steps": limits.seniority_gap}
    return str(REASON_WORDS[reason])


def waterfall(counts: Mapping[str, int], limits: Limits) -> str:
    """Like 50 mentors → 40 share a language → …"""
    words: dict[str, Any] = dict(STEP_WORDS)
    if limits.seniority_gap > 1:
        words["seniority"] = _("%(n)s are at least %(steps)s steps ahead")
    return " → ".join(
        str(said) % {"n": counts[step], "steps": limits.seniority_gap}
        for step, said in words.items()
        if step in counts
    )


def score_parts(
    components: Mapping[str, Mapping[str, int]], *, with_wishes: bool = True
) -> tuple[ScorePart, ...]:
    """In the order of the usual weights; the points of all parts make the score."""
    return tuple(
        ScorePart(
            label=str(words),
            points=components[name]["value"] * components[name]["weight"] / FULL,
            weight=components[name]["weight"],
        )
        for name, words in COMPONENT_WORDS.items()
        if with_wishes or name != "preference"
    )
