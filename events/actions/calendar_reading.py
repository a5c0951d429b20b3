"""Reading a file nobody trusts, in a process of its own: that is all it can break."""

import subprocess
import sys

from django.conf import settings

from events.core.content_lines import CalendarRefused
from events.core.foreign_calendar import AS_JSON, REFUSED, ForeignCalendar

# With the ten seconds to fetch it, less than a worker has for a request.
DEADLINE = 15.0


def read_apart(raw: bytes, *, default_zone: str = "") -> ForeignCalendar:
    """Raises CalendarRefused, also for a file that takes more memory or time than one may."""
    command = [sys.executable, "-m", "events.core.foreign_calendar"]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, and a zone from our own list
            [*command, default_zone] if default_zone else command,
            input=raw,
            capture_output=True,
            cwd=settings.BASE_DIR,
            # Nothing of ours: neither keys nor the address of the database.
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=DEADLINE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CalendarRefused("Reading this calendar took too long.") from None
    if done.returncode == REFUSED:
        raise CalendarRefused(done.stderr.decode(errors="replace").strip()[:300])
    if done.returncode:
        raise CalendarRefused("This calendar takes more memory or time than one may.")
    return AS_JSON.validate_json(done.stdout)
