"""The eleven steps of experience of the matching file, in the words that are asked for."""

from django.utils.translation import gettext_lazy as _

SENIORITY_WORDS = [
    (0, _("I am just beginning")),
    (2, _("About a year")),
    (4, _("Two or three years")),
    (6, _("About five years")),
    (8, _("About ten years")),
    (10, _("Fifteen years or more")),
]


def nearest_step(seniority: int | None) -> int | None:
    """An imported list may say a number between two of our words."""
    if seniority is None:
        return None
    return max(step for step, _words in SENIORITY_WORDS if step <= seniority)


def seniority_words(seniority: int | None) -> str:
    step = nearest_step(seniority)
    return "" if step is None else str(dict(SENIORITY_WORDS)[step])
