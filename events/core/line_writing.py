"""Content lines of a calendar file as text: escaped, folded, and safe against what people type.

Written by hand because a feed has tens of thousands of them and the library takes a tenth of a
millisecond for each; a test holds both to the same bytes.
"""

import re
from collections.abc import Iterable

from events.core.content_lines import CONTROL

CRLF = "\r\n"
LONGEST = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
NEW_LINE = re.compile(r"\r\n?")
SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that any calendar program can read back: no control characters, whole Unicode."""
    if text.isascii() and text.isprintable():
        return text
    lines = NEW_LINE.sub("\n", text)
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub("", lines))


def text_value(text: str) -> str:
    return clean(text).translate(ESCAPES)


def quoted(text: str) -> str:
    """A parameter's value; it has no way to say a quote or the end of a line (RFC 6868 aside)."""
    return '"' + re.sub(r'["\n]+', " ", clean(text)) + '"'


def joined(lines: Iterable[str]) -> str:
    return "".join([folded(line) + CRLF for line in lines])


def folded(line: str) -> str:
    """At most 75 octets a line, no letter cut in two."""
    if line.isascii():
        if len(line) <= LONGEST:
            return line
        step = LONGEST - 1
        return f"{CRLF} ".join([line[at : at + step] for at in range(0, len(line), step)])
    pieces, piece, octets = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if octets + width > LONGEST - 1:
            pieces.append(piece)
            piece, octets = "", 0
        piece += letter
        octets += width
    return f"{CRLF} ".join([*pieces, piece])
