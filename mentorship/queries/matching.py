"""What the matching of a cohort is done on: its people, and decisions about pairs of them."""

from dataclasses import replace

from django.db.models import QuerySet

from mentorship.core.instance import Instance, Pair
from mentorship.models import Cohort, Match, Pin, PinKind
from mentorship.queries.instance import instance_of_cohort


def matching_instance(cohort: Cohort) -> Instance:
    """Open matches and pins are locked; vetoes, and pairs that came apart, are not tried again.

    Six queries, whatever the number of people. A published match goes before a pin, and so does its
    end.
    """
    instance = instance_of_cohort(cohort)
    people = {person.id for person in (*instance.mentees, *instance.mentors)}
    pins = pairs(Pin.objects.filter(cohort=cohort, kind=PinKind.PIN), people)
    vetoes = pairs(Pin.objects.filter(cohort=cohort, kind=PinKind.VETO), people)
    together = pairs(Match.objects.open().filter(cohort=cohort), people)
    apart = pairs(Match.objects.filter(cohort=cohort, ended_at__isnull=False), people)
    locked = dict(pins - apart) | dict(together)
    return replace(
        instance,
        locked=frozenset(locked.items()),
        vetoes=frozenset((vetoes | apart) - set(locked.items())),
    )


def pairs(rows: QuerySet, people: set[str]) -> set[Pair]:
    """Of people who still take part."""
    named = {
        (str(mentee), str(mentor))
        for mentee, mentor in rows.values_list("mentee__public_id", "mentor__public_id")
    }
    return {pair for pair in named if set(pair) <= people}
