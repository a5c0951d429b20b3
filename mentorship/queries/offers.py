from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Topic
from mentorship.models import Cohort, Program, Role
from portal.core.fit import Offer, OfferKind

from .cohort_view import cohort_view

MOST_OFFERS = 200
HOURS = (1, 5)
A_DAY = timedelta(days=1)


def offers(*, now: datetime) -> list[Offer]:
    """Programs that take applications now, for who looks for a place. Three queries.

    A day on Earth is not the same everywhere: the view of each cohort decides.
    """
    cohorts = (
        Cohort.objects.published()
        .filter(opens_on__lte=now.date() + A_DAY, closes_on__gte=now.date() - A_DAY)
        .select_related("program__initiative")
        .prefetch_related(
            "program__skills",
            Prefetch("program__initiative__topics", Topic.objects.order_by("slug")),
        )
        .order_by("closes_on", "key")
    )
    found = []
    for cohort in cohorts[:MOST_OFFERS]:
        view = cohort_view(cohort=cohort, now=now)
        if view.is_open:
            found.append(offer(cohort.program, cohort, view.last_minute))
    return found


def offer(program: Program, cohort: Cohort, deadline: datetime | None) -> Offer:
    group = program.initiative
    return Offer(
        kind=OfferKind.PROGRAM,
        key=cohort.key,
        title=program.name,
        url=program.get_absolute_url(),
        action=_("Apply as a mentee"),
        action_url=reverse("mentorship:apply", args=[cohort.key, Role.MENTEE]),
        group=group.slug if group else "",
        group_name=group.name if group else "",
        summary=program.summary,
        skills=frozenset(skill.slug for skill in program.skills.all()),
        topics=frozenset(topic.slug for topic in group.topics.all()) if group else frozenset(),
        hours=HOURS,
        is_open_to_newcomers=True,
        is_asking=True,
        deadline=deadline,
    )
