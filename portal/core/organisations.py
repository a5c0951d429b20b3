"""Whether two people wrote the same employer or school."""

import re
import unicodedata

# What stands behind a name and makes no other organisation of it.
FORMS = frozenset(
    {"inc", "ltd", "llc", "gmbh", "ag", "bv", "sa", "sas", "srl", "plc", "corp", "co", "company"}
    | {"corporation", "incorporated", "limited", "the"}
)


def organisation_key(written: str) -> str:
    """Empty for who wrote nothing: two of them have nothing in common. What nobody sees on a page,
    such as a character of no width, makes no other organisation."""
    seen = unicodedata.normalize("NFKC", written)
    seen = "".join(one for one in seen if unicodedata.category(one) != "Cf")
    words = re.findall(r"\w+", seen.casefold().replace(".", ""))
    return " ".join(word for word in words if word not in FORMS) or " ".join(words)
