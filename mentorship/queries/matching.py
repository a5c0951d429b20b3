"""What the matching of a cohort is done on: its people, and decisions about pairs of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.dispatch import Signal

from mentorship.core.instance import Dials, Instance, Pair
from mentorship.core.instance_reading import config_from
from mentorship.core.instance_writing import fingerprint
from mentorship.models import Application, Cohort, LeftOut, Match, Pin, PinKind, Role, Run
from mentorship.queries.choices import choices_of
from mentorship.queries.group_places import with_group_places
from mentorship.queries.instance import instance_of_cohort
from mentorship.queries.places import most_places, places_of
from mentorship.signals import gather_mentor_ranks, gather_pairs_apart
from portal.notices.queries.notices import who_heard


def matching_instance(
    cohort: Cohort, *, dials: Dials | None = None, keeps: Run | None = None
) -> Instance:
    """Open matches and pins are locked; vetoes, and pairs that came apart, are not tried again.

    Five queries, those of places where there is something to choose, and those of receivers,
    whatever the number of people. A published match goes before a pin, and so does its end, and the
    word of one of two that they are never paired again: that one is `apart`, of which nobody is
    told, unless all know that they are kept apart.
    Without `dials` they are the program's; pairs of the run it `keeps` are worth more
    where these say so.
    """
    together, ended = matches_of(cohort)
    never: set[Pair] = set().union(*answers(gather_pairs_apart, cohort))
    out = left_out_of(cohort)
    choices, (pins, vetoes) = choices_of(cohort), pins_of(cohort)
    instance = without(instance_of_cohort(cohort, choices.values()), out, together)
    instance = with_places(instance, most_places(cohort, choices.values()), together, pins)
    instance = with_ranks(instance, cohort)
    people = {person.id for person in (*instance.mentees, *instance.mentors)}
    held = {pair for pair in pins if not out & set(pair)}
    locked = dict(of_these(held - ended - never, people)) | dict(of_these(together, people))
    told = vetoes | ended
    dials = dials or instance.config.dials
    before = pairs_of(keeps) if keeps and dials.keep else set()
    instance = replace(
        instance,
        locked=frozenset(locked.items()),
        vetoes=frozenset(of_these(told, people) - set(locked.items())),
        apart=frozenset(of_these(never - told, people) - set(locked.items())),
        published=frozenset(of_these(before, people)),
        config=replace(instance.config, dials=dials),
    )
    return with_group_places(instance, cohort)


def instance_of_run(run: Run) -> Instance:
    """What the run would be made of now, with its dials."""
    return matching_instance(run.cohort, dials=dials_of(run), keeps=run.keeps)


def is_stale(run: Run, instance: Instance) -> bool:
    """The instance is that of the run, as of now."""
    return fingerprint(instance) != run.instance_sha256


def dials_of(run: Run) -> Dials:
    """Tiers name people, who may have left since."""
    told = dict(run.config.get("dials", {}))
    tiers = tuple(frozenset(tier) for tier in told.pop("tiers", ()))
    return replace(config_from({**run.config, "dials": told}).dials, tiers=tiers)


def waiting_longest(cohort: Cohort, *, no_match_key: str) -> frozenset[str]:
    """Mentees in the matching who heard that there was nobody for them, or whose match has ended
    without a no of theirs. Two queries."""
    told = who_heard(key=no_match_key)
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTEE, left_out=None)
    rows = rows.exclude(pk__in=Match.objects.open().filter(cohort=cohort).values("mentee"))
    parted = set(
        Match.objects.filter(cohort=cohort, ended_at__isnull=False)
        .exclude(mentee_answer="declined")
        .values_list("mentee", flat=True)
    )
    return frozenset(
        str(public_id)
        for pk, person, public_id in rows.values_list("pk", "person", "public_id")
        if person in told or pk in parted
    )


def without(instance: Instance, out: set[str], together: set[Pair]) -> Instance:
    """Who is left out stays as far as their matches do: with these, and with no further place."""
    stays = Counter(person for pair in together for person in pair)
    return replace(
        instance,
        mentees=tuple(one for one in instance.mentees if one.id not in out or stays[one.id]),
        mentors=tuple(
            replace(one, capacity=stays[one.id]) if one.id in out else one
            for one in instance.mentors
            if one.id not in out or stays[one.id]
        ),
    )


def with_places(
    instance: Instance, most: dict[str, int], together: set[Pair], pins: set[Pair]
) -> Instance:
    """Fewer places where a mentor said so over all programs, or where what they mentor has fewer.
    Matches that stand are kept. Who has no place is there for a match or a pin alone."""
    held = Counter(mentor for _mentee, mentor in together)
    stays = {mentor for _mentee, mentor in pins}
    mentors = (
        replace(one, capacity=places_of(one.capacity, held=held[one.id], most=most.get(one.id)))
        for one in instance.mentors
    )
    return replace(
        instance, mentors=tuple(one for one in mentors if one.capacity or one.id in stays)
    )


def with_ranks(instance: Instance, cohort: Cohort) -> Instance:
    """What mentors want, where they are asked."""
    people = {person.id for person in (*instance.mentees, *instance.mentors)}
    for told in answers(gather_mentor_ranks, cohort):
        if told is not None:
            ranks = {pair: rank for pair, rank in told.ranks.items() if set(pair) <= people}
            config = replace(instance.config, mentors_select=told.mentors_select)
            instance = replace(instance, mentor_preferences=ranks, config=config)
    return instance


def answers(asked: Signal, cohort: Cohort) -> list[Any]:
    return [answer for _receiver, answer in asked.send(Cohort, cohort=cohort)]


def left_out_of(cohort: Cohort) -> set[str]:
    rows = LeftOut.objects.filter(application__cohort=cohort)
    return {str(key) for key in rows.values_list("application__public_id", flat=True)}


def pins_of(cohort: Cohort) -> tuple[set[Pair], set[Pair]]:
    """Together, apart. One query."""
    by_kind: dict[str, set[Pair]] = {PinKind.PIN: set(), PinKind.VETO: set()}
    rows = Pin.objects.filter(cohort=cohort)
    for kind, mentee, mentor in rows.values_list("kind", "mentee__public_id", "mentor__public_id"):
        by_kind[kind].add((str(mentee), str(mentor)))
    return by_kind[PinKind.PIN], by_kind[PinKind.VETO]


def matches_of(cohort: Cohort) -> tuple[set[Pair], set[Pair]]:
    """Those that stand, those that came apart. One query."""
    together: set[Pair] = set()
    apart: set[Pair] = set()
    rows = Match.objects.filter(cohort=cohort)
    for ended, mentee, mentor in rows.values_list(
        "ended_at", "mentee__public_id", "mentor__public_id"
    ):
        (apart if ended else together).add((str(mentee), str(mentor)))
    return together, apart


def pairs_of(run: Run) -> set[Pair]:
    return {(pair["mentee"], pair["mentor"]) for pair in run.result["pairs"]}


def of_these(pairs: Iterable[Pair], people: set[str]) -> set[Pair]:
    """Of people who still take part."""
    return {pair for pair in pairs if set(pair) <= people}
