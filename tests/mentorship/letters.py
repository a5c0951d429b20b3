"""Letters as they are read."""

import re

from portal.notices.letter import Letter


def as_sent(letter: Letter) -> tuple[str, str]:
    """Whole, but for the address that stops letters of its kind: it names the one that was sent."""
    return letter.subject, re.sub(r"/notices/stop/[^/]+/", "/notices/stop/…/", letter.text)
