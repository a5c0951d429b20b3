"""The files of a catalogue: one, or all of a folder and of the folders in it."""

from collections.abc import Iterator
from pathlib import Path

from initiatives.core.catalog_report import FileError, FileRefused
from initiatives.core.yaml_tree import MAX_BYTES

MOST_FILES = 5_000
MOST_BYTES = 64 * 1024 * 1024
ENDINGS = frozenset({".yaml", ".yml", ".jsonl"})


def read_files(path: Path) -> tuple[tuple[str, bytes], ...]:
    """Each with its path inside the folder; never more than so many, or of so many bytes."""
    if not path.is_dir():
        return ((path.name, read_bounded(path)),)
    paths = sorted(files_in(path))
    if not paths:
        raise refused(path, "There is no .yaml file in this folder.")
    if len(paths) > MOST_FILES:
        raise refused(path, f"There are more than {MOST_FILES} files in this folder.")
    files = []
    left = MOST_BYTES
    for one in paths:
        raw = read_bounded(one)
        left -= len(raw)
        if left < 0:
            raise refused(path, f"The files hold more than {MOST_BYTES // 1024 // 1024} MiB.")
        files.append((one.relative_to(path).as_posix(), raw))
    return tuple(files)


def files_in(folder: Path) -> Iterator[Path]:
    """Of the folder and one level below it: a working copy has more, which is no catalogue."""
    try:
        for path in folder.iterdir():
            if path.is_dir() and not path.name.startswith("."):
                yield from (one for one in path.iterdir() if is_told(one))
            elif is_told(path):
                yield path
    except OSError as error:
        raise refused(folder, f"It can't be read: {error.strerror}.") from error


def is_told(path: Path) -> bool:
    # "._name" is what macOS leaves beside a file; ".name.yml" may be about .NET.
    return path.suffix in ENDINGS and not path.name.startswith("._") and path.is_file()


def read_bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refused(path, f"It can't be read: {error.strerror}.") from error


def refused(path: Path, message: str) -> FileRefused:
    return FileRefused(FileError(where=path.name, line=0, field="", message=message))
