import importlib.util
import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.core.record_chain import Broken, commitment, first_broken
from portal.kit import clock
from portal.people.signals import gather_personal_facts
from portal.record.actions.entry import append_entry
from portal.record.actions.head import sign_yesterday
from portal.record.models import Entry, Head, Salt, triggers
from portal.record.queries.record import sealed_entries
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(username="ada")


def write(count=1, **people):
    for number in range(count):
        append_entry(kind="credential.issued", facts={"nth": number}, people=people, at=clock.now())


def said_of(number):
    return json.loads(bytes(Entry.objects.get(number=number).said))


def test_an_entry_says_what_happened_and_of_people_only_what_their_salt_opens(ada, at):
    at("2026-03-05T12:00:00Z")
    write(holder=ada, by=None)
    said = said_of(1)
    salt = Salt.objects.get(entry=1, role="holder", person=ada)
    assert said == {
        "at": "2026-03-05T12:00:00+00:00",
        "before": "0" * 64,
        "facts": {"nth": 0, "holder": commitment(bytes(salt.salt), str(ada.pk))},
        "kind": "credential.issued",
        "number": 1,
    }


def test_two_entries_about_one_person_do_not_look_alike(ada):
    write(2, holder=ada)
    assert said_of(1)["facts"]["holder"] != said_of(2)["facts"]["holder"]


def test_what_is_rolled_back_was_never_said(ada):
    write(holder=ada)
    with transaction.atomic():
        write(holder=ada)
        transaction.set_rollback(True)
    write(holder=ada)
    assert [one.number for one in sealed_entries()] == [1, 2]
    assert first_broken(sealed_entries(), []) is None


def test_a_person_takes_their_salts_along(ada):
    write(holder=ada, by=UserFactory())
    told = dict(
        answer
        for _receiver, answer in gather_personal_facts.send(sender=None, person=ada)
        if answer
    )
    salt = Salt.objects.get(person=ada)
    assert told["record"] == [{"entry": 1, "role": "holder", "salt": bytes(salt.salt).hex()}]


def test_who_is_erased_leaves_a_whole_record_that_says_nothing_of_them(ada, at):
    at("2026-03-05T12:00Z")
    write(3, holder=ada)
    at("2026-03-06T00:10Z")
    head = sign_yesterday(now=clock.now())
    ada.delete()
    assert not Salt.objects.exists()
    assert first_broken(sealed_entries(), [head.as_signed]) is None


def test_one_head_a_day_once_there_is_something_to_sign(at):
    at("2026-03-05T12:00Z")
    assert sign_yesterday(now=clock.now()) is None
    write(2)
    head = sign_yesterday(now=clock.now())
    assert (head.day.isoformat(), head.number) == ("2026-03-04", 2)
    assert sign_yesterday(now=clock.now()) is None
    at("2026-03-06T00:00:01Z")
    assert sign_yesterday(now=clock.now()).day.isoformat() == "2026-03-05"
    at("2026-03-09T12:00Z")
    assert sign_yesterday(now=clock.now()).day.isoformat() == "2026-03-08"
    assert len({head.key for head in Head.objects.all()}) == 1


CHANGES = [
    "UPDATE record_entry SET said = digest WHERE number = 1",
    "DELETE FROM record_entry WHERE number = 2",
    "UPDATE record_head SET signature = ''",
    "DELETE FROM record_head",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_or_remove_what_was_said(change):
    triggers.guard(connection)
    write(2)
    sign_yesterday(now=clock.now())
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert (Entry.objects.count(), Head.objects.count()) == (2, 1)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no TRUNCATE")
def test_the_tables_cannot_be_emptied_either():
    triggers.guard(connection)
    write()
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE record_entry CASCADE")


def verify(*arguments):
    out = StringIO()
    call_command("verify_log", *arguments, stdout=out)
    return out.getvalue()


def test_verify_log_counts_what_is_whole(at):
    triggers.guard(connection)
    at("2026-03-05T12:00Z")
    assert verify().startswith("0 entries, all as they were written; 0 signed heads, 0 entries")
    write(3)
    sign_yesterday(now=clock.now())
    write(2)
    assert verify() == (
        "5 entries, all as they were written; 1 signed heads, 2 entries that no head covers yet.\n"
        "0 rows say what it says, 0 are older than what it tells of their sort.\n"
    )


@pytest.mark.parametrize("number", [1, 3, 5])
def test_verify_log_names_the_first_entry_that_was_changed(number):
    write(5)
    Entry.objects.filter(number=number).update(said=b'{"kind": "credential.revoked"}')
    with pytest.raises(CommandError, match=f"^Entry {number}: It does not say what was sealed"):
        verify()


def test_verify_log_names_a_key_that_is_not_the_portals(at, settings):
    triggers.guard(connection)
    own, settings.RECORD_KEY = settings.RECORD_KEY, bytes(32)
    at("2026-03-05T12:00Z")
    write(3)
    other = sign_yesterday(now=clock.now() + timedelta(days=1)).key
    settings.RECORD_KEY = own
    with pytest.raises(CommandError, match=f"signed with a key that is not this portal's: {other}"):
        verify()
    settings.RECORD_KEYS_BEFORE = [other]
    assert "3 entries, all as they were written" in verify()


def test_verify_log_says_that_the_guard_is_missing_and_puts_it_back():
    write()
    with pytest.raises(CommandError, match="triggers that guard it are missing"):
        verify()
    assert verify("--guard").startswith("1 entries")
    assert triggers.is_guarded(connection)


def test_a_trigger_of_that_name_that_lets_everything_pass_is_no_guard():
    triggers.guard(connection)
    assert triggers.is_guarded(connection)
    on = " ON record_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER record_entry_no_update{on}")
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry "
                "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry "
                "BEGIN SELECT 1; END"
            )
    assert not triggers.is_guarded(connection)


