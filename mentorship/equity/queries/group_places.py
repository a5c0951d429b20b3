"""What the matching is told about groups, and nobody else."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.crypto import salted_hmac

from mentorship.core.instance import Quota
from mentorship.equity.models import EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.models import Application, Cohort, Role

from .answer_key import answer_key

SALT = "mentorship.equity.group"


def group_places(*, cohort: Cohort) -> tuple[dict[str, str], tuple[Quota, ...]]:
    """Group by public id of a mentee in the matching, and places by group: two empty ones where
    none are meant for any. Three queries at most, one where none are.

    A group that has none, or is not settled yet, has 0: all that follows from having places is as
    with some. No group gets more than it has people. A group is called by a name that only this
    site can make: whoever has a run's fingerprint can't try all ways to share people out among
    groups.
    """
    asked = list(EquityGroup.objects.filter(cohort=cohort, least__gt=0))
    if not asked:
        return {}, ()
    rows = Application.objects.accepted().filter(
        cohort=cohort, role=Role.MENTEE, left_out__isnull=True
    )
    matched = {answer_key(one): str(one) for one in rows.values_list("public_id", flat=True)}
    names = {one.pk: secret_name(one) for one in asked}
    groups = {matched[key]: names[group] for key, group in said_of(cohort, asked) if key in matched}
    size = Counter(groups.values())
    return groups, tuple(
        Quota(name, min(one.kept or 0, size[name]))
        for one, name in zip(asked, names.values(), strict=True)
    )


def sizes(cohort: Cohort, asked: Sequence[EquityGroup]) -> Counter[int]:
    """How many of each are accepted, whether they are left out of the matching or not."""
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTEE)
    accepted = {answer_key(one) for one in rows.values_list("public_id", flat=True)}
    return Counter(group for key, group in said_of(cohort, asked) if key in accepted)


def said_of(cohort: Cohort, asked: Sequence[EquityGroup]) -> Iterable[tuple[str, int]]:
    return EquityAnswer.objects.filter(cohort=cohort, group__in=asked).values_list("key", "group")


def secret_name(group: EquityGroup) -> str:
    return salted_hmac(SALT, str(group.pk), algorithm="sha256").hexdigest()
