"""Where somebody stands on the rules of the steps they walk."""

from collections.abc import Mapping, Sequence

from initiatives.contributions.core.fact import Fact
from initiatives.contributions.core.rule import Rule, Standing, What, standing
from initiatives.contributions.models import Contribution, Repository
from initiatives.onboarding.core.path_pattern import patterns_of
from initiatives.onboarding.core.plan import Plan
from initiatives.onboarding.models import Journey

# By the name that steps have for the repository.
Known = Mapping[str, Sequence[Fact]]


def standings(*, journey: Journey, plan: Plan) -> dict[str, Standing]:
    """By key, for the steps of this plan that work elsewhere completes. Two queries, one where
    nothing is known of their work, none where no step is completed so."""
    return standings_by(known_work(journey=journey, plan=plan), journey=journey, plan=plan)


def known_work(*, journey: Journey, plan: Plan) -> Known:
    """In the repositories these steps name, of whatever kind."""
    names = {step.repository for step in plan if step.counts in set(What)}
    if not names:
        return {}
    named = Repository.objects.filter(name__in=names, github_id__isnull=False)
    theirs = Contribution.objects.filter(person=journey.person_id)
    facts = [row.fact for row in theirs.filter(repository_id__in=named.values("github_id"))]
    return {
        name: [fact for fact in facts if fact.repository == number]
        for name, number in (named.values_list("name", "github_id") if facts else ())
    }


def standings_by(known: Known, *, journey: Journey, plan: Plan) -> dict[str, Standing]:
    return {
        step.key: standing(
            Rule(What(step.counts), step.how_many, patterns_of(step.paths)),
            known.get(step.repository, ()),
            journey.started_at,
        )
        for step in plan
        if step.counts in set(What)
    }
