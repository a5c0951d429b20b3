"""What a server would have written, made as in production by the product's own formatter."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core import mail

from portal.settings.logging import LOGGING
from tests.permissions.letters import PASSWORD

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
KEY = re.compile(r"/(?:confirm-email|password/reset/key|stop)/([^/\s>]{8,})")


@contextmanager
def written() -> Iterator[Callable[[], str]]:
    """Calls to what it yields tell all that was written by then."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    config = dict(LOGGING["formatters"]["line"])
    handler.setFormatter(config.pop("()")(**config))
    root = logging.getLogger()
    before = root.level
    root.setLevel(LOGGING["root"]["level"])
    root.addHandler(handler)
    try:
        yield lines.getvalue
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def private_in(lines: str) -> list[str]:
    keys = {key for letter in mail.outbox for key in KEY.findall(str(letter.message()))}
    return [
        line
        for line in lines.splitlines()
        if "canary" in line.lower()
        or ADDRESS.search(line)
        or PASSWORD in line
        or any(key in line for key in keys)
    ]
