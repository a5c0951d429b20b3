"""A letter to many before it goes: made by what sends it, known again by the press that does."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from portal.notices.letter import Letter, letter_of
from portal.notices.models import Notice
from portal.people.models import User


@dataclass(frozen=True)
class Preview:
    """How many get it, as one person reads it: `name`, or whoever looks at it where that is empty.
    `seen` goes along with the press."""

    people: int
    letter: Letter
    name: str = ""
    seen: str = ""


def preview_of(
    *, people: int, reader: User, told: dict[str, Any], name: str = "", seen: str = ""
) -> Preview:
    """`told` is what `send_notices` is told. Never saved."""
    facts = {field: told[field] for field in ("kind", "template", "context", "url")}
    return Preview(people, letter_of(Notice(person=reader, **facts)), name, seen)


def seen_as(*said: object) -> str:
    """Whether this is still what somebody has looked at. Under the key of the house: the desk may
    not find out by trying who is among the readers."""
    words = json.dumps(said, sort_keys=True, default=str)
    return salted_hmac("letter to many", words).hexdigest()[:32]
