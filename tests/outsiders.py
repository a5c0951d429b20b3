"""Scripts of the docs that stand alone, as modules: outsiders run them, and so do tests."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def script(name):
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify_badge = script("verify_badge")
