from datetime import UTC, datetime, timedelta

from mentorship.core.runbook import runbook
from portal.core.agenda import Item

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def names(items):
    return [item.what for item in items]


def test_what_is_late_what_falls_into_this_week_and_what_comes_later():
    found = runbook(
        [
            Item(what="due in a month", url="/", due=NOW + 30 * DAY),
            Item(what="due on the last day of the week", url="/", due=NOW + 7 * DAY),
            Item(what="happens tomorrow", url="/", at=NOW + DAY),
            Item(what="was due a week ago", url="/", due=NOW - 7 * DAY),
            Item(what="is due this instant", url="/", due=NOW),
            Item(what="has waited long enough", url="/", is_stale=True),
            Item(what="waits without a day", url="/"),
            Item(what="happened yesterday", url="/", at=NOW - DAY),
            Item(what="began yesterday", url="/", at=NOW - DAY, until=NOW + 9 * DAY),
            Item(what="waits, due in two days", url="/", due=NOW + 2 * DAY, is_waiting=True),
        ],
        now=NOW,
    )
    assert names(found.late) == [
        "has waited long enough",
        "was due a week ago",
        "is due this instant",
    ]
    assert names(found.week) == [
        "waits without a day",
        "began yesterday",
        "happens tomorrow",
        "waits, due in two days",
        "due on the last day of the week",
    ]
    assert names(found.later) == ["due in a month"]
