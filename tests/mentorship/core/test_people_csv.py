"""A list of people is read whole or refused whole, each reason with its line and column."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.catalog_report import FileRefused
from mentorship.core import people_csv
from mentorship.core.people_csv import PersonRow, guessed, headings_of, read_people
from mentorship.core.questions import Kind, Question
from portal.core.availability import DAY, Window

HEADER = "email,name,role,skills,timezone,availability,capacity,notes"
ADA = "ada@example.org,Ada Lovelace,mentor,python;fuzzing,Europe/London,MO 18:00-20:00,2,"


def read(text: str | bytes, **options):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_people(raw, where="list.csv", **{"role": "mentee"} | options)


def rows(*lines: str, header: str = HEADER, **options) -> tuple[PersonRow, ...]:
    return read("\r\n".join([header, *lines, ""]), **options).rows


def one(**cells: str) -> PersonRow:
    cells = {"email": "ada@example.org"} | cells
    text = io.StringIO()
    writer = csv.DictWriter(text, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    (row,) = read(text.getvalue()).rows
    return row


def refusals(text: str | bytes, **options) -> list[tuple[int, str, str]]:
    with pytest.raises(FileRefused) as refusal:
        read(text, **options)
    return [(error.line, error.field, error.message) for error in refusal.value.errors]


def refused(**cells: str) -> tuple[str, str]:
    """Field and message of the one thing wrong with a cell."""
    with pytest.raises(FileRefused) as refusal:
        one(**cells)
    (error,) = refusal.value.errors
    assert (error.where, error.line) == ("list.csv", 2)
    return error.field, error.message


def test_a_line_is_a_person():
    assert rows(ADA) == (
        PersonRow(
            line=2,
            email="ada@example.org",
            name="Ada Lovelace",
            role="mentor",
            skills=("python", "fuzzing"),
            timezone="Europe/London",
            availability=(Window(0, 18 * 60, 120),),
            capacity=2,
        ),
    )


def test_columns_are_known_by_name_in_any_order_and_case():
    assert rows("Ada,ADA@example.org", header="Name , EMAIL") == (
        PersonRow(line=2, email="ada@example.org", name="Ada", role="mentee"),
    )


def test_only_the_address_is_needed():
    assert rows("ada@example.org", header="email", role="mentor") == (
        PersonRow(line=2, email="ada@example.org", role="mentor"),
    )


def test_the_line_says_the_role_and_the_command_fills_in():
    found = rows("a@example.org,Mentor", "b@example.org,", header="email,role", role="mentee")
    assert [row.role for row in found] == ["mentor", "mentee"]


def test_empty_lines_are_no_people():
    assert rows("", ",,,,,,,", ADA) == (replace(*rows(ADA), line=4),)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_end_of_line_and_any_marked_encoding(newline, encoding):
    text = newline.join([HEADER, ADA, ""])
    assert read(text.encode(encoding)).rows == rows(ADA)


def test_lines_are_counted_as_an_editor_counts_them():
    """A quoted cell may hold line ends: the next record begins three lines further on."""
    text = f'{HEADER}\n{ADA[:-1]},"one\ntwo\nthree"\nnobody,,,,,,,\n'
    assert refusals(text) == [(5, "email", "This is no e-mail address.")]


def test_text_stays_text():
    """No formula is evaluated, cut or repaired."""
    row = one(name='=HYPERLINK("http://evil.example")', skills="+1+1", notes="\t=1+1")
    assert (row.name, row.skills, row.notes) == (
        '=HYPERLINK("http://evil.example")',
        ("+1+1",),
        "\t=1+1",
    )


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", (0, "", "The file is empty.")),
        (b" \r\n", (0, "", "The file is empty.")),
        (b"PK\x03\x04rest", (0, "", "This is a zip file, as spreadsheets are. Save it as CSV.")),
        (
            b"\n <!doctype html>",
            (0, "", "This looks like HTML, as a sign-in page saved by mistake does."),
        ),
        (
            b"email,name\r\na@example.org,Ren\xe9\r\n",
            (2, "", "It is not UTF-8 at byte 30. Save it as CSV UTF-8."),
        ),
        (b"\xff\xfee", (1, "", "It is not UTF-8 at byte 3. Save it as CSV UTF-8.")),
        (b"email\na\x00@example.org", (2, "", "It holds a control character (code 0).")),
        (b"email;name\n", (1, "", "Found 1 column. Separate the cells with commas.")),
        (b"name\n", (1, "", "Found 1 column. Separate the cells with commas.")),
        (
            b"name,role\n",
            (1, "email", "This column is missing: people are known by their address."),
        ),
        (b"email,email\n", (1, "email", "This column stands there twice.")),
        (
            b'email,name\na@example.org,"Ada\n',
            (2, "", "A quotation mark opens here and is never closed."),
        ),
        (
            b'email,name\na@example.org,"A"da\n',
            (
                2,
                "",
                "A quotation mark stands where none can: double it inside a quoted cell.",
            ),
        ),
        (b"email,name\na@example.org\n", (2, "", "It has 1 cells, and the header names 2.")),
        (b"email,name\na@example.org,A,B\n", (2, "", "It has 3 cells, and the header names 2.")),
        (
            b'email,name\na@example.org,"' + b"A" * 140_000 + b'"\n',
            (2, "", "A cell is too long."),
        ),
        (b"email\n" + b"x" * 5_000_000, (0, "", "It is larger than 5 MB.")),
    ],
)
def test_a_file_is_refused_with_its_line(raw, error):
    assert refusals(raw) == [error]


def test_a_column_we_do_not_know_sets_nothing():
    fields = [field for _, field, _ in refusals("email,is_superuser,capcity\n")]
    assert fields == ["is_superuser", "capcity"]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"email": "ada@localhost"}, "email"),
        ({"email": "ada@example.org, b@example.org"}, "email"),
        ({"email": "adа@example.org"}, "email"),
        ({"email": "a" * 250 + "@example.org"}, "email"),
        ({"name": "A" * 121}, "name"),
        ({"role": "boss"}, "role"),
        ({"skills": ";".join(str(n) for n in range(51))}, "skills"),
        ({"skills": "s" * 81}, "skills"),
        ({"languages": "english"}, "languages"),
        ({"timezone": "EST"}, "timezone"),
        ({"timezone": "GMT+5"}, "timezone"),
        ({"timezone": "UTC+05:30"}, "timezone"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"availability": "MO 18:00-20:00"}, "timezone"),
        ({"timezone": "UTC", "availability": "Monday evening"}, "availability"),
        ({"timezone": "UTC", "availability": "XX 18:00-20:00"}, "availability"),
        ({"timezone": "UTC", "availability": "MO 18:60-20:00"}, "availability"),
        ({"timezone": "UTC", "availability": "MO 25:00-26:00"}, "availability"),
        ({"timezone": "UTC", "availability": "MO 24:00-01:00"}, "availability"),
        ({"timezone": "UTC", "availability": "MO 18:00-18:00"}, "availability"),
        ({"timezone": "UTC", "availability": "MO 18:00-18:20"}, "availability"),
        ({"timezone": "UTC", "availability": "MO ١٨:00-٢٠:00"}, "availability"),
        *(
            ({"capacity": number}, "capacity")
            for number in (
                "-1",
                "0",
                "11",
                "1e309",
                "99999999999999999999",
                "٣",
                "1_0",
                "NaN",
                "1.0",
            )
        ),
        ({"seniority": "11"}, "seniority"),
        ({"organisation": "o" * 161}, "organisation"),
        ({"notes": "n" * 3001}, "notes"),
    ],
)
def test_a_cell_is_refused_with_its_field(cells, field):
    assert refused(**cells)[0] == field


@pytest.mark.parametrize(
    ("written", "known_as"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("PST8PDT", "America/Los_Angeles"),
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("Etc/GMT-14", "Etc/GMT-14"),
        ("UTC", "UTC"),
        (" ", ""),
    ],
)
def test_a_zone_gets_todays_name(written, known_as):
    assert one(timezone=written).timezone == known_as


@pytest.mark.parametrize(
    ("written", "windows"),
    [
        ("mo 9:00-11:00", [Window(0, 540, 120)]),
        ("TU 18:00-20:00 ; MO  18:00-20:00", [Window(0, 1080, 120), Window(1, 1080, 120)]),
        ("SU 22:00-01:00", [Window(6, 1320, 180)]),
        ("FR 00:00-24:00", [Window(4, 0, DAY)]),
        ("MO 18:00-19:00;MO 18:30-20:00", [Window(0, 1080, 120)]),
    ],
)
def test_free_hours_become_windows(written, windows):
    assert one(timezone="UTC", availability=written).availability == tuple(windows)


def test_numbers_and_lists():
    row = one(capacity=" 10 ", seniority="0", languages="EN; pt;en", skills=" a ;; b ; a ")
    assert (row.capacity, row.seniority, row.languages, row.skills) == (
        10,
        0,
        ("en", "pt"),
        ("a", "b"),
    )


def test_every_reason_is_named_at_once():
    found = refusals(f"{HEADER}\nnobody,,boss,,,,0,\n{ADA}\nalso nobody,,,,EST,,,\n")
    assert [(line, field) for line, field, _ in found] == [
        *((2, "email"), (2, "role"), (2, "capacity")),
        *((4, "email"), (4, "timezone")),
    ]


def test_a_hundred_reasons_are_enough():
    assert len(refusals("email\n" + "nobody\n" * 300)) == people_csv.MAX_ERRORS


def test_no_list_is_longer_than_what_one_transaction_takes():
    lines = "".join(f"p{n}@example.org\n" for n in range(people_csv.MAX_ROWS + 1))
    assert refusals("email\n" + lines) == [
        (people_csv.MAX_ROWS + 2, "", "There are more than 5000 people in it.")
    ]


def test_two_lines_for_one_person_name_both():
    again = ADA.replace("ada@", "ADA@").replace(",2,", ",3,")
    assert refusals(f"{HEADER}\n{ADA}\n{again}\n") == [
        (3, "email", "Lines 2 and 3 are the same person.")
    ]


def test_the_last_line_wins_when_told_so():
    lines = ["a@example.org,1", "b@example.org,2", "A@example.org,3"]
    header = "email,capacity"
    found = read("\n".join([header, *lines]), last_wins=True)
    assert [(row.email, row.capacity, row.line) for row in found.rows] == [
        ("b@example.org", 2, 3),
        ("a@example.org", 3, 4),
    ]
    assert found.overruled == 1


def test_a_header_alone_is_nobody():
    assert rows() == ()


words = st.text("aé李=+-@'\",|<", min_size=1, max_size=8)
people = st.fixed_dictionaries(
    {
        "email": st.integers(0, 999).map("p{}@example.org".format),
        "name": words,
        "role": st.sampled_from(["mentee", "mentor"]),
        "skills": st.lists(words, max_size=3, unique=True),
        "capacity": st.integers(1, 10),
        "notes": st.text("aé李,;\"'= \t\n", max_size=30),
    }
)


@given(st.lists(people, max_size=6, unique_by=lambda person: person["email"]))
def test_what_a_spreadsheet_writes_is_what_is_read(written):
    """Commas, quotation marks and line ends in cells included."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ["email", "name", "role", "skills", "capacity", "notes"])
    writer.writeheader()
    writer.writerows({**person, "skills": ";".join(person["skills"])} for person in written)
    found = read(text.getvalue().encode()).rows
    assert [
        {
            "email": row.email,
            "name": row.name,
            "role": row.role,
            "skills": list(row.skills),
            "capacity": row.capacity,
            "notes": row.notes,
        }
        for row in found
    ] == written


