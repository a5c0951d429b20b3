"""The meetings a real foundation publishes: which can be read for sure, and which are asked about."""

from datetime import timedelta

import pytest

from events.core.expand import expand
from events.models import Series
from events.queries.feed import feed_of_series
from initiatives.models import Question
from portal.ops.catalog import import_catalog

READABLE = [
    "alpha-omega-monthly-meeting",
    "gittuf-community-meeting",
    "security-tooling-wg",
    "sigstore-community-apac-pst",
    "sigstore-community-emea-est",
    "tac-meeting",
    "vulnerability-disclosures-wg-apac-tz",
]


@pytest.fixture
def imported(db, now, acceptance_data):
    path = acceptance_data / "catalog" / "openssf-initiatives.yaml"
    return import_catalog(path=path, by=None)


def test_seven_of_thirty_nine_can_be_read_and_the_others_are_asked_about(imported):
    assert sorted(Series.objects.values_list("slug", flat=True)) == READABLE
    asked = Question.objects.filter(about__startswith="meeting:", is_open=True)
    assert asked.count() + len(READABLE) == 39


def test_rows_and_feeds_of_the_real_meetings_agree(imported, now):
    end = now + timedelta(days=500)
    for series in Series.objects.all():
        (event,) = feed_of_series(series).events()
        rows = series.occurrences.filter(ends_at__gt=now, starts_at__lt=end).order_by("starts_at")
        assert [(row.starts_at, row.ends_at) for row in rows] == [
            (one.start, one.end) for one in expand(event.schedule, start=now, end=end)
        ]
