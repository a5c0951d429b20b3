"""Programs of other people that read our calendars, each in an environment of its own from the
package index: what they pin need not fit what we pin."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

KHAL, ORACLE = "khal==0.14.1", "recurring-ical-events==3.8.2"
SETTINGS = """
[calendars]
[[waymark]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""


def run(package: str, *command: str, given: str = "") -> list[str]:
    """The lines a command prints, with the zone data we have: a machine's own may be a year behind.
    Skips where neither uv nor an index is at hand."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        pytest.skip("There is no uv.")
    own = [uv, "run", "--quiet", "--no-project", "--isolated", "--with", package]
    own += ["--with", f"tzdata=={version('tzdata')}"]
    zones = os.environ | {"PYTHONTZPATH": ""}
    if subprocess.run([*own, "python", "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip("There is no package index.")
    done = subprocess.run(
        [*own, *command], input=given, capture_output=True, text=True, check=True, env=zones
    )
    return done.stdout.splitlines()


def shown_by_khal(calendar: bytes, folder: Path, *, first: str, days: int, says: str) -> list[str]:
    """A calendar imported into khal and listed in UTC, a line of the format `says` for each date."""
    (folder / "calendar").mkdir()
    config, file = folder / "config", folder / "feed.ics"
    config.write_text(SETTINGS.format(folder=folder))
    file.write_bytes(calendar)
    khal = ("khal", "-c", str(config))
    run(KHAL, *khal, "import", "--batch", "-a", "waymark", str(file))
    said = run(KHAL, *khal, "list", "-df", "", "-f", says, first, f"{days}d")
    return sorted(
        {line.strip() for line in said if line}
    )  # days that last on stand in the list once each
