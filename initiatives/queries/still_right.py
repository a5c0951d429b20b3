"""Everything a group's page says, for who keeps it: to be confirmed part by part or at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from initiatives.models import Initiative, InitiativePage
from portal.people.models import User

from .confirmers import confirmers
from .group_rows import OpeningRow, group_rows
from .mend_list import DECIDED, Keeper, Mend, broken, in_place_url
from .page_parts import PagePart, page_parts


@dataclass(frozen=True)
class AskedPart:
    """`is_for_staff`: its keeper may confirm it, and only the staff changes it."""

    part: PagePart
    edit_url: str
    is_for_staff: bool
    is_confirmed_today: bool
    confirmed_by: str


@dataclass(frozen=True)
class StillRight:
    parts: tuple[AskedPart, ...]
    dead_links: tuple[Mend, ...]
    openings: tuple[OpeningRow, ...]
    story_url: str
    last_confirmed_on: date | None

    @property
    def is_all_confirmed_today(self) -> bool:
        return all(one.is_confirmed_today for one in self.parts)

    @property
    def marks(self) -> dict[str, str]:
        return {one.part.key: one.part.mark for one in self.parts}


def still_right(
    *, initiative: Initiative, keeper: Keeper, reader: User, now: datetime
) -> StillRight:
    """Four queries beside the rows of the group."""
    rows = group_rows(initiative)
    by = confirmers(initiative=initiative, reader=reader)
    asked = [
        AskedPart(
            part=part,
            edit_url=in_place_url(initiative, part.key, keeper),
            is_for_staff=part.key in DECIDED and not keeper.may_decide,
            is_confirmed_today=part.confirmed_on == now.date(),
            confirmed_by=by.get(part.key, ""),
        )
        for part in page_parts(initiative=initiative, now=now).parts
    ]
    days = [one.part.confirmed_on for one in asked if one.part.confirmed_on]
    return StillRight(
        parts=tuple(asked),
        dead_links=tuple(broken(initiative, rows, keeper, in_place_url)),
        openings=rows.openings,
        story_url=story_url(initiative),
        last_confirmed_on=max(days, default=None),
    )


def story_url(initiative: Initiative) -> str:
    """Its prose is written in the CMS."""
    story = InitiativePage.objects.filter(translation_key=initiative.translation_key).first()
    return reverse("wagtailadmin_pages:edit", args=[story.pk]) if story else ""
