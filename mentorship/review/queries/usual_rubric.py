"""A rubric to begin with, for those who have none of their own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a criterion says."""

    name: str
    asks: str
    weight: int
    low: str
    middle: str = ""
    high: str


def usual_rubric() -> tuple[Words, ...]:
    """In the language of who begins: it becomes their own."""
    return (
        Words(
            name=_("Purpose"),
            asks=_("Do they know what they want to learn here, and why now?"),
            weight=3,
            low=_("Nothing that would not fit any program"),
            middle=_("A wish that fits, in general words"),
            high=_("A clear aim that this program can serve"),
        ),
        Words(
            name=_("Groundwork"),
            asks=_("Have they tried things by themselves, however small?"),
            weight=2,
            low=_("Nothing told"),
            middle=_("Some reading or a course"),
            high=_("Something made, mended or explained to others"),
        ),
        Words(
            name=_("What it would change"),
            asks=_("How much would a mentor change for them, compared with going on alone?"),
            weight=3,
            low=_("They would get there anyway"),
            middle=_("It would be faster"),
            high=_("Out of reach without it"),
        ),
        Words(
            name=_("Time and staying power"),
            asks=_("Is there room in their weeks, and a sign that they finish things?"),
            weight=2,
            low=_("No room, or not thought about"),
            middle=_("Some room"),
            high=_("Room, and something finished before"),
        ),
    )
