"""What two people and those who run the program said last of a pair."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LastWords:
    """Codes of the last round, empty where nothing was said. `verdict`: pass, extend or end;
    `mentor`: pass, extend or end; `mentee`: go_on, help or stop. `ends_on` is set where the pair
    goes on longer than its cohort."""

    verdict: str = ""
    mentor: str = ""
    mentee: str = ""
    ends_on: date | None = None
