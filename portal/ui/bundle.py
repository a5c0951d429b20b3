"""One stylesheet, made of small ones: `python -m portal.ui.bundle` writes it, a test compares it.

Kept in the repository, so that neither `make run` nor a server needs a build.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "ui"
BUNDLE = FOLDER / "portal.css"
FOR_US = re.compile(r"/\*.*?\*/\s*|^\s+", re.DOTALL | re.MULTILINE)  # comments, indentation
LAYERS = "@layer reset, tokens, base, layout, components, utilities, print;\n"


def parts() -> list[Path]:
    """In the order of their layers; inside one layer the alphabet decides nothing that matters."""
    return [
        FOLDER / "tokens.css",
        FOLDER / "base.css",
        FOLDER / "layout.css",
        *sorted((FOLDER / "components").glob("*.css")),
        FOLDER / "utilities.css",
        FOLDER / "print.css",
    ]


def stylesheet() -> str:
    return LAYERS + FOR_US.sub("", "".join(part.read_text(encoding="utf-8") for part in parts()))


if __name__ == "__main__":
    BUNDLE.write_text(stylesheet(), encoding="utf-8")
