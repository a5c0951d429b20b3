"""Running the matching, and telling people the result."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from mentorship.core.explanation import explanation
from mentorship.core.instance import Instance
from mentorship.core.instance_writing import fingerprint, instance_tree
from mentorship.core.matching import solve
from mentorship.core.phases import Phase, phase_at
from mentorship.core.result import result_tree
from mentorship.models import Application, Cohort, Match, Run
from mentorship.queries.letters import (
    MATCHED,
    UNMATCHED,
    new_pairs,
    no_match_key,
    without_match,
)
from mentorship.queries.match_words import words_of
from mentorship.queries.matching import matching_instance
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.people.models import User

TOO_EARLY = (Phase.PLANNED, Phase.APPLICATIONS)


class NobodyToMatch(Exception):
    """The cohort has no accepted mentee, or no accepted mentor."""


class TooEarly(Exception):
    """People may still apply: a result now would be one without them."""


class StaleRun(Exception):
    """People or decisions about pairs have changed since; nobody has seen what that does."""


class AlreadyPublished(Exception):
    pass


def start_run(*, cohort: Cohort, by: User | None, now: datetime) -> Run:
    """Raises NobodyToMatch. `by` is None for a command run on the server.

    The engine works outside of the transaction, which would keep everybody else waiting; what
    changed meanwhile makes the run a stale one.
    """
    instance = matching_instance(cohort)
    if not (instance.mentees and instance.mentors):
        raise NobodyToMatch
    return keep_run(cohort, instance, result_tree(solve(instance)), by, now)


@transaction.atomic
def keep_run(
    cohort: Cohort, instance: Instance, result: dict[str, Any], by: User | None, now: datetime
) -> Run:
    hold(lock_name(cohort))
    last = cohort.runs.aggregate(last=Max("number"))["last"] or 0
    summary = result["summary"]
    run = Run.objects.create(
        cohort=cohort,
        number=last + 1,
        config=instance_tree(instance)["config"],
        result=result,
        instance_sha256=summary["instance_sha256"],
        engine=summary["engine"],
        tzdata=summary["tzdata"],
        made_by=by,
        made_at=now,
    )
    audit.record(by=by, verb="run.made", on=run)
    return run


@transaction.atomic
def publish_run(*, run: Run, by: User, now: datetime) -> list[Match]:
    """Make the run's new pairs matches and tell everybody in the cohort. A pair that was published
    before stays as it is.

    Raises TooEarly, AlreadyPublished, StaleRun.
    """
    hold(lock_name(run.cohort))
    row = Run.objects.select_related("cohort__program").get(pk=run.pk)
    if row.is_published:
        raise AlreadyPublished
    if phase_at(row.cohort.dates, now) in TOO_EARLY:
        raise TooEarly
    applications = hold_people(row.cohort)
    instance = matching_instance(row.cohort)
    if fingerprint(instance) != row.instance_sha256:
        raise StaleRun
    row.published_by, row.published_at = by, now
    row.save(update_fields=["published_by", "published_at"])
    alone = without_match(run=row)
    matches = Match.objects.bulk_create(new_matches(row, instance, applications, now))
    tell_result(row, matches, alone)
    audit.record(by=by, verb="run.published", on=row)
    return matches


def lock_name(cohort: Cohort) -> str:
    return f"matching:{cohort.pk}"


def hold_people(cohort: Cohort) -> dict[str, Application]:
    """Accepted applications by public id. Nobody leaves, and no match ends, between the look at
    the people and the matches made of them."""
    rows = Application.objects.accepted().filter(cohort=cohort).select_related("person")
    held = {str(row.public_id): row for row in rows.order_by("pk").select_for_update(of=["self"])}
    list(Match.objects.open().filter(cohort=cohort).order_by("pk").select_for_update())
    return held


def new_matches(
    run: Run, instance: Instance, applications: dict[str, Application], now: datetime
) -> list[Match]:
    mentees = {person.id: person for person in instance.mentees}
    mentors = {person.id: person for person in instance.mentors}
    return [
        Match(
            cohort=run.cohort,
            run=run,
            mentee=applications[pair["mentee"]],
            mentor=applications[pair["mentor"]],
            score=pair["score"],
            explanation=explanation(
                mentee=mentees[pair["mentee"]],
                mentor=mentors[pair["mentor"]],
                components=pair["components"],
            ),
            published_at=now,
        )
        for pair in new_pairs(run=run)
    ]


def tell_result(run: Run, matches: list[Match], alone: list[User]) -> None:
    """Who has a new match, and once who has none. No letter names anybody else."""
    for match in matches:
        send_notices(
            people=[match.mentee.person, match.mentor.person],
            kind="match",
            key=f"match:{match.public_id}",
            template=MATCHED,
            context=words_of(run.cohort),
            url=match.get_absolute_url(),
        )
    send_notices(
        people=alone,
        kind="match",
        key=no_match_key(run.cohort),
        template=UNMATCHED,
        context=words_of(run.cohort),
        url=reverse("mentorship:mine"),
    )
