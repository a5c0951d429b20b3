"""Reports, outside signals and confirmations of the demo."""

from datetime import datetime, timedelta
from pathlib import Path

import yaml

from initiatives.actions.report import import_reports
from initiatives.actions.trusted_signal import record_signals
from initiatives.core.report_csv import read_reports
from initiatives.core.signal_reading import Reading
from initiatives.models import Confirmation, Initiative

CONTENT = Path(__file__).parent / "demo"
REPORTS_STAND_BELOW = "https://github.com/ossf/tac/blob/main/"
MADE_UP = "made up for this demo"


def fill_truth(*, now: datetime) -> None:
    path = CONTENT / "reports.csv"
    lines = read_reports(path.read_bytes(), where=path.name, below=REPORTS_STAND_BELOW)
    import_reports(lines=lines, by=None)
    content = yaml.safe_load((CONTENT / "truth.yaml").read_text(encoding="utf-8"))
    for entry in content["signals"]:
        reading = Reading(
            kind=entry["kind"],
            subject=MADE_UP,
            value=entry["value"],
            observed_on=day(entry, now),
        )
        record_signals(initiative=group(entry), readings=[reading], by=None, now=now)
    for entry in content["confirmations"]:
        Confirmation.objects.bulk_create(
            Confirmation(initiative=group(entry), part=part, confirmed_on=day(entry, now))
            for part in entry["parts"]
        )


def group(entry: dict) -> Initiative:
    return Initiative.objects.get(slug=entry["group"])


def day(entry: dict, now: datetime):
    return (now - timedelta(days=entry["days_ago"])).date()
