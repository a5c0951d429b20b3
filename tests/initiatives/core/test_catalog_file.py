"""Which format a file has, and what several files may not say together."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.catalog_file import guess_format, read_catalog, read_document
from initiatives.core.catalog_report import FileRefused

HEAD = "format: waymark-catalogue/1\n"
BREAD = "initiatives:\n- {slug: bread, name: Bread, kind: sig}\n"
OPENSSF = "initiatives:\n- {slug: bread, name: Bread, kind: sig, lifecycle_stage: sandbox}\n"


def read(*texts: str, file_format: str = "auto"):
    files = tuple((f"{n}.yaml", text.encode()) for n, text in enumerate(texts))
    return read_catalog(files, file_format=file_format)


def refusal(*texts: str) -> tuple[str, int, str, str]:
    with pytest.raises(FileRefused) as refused:
        read(*texts)
    (error,) = refused.value.errors
    return error.where, error.line, error.field, error.message


def test_several_files_are_one_catalogue():
    butter = "initiatives:\n- {slug: butter, name: Butter, kind: sig}\n"
    catalog = read(HEAD + BREAD, HEAD + butter)
    assert [entry.slug for entry in catalog.initiatives] == ["bread", "butter"]


@pytest.mark.parametrize("text", [HEAD, HEAD + "initiatives: []\n"])
def test_a_file_without_a_group_is_refused(text):
    assert refusal(text) == ("0.yaml", 0, "initiatives", "There is no group in it.")


def test_no_file_is_no_catalogue():
    assert refusal() == ("catalogue", 0, "initiatives", "There is no group in it.")


def test_a_group_stands_in_one_file_only():
    message = "'bread' is already in the file."
    assert refusal(HEAD + BREAD, HEAD + BREAD) == ("1.yaml", 3, "initiatives", message)


def test_a_former_slug_is_no_groups_slug():
    toast = "- {slug: toast, name: Toast, kind: sig, aliases: [{name: Old, slug: bread}]}\n"
    assert refusal(HEAD + BREAD + toast) == (
        "0.yaml",
        4,
        "aliases",
        "'bread' is the address of a group.",
    )


def test_a_meetings_slug_belongs_to_one_group():
    slots = "slots: [{start: 2026-01-06 11:00, tz: UTC}]"
    text = HEAD + "initiatives:\n"
    for slug in ("bread", "butter"):
        text += f"- {{slug: {slug}, name: {slug}, kind: sig,\n"
        text += f"   meetings: [{{slug: call, title: Call, {slots}}}]}}\n"
    message = "'call' is already a meeting in the file."
    assert refusal(text) == ("0.yaml", 6, "meetings", message)


def test_the_openssf_list_is_known_by_its_stages():
    (entry,) = read(OPENSSF).initiatives
    assert [stage.stage for stage in entry.stages] == ["sandbox"]


def test_a_format_asked_for_is_not_guessed():
    with pytest.raises(FileRefused, match="format: This is needed"):
        read(OPENSSF, file_format="portal")


SIGNS = {
    "portal": "format: x\n",
    "openssf": OPENSSF,
    "kubernetes": "committees: []\nsigs: []\n",
    "opentelemetry": "- {id: a, people: []}\n",
    "cncf-tags": "tags: []\n",
    "landscape2": "landscape: []\n",
    "up-for-grabs": "{name: a, tags: [], upforgrabs: {}}\n",
    "ossf-community": "working_group: {}\n",
}


@pytest.mark.parametrize("file_format", sorted(SIGNS))
def test_each_format_is_known_by_its_keys(file_format):
    document = read_document("x.yaml", SIGNS[file_format].encode())
    assert guess_format(document) == file_format


@pytest.mark.parametrize(
    ("text", "file_format"),
    [
        ("categories: []\n", "landscape2"),
        ("toc_subprojects: []\n", "cncf-tags"),
        ("projects: []\n", "ossf-community"),
        ("- {name: a, upforgrabs: {}}\n", "up-for-grabs"),
        ("[]\n", "portal"),
        ("- {title: a}\n", "portal"),
        ("a word\n", "portal"),
    ],
)
def test_other_signs_of_a_format(text, file_format):
    assert guess_format(read_document("x.yaml", text.encode())) == file_format


def test_lines_of_json_are_read_as_such():
    document = read_document("projects.jsonl", b'{"name": "a", "upforgrabs": {}}\n')
    assert guess_format(document) == "up-for-grabs"


def test_files_of_different_formats_are_one_catalogue():
    sigs = "sigs:\n- {dir: sig-butter, name: Butter, mission_statement: Spreads.}\n"
    catalog = read(HEAD + BREAD, sigs)
    assert [(entry.slug, entry.kind) for entry in catalog.initiatives] == [
        ("bread", "sig"),
        ("sig-butter", "sig"),
    ]


def test_no_group_has_an_address_of_the_portal():
    message = "'map' is an address of the portal itself."
    assert refusal("sigs:\n- {dir: map, name: Map}\n") == ("0.yaml", 2, "slug", message)


def test_the_first_bad_file_tells_all_its_errors():
    bad = "sigs:\n- {dir: The sig, name: ''}\n"
    with pytest.raises(FileRefused) as refused:
        read(bad, bad)
    assert [(error.where, error.line, error.field) for error in refused.value.errors] == [
        ("0.yaml", 2, "dir"),
        ("0.yaml", 2, "name"),
    ]


def kubernetes(names: list[str]) -> str:
    lines = "".join(
        f"- {{dir: sig-{name}, name: {name}, contact: {{slack: {name}}},"
        f" subprojects: [{{name: z, owners: []}}, {{name: a, owners: []}}]}}\n"
        for name in names
    )
    return f"sigs:\n{lines}"


def grabs(names: list[str]) -> str:
    """Some are the same project, and some share a repository."""
    return "\n".join(
        json.dumps(
            {
                "name": name[:1],
                "desc": "D",
                "site": "https://a.example",
                "tags": ["x"],
                "upforgrabs": {"name": "n", "link": f"https://github.com/o/{name[-1:]}/labels"},
                "_file": f"{name}.yml",
            }
        )
        for name in names
    )


NAMES = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@given(names=NAMES, data=st.data())
def test_the_order_of_groups_changes_nothing(names, data):
    other = data.draw(st.permutations(names))
    for write, where in ((kubernetes, "sigs.yaml"), (grabs, "projects.jsonl")):
        first = read_catalog([(where, write(names).encode())])
        assert read_catalog([(where, write(other).encode())]) == first


@given(names=NAMES, data=st.data())
def test_the_order_of_files_changes_nothing(names, data):
    files = [(f"{name}.jsonl", grabs([name]).encode()) for name in names]
    files += [("sigs.yaml", kubernetes(names).encode())]
    first = read_catalog(files)
    assert read_catalog(data.draw(st.permutations(files))) == first
