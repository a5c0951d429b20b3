from datetime import date, timedelta

from django.db.models import Sum

from initiatives.contributions.models import Outcome, Tally
from initiatives.onboarding.queries.verifiers import works_for_the_foundation
from portal.people.models import User

WEEK = timedelta(days=7)


def deliveries_of_a_week(*, person: User, on: date) -> list[tuple[str, int]]:
    """What became of them, in words, for who works for the foundation. One query."""
    if not works_for_the_foundation(person):
        return []
    tallies = Tally.objects.filter(day__gt=on - WEEK).values("outcome").order_by("outcome")
    return [
        (str(Outcome(one["outcome"]).label), one["n"]) for one in tallies.annotate(n=Sum("count"))
    ]
