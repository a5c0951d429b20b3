from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from initiatives.models import Topic
from initiatives.onboarding.models import Level, Path
from portal.core.fit import Offer, OfferKind

MOST_OFFERS = 200


def offers(*, now: datetime) -> list[Offer]:
    """Published paths, for who looks for a place. Three queries."""
    paths = (
        Path.objects.published()
        .select_related("initiative")
        .prefetch_related("skills", Prefetch("initiative__topics", Topic.objects.order_by("slug")))
    )
    return [offer(path) for path in paths[:MOST_OFFERS]]


def offer(path: Path) -> Offer:
    group = path.initiative
    hours = path.hours_a_week
    return Offer(
        kind=OfferKind.PATH,
        key=path.slug,
        title=path.title,
        url=path.get_absolute_url(),
        action=_("Open the path"),
        action_url=path.get_absolute_url(),
        group=group.slug if group else "",
        group_name=group.name if group else "",
        summary=path.summary,
        skills=frozenset(skill.slug for skill in path.skills.all()),
        topics=frozenset(topic.slug for topic in group.topics.all()) if group else frozenset(),
        roles=frozenset({path.role} - {""}),
        hours=(hours, hours) if hours else None,
        is_open_to_newcomers=path.level == Level.NEWCOMER,
    )
