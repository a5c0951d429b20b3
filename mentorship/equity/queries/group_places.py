"""What the matching is told about groups, and nobody else."""

from collections import Counter

from django.utils.crypto import salted_hmac

from mentorship.core.instance import Quota
from mentorship.equity.core.suppression import SMALL
from mentorship.equity.models import EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.models import Application, Cohort, Role

from .answer_key import answer_key

SALT = "mentorship.equity.group"


def group_places(*, cohort: Cohort) -> tuple[dict[str, str], tuple[Quota, ...]]:
    """Group by public id of a mentee in the matching, and places by group: two empty ones where
    none are kept. Four queries at most, one where no place is kept.

    A group with so few accepted mentees that its places would tell who they are has 0, so that all
    else that follows from having places stays as it is when one more comes; whether one of them is
    left out of the matching changes nothing in that, or leaving out would tell. No group gets more
    than it has people. A group is called by a name that only this site can make:
    whoever has a run's fingerprint can't try all ways to share people out among groups.
    """
    asked = list(EquityGroup.objects.filter(cohort=cohort, least__gt=0))
    if not asked:
        return {}, ()
    rows = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTEE)
    accepted = {
        answer_key(one): (str(one), left_out is None)
        for one, left_out in rows.values_list("public_id", "left_out")
    }
    answers = EquityAnswer.objects.filter(cohort=cohort, group__in=asked).values_list(
        "key", "group"
    )
    said = [(*accepted[key], group) for key, group in answers if key in accepted]
    accepted_of = Counter(group for _person, _matched, group in said)
    matched_of = Counter(group for _person, matched, group in said if matched)
    places = {
        one.pk: min(one.least, matched_of[one.pk]) if accepted_of[one.pk] >= SMALL else 0
        for one in asked
    }
    names = {one.pk: secret_name(one) for one in asked}
    groups = {person: names[group] for person, matched, group in said if matched}
    return groups, tuple(Quota(names[pk], least) for pk, least in places.items())


def secret_name(group: EquityGroup) -> str:
    return salted_hmac(SALT, str(group.pk), algorithm="sha256").hexdigest()
