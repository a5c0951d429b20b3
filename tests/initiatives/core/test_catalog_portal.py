from datetime import date, datetime
from textwrap import dedent, indent

import pytest

from initiatives.core.catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ExceptionEntry,
    MeetingEntry,
    ParentEntry,
    QuestionEntry,
    RoleEntry,
    ServesEntry,
    SlotEntry,
    SourceEntry,
    StageEntry,
    TopicEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

WHOLE = """\
format: waymark-catalogue/1
topics:
- {slug: supply-chain, name: Supply chain}
initiatives:
- slug: bread
  name: Bread Working Group
  kind: working-group
  summary: Bakes in the open.
  why: |
    Because bread.

    And butter.
  joining: Come on Tuesday.
  topics: [supply-chain]
  website_url: https://bread.example
  aliases: [{name: Toast, slug: toast, kind: former-name, until: 2025-04-08}]
  parents: [{parent: council, since: 2024-01-01, source: minutes, seen_on: 2026-05-07}]
  serves: [{serves: butter}]
  stages: [{stage: incubating, since: 2025-04-08, source_url: https://a.example/b}]
  roles: [{role: co-chair, name: A. Baker, handle: baker, affiliation: Mill, interim: true}]
  channels: [{kind: slack, name: "#bread", public: false}]
  sources: [{title: minutes, seen_on: 2026-05-07}]
  meetings:
  - slug: bread-call
    title: Bread call
    newcomers: true
    serves: [butter]
    slots: [{start: 2026-01-06 11:00, tz: America/New_York, rrule: FREQ=WEEKLY;BYDAY=TU}]
    exceptions: [{date: 2026-01-13, status: moved, start: "2026-01-14 11:00"}]
  questions: [{about: when, text: "every second Monday", ask: Which one?}]
"""

ALL_DAY = """\
meetings:
- slug: b
  title: B
  all_day: true
  duration_minutes: 1440
  slots: [{start: 2026-01-06 00:00, tz: UTC}]
"""
NO_SLOT_2 = """\
meetings:
- slug: b
  title: B
  slots: [{start: 2026-01-06 11:00, tz: UTC}]
  exceptions:
  - {slot: 2, date: 2026-01-06, status: cancelled}
"""


def read(text: str) -> Catalog:
    return read_catalog((("a.yaml", text.encode()),))


def group(body: str) -> str:
    """A file with one group; `body` starts in line 6."""
    head = "format: waymark-catalogue/1\ninitiatives:\n- slug: a\n  name: A\n  kind: project\n"
    return head + indent(dedent(body), "  ")


