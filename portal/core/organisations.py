"""Whether two people wrote the same employer or school."""

import re

# What stands behind a name and makes no other organisation of it.
FORMS = frozenset(
    {"inc", "ltd", "llc", "gmbh", "ag", "bv", "sa", "sas", "srl", "plc", "corp", "co", "company"}
    | {"corporation", "incorporated", "limited", "the"}
)


def organisation_key(written: str) -> str:
    """Empty for who wrote nothing: two of them have nothing in common."""
    words = re.findall(r"\w+", written.casefold().replace(".", ""))
    return " ".join(word for word in words if word not in FORMS) or " ".join(words)
