"""Lines of JSON become the tree that YAML becomes, or are refused with their line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.catalog_report import FileRefused
from initiatives.core.json_lines import read_json_lines
from initiatives.core.yaml_tree import MAX_BYTES, MAX_DEPTH, MAX_NODES, Mapping, Scalar, Sequence


def read(text: str | bytes):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_json_lines(raw, where="x.jsonl")


def refusal(text: str | bytes) -> tuple[int, str, str]:
    with pytest.raises(FileRefused) as refused:
        read(text)
    (error,) = refused.value.errors
    return error.line, error.field, error.message


def test_a_line_is_a_mapping_whose_values_stay_text():
    assert read('\n{"a": [1.10, "x", null, true]}\r\n') == Sequence(
        (
            Mapping(
                {
                    "a": Sequence(
                        (
                            Scalar("1.10", True, 2),
                            Scalar("x", False, 2),
                            Scalar("null", True, 2),
                            Scalar("true", True, 2),
                        ),
                        2,
                    )
                },
                {"a": 2},
                2,
            ),
        ),
        1,
    )


def test_a_pair_of_surrogates_is_one_character():
    row = read(r'{"a": "\ud83c\udf5e"}').items[0]
    assert row.items["a"].text == "🍞"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", (0, "", "The file is empty.")),
        ("\n \n", (0, "", "The file is empty.")),
        ('{"a": 1}\n{"a"', (2, "", "This is not JSON: Expecting ':' delimiter.")),
        ('{"a": 1, "a": 2}', (1, "a", "The key was already given in this line.")),
        ('{"a": NaN}', (1, "a", "NaN is not a number.")),
        (r'{"a": "\ud83c"}', (1, "a", "There is half a character that no text may contain.")),
        (b'{"a": 1}\n"\xff"', (2, "", "This is not UTF-8 (byte 1).")),
        (b" " * (MAX_BYTES + 1), (0, "", "The file is larger than 32 MiB.")),
        ("[" * 100_000, (1, "", f"Values are nested deeper than {MAX_DEPTH} levels.")),
        (
            "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
            (1, "", f"Values are nested deeper than {MAX_DEPTH} levels."),
        ),
        (
            "[" + "1," * MAX_NODES + "1]",
            (1, "", f"The file has more than {MAX_NODES} values."),
        ),
    ],
)
def test_what_is_refused(text, told):
    assert refusal(text) == told


def test_a_huge_number_is_text():
    assert read('{"a": ' + "9" * 5000 + "}").items[0].items["a"].text == "9" * 5000


PLAIN = st.recursive(
    st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(rows=st.lists(st.dictionaries(st.text(), PLAIN), min_size=1, max_size=4))
def test_any_rows_are_read_back(rows):
    text = "\n".join(json.dumps(row) for row in rows)
    told = read(text)
    assert [sorted(row.items) for row in told.items] == [sorted(row) for row in rows]
    assert [row.line for row in told.items] == list(range(1, len(rows) + 1))
