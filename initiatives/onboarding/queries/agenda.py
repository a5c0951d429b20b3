from datetime import datetime

from django.utils.translation import gettext as _

from portal.core.agenda import Item
from portal.people.models import User

from .walk import walks_of


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """The one next step of each open journey."""
    return [
        Item(
            what=walk.progress.next.title,
            url=walk.url,
            with_whom=walk.with_whom,
            why=walk.progress.next.why,
            action=_("Go on"),
            kind=_("Path"),
        )
        for walk in walks_of(person=person)
        if walk.progress.next and not walk.is_left
    ]
