"""Where somebody stands on the rules of the steps they walk."""

from initiatives.contributions.core.rule import Rule, Standing, What, standing
from initiatives.contributions.models import Contribution, Repository
from initiatives.onboarding.core.path_pattern import patterns_of
from initiatives.onboarding.core.plan import Plan
from initiatives.onboarding.models import Journey


def standings(*, journey: Journey, plan: Plan) -> dict[str, Standing]:
    """By key, for the steps of this plan that work elsewhere completes. Two queries, one where
    nothing is known of their work, none where no step is completed so."""
    counted = [step for step in plan if step.counts in set(What)]
    if not counted:
        return {}
    names = {step.repository for step in counted}
    known = Repository.objects.filter(name__in=names, github_id__isnull=False)
    theirs = Contribution.objects.filter(person=journey.person_id)
    facts = [row.fact for row in theirs.filter(repository_id__in=known.values("github_id"))]
    numbers = dict(known.values_list("name", "github_id")) if facts else {}
    return {
        step.key: standing(
            Rule(What(step.counts), step.how_many, patterns_of(step.paths)),
            [fact for fact in facts if fact.repository == numbers.get(step.repository)],
            journey.started_at,
        )
        for step in counted
    }
