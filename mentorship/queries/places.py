"""How many mentees a mentor of a cohort may have at most, and what each pair is for."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import cast

from mentorship.core.choices import Choice, chosen_for, shared_out
from mentorship.core.instance import Instance, Mentee, Mentor, Pair
from mentorship.core.scoring import Scoreboard
from mentorship.models import Application, Cohort, Match, Pin, PinKind, Role
from mentorship.queries.choices import choices_of
from mentorship.queries.instance import config_of, person_of
from mentorship.signals import gather_places_left

OF_MATCH = "choice", "mentor__public_id"

Places = Counter[tuple[str, str]]  # key of a choice, public id of the mentor's application


def places_of(capacity: int, *, held: int, most: int | None) -> int:
    """Of a mentor with so many matches in the cohort; `most` is None where nothing but their own
    word here counts."""
    return capacity if most is None else min(capacity, max(held, most))


def most_places(cohort: Cohort, choices: Collection[Choice]) -> dict[str, int]:
    """By public id, of mentors who said how many over all programs, or who stand behind something
    that can be chosen: they have as many as it leaves them. Three queries where there is something
    to choose, four more where places are scarce, and those of receivers."""
    most = places_said(cohort)
    shares, _held = shared_places(cohort, choices, most)
    behind: dict[str, int] = {}
    for (_choice, mentor), count in shares.items():
        behind[mentor] = behind.get(mentor, 0) + count
    return most | {one: min(count, most.get(one, count)) for one, count in behind.items()}


def places_said(cohort: Cohort) -> dict[str, int]:
    """By public id, over all programs. No query but those of receivers."""
    most: dict[str, int] = {}
    for _receiver, left in gather_places_left.send(Cohort, cohort=cohort):
        most |= cast("dict[str, int]", left)
    return most


def shared_places(
    cohort: Cohort, choices: Collection[Choice], most: Mapping[str, int]
) -> tuple[Places, Places]:
    """What each mentor in the matching has of each choice, and how much of it matches hold. Who is
    left out gets nothing more, and a match for nothing of them takes a place of the mentor's."""
    if not choices:
        return Counter(), Counter()
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTOR)
    mentors: dict[int, str] = {}
    own: dict[str, int] = {}
    for person, key, capacity, is_out in rows.values_list(
        "person", "public_id", "facts__capacity", "left_out"
    ):
        mentors[person] = str(key)
        own[str(key)] = 0 if is_out else min(capacity or 1, most.get(str(key), capacity or 1))
    open_matches = Match.objects.open().filter(cohort=cohort)
    for_what = [(choice, str(mentor)) for choice, mentor in open_matches.values_list(*OF_MATCH)]
    held = Counter(pair for pair in for_what if pair[0])
    for choice, mentor in for_what:
        if not choice and mentor in own:
            own[mentor] = max(0, own[mentor] - 1)
    pins = Pin.objects.filter(cohort=cohort, kind=PinKind.PIN)
    pins = pins.exclude(mentee__in=open_matches.values("mentee"))
    pinned = Counter(map(str, pins.values_list("mentor__public_id", flat=True)))
    wanted = fitting_wishes(cohort, scarce(choices, mentors, own))
    return shared_out(choices, mentors, own, held=held, pinned=pinned, wanted=wanted), held


def scarce(
    choices: Collection[Choice], mentors: Mapping[int, str], own: Mapping[str, int]
) -> dict[str, set[str]]:
    """Mentors by what they share, where its places are fewer than theirs."""
    behind = {one.key: {mentors[each] for each in one.people if each in mentors} for one in choices}
    return {
        one.key: behind[one.key]
        for one in choices
        if len(behind[one.key]) > 1 and one.places < sum(own[each] for each in behind[one.key])
    }


def fitting_wishes(cohort: Cohort, behind: Mapping[str, set[str]]) -> Places:
    """How many of those who chose it, and have no match, break no rule with each of its mentors.
    That two are never paired again is not looked at: a place that moves would tell of it. Four
    queries, none where no places are scarce."""
    found: Places = Counter()
    if not behind:
        return found
    rows = Application.objects.accepted().filter(cohort=cohort)
    alone = rows.filter(role=Role.MENTEE, left_out=None).exclude(choices=[])
    alone = alone.exclude(pk__in=Match.objects.open().filter(cohort=cohort).values("mentee"))
    mentees = [row for row in alone.order_by("pk") if not behind.keys().isdisjoint(row.choices)]
    mentors = rows.filter(public_id__in=set().union(*behind.values())).order_by("pk")
    of_pair = "mentee__public_id", "mentor__public_id"
    vetoes = Pin.objects.filter(cohort=cohort, kind=PinKind.VETO).values_list(*of_pair)
    ended = Match.objects.filter(cohort=cohort, ended_at__isnull=False).values_list(*of_pair)
    board = Scoreboard(
        Instance(
            name=cohort.key,
            start=cohort.starts_on,
            weeks=cohort.weeks,
            mentees=tuple(cast("Mentee", person_of(row)) for row in mentees),
            mentors=tuple(cast("Mentor", person_of(row)) for row in mentors),
            vetoes=frozenset((str(one), str(other)) for one, other in (*vetoes, *ended)),
            config=config_of(cohort.program),
        )
    )
    for row in mentees:
        possible, _scores = board.possible(board.mentee_at[str(row.public_id)])
        fits = {board.mentors[at].id for at in possible.tolist()}
        found.update((key, one) for key in row.choices for one in fits & behind.get(key, set()))
    return found


def choices_of_pairs(cohort: Cohort, pairs: Collection[Pair]) -> dict[Pair, str]:
    """Keys of what each is for, where anything tells: matches keep what they were published for.
    Five queries, one where there is nothing to choose, and those of receivers."""
    open_matches = Match.objects.open().filter(cohort=cohort)
    standing = {
        (str(mentee), str(mentor)): choice
        for mentee, mentor, choice in open_matches.values_list(
            "mentee__public_id", "mentor__public_id", "choice"
        )
    }
    found = {pair: standing[pair] for pair in pairs if standing.get(pair)}
    choices = choices_of(cohort).values()
    if not choices:
        return found
    shares, held = shared_places(cohort, choices, places_said(cohort))
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTEE)
    wishes = {
        str(key): wish for key, wish in rows.exclude(choices=[]).values_list("public_id", "choices")
    }
    return found | chosen_for(set(pairs) - set(standing), wishes, shares - held)
