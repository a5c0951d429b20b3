"""Records of meetings in the demo. All are invented, and say so."""

from datetime import datetime, timedelta
from pathlib import Path

import yaml

from events.actions.agenda_item import add_item
from events.actions.date_record import set_recording
from events.actions.hours_consent import set_hours_consents
from events.actions.minutes import ActionWords, publish_minutes, save_minutes
from events.models import Occurrence
from initiatives.actions.follow import follow_initiative
from initiatives.models import Initiative
from portal.people.models import User

RECORDS = Path(__file__).parent / "demo" / "records.yaml"


def fill_meetings(*, by: User, now: datetime) -> None:
    for entry in yaml.safe_load(RECORDS.read_text(encoding="utf-8")):
        dates = Occurrence.objects.on().filter(series__slug=entry["meeting"])
        past = dates.filter(ends_at__lte=now).order_by("-starts_at")[: len(entry["past"])]
        for row, said in zip(past, entry["past"], strict=False):
            write_down(row, said, by=by)
        coming = dates.filter(starts_at__gt=now).order_by("starts_at").first()
        for topic in entry["agenda"] if coming else ():
            add_item(occurrence=coming, by=by, **topic)
        count_hours(Initiative.objects.get(series__slug=entry["meeting"]), entry["counted"])


def write_down(row: Occurrence, said: dict, *, by: User) -> None:
    """The newest date first; a date that is due is some weeks after it."""
    save_minutes(
        occurrence=row,
        by=by,
        seen=0,
        text=said["text"],
        decisions=said.get("decisions", ()),
        actions=[
            ActionWords(
                one["text"],
                name=one["name"],
                due_on=row.original_date + timedelta(weeks=one["weeks"]),
            )
            for one in said.get("actions", ())
        ],
    )
    publish_minutes(occurrence=row, by=by)
    if "recording" in said:
        set_recording(occurrence=row, by=by, url=said["recording"])


def count_hours(group: Initiative, number: int) -> None:
    """Invented members of the cohort who let the group count their free hours."""
    cast = User.objects.filter(username__startswith="cast-").exclude(timezone="")
    for person in cast.order_by("username")[:number]:
        follow_initiative(person=person, initiative=group)
        set_hours_consents(person=person, initiatives=[group], by=person)