def verdict(raw: bytes) -> tuple:
    """People or reasons."""
    try:
        return read(raw).rows
    except FileRefused as refusal:
        return refusal.errors


@given(st.binary(max_size=300))
def test_no_file_breaks_it(raw):
    assert len(verdict(raw)) <= people_csv.MAX_ROWS


@given(st.text(max_size=300))
def test_no_text_under_a_good_header_breaks_it(text):
    found = verdict(f"{HEADER}\n{text}".encode("utf-8", "surrogatepass"))
    assert len(found) <= people_csv.MAX_ROWS


TOOLS = Question(key="tools", kind=Kind.MANY, text="Tools?", choices=("git", "git, svn", "make"))
OLD = Question(key="old", kind=Kind.YES_NO, text="Old?")
WHY = Question(key="why", kind=Kind.SHORT, text="Why?")


def chosen(text: str, columns: list[str], *questions: Question):
    return read_people(
        text.encode(), where="l", role="mentee", chosen=columns, questions=questions
    ).rows


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("git", ["git"]),
        ("make, git", ["git", "make"]),
        ("git, svn, make", ["git", "git, svn", "make"]),
    ],
)
def test_choices_joined_by_commas_are_told_apart(cell, answer):
    [row] = chosen(f'mail,which\na@b.org,"{cell}"\n', ["email", "q-tools"], TOOLS)
    assert row.answers == (("tools", answer),)