def errors(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(FileRefused) as refused:
        read(text)
    return [(error.line, error.field, error.message) for error in refused.value.errors]


def test_reads_everything_the_format_knows():
    assert read(WHOLE) == Catalog(
        topics=(TopicEntry(slug="supply-chain", name="Supply chain"),),
        initiatives=(
            CatalogEntry(
                slug="bread",
                name="Bread Working Group",
                kind="working-group",
                summary="Bakes in the open.",
                why="Because bread.\n\nAnd butter.",
                joining="Come on Tuesday.",
                topics=("supply-chain",),
                website_url="https://bread.example",
                aliases=(
                    AliasEntry(
                        name="Toast", slug="toast", kind="former-name", until=date(2025, 4, 8)
                    ),
                ),
                parents=(
                    ParentEntry(
                        parent="council",
                        since=date(2024, 1, 1),
                        source="minutes",
                        seen_on=date(2026, 5, 7),
                    ),
                ),
                serves=(ServesEntry(serves="butter"),),
                stages=(
                    StageEntry(
                        stage="incubating",
                        since=date(2025, 4, 8),
                        source_url="https://a.example/b",
                    ),
                ),
                roles=(
                    RoleEntry(
                        role="co-chair",
                        name="A. Baker",
                        handle="baker",
                        affiliation="Mill",
                        interim=True,
                    ),
                ),
                channels=(ChannelEntry(kind="slack", name="#bread", public=False),),
                sources=(SourceEntry(title="minutes", seen_on=date(2026, 5, 7)),),
                meetings=(
                    MeetingEntry(
                        slug="bread-call",
                        title="Bread call",
                        newcomers=True,
                        serves=("butter",),
                        slots=(
                            SlotEntry(
                                start=datetime(2026, 1, 6, 11),
                                tz="America/New_York",
                                rrule="FREQ=WEEKLY;BYDAY=TU",
                            ),
                        ),
                        exceptions=(
                            ExceptionEntry(
                                date=date(2026, 1, 13),
                                status="moved",
                                start=datetime(2026, 1, 14, 11),
                            ),
                        ),
                    ),
                ),
                questions=(
                    QuestionEntry(about="when", text="every second Monday", ask="Which one?"),
                ),
            ),
        ),
    )


def test_an_absent_list_says_nothing_and_an_empty_one_says_nothing_is_there():
    (silent,) = read(group("summary: x")).initiatives
    (empty,) = read(group("roles: []")).initiatives
    assert (silent.roles, empty.roles) == (None, ())


@pytest.mark.parametrize("word", ["no", "on", "null-object", "1e3", "0x10", "12-30"])
def test_a_slug_is_what_is_written(word):
    text = f"format: waymark-catalogue/1\ninitiatives:\n- {{slug: {word}, name: {word}, kind: sig}}"
    (entry,) = read(text).initiatives
    assert (entry.slug, entry.name) == (word, word)


@pytest.mark.parametrize(
    ("body", "line", "field", "message"),
    [
        ("founded: 2020", 6, "founded", "This key is not known here."),
        ("summary: [a]", 6, "summary", "Expected one value, found a list."),
        ("topics: a", 6, "topics", "Expected a list."),
        ("topics:\n- a\n- [b]", 8, "topics", "Expected a list of words."),
        ("hue: 13", 6, "hue", "Expected a whole number from 1 to 12."),
        ("hue: ٣", 6, "hue", "Expected a whole number from 1 to 12."),
        (
            "website_url: javascript:alert(1)",
            6,
            "website_url",
            "Expected a web address that starts with https:// or http://.",
        ),
        (
            "website_url: https://user@a.example",
            6,
            "website_url",
            "Expected a web address that starts with https:// or http://.",
        ),
        (
            "stages:\n- {stage: incubating, since: 2024-02-30}",
            7,
            "since",
            "'2024-02-30' is not a date; write it like 2026-03-05.",
        ),
        (
            "stages:\n- {stage: sandbox, since: 2024-02-02, until: 2024-02-02}",
            7,
            "until",
            "It ends before it starts.",
        ),
        (
            "stages:\n- {stage: sandbox}\n- {stage: graduated}",
            8,
            "stages",
            "This says again, or otherwise, what an entry above it says.",
        ),
        (
            "roles:\n- {role: chair, name: B}\n- {role: chair, name: B}",
            8,
            "roles",
            "This says again, or otherwise, what an entry above it says.",
        ),
        ("roles:\n- {role: chair, interim: yes}", 7, "interim", "Expected true or false."),
        (
            "roles:\n- {role: chair, name: B, withdrawn: true}",
            7,
            "withdrawn",
            "A seat whose name was withdrawn names nobody.",
        ),
        ("channels:\n- {kind: slack}", 7, "url", "A channel needs a name or an address."),
        (
            "meetings:\n- {slug: b, title: B}",
            7,
            "slots",
            "A meeting needs at least one slot: when does it happen?",
        ),
        (
            "meetings:\n- slug: b\n  title: B\n  slots:\n  - {start: noon, tz: Europe/Berlin}\n",
            10,
            "start",
            "'noon' is not a day and time; write it like 2026-03-05 16:00.",
        ),
        (
            "meetings:\n- slug: b\n  title: B\n  slots:\n  - {start: 2026-01-06 11:00, tz: ../etc}\n",
            10,
            "tz",
            "'../etc' is not a time zone; write it like America/New_York.",
        ),
        (
            ALL_DAY.replace("1440", "90"),
            10,
            "duration_minutes",
            "Whole days last 1440 minutes each.",
        ),
        (ALL_DAY.replace("00:00", "09:00"), 11, "slots", "Whole days begin at 00:00."),
        (
            "meetings:\n- slug: b\n  title: B\n  place_url: https://a.example\n  slots: [{start: 2026-01-06 11:00, tz: UTC}]\n",
            9,
            "place_url",
            "A map needs the name of the place.",
        ),
        (
            ALL_DAY
            + "  added: [{start: 2026-02-01 00:00, tz: UTC}, {start: 2026-02-01 00:00, tz: UTC}]\n",
            12,
            "added",
            "This says again, or otherwise, what an entry above it says.",
        ),
        (
            NO_SLOT_2,
            11,
            "exceptions",
            "There is no slot 2.",
        ),
        (
            NO_SLOT_2.replace("slot: 2", "slot: 1").replace("cancelled", "moved"),
            11,
            "start",
            "Say when it happens instead, or what changes.",
        ),
        ('summary: "a\\tb"', 6, "summary", "Expected one line of text without control characters."),
    ],
)
def test_an_error_names_line_and_field(body, line, field, message):
    assert errors(group(body)) == [(line, field, message)]


def test_a_governing_body_has_no_stage():
    text = group("stages: [{stage: unknown}]").replace("kind: project", "kind: council")
    assert errors(text) == [(6, "stages", "A council has no lifecycle stage.")]


def test_all_errors_of_a_file_are_told_at_once_from_top_to_bottom():
    told = errors(group("founded: 1\nhue: x\nsize: 2"))
    assert [(line, field) for line, field, _message in told] == [
        (6, "founded"),
        (7, "hue"),
        (8, "size"),
    ]


def test_seats_without_a_published_name_may_repeat():
    (entry,) = read(group("roles: [{role: co-chair}, {role: co-chair}]")).initiatives
    assert len(entry.roles) == 2


def test_a_slug_leads_to_one_group():
    twice = group("").rstrip() + "\n- {slug: a, name: B, kind: sig}\n"
    assert errors(twice) == [(6, "initiatives", "'a' is already in the file.")]


def test_an_address_of_the_portal_is_no_slug():
    text = group("").replace("slug: a", "slug: map")
    assert errors(text) == [(3, "slug", "'map' is an address of the portal itself.")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("aliases: [{name: B, kind: name}]", "The name of today is 'A'."),
        ("aliases: [{name: A, kind: name, until: 2025-01-01}]", "is a former-name"),
        ("deliverables: [{name: X, type: guide}, {name: X, type: guide}]", "again"),
        ("languages: [klingonese]", "is not a language"),
        (
            "openings: [{title: T, role: docs, fresh_until: 2026-12-01, key: no}]",
            "Expected the key",
        ),
        (
            "openings: [{title: T, role: docs, fresh_until: 2026-12-01, hours_min: 5, hours_max: 2}]",
            "The most hours are fewer than the least.",
        ),
        ("task_sources: [{repository: nobody}]", "owner/name"),
        ("reports: [{quarter: 2026Q1}]", "write it like 2026-Q1"),
    ],
)
def test_the_newer_facts_are_refused_with_their_reason(body, words):
    told = errors(group(body))
    assert any(words.lower() in message.lower() for _line, _field, message in told), told
