"""A mentor is told whom to praise: what mentees reached on the paths that they show them."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from initiatives.onboarding.queries.reached import ReachedPath
from mentorship.cohort_life.models import PraisedStep
from mentorship.cohort_life.queries.praise import ToPraise, to_praise
from mentorship.queries.match_detail import shown_name
from portal.kit.locks import hold
from portal.notices.actions.notice import forget_notices, send_notice
from portal.notices.models import Kind
from portal.people.models import User


def suggest_praise(*, now: datetime) -> int:
    """Part of `tick`: returns how many mentors were told. Run twice, it tells once; run late, one
    letter tells what was missed, unless that is too long ago."""
    due = [one.mentor.pk for one in to_praise(now=now)]
    return sum(tell_mentor(pk, now) for pk in due)


@transaction.atomic
def tell_mentor(pk: int, now: datetime) -> bool:
    """Looked at again under the lock: a mentee may have taken it back a moment ago."""
    hold(lock_name(pk))
    found = to_praise(now=now, mentor=pk)
    if not found:
        return False
    [own] = found
    PraisedStep.objects.bulk_create(
        PraisedStep(match=match, path=reached.path, key=step.key, told_at=now)
        for match, reached in own.paths
        for step in reached.steps
    )
    send_notice(
        person=own.mentor,
        kind=Kind.PRAISE,
        key=key_of(now),
        template="cohort_life/praise",
        context={"mentees": in_letter(own)},
        url=reverse("cohort_life:mentees"),
    )
    return True


def in_letter(own: ToPraise) -> list[dict[str, Any]]:
    """By mentee, also where two are called the same or one is in two pairs with this mentor."""
    people: dict[int, User] = {}
    paths: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for match, reached in own.paths:
        people[reached.person] = match.mentee.person
        paths[reached.person].append(words_of(reached))
    told = ((shown_name(people[key], is_mentor=False), paths[key]) for key in people)
    return [{"name": name, "paths": of_them} for name, of_them in sorted(told, key=by_name)]


def by_name(told: tuple[str, list]) -> str:
    return told[0].casefold()


def words_of(reached: ReachedPath) -> dict[str, Any]:
    """Who arrived did so with one of these steps: of an optional one beyond the end it is not said
    again."""
    arrived = reached.is_finished and any(not step.is_optional for step in reached.steps)
    return {
        "title": reached.path.title,
        "steps": [step.title for step in reached.steps],
        "arrived": arrived,
    }


def forget_praise(*, of: User, by: User | None = None) -> None:
    """Letters that told of somebody leave the lists of their readers, or of one of these, sent or
    not; which steps were told stays known, so that none is told again."""
    steps = PraisedStep.objects.filter(match__mentee__person=of)
    if by:
        steps = steps.filter(match__mentor__person=by)
    letters: dict[int, set[str]] = defaultdict(set)
    for reader, told_at in steps.values_list("match__mentor__person", "told_at"):
        letters[reader].add(key_of(told_at))
    for reader in sorted(letters):
        hold(lock_name(reader))
        forget_notices(person=reader, keys=letters[reader])


def lock_name(mentor: int) -> str:
    return f"praise:{mentor}"


def key_of(told_at: datetime) -> str:
    """Of the letter in which these steps were told."""
    return f"praise:{told_at.astimezone(UTC).isoformat()}"
