"""The engine this machine has; both give the same pairs."""

import importlib.metadata

try:
    from .flow import PACKAGE, best
except ImportError:  # OR-Tools has no wheel for this machine
    from .place_matrix import PACKAGE, best

__all__ = ["best", "engine"]


def engine() -> str:
    return f"{PACKAGE} {importlib.metadata.version(PACKAGE)}"
