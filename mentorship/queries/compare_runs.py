"""Two runs of a cohort side by side: who moved and why, and what the whole is worth."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core import run_comparison
from mentorship.core.formula import FULL
from mentorship.core.instance_parts import Changes, changes
from mentorship.core.run_comparison import Move, moves
from mentorship.models import Cohort, Run
from mentorship.queries.matching_desk import POINT, Somebody, people_of
from mentorship.queries.run_changes import but_for, change_words
from mentorship.queries.run_numbers import RunNumbers, numbers_of
from mentorship.queries.score_words import COMPONENT_WORDS
from portal.people.models import User

WHY_WORDS = {
    run_comparison.CAME: gettext_lazy("New in the matching"),
    run_comparison.PINNED: gettext_lazy("The new pair is held together now"),
    run_comparison.UNPINNED: gettext_lazy("The old pair is not held together any more"),
    run_comparison.VETOED: gettext_lazy("The old pair is kept apart, or came apart"),
    run_comparison.OLD_MENTOR_LEFT: gettext_lazy("The old mentor is not in the matching any more"),
    run_comparison.ALLOWED: gettext_lazy("The new pair is not kept apart any more"),
    run_comparison.NEW_MENTOR_CAME: gettext_lazy("The new mentor has come"),
    run_comparison.CHANGED: gettext_lazy("The mentee tells something else about themselves"),
    run_comparison.OLD_MENTOR_CHANGED: gettext_lazy("The old mentor has changed something"),
    run_comparison.NEW_MENTOR_CHANGED: gettext_lazy("The new mentor has changed something"),
    run_comparison.SELECTION: gettext_lazy("Somebody else selects: the mentors, or the matching"),
    run_comparison.RANKS: gettext_lazy("The old or the new mentor ranks otherwise"),
    run_comparison.WEIGHTS: gettext_lazy("Other weights, rules or weeks"),
    run_comparison.DIALS: gettext_lazy("Other dials"),
    run_comparison.OTHERS_MOVED: gettext_lazy(
        "Others moved, or something changed that is not shown; this is best for all then"
    ),
    run_comparison.UNKNOWN: gettext_lazy("Not known: of one of the two runs this was not kept"),
}

OWN_WHY = gettext_lazy("Yours: others who run the program read why")


@dataclass(frozen=True)
class MovedMentee:
    """Without a mentor on a side: "". `component` says in which part of the score the two pairs
    differ most."""

    mentee: Somebody
    before: str
    after: str
    score_before: float | None
    score_after: float | None
    why: str
    component: str


@dataclass(frozen=True)
class Comparison:
    before: RunNumbers
    after: RunNumbers
    changed: tuple[str, ...]
    moved: tuple[MovedMentee, ...]
    reasons: tuple[tuple[str, int], ...]
    kept: int
    is_known: bool


def compare_runs(*, cohort: Cohort, before: Run, after: Run, reader: User) -> Comparison:
    """One query, whatever the number of people. Of who withdrew since nothing is shown, and of a
    pair with the reader no number: it would tell what the other one wants."""
    people = people_of(cohort)
    names = {key: one.name for key, one in people.items()}
    own = {key for key, one in people.items() if one.person == reader.pk}
    is_known = bool(before.made_of and after.made_of)
    told = changes(before.made_of, after.made_of) if is_known else None
    moved = [
        moved_mentee(one, people, reader)
        for one in moves(before.result, after.result, told)
        if one.mentee in people
    ]
    reasons = Counter(one.why for one in moved)
    return Comparison(
        before=numbers_of(before),
        after=numbers_of(after),
        changed=tuple(
            change_words(
                but_for(told or Changes(), own), names, (before.score_version, after.score_version)
            )
        ),
        moved=tuple(sorted(moved, key=lambda one: one.mentee.name.casefold())),
        reasons=tuple(reasons.most_common()),
        kept=len(pairs(before) & pairs(after)),
        is_known=is_known,
    )


def pairs(run: Run) -> set[tuple[str, str]]:
    return {(pair["mentee"], pair["mentor"]) for pair in run.result["pairs"]}


def moved_mentee(one: Move, people: Mapping[str, Somebody], reader: User) -> MovedMentee:
    them = [people[key] for key in (one.mentee, one.before, one.after) if key and key in people]
    is_own = any(somebody.person == reader.pk for somebody in them)
    if is_own:
        one = replace(one, score_before=None, score_after=None, component=None)
    return MovedMentee(
        mentee=people[one.mentee],
        before=mentor_words(one.before, people),
        after=mentor_words(one.after, people),
        score_before=None if one.score_before is None else one.score_before / POINT,
        score_after=None if one.score_after is None else one.score_after / POINT,
        why=str(OWN_WHY) if is_own else str(WHY_WORDS[one.why]),
        component=component_words(one),
    )


def mentor_words(key: str | None, people: Mapping[str, Somebody]) -> str:
    if key is None:
        return ""
    return people[key].name if key in people else _("somebody who left")


def component_words(one: Move) -> str:
    if one.component is None:
        return ""
    name, before, after = one.component
    return _("%(part)s: %(before)s → %(after)s points") % {
        "part": COMPONENT_WORDS[name],
        "before": f"{before / FULL:.1f}",
        "after": f"{after / FULL:.1f}",
    }
