import pytest

from initiatives.core.catalog_report import FileRefused
from initiatives.core.yaml_tree import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_tree


def refusal(text: str | bytes) -> tuple[int, str]:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FileRefused) as refused:
        read_tree(raw, where="a.yaml")
    (error,) = refused.value.errors
    assert error.where == "a.yaml"
    return error.line, error.message


def test_scalars_stay_text_and_know_their_line():
    tree = read_tree(b"slug: no\nversion: 1.10\ntime: 12:30\n", where="a.yaml")
    assert {key: (node.text, node.line) for key, node in tree.items.items()} == {
        "slug": ("no", 1),
        "version": ("1.10", 2),
        "time": ("12:30", 3),
    }


@pytest.mark.parametrize("null", ["", "~", "null"])
def test_only_plain_nulls_are_null(null):
    tree = read_tree(f"plain: {null}\nquoted: '{null}'\n".encode(), where="a.yaml")
    assert tree.items["plain"].is_null
    assert not tree.items["quoted"].is_null


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: &x [1]\n", 2, "Anchors and aliases (& and *) are not allowed."),
        ("a: 1\nb: *x\n", 2, "Anchors and aliases (& and *) are not allowed."),
        ("a: !!python/object/apply:os.system ['id']", 1, "Tags (!) are not allowed."),
        ("a: !x 1", 1, "Tags (!) are not allowed."),
        ("a: 1\nb: 2\na: 3\n", 3, "The key was already given in line 1."),
        ("a: 1\n---\nb: 2\n", 2, "A second document begins here; one is allowed."),
        ("? [a]\n: 1\n", 1, "A key must be a word, not a list or a mapping."),
        ("", 0, "The file is empty."),
        ("a: 1\nb: \x07\n", 2, "There is a control character that no text may contain."),
        (b"a: 1\nb: \xff\n", 2, "This is not UTF-8 (byte 8)."),
    ],
)
def test_refuses_what_is_dangerous_or_ambiguous(text, line, message):
    assert refusal(text) == (line, message)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("a: 1\nb: &x [1]\n", "b"),
        ("a: {b: [!x 1]}", "b"),
        ("a: {b: 1}\nc: !x 1", "c"),
        ("a:\n  b: 1\n  ? [c]\n  : 1\n", "a"),
        ("a: 1\nb: 2\na: 3\n", "a"),
        ("a:\n  b: 1\n\tc: 2\n", "b"),
        ("a: {b: 1}\n---\nc: 2\n", ""),
        ("- !x 1", ""),
    ],
)
def test_a_refusal_names_the_key_it_was_reading(text, field):
    with pytest.raises(FileRefused) as refused:
        read_tree(text.encode(), where="a.yaml")
    assert [error.field for error in refused.value.errors] == [field]


def test_a_syntax_error_names_its_line():
    line, message = refusal("a:\n\tb: 1\n")
    assert line == 2
    assert message.startswith("This is not YAML: ")


def test_deep_nesting_is_refused_without_recursion():
    too_deep = (1, f"Values are nested deeper than {MAX_DEPTH} levels.")
    assert refusal("[" * (MAX_DEPTH + 1)) == too_deep
    line, message = refusal("[" * 100_000)  # newer YAML libraries have a bound of their own
    assert line == 1
    assert message == too_deep[1] or "exceeded maximum nesting depth" in message


def test_a_huge_file_is_refused_before_it_is_read():
    assert refusal(b"a" * (MAX_BYTES + 1)) == (0, "The file is larger than 32 MiB.")


def test_a_byte_order_mark_is_ignored():
    tree = read_tree(b"\xef\xbb\xbfa: 1\n", where="a.yaml")
    assert list(tree.items) == ["a"]


def test_a_file_of_countless_values_is_refused():
    countless = "[" + "1," * MAX_NODES + "]"
    assert refusal(countless) == (1, f"The file has more than {MAX_NODES} values.")
