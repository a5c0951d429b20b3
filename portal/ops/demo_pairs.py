"""The pairs of the demo's term: most meet, some are silent, one rests, one asks for help."""

from datetime import datetime, timedelta
from random import Random

from mentorship.cohort_life.actions.ladder import climb_ladders
from mentorship.cohort_life.actions.plan import mark_kickoff, write_plan_line
from mentorship.cohort_life.core.rounds import RoundName
from mentorship.cohort_life.core.weeks import week_on
from mentorship.cohort_life.models import (
    CheckIn,
    Evaluation,
    KickoffMark,
    Meets,
    PathShare,
    Pause,
    Recommends,
    Sign,
    Word,
)
from mentorship.cohort_life.queries.pair import day_in, rounds_of, running_matches
from mentorship.models import Cohort, Match

HELPS = (
    "Reading real reviews together.",
    "A short note after each meeting, so that nothing is lost.",
    "More time on one thing instead of three.",
)
# Of ten pairs, so many talk every week; then the silent ones, and those who miss each other.
LIVELY, SILENT = 7, 9


def fill_pairs(cohort: Cohort, now: datetime) -> None:
    """Everything up to today; this week of the demo's own pair is left to whoever tries it."""
    today = day_in(cohort, now)
    week = week_on(min(today, cohort.ends_on), starts_on=cohort.starts_on, ends_on=cohort.ends_on)
    if week is None:
        return
    said: list[CheckIn] = []
    signs: list[Sign] = []
    matches = list(running_matches().filter(cohort=cohort))
    for match in matches:
        last = how_long(match, week)
        said += check_ins(match, last, now - timedelta(weeks=week - last))
        signs += signs_of(match, now - timedelta(weeks=week - last), now)
    CheckIn.objects.bulk_create(said)
    Sign.objects.bulk_create(signs)
    KickoffMark.objects.bulk_create(
        KickoffMark(match=match, step="hello", by=match.mentee.person, at=now)
        for match in matches
        if nature(match) < SILENT
    )
    own = next(one for one in matches if one.mentee.person.username == "demo-mentee")
    plan(own, now)
    show_paths(matches, now)
    rests = next(one for one in matches if nature(one) >= LIVELY and one.pk != own.pk)
    if today <= cohort.ends_on:
        Pause.objects.create(
            match=rests,
            asked_by=rests.mentor.person,
            first_day=today - timedelta(days=2),
            last_day=today + timedelta(days=9),
        )
    for one in rounds_of(cohort):
        if today >= one.opens_on:
            evaluate([match for match in matches if match.pk != own.pk], one.name, now)
    climb_ladders(now=now)


def nature(match: Match) -> int:
    """From 0 to 9; the demo's own pair is a lively one."""
    if match.mentee.person.username == "demo-mentee":
        return 0
    return Random(f"{match.mentee.person.username}: pair").randrange(10)  # noqa: S311


def how_long(match: Match, week: int) -> int:
    """The last week the mentee was heard of."""
    if match.mentee.person.username == "demo-mentee":
        return max(1, week - 1)
    if nature(match) < LIVELY:
        return week
    return max(1, week - 2 - nature(match) % 3)


def check_ins(match: Match, last: int, at: datetime) -> list[CheckIn]:
    draw = Random(f"{match.mentee.person.username}: weeks")  # noqa: S311
    found = []
    for week in range(1, last + 1):
        word = draw.choice([Word.MET] * 6 + [Word.HOLIDAY, Word.NO_NEED])
        found.append(CheckIn(match=match, person=match.mentee.person, week=week, word=word))
        if nature(match) >= SILENT:
            told = CheckIn(match=match, person=match.mentor.person, week=week, said_at=at)
            told.word = Word.UNREACHED
            found.append(told)
    return found


def signs_of(match: Match, at: datetime, now: datetime) -> list[Sign]:
    mentee = Sign(match=match, person=match.mentee.person, at=at)
    later = min(now, at + timedelta(days=1))
    mentor = Sign(match=match, person=match.mentor.person, at=later)
    if nature(match) >= SILENT:
        mentor.word, mentor.word_at = "I wrote three times and hear nothing.", mentor.at
    return [mentee, mentor]


def plan(match: Match, now: datetime) -> None:
    by = {"match": match, "by": match.mentee.person, "now": now}
    for step in ("hello", "hours"):
        mark_kickoff(step=step, is_done=True, **by)
    write_plan_line(kind="goal", text="A first change that is merged", due_on=None, **by)
    day = day_in(match.cohort, now) + timedelta(days=10)
    if day <= match.cohort.ends_on:
        write_plan_line(kind="milestone", text="A draft that others can read", due_on=day, **by)


def show_paths(matches: list[Match], now: datetime) -> None:
    """Most of who talk every week, to their mentor and to who runs the program, with who waits for
    whom; two in three of those."""
    PathShare.objects.bulk_create(
        PathShare(match=match, to_program=True, with_waits=nature(match) % 3 < 2, at=now)
        for match in matches
        if nature(match) < LIVELY
    )


def evaluate(matches: list[Match], name: RoundName, now: datetime) -> None:
    given = []
    for match in matches:
        draw = Random(f"{match.mentee.person.username}: {name}")  # noqa: S311
        words = {match.mentee.person: Recommends.GO_ON, match.mentor.person: Recommends.PASS}
        if draw.random() < 0.05:
            words[match.mentee.person] = Recommends.HELP
        for person, word in words.items():
            if draw.random() < 0.6:
                given.append(
                    Evaluation(
                        match=match,
                        round=name,
                        author=person,
                        meets=draw.choice([Meets.WEEKLY, Meets.WEEKLY, Meets.LESS]),
                        progress=draw.randint(2, 5),
                        helps=draw.choice(HELPS),
                        recommends=word,
                        given_at=now,
                    )
                )
    Evaluation.objects.bulk_create(given)
