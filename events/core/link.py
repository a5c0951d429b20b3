from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Something to read or watch beside an event; `rel` says what it is, as a URI (RFC 9253)."""

    rel: str
    label: str
    url: str
