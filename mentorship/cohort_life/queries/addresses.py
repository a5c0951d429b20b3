"""The pages of a pair and of a cohort's life, and the one link that works without signing in."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from mentorship.cohort_life.core.silence import Side
from mentorship.models import Cohort, Match

CHECK_IN = Signer(salt="mentorship.cohort_life.check_in")


def pair_url(match: Match) -> str:
    return reverse("cohort_life:pair", args=[match.public_id])


def life_url(cohort: Cohort) -> str:
    return reverse("cohort_life:life", args=[cohort.program.slug, cohort.key])


def desk_pair_url(match: Match) -> str:
    cohort = match.cohort
    return reverse("cohort_life:desk_pair", args=[cohort.program.slug, cohort.key, match.public_id])


def check_in_url(match: Match, side: Side, week: int) -> str:
    """For the letter to that side: says one word about one week, and shows nothing of the pair."""
    token = CHECK_IN.sign(f"{match.public_id.hex}.{side}.{week}")
    return reverse("cohort_life:check_in", args=[token])


def read_check_in(token: str) -> tuple[UUID, Side, int] | None:
    """None for a token that was not made here."""
    try:
        match, side, week = CHECK_IN.unsign(token).split(".")
        return UUID(hex=match), Side(side), int(week)
    except (BadSignature, ValueError):
        return None
