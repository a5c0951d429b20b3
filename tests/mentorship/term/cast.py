"""The thirty people who apply to a term, and what each of them does. More are thirty again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

TROUPE = 30
MENTORS = 10
HALF_HOURS_A_DAY = 48
# What people have in common: three hours a week, at one instant for all of them.
TUESDAY_MORNING = datetime(2026, 4, 14, 7, tzinfo=UTC)
THURSDAY_EVENING = datetime(2026, 4, 16, 19, tzinfo=UTC)
FREE_HALF_HOURS = 6
ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Chatham",
    "Asia/Kolkata",
    "America/St_Johns",
    "Africa/Cairo",  # whose clocks change in the course of this term
)
NAMES = ("Åsa", "Nguyễn", "محمد", "Ольга", "陈", "Ngozi", "Zoë", "Itzel", "नीरज", "O'Shea", "Łucja")


class Fate(StrEnum):
    ORDINARY = "ordinary"
    LAST_MINUTE = "sends the draft when the letter about it comes"
    DRAFT = "never sends the draft"
    WITHDRAWN = "withdraws what was sent"
    FIXED = "does not meet the rules, then does"
    INELIGIBLE = "does not meet the rules"
    LATE = "comes a minute too late"
    DECLINED = "is declined"
    INTERVIEW = "is asked to talk first"
    WAITLISTED = "is on the waiting list until a place is free"
    UNPROVEN = "never shows what has to be done first"


MENTEES_FATES = {
    5: Fate.LAST_MINUTE,
    6: Fate.DRAFT,
    9: Fate.WITHDRAWN,
    10: Fate.FIXED,
    11: Fate.INELIGIBLE,
    14: Fate.LATE,
    15: Fate.DECLINED,
    16: Fate.INTERVIEW,
    17: Fate.WAITLISTED,
    18: Fate.UNPROVEN,
}
MENTORS_FATES = {8: Fate.DECLINED, 9: Fate.DRAFT}
SKILLS = ("rust", "go", "python")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the cast. `number` counts over all troupes, `place` within one and one role."""

    number: int
    troupe: int
    place: int
    role: str
    fate: Fate

    @property
    def username(self) -> str:
        return f"{self.role}-{self.number:03}"

    @property
    def display_name(self) -> str:
        return f"{NAMES[self.number % len(NAMES)]} {self.role.title()} {self.number:03}"

    @property
    def zone(self) -> str:
        return ZONES[self.number % len(ZONES)]

    @property
    def is_mentor(self) -> bool:
        return self.role == "mentor"

    @property
    def skills(self) -> tuple[str, ...]:
        """Two of three, so that most have something to pass on to most."""
        first = self.place % len(SKILLS)
        return SKILLS[first], SKILLS[(first + 1) % len(SKILLS)]

    @property
    def languages(self) -> dict[str, str]:
        """One mentee of a troupe speaks only French well, and two of its mentors do too."""
        if not self.is_mentor and self.place == 3:
            return {"fr": "native", "en": "basic"}
        french = {"fr": "fluent"} if self.is_mentor and self.place in {1, 4} else {}
        return {"en": "fluent", **french}

    @property
    def places(self) -> int:
        return 2 if self.place in {0, 4} else 1

    @property
    def free(self) -> tuple[datetime, ...]:
        """Some at both times, so that a free place is of use to them; the others at one."""
        if self.place == 4 or self.fate is Fate.WAITLISTED:
            return TUESDAY_MORNING, THURSDAY_EVENING
        return (TUESDAY_MORNING,) if self.place % 2 == 0 else (THURSDAY_EVENING,)

    def cells(self) -> list[int]:
        """Half hours of one's own week, as the sheet of free hours numbers them."""
        return (
            self.all_cells()[:2] if self.fate in {Fate.FIXED, Fate.INELIGIBLE} else self.all_cells()
        )

    def all_cells(self) -> list[int]:
        halves = range(FREE_HALF_HOURS)
        starts = [free + n * timedelta(minutes=30) for free in self.free for n in halves]
        return sorted({cell_of(start, self.zone) for start in starts})


def cell_of(instant: datetime, zone: str) -> int:
    wall = instant.astimezone(ZoneInfo(zone))
    return wall.weekday() * HALF_HOURS_A_DAY + wall.hour * 2 + wall.minute // 30


def cast_of(size: int) -> list[Part]:
    return [
        Part(
            number=number,
            troupe=troupe,
            place=place,
            role=role,
            fate=fates.get(place, Fate.ORDINARY),
        )
        for troupe in range(size // TROUPE)
        for role, count, fates in (
            ("mentor", MENTORS, MENTORS_FATES),
            ("mentee", TROUPE - MENTORS, MENTEES_FATES),
        )
        for place in range(count)
        for number in [troupe * count + place]
    ]
