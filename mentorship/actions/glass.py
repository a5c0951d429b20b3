from django.db import transaction
from django.urls import reverse

from mentorship.models import Application
from mentorship.queries.letter_words import words_of
from portal.kit import audit
from portal.notices.actions.notice import send_notices
from portal.people.models import User


@transaction.atomic
def open_application(*, application: Application, by: User, reason: str) -> None:
    """Somebody who does not run the program reads an application: written down and told."""
    entry = audit.record(by=by, verb="application.opened", on=application, reason=reason)
    program = application.cohort.program
    send_notices(
        people=[admin.person for admin in program.admins.select_related("person")],
        kind="application",
        key=f"application-opened:{entry.pk}",
        template="mentorship/open_application",
        context={**words_of(cohort=application.cohort, role=application.role), "reason": reason},
        url=reverse("mentorship:desk_application", args=[application.public_id]),
    )
