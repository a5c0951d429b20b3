"""What outside sources say is kept with its date, read again politely, and never made up."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from initiatives.actions.role import take_down_name
from initiatives.actions.trusted_signal import MOST_AT_ONCE, read_again, record_signals
from initiatives.core.signal_reading import Part, Reading
from initiatives.models import TrustedSignal
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused
from portal.kit.models import AuditEntry
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
REPOSITORY = "github.com/example/bread"
ADDRESS = "https://api.scorecard.dev/projects/github.com/example/bread"
SCORE = {
    "date": "2026-02-28",
    "repo": {"name": REPOSITORY},
    "score": 7,
    "checks": [{"name": "Fuzzing", "score": 10, "reason": "it is fuzzed"}],
}


@pytest.fixture
def bread():
    return InitiativeFactory(slug="bread")


def reading(**told) -> Reading:
    return Reading(**{"kind": "scorecard", "subject": REPOSITORY, "value": "7.0 of 10"} | told)


def record(bread, *readings, now=MONDAY, **told) -> tuple[int, int, int]:
    return record_signals(initiative=bread, readings=readings, by=None, now=now, **told)


def answering(status=200, body=None):
    content = json.dumps(SCORE if body is None else body).encode()
    return lambda address: Fetched(status=status, url=address, headers={}, body=content)


def test_the_same_reading_twice_is_one_row_and_one_trace(bread):
    assert record(bread, reading(parts=(Part(name="Fuzzing", value="10 of 10"),))) == (1, 0, 0)
    assert record(bread, reading(parts=(Part(name="Fuzzing", value="10 of 10"),))) == (0, 0, 1)
    assert TrustedSignal.objects.count() == 1
    assert AuditEntry.objects.filter(verb="signals.recorded").count() == 1


def test_a_newer_reading_replaces_and_an_older_one_does_not(bread):
    record(bread, reading(observed_on=date(2026, 2, 1)))
    assert record(bread, reading(value="8.0 of 10", observed_on=date(2026, 3, 1))) == (0, 1, 0)
    assert record(bread, reading(value="2.0 of 10", observed_on=date(2026, 1, 1))) == (0, 0, 1)
    assert TrustedSignal.objects.get().value == "8.0 of 10"


def test_two_repositories_of_a_group_are_two_signals(bread):
    assert record(bread, reading(), reading(subject="github.com/example/butter")) == (2, 0, 0)


def test_a_source_is_read_again_after_a_week_and_not_before(bread):
    record(bread, reading(), read_from=ADDRESS)
    assert read_again(now=MONDAY + timedelta(days=6), read=answering()) == (0, 0)
    assert read_again(now=MONDAY + timedelta(days=8), read=answering()) == (1, 0)
    assert read_again(now=MONDAY + timedelta(days=9), read=answering()) == (0, 0)
    row = TrustedSignal.objects.get()
    assert (row.value, row.observed_on) == ("7.0 of 10", date(2026, 2, 28))


def test_a_source_of_two_groups_is_read_once_for_both(bread):
    butter = InitiativeFactory(slug="butter")
    for group in (bread, butter):
        record(group, reading(value="1.0 of 10"), read_from=ADDRESS)
    asked = []

    def read(address):
        asked.append(address)
        return answering()(address)

    assert read_again(now=MONDAY + timedelta(days=8), read=read) == (1, 0)
    assert asked == [ADDRESS]
    assert {row.value for row in TrustedSignal.objects.all()} == {"7.0 of 10"}


def test_a_name_taken_down_leaves_the_signals_and_does_not_come_back(bread):
    told = reading(parts=(Part(name="Audit by Alex Baker", value="published"),))
    record(bread, told)
    take_down_name(name="Alex Baker", by=None, reason="asked by mail")
    assert "Alex" not in str(TrustedSignal.objects.get().parts)
    record(bread, told)
    assert "Alex" not in str(TrustedSignal.objects.get().parts)


def fails(error):
    def read(address):
        raise error

    return read


@pytest.mark.parametrize(
    "read",
    [
        answering(status=404),
        answering(body=["no", "score"]),
        fails(FetchFailed("too slow")),
        fails(FetchRefused("private address")),
    ],
)
def test_a_source_that_fails_leaves_the_last_good_word_with_its_date(bread, read):
    record(bread, reading(value="9.9 of 10", observed_on=date(2026, 1, 5)), read_from=ADDRESS)

    assert read_again(now=MONDAY + timedelta(days=8), read=read) == (0, 1)
    row = TrustedSignal.objects.get()
    assert (row.value, row.observed_on) == ("9.9 of 10", date(2026, 1, 5))
    assert read_again(now=MONDAY + timedelta(days=9), read=read) == (0, 0)


def test_a_tick_asks_a_few_sources_at_a_time(bread):
    for number in range(MOST_AT_ONCE + 5):
        record(bread, reading(subject=f"repo-{number}"), read_from=f"{ADDRESS}{number}")
    answered, failed = read_again(now=MONDAY + timedelta(days=8), read=answering(status=503))
    assert (answered, failed) == (0, MOST_AT_ONCE)


def test_the_command_reads_a_file_and_says_what_it_did(bread, tmp_path, capsys):
    file = tmp_path / "scorecard.json"
    file.write_text(json.dumps(SCORE))

    call_command("import_signals", str(file), initiative="bread", dry_run=True)
    assert (capsys.readouterr().out, TrustedSignal.objects.count()) == (
        "Would be: 1 created, 0 updated, 0 unchanged.\n",
        0,
    )
    call_command("import_signals", str(file), initiative="bread")
    assert capsys.readouterr().out == "1 created, 0 updated, 0 unchanged.\n"
    call_command("import_signals", str(file), initiative="bread", report="json")
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"{", None),
        (b'{"score": 3, "checks": []}', "repo: This is needed."),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(bread, tmp_path, capsys, content, message):
    file = tmp_path / "scorecard.json"
    file.write_bytes(content)

    with pytest.raises(SystemExit) as ended:
        call_command("import_signals", str(file), initiative="bread")
    said = capsys.readouterr().err
    assert (ended.value.code, TrustedSignal.objects.count()) == (1, 0)
    assert said.endswith("Nothing was written.\n")
    assert message is None or message in said


@pytest.mark.parametrize("place", ["http://127.0.0.1/scorecard.json", "/no/such/file", "bad\0name"])
def test_a_place_that_can_not_be_read_is_named(bread, capsys, place):
    with pytest.raises(SystemExit) as ended:
        call_command("import_signals", place, initiative="bread")
    assert ended.value.code == 1
    assert "read" in capsys.readouterr().err
