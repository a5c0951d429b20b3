"""For who keeps a group's page: what is missing, stale or broken there, and the link to mend it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Conflict, FactGroup, Initiative

from .dead_sources import dead_sources
from .group_rows import GroupRows, group_rows
from .linked_addresses import dead_links_of
from .page_parts import Page, PagePart, page_parts

# Where a group stands a body decides, so the staff enters it; all the rest is the group's own.
DECIDED = frozenset({FactGroup.PLACE})
# Meetings and openings are many things with a page each.
ELSEWHERE = frozenset({FactGroup.MEETINGS, FactGroup.OPENINGS})
# Not a part that says anything: where its facts were read, for as long as a link there is dead.
SOURCES = "sources"
MOST = 12


@dataclass(frozen=True)
class Keeper:
    """What somebody who keeps a page may do beside confirming it: decide, arrange meetings."""

    may_decide: bool
    may_arrange: bool


Where = Callable[[Initiative, str, Keeper], str]


@dataclass(frozen=True)
class Mend:
    """One line: what is wrong, and where it is mended; without an address somebody else must."""

    what: str
    url: str = ""
    action: str = ""
    why: str = ""


@dataclass(frozen=True)
class MendList:
    lines: tuple[Mend, ...]
    left_out: int
    still_right_url: str


def mend_list(*, initiative: Initiative, keeper: Keeper, now: datetime) -> MendList:
    """Three queries beside the rows of the group."""
    rows = group_rows(initiative)
    page = page_parts(initiative=initiative, now=now)
    lines = [
        *broken(initiative, rows, keeper),
        *asked(initiative, rows),
        *disputed(initiative, keeper),
        *missing(initiative, page, keeper),
        *stale(initiative, page),
    ]
    return MendList(tuple(lines[:MOST]), max(len(lines) - MOST, 0), still_right_url(initiative))


def still_right_url(initiative: Initiative, part: str = "") -> str:
    address = reverse("initiatives:desk_still_right", args=[initiative.slug])
    return f"{address}#{part}" if part else address


def in_place_url(initiative: Initiative, part: str, keeper: Keeper) -> str:
    """The same form, opened where "still right?" shows the part, as far as it can be."""
    if part in ELSEWHERE or (part in DECIDED and not keeper.may_decide):
        return edit_url(initiative, part, keeper)
    return f"{still_right_url(initiative)}?change={part}#{part}"


def edit_url(initiative: Initiative, part: str, keeper: Keeper) -> str:
    """Where a part is changed; empty for who may only confirm it."""
    if part in DECIDED and not keeper.may_decide:
        return ""
    if part == FactGroup.MEETINGS:
        return reverse("events:desk_meetings") if keeper.may_arrange else ""
    if part == FactGroup.OPENINGS:
        return reverse("initiatives:desk_openings", args=[initiative.slug])
    return reverse("initiatives:desk_edit", args=[initiative.slug, part])


def broken(
    initiative: Initiative, rows: GroupRows, keeper: Keeper, where: Where = edit_url
) -> Iterator[Mend]:
    """Of an address that stands in many places the first; mended there, the next is named.

    One query, three where there are any.
    """
    dead = dead_links_of(initiative)
    if not dead:
        return
    sources = dead_sources(initiative=initiative, with_signals=keeper.may_decide)
    read_from = {source.url for source in sources}
    for check in dead:
        url = form_holding(check.url, initiative, rows, keeper, where)
        if not url and check.url in read_from:
            url = where(initiative, SOURCES, keeper)
        yield Mend(
            what=_("A link no longer answers: %s") % check.url,
            url=url,
            action=_("Change it"),
            why="" if url else _("An outside source gave it; the staff mends it."),
        )


def form_holding(
    url: str, initiative: Initiative, rows: GroupRows, keeper: Keeper, where: Where
) -> str:
    """Empty for what leads to no place of the group, but to where something about it was read."""
    own = {initiative.website_url, initiative.repo_url, initiative.charter_url}
    if url in own | {row.url for row in rows.channels}:
        return where(initiative, FactGroup.LINKS, keeper)
    if url == initiative.ai_policy_url:
        return where(initiative, FactGroup.TEXT, keeper)
    if url in {row.url for row in rows.deliverables}:
        return where(initiative, FactGroup.DELIVERABLES, keeper)
    for opening in rows.openings:
        if opening.contact_url == url:
            return reverse("initiatives:desk_opening", args=[initiative.slug, opening.key])
    return ""


def asked(initiative: Initiative, rows: GroupRows) -> Iterator[Mend]:
    for question in rows.questions:
        yield Mend(
            what=question.ask,
            url=reverse("initiatives:desk_question", args=[initiative.slug, question.pk]),
            action=_("Answer"),
            why=_("Published: %s") % question.text if question.text else "",
        )


def disputed(initiative: Initiative, keeper: Keeper) -> Iterator[Mend]:
    count = Conflict.objects.open().filter(initiative=initiative).count()
    if not count:
        return
    address = f"{reverse('initiatives:desk_conflicts')}?group={initiative.slug}"
    words = ngettext(
        "Two sources disagree about one fact.", "Sources disagree about %(n)s facts.", count
    )
    yield Mend(
        what=words % {"n": count},
        url=address if keeper.may_decide else "",
        action=_("Decide"),
        why="" if keeper.may_decide else _("The staff decides."),
    )


def missing(initiative: Initiative, page: Page, keeper: Keeper) -> Iterator[Mend]:
    """Where a question is open about its meetings, the answer is what is missing."""
    is_asked = any(row.about.startswith("meeting") for row in group_rows(initiative).questions)
    for part in page.parts:
        url = edit_url(initiative, part.key, keeper)
        if part.key == FactGroup.MEETINGS:
            if is_asked:
                continue
            if url:
                url = f"{reverse('events:desk_new_meeting')}?initiative={initiative.slug}"
        for words in part.lacks:
            yield Mend(
                what=_("Missing: %s") % words,
                url=url,
                action=_("Add it"),
                why="" if url else nobody_here(part),
            )


def nobody_here(part: PagePart) -> str:
    if part.key == FactGroup.MEETINGS:
        return _("Who leads or arranges for the group enters it.")
    return _("The staff enters it.")


def stale(initiative: Initiative, page: Page) -> Iterator[Mend]:
    for part in page.parts:
        if part.is_stale:
            yield Mend(
                what=_("Still right? %s") % what_is_stale(part),
                url=still_right_url(initiative, part.key),
                action=_("Look it over"),
                why=age(part),
            )


def what_is_stale(part: PagePart) -> str:
    """The part, or the facts of it that went stale before the others."""
    if not part.stale_facts:
        return part.label
    return _("%(part)s: %(facts)s") % {"part": part.label, "facts": ", ".join(part.stale_facts)}


def age(part: PagePart) -> str:
    stale = [line.fresh for line in part.lines if line.fresh and line.is_stale]
    last_on = max((one.last_on for one in stale if one.last_on), default=None)
    if last_on is None:
        return _("Nobody has said yet that it is right.")
    return _("Last said on %s.") % format_date(last_on, "j F Y")