def kept(tmp_path, heads):
    path = tmp_path / "heads.json"
    path.write_text(json.dumps({"heads": [vars(head.as_signed) for head in heads]}))
    return str(path)


def test_a_copy_of_the_heads_shows_that_an_old_backup_was_restored(tmp_path):
    write(3)
    path = kept(tmp_path, [sign_yesterday(now=clock.now())])
    Head.objects.all().delete()
    Entry.objects.filter(number=3).delete()
    with pytest.raises(CommandError, match=r"^Entry 3: A head that was signed covers more"):
        verify("--heads", path)


@pytest.mark.parametrize("text", ["", "[]", '{"heads": [{"day": "2026-03-05"}]}'])
def test_a_file_that_holds_no_heads_is_named(tmp_path, text):
    path = tmp_path / "heads.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"heads\.json: no list of heads"):
        verify("--heads", str(path))


def test_whoever_takes_the_files_can_check_them_without_us(client, django_assert_num_queries):
    write(3)
    sign_yesterday(now=clock.now())
    with django_assert_num_queries(1):
        lines = client.get("/record/entries.jsonl").content.splitlines()
    with django_assert_num_queries(1):
        heads = client.get("/record/heads.json").json()["heads"]
    assert [json.loads(line)["number"] for line in lines] == [1, 2, 3]
    assert client.get("/record/entries.jsonl?after=2").content.splitlines() == lines[2:]
    assert client.get("/record/entries.jsonl?after=3").content == b""
    assert script().problem_of(lines, heads) is None


@pytest.mark.parametrize("after", ["-1", "x", "²", "9" * 19])
def test_what_is_no_number_is_refused(client, after):
    assert client.get("/record/entries.jsonl", {"after": after}).status_code == 400


def script():
    """As somebody runs it who has nothing of ours."""
    path = Path(__file__).parents[3] / "docs" / "verify_record.py"
    spec = importlib.util.spec_from_file_location("verify_record", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_finds_what_the_command_finds():
    write(4)
    head = sign_yesterday(now=clock.now()).as_signed
    entries = list(sealed_entries())
    problem_of = script().problem_of
    lines, heads = [one.said for one in entries], [vars(head)]
    assert problem_of(lines, heads) is None
    for place, line in enumerate(lines):
        for byte in range(0, len(line), 7):
            changed = line[:byte] + bytes([line[byte] ^ 1]) + line[byte + 1 :]
            found = problem_of([*lines[:place], changed, *lines[place + 1 :]], heads)
            assert found.startswith((f"Entry {place + 1} ", f"Entry {place + 2} "))
            tampered = [*entries]
            tampered[place] = replace(entries[place], said=changed)
            assert first_broken(tampered, [head]) == Broken(
                place + 1, "It does not say what was sealed."
            )
    assert problem_of(lines[:3], heads) == "Entry 4 is missing: a signed head covers it."
    forged = {**vars(head), "number": 3}
    assert "does not bear its key's signature" in problem_of(lines, [forged])


@pytest.mark.parametrize("days", [0, 1, 40])
def test_the_page_asks_for_as_little_however_many_days_were_signed(
    client, at, django_assert_num_queries, days
):
    at("2026-03-05T12:00Z")
    write(2)
    for day in range(days):
        sign_yesterday(now=clock.now() + timedelta(days=day))
    client.get("/record/")
    with django_assert_num_queries(3 + (days > 0)):
        page = client.get("/record/").content.decode()
    assert page.count("<tr>") == (min(days, 30) + 1 if days else 0)
    assert ("Not signed yet" in page) == (days == 0)
