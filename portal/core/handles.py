"""Public names in addresses: what one may look like, and which pretend to speak for the house."""

import re

SHORTEST, LONGEST = 3, 30
SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Refused as one part of a handle, in whatever spelling: "the-admin", "4dm1n-ada".
OFFICIAL = frozenset(
    {
        *("admin", "administrator", "moderator", "official", "root"),
        *("staff", "superuser", "sysadmin", "webmaster"),
    }
)
BEGINNINGS = ("admin", "moderator")
# Refused as a whole: addresses, roles and words that a list could take for no name at all.
RESERVED = frozenset(
    {
        *("about", "abuse", "account", "accounts", "anonymous", "api"),
        *("board", "chair", "contact", "desk", "edit", "editor"),
        *("editors", "erased", "everybody", "everyone", "false", "foundation"),
        *("help", "info", "lead", "leads", "legal", "mail"),
        *("me", "member", "members", "mentee", "mentees", "mentor"),
        *("mentors", "new", "nobody", "none", "null", "organizer"),
        *("organizers", "people", "person", "portal", "postmaster", "press"),
        *("preview", "privacy", "security", "settings", "support", "system"),
        *("team", "test", "true", "undefined", "user", "waymark"),
        *("www"),
    }
)
# Between words of the house they say nothing: "the-portal-team", "support-1".
FILLERS = frozenset({"and", "of", "our", "the"})
SAME = str.maketrans("0134578i", "oleastbl", "-")
DRAWN_ALIKE = (("rn", "m"), ("vv", "w"))


class HandleRefused(ValueError):
    """`why` is one of: length, shape, number, reserved."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_handle(text: str, *, foundation: str = "") -> str:
    """The handle as it is kept, in small letters. Raises HandleRefused.

    Nobody may take a name that reads like a word of staff, begins with the foundation's or is made
    of words of the house alone ("portal-team"; "ada-portal" is somebody's).
    """
    handle = text.strip().removeprefix("@").lower()
    if not SHORTEST <= len(handle) <= LONGEST:
        raise HandleRefused("length")
    if not SHAPE.fullmatch(handle):
        raise HandleRefused("shape")
    if handle.replace("-", "").isdigit():
        raise HandleRefused("number")
    if handle in RESERVED or is_official(handle, foundation=foundation):
        raise HandleRefused("reserved")
    return handle


def is_official(handle: str, *, foundation: str = "") -> bool:
    whole = outline(handle)
    beginnings = [outline(word) for word in BEGINNINGS]
    if re.search("[a-z0-9]", foundation.lower()):
        beginnings.append(outline(re.sub("[^a-z0-9]", "", foundation.lower())))
    official = {outline(word) for word in OFFICIAL}
    parts = [outline(part) for part in handle.split("-") if not part.isdigit()]
    house = official | {outline(word) for word in RESERVED | FILLERS}
    return (
        whole.startswith(tuple(beginnings))
        or whole in official
        or not official.isdisjoint(parts)
        or house.issuperset(parts)
    )


def outline(handle: str) -> str:
    """What a quick eye sees: 0 is o, rn is m, a doubled letter is one."""
    seen = handle.translate(SAME)
    for pair, one in DRAWN_ALIKE:
        seen = seen.replace(pair, one)
    return re.sub(r"(.)\1+", r"\1", seen)
