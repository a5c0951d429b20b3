"""Each sign with its source and its day; what nobody said is unknown, what is too little is said."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.actions.horizon import materialise
from events.models import Occurrence
from initiatives.models import Report, Task, TrustedSignal
from initiatives.queries.group_rows import group_rows
from initiatives.queries.signals_panel import HealthPart, Sign, signals_panel
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def panel_of(group):
    return signals_panel(initiative=group, now=NOW)


def sign(panel, label) -> Sign:
    [found] = [one for one in panel.signs if one.label == label]
    return found


def test_a_project_nobody_told_anything_about_says_unknown_line_by_line():
    panel = panel_of(InitiativeFactory(kind="project"))

    assert [(one.label, one.words) for one in panel.signs] == [
        ("Stage", ""),
        ("Best Practices badge", ""),
        ("Scorecard", ""),
        ("OSPS Baseline", ""),
        ("Security Insights", ""),
        ("Last report", ""),
        ("Last meeting", ""),
        ("Questions about its record", "none open"),
        ("Confirmed by the group", ""),
    ]
    assert panel.health == (
        HealthPart("Meetings kept", "No meeting known in the last 90 days.", False),
    )


def test_a_working_group_without_code_is_not_asked_for_a_scorecard():
    labels = {one.label for one in panel_of(InitiativeFactory(kind="working-group")).signs}
    assert not labels & {"Scorecard", "OSPS Baseline"}
    assert "Stage" not in {one.label for one in panel_of(InitiativeFactory(kind="council")).signs}


def test_a_signal_comes_with_source_and_day_and_two_of_a_kind_with_their_subjects():
    group = InitiativeFactory(kind="project", stage="incubating")
    for name, value in (("bread", "7.0 of 10"), ("butter", "unknown")):
        TrustedSignal.objects.create(
            initiative=group,
            kind="scorecard",
            subject=f"github.com/example/{name}",
            value=value,
            source_url=f"https://example.org/{name}",
            observed_on=date(2026, 2, 1),
            read_at=NOW,
        )
    bread, butter = (one for one in panel_of(group).signs if one.label == "Scorecard")

    assert bread == Sign(
        label="Scorecard",
        words="7.0 of 10",
        subject="github.com/example/bread",
        source="github.com/example/bread",
        url="https://example.org/bread",
        day=date(2026, 2, 1),
    )
    assert (butter.words, butter.day) == ("", date(2026, 2, 1))


def test_the_latest_report_and_how_many_of_four_quarters():
    group = InitiativeFactory()
    for quarter in ("2024-Q1", "2025-Q3", "2025-Q4"):
        Report.objects.create(initiative=group, quarter=quarter, filed_on=date(2026, 1, 9))
    panel = panel_of(group)

    assert (sign(panel, "Last report").words, sign(panel, "Last report").day) == (
        "2025-Q4",
        date(2026, 1, 9),
    )
    assert HealthPart("Reports filed", "2 of 4 quarters, 2025-Q1 to 2025-Q4.") in panel.health


def test_meetings_that_were_kept_joint_ones_too():
    group, other = InitiativeFactory(), InitiativeFactory()
    series = SeriesFactory(initiative=other, slug="call", title="Call")
    series.also_for.add(group)
    materialise(series=series, now=NOW - timedelta(days=85))
    past = Occurrence.objects.filter(ends_at__lte=NOW, starts_at__gt=NOW - timedelta(days=90))
    planned = past.count()
    assert planned >= 5
    latest = past.order_by("-starts_at")[0]
    Occurrence.objects.filter(pk=latest.pk).update(status="cancelled")
    before = past.order_by("-starts_at")[1]
    panel = panel_of(group)

    assert panel.health[0] == HealthPart(
        "Meetings kept", f"{planned - 1} of {planned} in the last 90 days."
    )
    last = sign(panel, "Last meeting")
    assert (last.words, last.day, last.url) == (
        "Call",
        before.starts_at.date(),
        before.get_absolute_url(),
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (4, "4 in a year: too few to say how long one takes."),
        (5, "Half of them within 3 days of being opened; 5 in the last year."),
    ],
)
def test_tasks_are_told_of_when_there_are_enough(count, words):
    group = InitiativeFactory()
    for number in range(count):
        Task.objects.create(
            initiative=group,
            repository="example/bread",
            number=number,
            title="Bake",
            url="https://example.org",
            state="done",
            opened_at=NOW - timedelta(days=10 + number + 1),
            changed_at=NOW - timedelta(days=10),
            seen_at=NOW,
        )
    assert HealthPart("Tasks done", words) in panel_of(group).health


def test_the_panel_costs_two_queries_beside_the_rows(django_assert_num_queries):
    group = InitiativeFactory(kind="project", stage="sandbox")
    group_rows(group)
    with django_assert_num_queries(2):
        panel_of(group)
