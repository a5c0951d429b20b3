import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def acceptance_data() -> Path:
    """The folder of real input, which is not part of the project."""
    folder = os.environ.get("ACCEPTANCE_DATA", "")
    if not folder:
        pytest.skip("ACCEPTANCE_DATA names no folder of real input")
    return Path(folder)
