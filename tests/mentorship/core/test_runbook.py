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
        ],
        now=NOW,
    )
    assert names(found.late) == [
        "was due a week ago",
        "is due this instant",
        "has waited long enough",
    ]
    assert names(found.week) == [
        "happens tomorrow",
        "due on the last day of the week",
        "waits without a day",
    ]
    assert names(found.later) == ["due in a month"]
