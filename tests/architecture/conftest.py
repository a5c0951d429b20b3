"""Every file git knows or would add, sorted: what a reader of the project sees."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("portal", "initiatives", "events", "mentorship")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project_files(root) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = sorted({Path(name) for name in listed.split("\0") if name})
    return [path for path in paths if (root / path).is_file()]


@pytest.fixture(scope="session")
def code_files(project_files) -> list[Path]:
    """Python of the product: no tests, no migrations."""
    return [
        path
        for path in project_files
        if path.suffix == ".py" and path.parts[0] in CODE and "migrations" not in path.parts
    ]


@pytest.fixture(scope="session")
def templates(project_files) -> list[Path]:
    return [
        path for path in project_files if path.parts[0] == "templates" and path.suffix == ".html"
    ]