def test_cells_answer_questions_and_an_empty_one_does_not():
    text = "mail,old,why,x\na@b.org,YES,Because,lost\nc@d.org,,,\n"
    first, second = chosen(text, ["email", "q-old", "q-why", ""], OLD, WHY)
    assert first.answers == (("old", "yes"), ("why", "Because"))
    assert second.answers == ()


def test_a_number_is_read_from_digits_alone():
    years = Question(key="years", kind=Kind.NUMBER, text="Years?")
    [row] = chosen("mail,years\na@b.org,3\n", ["email", "q-years"], years)
    assert row.answers == (("years", 3),)
    with pytest.raises(FileRefused):
        chosen("mail,years\na@b.org,1_0\n", ["email", "q-years"], years)


def test_a_choice_there_is_not_is_refused_with_its_line():
    with pytest.raises(FileRefused) as refusal:
        chosen("mail,which\na@b.org,svn\n", ["email", "q-tools"], TOOLS)
    assert [(one.line, one.field) for one in refusal.value.errors] == [(2, "q-tools")]


def test_two_headings_for_one_column_are_refused():
    with pytest.raises(FileRefused) as refusal:
        chosen("a,b\nx,y\n", ["name", "name"])
    assert [one.field for one in refusal.value.errors] == ["name", "email"]


def test_headings_are_read_and_guessed_once_each():
    headings, text = headings_of(b"E-mail Address *,Email,Why?\r\n", where="l")
    assert (headings, text) == (
        ["E-mail Address *", "Email", "Why?"],
        "E-mail Address *,Email,Why?\n",
    )
    assert guessed(headings, (WHY,)) == ["email", "", "q-why"]
    with pytest.raises(FileRefused):
        headings_of(b"one\n", where="l")
    with pytest.raises(FileRefused, match="more than 100 columns"):
        headings_of(b"a," * 100 + b"a\n", where="l")
    with pytest.raises(FileRefused):
        headings_of(b"", where="l")
