"""The script says in the browser what the server says for a known zone: same words, same strangeness."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template

from portal.ui.bundle import FOLDER

ZONES = ["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland", "UTC"]
MOMENTS = [
    datetime(2026, 3, 5, 16, tzinfo=UTC),
    datetime(2026, 3, 10, 15, tzinfo=UTC),  # only America has changed its clocks
    datetime(2026, 9, 7, 15, tzinfo=UTC),
    datetime(2026, 10, 27, 15, tzinfo=UTC),  # only Europe has
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
]
MOMENT = "{% load ui %}{% moment at=at until=until zone=zone group_zone=group_zone before=before %}"
DAY = """{% load ui %}{% timetable local=True %}{% timetable_day day=morning %}
{% meeting_row at=morning until=morning title="Morning call" href="#" zone="UTC" local=True %}{% endmeeting_row %}
{% meeting_row at=evening until=evening title="Evening call" href="#" zone="UTC" local=True %}{% endmeeting_row %}
{% endtimetable_day %}{% endtimetable %}"""


def written(source, **context):
    return Template(source).render(Context(context))


@pytest.fixture
def localised(chromium):
    """The text of HTML once the script has run, for a reader in that zone."""
    contexts = []

    def run(html: str, zone: str, selector: str) -> list[str]:
        context = chromium.new_context(timezone_id=zone, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.set_content(f'<html lang="en-gb"><body>{html}</body></html>')
        script = (FOLDER / "times.js").read_text("utf-8") + "\ndocument.body.dataset.ran = '';"
        page.add_script_tag(content=script, type="module")
        page.locator("body[data-ran]").wait_for(state="attached")
        return [" ".join(text.split()) for text in page.locator(selector).all_text_contents()]

    yield run
    for context in contexts:
        context.close()


@pytest.mark.parametrize("group_zone", ["America/New_York", "Etc/GMT+12", "Etc/GMT-8"])
@pytest.mark.parametrize("zone", ZONES)
def test_the_script_and_the_server_say_the_same(localised, zone, group_zone):
    def moments(known_zone):
        until, week = timedelta(minutes=90), timedelta(days=7)
        return "".join(
            written(
                MOMENT,
                at=at,
                until=at + until,
                zone=known_zone,
                group_zone=group_zone,
                before=at - week,
            )
            for at in MOMENTS
        )

    by_script = localised(moments(None), zone, ".moment")
    by_server = localised(moments(zone), zone, ".moment")

    assert by_script == by_server


def test_meetings_move_under_the_readers_own_days(localised):
    html = written(
        DAY,
        morning=datetime(2026, 3, 5, 9, tzinfo=UTC),
        evening=datetime(2026, 3, 5, 16, tzinfo=UTC),
    )

    parts = ".day-heading, .meeting-title"
    assert localised(html, "Europe/Berlin", parts) == [
        "Thursday 5 March 2026",
        "Morning call",
        "Evening call",
    ]
    assert localised(html, "Pacific/Auckland", parts) == [
        "Thursday 5 March 2026",
        "Morning call",
        "Friday 6 March 2026",
        "Evening call",
    ]
