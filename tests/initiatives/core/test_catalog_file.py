"""Which format a file has, and what several files may not say together."""

import pytest

from initiatives.core.catalog_file import read_catalog
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
