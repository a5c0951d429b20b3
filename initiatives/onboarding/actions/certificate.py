"""Saying for good that somebody walked a path to its end: at their own wish, and never before."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import ngettext

from initiatives.onboarding.models import Journey
from initiatives.onboarding.queries.certificate import about, is_earned_by
from initiatives.onboarding.queries.walk import walk
from portal.credentials.actions.credential import Said, issue_credential
from portal.credentials.models import LONGEST_WHAT, Credential, Kind
from portal.kit.locks import hold

from .journey import lock_name

LONGEST_GIVER = 200


class NotEarned(Exception):
    """Steps are missing, or nobody has found yet that what they showed counts."""


@transaction.atomic
def certify_walk(*, journey: Journey, now: datetime) -> Credential:
    """Names the path and the edition they walked. Asked for again it is the same one, as it was
    said the first time, and also when it was revoked. Raises NotEarned."""
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    own = walk(journey=journey)
    if not is_earned_by(own):
        raise NotEarned
    group = own.initiative
    found = len(own.found_to_count)
    what = ngettext(
        "walked the path “%(title)s”, edition %(number)s, to its end; others, or GitHub, "
        "found that %(found)s of its steps counts.",
        "walked the path “%(title)s”, edition %(number)s, to its end; others, or GitHub, "
        "found that %(found)s of its steps count.",
        found,
    ) % {"title": own.path.title, "number": own.journey.edition.number, "found": found}
    last = max(mark.at for mark in own.marks.values())
    return issue_credential(
        kind=Kind.PATH,
        about=about(journey),
        holder=journey.person,
        said=Said(
            title=own.path.title,
            what=Truncator(what).chars(LONGEST_WHAT),
            given_by=(group.name if group else settings.FOUNDATION_NAME)[:LONGEST_GIVER],
            first_day=min(journey.started_at, last).date(),
            last_day=last.date(),
        ),
        by=None,
        now=now,
    )
