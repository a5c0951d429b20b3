"""Addresses shown as evidence: which may be shown, which are the same one, which hold a key.

Nothing is asked of the net here. The fetcher looks again, at the machine behind the name.
"""

from urllib.parse import parse_qsl, urlsplit, urlunsplit

LONGEST_LINK = 2000
PORTS = {"http": 80, "https": 443}
SECRETS = frozenset(
    {
        *("token", "access_token", "private_token", "oauth_token", "id_token", "jwt", "auth"),
        *("key", "api_key", "apikey", "secret", "password", "pwd", "code", "session"),
        *("sig", "signature", "x-amz-signature", "x-goog-signature"),
    }
)


class BadLink(ValueError):
    """Not the address of something that others could open."""


def canonical(link: str) -> str:
    """The one spelling of an address: two that are the same evidence have the same. Raises BadLink.

    A name it must have: a number leads to one machine, which need not be the reader's.
    """
    odd = "\\" in link or any(c.isspace() or not c.isprintable() for c in link)
    if odd or len(link) > LONGEST_LINK:
        raise BadLink
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
        port = parts.port
    except ValueError as error:
        raise BadLink from error
    standard = PORTS.get(parts.scheme)
    if standard is None or port not in (None, standard) or "@" in parts.netloc:
        raise BadLink
    if not is_a_name(host):
        raise BadLink
    return urlunsplit((parts.scheme, host, parts.path.rstrip("/"), parts.query, ""))


def is_a_name(host: str) -> bool:
    """What does not end in a word is read as a number by somebody: 0177.0.0.1, 0x7f000001."""
    _first, dot, last = host.rpartition(".")
    return bool(dot) and last[:1].isalpha()


def holds_a_key(link: str) -> bool:
    """Whether who has this address may get in somewhere with it. What is no address holds nothing.

    Behind the # a word alone is a heading; a page that asks there gives its words a value.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    named = parse_qsl(parts.query, keep_blank_values=True)
    named += parse_qsl(parts.fragment.rpartition("?")[2])
    return any(name.lower() in SECRETS for name, _value in named)
