"""The pages after a term, and the one link that works without signing in."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from mentorship.alumni.models import Later
from mentorship.models import Application, Cohort

LATER = Signer(salt="mentorship.alumni.later")


def after_url(cohort: Cohort) -> str:
    """One's own page."""
    return reverse("alumni:after", args=[cohort.key])


def desk_url(cohort: Cohort) -> str:
    return reverse("alumni:desk", args=[cohort.program.slug, cohort.key])


def people_url(cohort: Cohort) -> str:
    return reverse("alumni:people", args=[cohort.program.slug, cohort.key])


def later_url(application: Application, months: int) -> str:
    """For the letter to that graduate: takes one answer, and shows nothing of them."""
    return reverse("alumni:later", args=[LATER.sign(f"{application.public_id.hex}.{months}")])


def url_of(later: Later) -> str:
    return later_url(later.graduation.application, later.months)


def read_later(token: str) -> tuple[UUID, int] | None:
    """None for a token that was not made here."""
    try:
        application, months = LATER.unsign(token).split(".")
        return UUID(hex=application), int(months)
    except (BadSignature, ValueError):
        return None
