"""Running the matching, and telling people the result."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from mentorship.actions.looked_at import NotAsSeen
from mentorship.core.explanation import explanation
from mentorship.core.instance import Dials, Instance
from mentorship.core.instance_parts import parts_of
from mentorship.core.instance_writing import instance_tree
from mentorship.core.matching import solve
from mentorship.core.phases import Phase, phase_at
from mentorship.core.result import Result, result_tree
from mentorship.core.within_reach import solve_within_reach
from mentorship.models import Application, Cohort, Match, Run
from mentorship.queries.choices import choice_names
from mentorship.queries.desk_names import applicant_name
from mentorship.queries.group_places import (
    groups_in,
    without_group_places,
    without_quota_reasons,
)
from mentorship.queries.instance import config_of
from mentorship.queries.letters import (
    MATCHED,
    UNMATCHED,
    new_pairs,
    no_match_key,
    seen_result,
    without_match,
)
from mentorship.queries.match_words import answer_until, project_words, until_words, words_of
from mentorship.queries.matching import (
    dials_of,
    instance_of_run,
    is_stale,
    matching_instance,
    waiting_longest,
)
from mentorship.queries.places import choices_of_pairs
from mentorship.signals import run_starts
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import Told, send_notices, send_notices_of_each
from portal.people.models import User

# One cohort after the other: mentors say how many mentees they take over all programs together.
PLACES_OF_ALL = "matching: places of all"
TOO_EARLY = (Phase.PLANNED, Phase.APPLICATIONS)


class NobodyToMatch(Exception):
    """The cohort has no accepted mentee, or no accepted mentor."""


class TooEarly(Exception):
    """People may still apply: a result now would be one without them."""


class StaleRun(Exception):
    """People or decisions about pairs have changed since; nobody has seen what that does."""


class AlreadyPublished(Exception):
    pass


class BeyondPlaces(Exception):
    """Pins give a mentor another mentee beyond what they said, here or over all programs."""

    def __init__(self, mentors: list[str]) -> None:
        super().__init__()
        self.mentors = ", ".join(mentors)


def start_run(
    *,
    cohort: Cohort,
    by: User | None,
    now: datetime,
    dials: Dials | None = None,
    waiting_first: bool | None = None,
) -> Run:
    """Without `dials` they are those of the last run, or else the program's. `waiting_first`: who
    has waited before comes first.

    Raises NobodyToMatch, and OutOfRange or QuotaOutOfReach for dials that cannot be had. `by` is
    None for a command run on the server. The engine works outside of the transaction, which would
    keep everybody else waiting; what changed meanwhile makes the run a stale one.
    """
    last = cohort.runs.first()
    before = dials_of(last) if last else None
    if waiting_first is None:
        waiting_first = bool(before and before.tiers)
    asked = dials or before or config_of(cohort.program).dials
    waiting = waiting_longest(cohort, no_match_key=no_match_key(cohort)) if waiting_first else ()
    asked = replace(asked, tiers=(frozenset(waiting),) if waiting else ())
    keeps = last if asked.keep else None
    run_starts.send(Cohort, cohort=cohort)
    instance = matching_instance(cohort, dials=asked, keeps=keeps)
    if not (instance.mentees and instance.mentors):
        raise NobodyToMatch
    result = without_quota_reasons(result_tree(solved(instance)))
    result["pairs"] = with_choices(cohort, result["pairs"])
    return keep_run(cohort=cohort, instance=instance, result=result, keeps=keeps, by=by, now=now)


def solved(instance: Instance) -> Result:
    """Places for groups are kept as far as they can be: nobody may change how many once a run was
    made. Beside them nothing is told that who is in a group would change."""
    if groups_in(instance):
        return solve_within_reach(instance)
    return solve(instance, confirms=not instance.config.dials.quotas)


def with_choices(cohort: Cohort, pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each is for is looked at with the run, and published as it was seen."""
    choices = choices_of_pairs(cohort, [(pair["mentee"], pair["mentor"]) for pair in pairs])
    found = (choices.get((pair["mentee"], pair["mentor"])) for pair in pairs)
    return [
        {**pair, "choice": choice} if choice else pair
        for pair, choice in zip(pairs, found, strict=True)
    ]


@transaction.atomic
def keep_run(
    *,
    cohort: Cohort,
    instance: Instance,
    result: dict[str, Any],
    keeps: Run | None,
    by: User | None,
    now: datetime,
) -> Run:
    hold(lock_name(cohort))
    last = cohort.runs.aggregate(last=Max("number"))["last"] or 0
    summary, kept = result["summary"], without_group_places(instance)
    run = Run.objects.create(
        cohort=cohort,
        number=last + 1,
        config=instance_tree(kept)["config"],
        score_version=cohort.program.score_version,
        result=result,
        instance_sha256=summary["instance_sha256"],
        made_of=parts_of(kept),
        keeps=keeps,
        engine=summary["engine"],
        tzdata=summary["tzdata"],
        made_by=by,
        made_at=now,
    )
    audit.record(by=by, verb="run.made", on=run)
    return run


