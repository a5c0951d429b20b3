"""Ways to put one date into a calendar: a file, and links that open a form elsewhere when clicked.
The page itself asks nobody else for anything."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from events.models import Occurrence
from portal.kit.addresses import absolute

from .lines import join_key

GOOGLE = "https://calendar.google.com/calendar/render?"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose?"


@dataclass(frozen=True)
class CalendarLinks:
    file_url: str
    google_url: str
    outlook_url: str


def calendar_links(row: Occurrence) -> CalendarLinks:
    series, key = row.series, join_key(row.series.slug, row.original_date)
    page = absolute("events:occurrence", series.slug, row.original_date)
    door = absolute("events:join", key) if series.join_url else ""
    where = row.override_location or series.place or door
    start, end = (f"{at:%Y%m%dT%H%M%SZ}" for at in (row.starts_at, row.ends_at))
    google = {
        "action": "TEMPLATE",
        "text": row.title,
        "dates": f"{start}/{end}",
        "details": page,
        "location": where,
    }
    outlook = {
        "rru": "addevent",
        "subject": row.title,
        "startdt": f"{row.starts_at:%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{row.ends_at:%Y-%m-%dT%H:%M:%SZ}",
        "body": page,
        "location": where,
    }
    return CalendarLinks(
        file_url=reverse("events:one_date", args=[key]),
        google_url=GOOGLE + urlencode(google),
        outlook_url=OUTLOOK + urlencode(outlook),
    )
