"""What the matching is told about groups, and nobody else."""

from collections import Counter

from django.utils.crypto import salted_hmac

from mentorship.core.instance import Quota
from mentorship.equity.core.suppression import SMALL
from mentorship.equity.models import EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.models import Application, Cohort, LeftOut, Role

from .answer_key import answer_key

SALT = "mentorship.equity.group"


def group_places(*, cohort: Cohort) -> tuple[dict[str, str], tuple[Quota, ...]]:
    """Group by public id of a mentee in the matching, and places by group: two empty ones where
    none are kept. Four queries at most, one where no place is kept.

    A group with so few in the matching that its places would tell who they are gets none, and no
    group more than it has people. A group is called by a name that only this site can make:
    whoever has a run's fingerprint can't try all ways to share people out among groups.
    """
    asked = list(EquityGroup.objects.filter(cohort=cohort, least__gt=0))
    if not asked:
        return {}, ()
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTEE)
    rows = rows.exclude(pk__in=LeftOut.objects.values("application"))
    by_key = {answer_key(one): str(one) for one in rows.values_list("public_id", flat=True)}
    answers = EquityAnswer.objects.filter(cohort=cohort, group__in=asked)
    said = {
        by_key[key]: group for key, group in answers.values_list("key", "group") if key in by_key
    }
    people = Counter(said.values())
    large = {one.pk: one for one in asked if people[one.pk] >= SMALL}
    names = {pk: secret_name(one) for pk, one in large.items()}
    groups = {person: names[group] for person, group in said.items() if group in names}
    return groups, tuple(Quota(names[pk], min(one.least, people[pk])) for pk, one in large.items())


def secret_name(group: EquityGroup) -> str:
    return salted_hmac(SALT, str(group.pk), algorithm="sha256").hexdigest()