@transaction.atomic
def publish_run(
    *, run: Run, by: User | None, now: datetime, seen: str | None = None
) -> list[Match]:
    """Make the run's new pairs matches and tell everybody in the cohort. A pair that was published
    before stays as it is. `seen` is of the letters that were looked at, None where nobody presses.

    Raises TooEarly, AlreadyPublished, StaleRun, NotAsSeen, BeyondPlaces.
    """
    hold(PLACES_OF_ALL)
    hold(lock_name(run.cohort))
    row = Run.objects.select_related("cohort__program", "keeps").get(pk=run.pk)
    if row.is_published:
        raise AlreadyPublished
    if phase_at(row.cohort.dates, now) in TOO_EARLY:
        raise TooEarly
    applications = hold_people(row.cohort)
    instance = instance_of_run(row)
    if is_stale(row, instance) or for_others_now(row):
        raise StaleRun
    if seen not in {None, seen_result(row)}:
        raise NotAsSeen
    pairs = new_pairs(run=row)
    beyond = beyond_places(row, instance, pairs)
    if beyond:
        raise BeyondPlaces([applicant_name(applications[mentor]) for mentor in beyond])
    row.published_by, row.published_at = by, now
    row.save(update_fields=["published_by", "published_at"])
    alone = without_match(run=row)
    matches = Match.objects.bulk_create(new_matches(row, pairs, instance, applications, now))
    tell_result(row, matches, alone)
    audit.record(by=by, verb="run.published", on=row)
    return matches


def for_others_now(run: Run) -> bool:
    """Something that a pair was for is offered no more, or has another place for it."""
    pairs = run.result["pairs"]
    found = choices_of_pairs(run.cohort, [(pair["mentee"], pair["mentor"]) for pair in pairs])
    return any(
        found.get((pair["mentee"], pair["mentor"]), "") != pair.get("choice", "") for pair in pairs
    )


def lock_name(cohort: Cohort) -> str:
    return f"matching:{cohort.pk}"


def hold_people(cohort: Cohort) -> dict[str, Application]:
    """Accepted applications by public id. Nobody leaves, and no match ends, between the look at
    the people and the matches made of them."""
    rows = Application.objects.accepted().filter(cohort=cohort).select_related("person")
    held = {str(row.public_id): row for row in rows.order_by("pk").select_for_update(of=["self"])}
    list(Match.objects.open().filter(cohort=cohort).order_by("pk").select_for_update())
    return held


def beyond_places(run: Run, instance: Instance, pairs: list[dict[str, Any]]) -> list[str]:
    """Mentors who would get one of these pairs and have fewer places than the run gives them;
    matches that stand may be more than somebody wants by now, with no new one."""
    given = Counter(pair["mentor"] for pair in run.result["pairs"])
    new = {pair["mentor"] for pair in pairs}
    return [one.id for one in instance.mentors if one.id in new and given[one.id] > one.capacity]


def new_matches(
    run: Run,
    pairs: list[dict[str, Any]],
    instance: Instance,
    applications: dict[str, Application],
    now: datetime,
) -> list[Match]:
    mentees = {person.id: person for person in instance.mentees}
    mentors = {person.id: person for person in instance.mentors}
    until = answer_until(run.cohort, now)
    return [
        Match(
            cohort=run.cohort,
            run=run,
            mentee=applications[pair["mentee"]],
            mentor=applications[pair["mentor"]],
            choice=pair.get("choice", ""),
            score=pair["score"],
            explanation=explanation(
                mentee=mentees[pair["mentee"]],
                mentor=mentors[pair["mentor"]],
                components=pair["components"],
                minutes=instance.config.limits.meeting_minutes,
            ),
            published_at=now,
            answer_by=until,
        )
        for pair in pairs
    ]


def tell_result(run: Run, matches: list[Match], alone: list[User]) -> None:
    """Who has a new match and for what, and once who has none. No letter names anybody else."""
    names = choice_names({match.choice for match in matches} - {""})
    send_notices_of_each(
        [
            Told(
                person=person,
                key=f"match:{match.public_id}",
                context=words_of(run.cohort)
                | until_words(match.answer_by)
                | project_words(names.get(match.choice)),
                url=match.get_absolute_url(),
            )
            for match in matches
            for person in (match.mentee.person, match.mentor.person)
        ],
        kind="match",
        template=MATCHED,
    )
    send_notices(
        people=alone,
        kind="match",
        key=no_match_key(run.cohort),
        template=UNMATCHED,
        context=words_of(run.cohort),
        url=reverse("mentorship:mine"),
    )
