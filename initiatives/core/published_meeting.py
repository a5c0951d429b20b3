"""Addresses and titles for meetings that a list of groups names only briefly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from .catalog_entry import MeetingEntry
from .slugs import slugify

LONGEST_TITLE = 160


def meeting_slug(group: str, title: str) -> str:
    """The group's slug and the title, without saying twice what both begin or end with."""
    ours, theirs = group.split("-"), slugify(title).split("-")
    for shared in range(min(len(ours), len(theirs)), 0, -1):
        if ours[-shared:] == theirs[:shared]:
            theirs = theirs[shared:]
            break
    return slugify("-".join(ours + theirs))


def meeting_title(spoken: str, title: str, *, name: str = "") -> str:
    """With the group's name, unless the title has it already."""
    is_named = slugify(name or spoken) in slugify(title)
    return (title if is_named else f"{spoken}: {title}")[:LONGEST_TITLE]


def told_apart(meetings: Iterable[MeetingEntry]) -> tuple[MeetingEntry, ...]:
    """Meetings of one title get their time into the address; the same one twice is one."""
    once = dict.fromkeys(meetings)
    times = Counter(meeting.slug for meeting in once)
    apart: dict[str, MeetingEntry] = {}
    for meeting in once:
        slug = meeting.slug
        if times[slug] > 1:
            slug = slugify(f"{slug[:50]} {meeting.published_text}")
        apart.setdefault(slug, replace(meeting, slug=slug))
    return tuple(apart.values())
