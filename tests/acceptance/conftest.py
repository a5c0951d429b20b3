"""Tests against real published data, which is not part of the project."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def acceptance_data() -> Path:
    """The folder of real data named by ACCEPTANCE_DATA; without it these tests are skipped."""
    folder = os.environ.get("ACCEPTANCE_DATA")
    if not folder:
        pytest.skip("ACCEPTANCE_DATA does not name the folder with the real data")
    return Path(folder)
