"""Two times that take turns: the second has a first date and an hour of its own, and the rest from
the first."""

from collections.abc import Mapping
from datetime import datetime

from .schedule import FORTNIGHTLY, WEEKS, ScheduleForm

IN_TURN = {"first_date": "turn_date", "time": "turn_time"}
SHARED = ("timezone", "repeat", "weeks", "until")


def second_time(sent: Mapping[str, str], *, now: datetime) -> ScheduleForm | None:
    """None where nobody asks for a second one."""
    if not any(sent.get(name) for name in IN_TURN.values()):
        return None
    said = {name: sent.get(name, "") for name in SHARED}
    said |= {name: sent.get(there, "") for name, there in IN_TURN.items()}
    return ScheduleForm(said, now=now)


def may_take_turns(repeat: str) -> bool:
    """Each leaves weeks to the other."""
    return repeat in {FORTNIGHTLY, WEEKS}
