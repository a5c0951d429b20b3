"""Who is to read what: asked by what gives it out and by what shows the letters about it before."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mentorship.queries.letter_preview import Preview, preview_of, seen_as
from mentorship.review.core.assignment import Plan, assign
from mentorship.review.models import Reading, Review, Reviewer
from portal.people.models import User

from .conflicts import conflicts_of
from .due import due_at
from .standing import being_read, standings


@dataclass(frozen=True)
class GivingOut:
    """`conflicts` are (application, reviewer): readings of theirs end first. `new` is how many more
    each reader gets; nobody hears of anything else."""

    plan: Plan
    conflicts: set[tuple[int, int]]
    new: dict[User, int]


def giving_out(*, review: Review, without: Reviewer | None = None) -> GivingOut:
    """Readers for all that are being read and have too few; who has read on stays. `without`
    whoever is to be taken off: what they have not read goes to others."""
    named = review.reviewers.reading().exclude(pk=without.pk if without else None)
    reviewers = {one.pk: one for one in named.select_related("person").order_by("pk")}
    people = {one.person_id: pk for pk, one in reviewers.items()}
    conflicts = {
        (application, people[person])
        for application, person in conflicts_of(cohort=review.cohort, people=list(people))
    }
    present: set[tuple[int, int]] = set()
    ended: set[tuple[int, int]] = set()
    rows = Reading.objects.filter(reviewer__review=review)
    for application, reader, given_at, ended_at in rows.values_list(
        "application", "reviewer", "given_at", "ended_at"
    ):
        pair = (application, reader)
        is_left = without is not None and reader == without.pk and not given_at
        (ended if ended_at or is_left or pair in conflicts else present).add(pair)
    found = standings(review=review)
    for application, reader in conflicts:
        if application in found:
            found[application].forget(reader)
    plan = assign(
        wanted={
            pk: found[pk].wanted(review.readers_each) if pk in found else review.readers_each
            for pk in being_read(cohort=review.cohort).order_by().values_list("pk", flat=True)
        },
        rooms={pk: one.most for pk, one in reviewers.items()},
        present=present,
        barred=conflicts | ended,
    )
    new = Counter(reader for _application, reader in plan.pairs)
    return GivingOut(
        plan=plan,
        conflicts=conflicts,
        new={one.person: new[pk] for pk, one in reviewers.items() if one.person and new[pk]},
    )


def words_of(review: Review) -> dict[str, object]:
    """What every letter to a reader can say: never of whom."""
    cohort = review.cohort
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "due": due_at(review).isoformat(),
    }


def told_of(review: Review, n: int) -> dict[str, Any]:
    return {
        "kind": "review",
        "template": "review/assign_readings",
        "context": words_of(review) | {"n": n},
        "url": reverse("review:mine_of", args=[review.cohort.key]),
    }


def seen_giving_out(review: Review, new: dict[User, int]) -> str:
    """Who gets how many, and until when."""
    return seen_as(words_of(review), sorted((person.pk, n) for person, n in new.items()))


def letter_to_readers(
    *, review: Review, reader: User, without: Reviewer | None = None
) -> Preview | None:
    """With the number of the first of them, or with the reader's own; None where nobody hears
    anything."""
    new = giving_out(review=review, without=without).new
    if not new:
        return None
    n = new.get(reader) or next(iter(new.values()))
    return preview_of(
        people=len(new),
        reader=reader,
        told=told_of(review, n),
        seen=seen_giving_out(review, new),
    )
