"""What graduates and mentors let everybody read: each says it for themselves, for as long as they
want."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorship.alumni.models import Graduation, MentorName, Showing
from mentorship.alumni.queries.showcase import graduates_of
from mentorship.models import Application


class CertificateRevoked(Exception):
    """Nobody is shown beside the others for what was taken back."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    name: str
    project: str = ""
    link: str = ""
    story: str = ""


@transaction.atomic
def write_showing(
    *, graduation: Graduation, shown: Shown, is_shown: bool, now: datetime
) -> Showing:
    """By the graduate alone, which the caller has asked. Not shown: kept to be looked at. Raises
    CertificateRevoked."""
    if is_shown and not graduates_of(graduation.application.cohort).contains(graduation):
        raise CertificateRevoked
    row, _is_new = Showing.objects.update_or_create(
        graduation=graduation,
        defaults={**vars(shown), "is_shown": is_shown, "changed_at": now},
    )
    return row


def forget_showing(*, graduation: Graduation) -> None:
    """At once, and nothing of it is kept. Safe to repeat."""
    Showing.objects.filter(graduation=graduation).delete()


@transaction.atomic
def name_mentor(*, application: Application, name: str, now: datetime) -> None:
    """Beside everybody they mentored in this cohort and who shows themselves; without a name
    beside nobody. By the mentor alone, which the caller has asked."""
    if not name.strip():
        MentorName.objects.filter(application=application).delete()
        return
    MentorName.objects.update_or_create(
        application=application, defaults={"name": name.strip(), "since": now}
    )
