"""The one place that decides 404: what is not published does not exist, whoever asks; and a
journey exists for the person who walks it, for nobody else, superusers included."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.http import Http404

from initiatives.onboarding.models import Journey, Path
from initiatives.onboarding.rules import is_published
from portal.people.models import User


def get_path(user: User | AnonymousUser, slug: str) -> Path:
    path = Path.objects.select_related("initiative").filter(slug=slug).first()
    if path is None or not is_published(user, path):
        raise Http404
    return path


def find_journey(user: User | AnonymousUser, slug: str) -> Journey | None:
    """One's own, open or left, also of a path that is no longer published; None if there is none.

    No query for a stranger.
    """
    if not user.is_authenticated:
        return None
    journeys = Journey.objects.filter(person=user, path__slug=slug)
    open_first = F("left_at").desc(nulls_first=True)
    return journeys.select_related("path__initiative", "edition").order_by(open_first).first()
