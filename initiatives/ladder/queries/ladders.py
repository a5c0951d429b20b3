"""The ladder of a group, as it stands today."""

from dataclasses import dataclass

from initiatives.ladder.core.ladder_text import read_ladder
from initiatives.ladder.models import Edition
from initiatives.models import Initiative
from initiatives.queries.group_rows import MoreRows, group_rows

KIND = "ladder"


@dataclass(frozen=True)
class LadderRow:
    text: str


def ladder_of_group(*, initiative: Initiative) -> Edition | None:
    """One query."""
    return Edition.objects.newest().filter(initiative=initiative).first()


def groups_with_a_ladder() -> list[Initiative]:
    """Listed ones, by name. One query."""
    told = Edition.objects.newest().values("initiative")
    return list(Initiative.objects.listed().filter(pk__in=told).order_by("name"))


def ladder_rows(*, group: Initiative) -> MoreRows:
    """For the one query of a group's page."""
    return MoreRows(KIND, Edition.objects.newest().filter(initiative=group), LadderRow)


def rungs_on_its_page(*, initiative: Initiative) -> list[str]:
    """What they are called; none without a ladder. No query beside the rows of the page."""
    rows = group_rows(initiative).more[KIND]
    return [rung.title for row in rows for rung in read_ladder(row.text).rungs]
