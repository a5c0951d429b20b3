"""What a line of the log may not hold, whoever wrote it: frameworks quote what they choke on."""

import re

ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# Whoever has such a link may do what it is for.
LINK = re.compile(
    r"(/accounts/confirm-email/|/accounts/password/reset/key/|/notices/stop/|/calendar/mine/"
    r"|/meet/guest/(?:confirm|seat)/|/mentorship/check-in/|/mentorship/later/|/walks/|/verify/|/me/credentials/)[^\s\"']+"
)
# PostgreSQL tells the whole row it refused, and a row may have lines of its own.
ROW = re.compile(
    r"\n(?:DETAIL|CONTEXT|LINE \d+):.*?"
    r"(?=\n\nThe above exception was|\n\nDuring handling of the above|\Z)",
    re.DOTALL,
)


def discreet(said: str) -> str:
    """The text without mail addresses, keys of links and rows of the database."""
    return ADDRESS.sub("[address]", LINK.sub(r"\1[key]", ROW.sub("", said)))
