"""To whom somebody shows how far they are: nobody, who has a link, or everybody on their page.

Mentors are another matter, of mentorship. Leaving a path ends all of it.
"""

from django.db import transaction

from initiatives.onboarding.models import Journey
from portal.core.secret_link import digest, new_token
from portal.kit.locks import hold

from .journey import JourneyLeft, lock_name


@transaction.atomic
def share_by_link(*, journey: Journey) -> str:
    """The token of a new link, which nobody can read again; the one before finds nothing from now
    on. Raises JourneyLeft."""
    token = new_token()
    share(journey, link_sha256=digest(token))
    return token


@transaction.atomic
def end_link(*, journey: Journey) -> None:
    """Raises JourneyLeft."""
    share(journey, link_sha256="")


@transaction.atomic
def show_on_own_page(*, journey: Journey, is_public: bool) -> None:
    """Raises JourneyLeft."""
    share(journey, is_public=is_public)


def share(journey: Journey, **told: str | bool) -> None:
    hold(lock_name(journey.path_id, journey.person_id))
    if not Journey.objects.open().filter(pk=journey.pk).update(**told):
        raise JourneyLeft
