import pytest

from initiatives.core.catalog_report import FileRefused
from portal.ops import catalog_files
from portal.ops.catalog_files import read_files


def refusal(path) -> str:
    with pytest.raises(FileRefused) as refused:
        read_files(path)
    return str(refused.value)


def test_a_file_is_read_whatever_its_ending(tmp_path):
    file = tmp_path / "catalogue.txt"
    file.write_bytes(b"a: 1")
    assert read_files(file) == (("catalogue.txt", b"a: 1"),)


def test_a_folder_is_read_with_the_folders_in_it(tmp_path):
    for name in [
        "b.yml",
        "a.yaml",
        "rows.jsonl",
        ".net.yml",
        "README.md",
        "groups/c.yml",
        "groups/deep/d.yml",
        ".github/e.yml",
        "._b.yml",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert [name for name, _raw in read_files(tmp_path)] == [
        ".net.yml",
        "a.yaml",
        "b.yml",
        "groups/c.yml",
        "rows.jsonl",
    ]


def test_a_folder_without_a_catalogue_is_refused(tmp_path):
    assert refusal(tmp_path).endswith("There is no .yaml file in this folder.")


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "none.yaml") == (
        "none.yaml: It can't be read: No such file or directory."
    )


def test_a_folder_has_so_many_files_and_bytes_and_no_more(tmp_path, monkeypatch):
    for name in ("a.yml", "b.yml", "c.yml"):
        (tmp_path / name).write_bytes(b"x" * 700_000)
    monkeypatch.setattr(catalog_files, "MOST_FILES", 2)
    assert refusal(tmp_path).endswith("There are more than 2 files in this folder.")
    monkeypatch.setattr(catalog_files, "MOST_FILES", 3)
    monkeypatch.setattr(catalog_files, "MOST_BYTES", 2 * 1024 * 1024)
    assert refusal(tmp_path).endswith("The files hold more than 2 MiB.")
