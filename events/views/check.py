"""Is a published meeting line right? For everybody, and nothing of it is kept."""

from datetime import date
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.queries.checked_line import LONGEST, checked_line
from portal.core.years import YEARS
from portal.kit import clock
from portal.kit.reader_zone import UNKNOWN_READER

EXAMPLES = (
    "Every 2nd Wednesday 8:00a PT/11:00a ET",
    "Tuesday 3pm ET (8pm UTC)",
    "Monday 15:00 CET / 9 a.m. EDT",
    "Biweekly, Thursdays at 16:00 UTC",
)


@require_safe
def check(request):
    """The line stands in the address, so that an answer can be shown to who wrote it."""
    text = request.GET.get("line", "").strip()
    is_too_long = len(text) > LONGEST
    checked = None
    if text and not is_too_long:
        checked = checked_line(
            text=text,
            first=as_day(request.GET.get("first", "")),
            now=clock.now(),
            reader_zone=request.reader_zone or UNKNOWN_READER,
        )
    choices = checked.verdict.choices if checked else ()
    context = {
        "text": text,
        "checked": checked,
        "longest": LONGEST,
        "is_too_long": is_too_long,
        "choices": [(one.words, address(request, one.line, one.first)) for one in choices],
        "trail": [(_("Calendar"), reverse("events:index"))],
        "examples": [(line, address(request, line)) for line in EXAMPLES],
    }
    return render(request, "events/check.html", context)


def as_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def address(request, line: str, first: date | None = None) -> str:
    """The reader's zone goes with them."""
    asked = {"line": line, "first": first or "", "tz": request.GET.get("tz", "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('events:check')}?{query}"
