from dataclasses import dataclass
from datetime import date

from django.db import connection

from initiatives.core.hierarchy import MOST_LEVELS
from initiatives.models import Initiative

# Walking up is the one thing the ORM cannot ask in one query; both databases can.
SQL = """
WITH RECURSIVE above (id, level) AS (
  SELECT parent_id, 1 FROM initiatives_parent
  WHERE initiative_id = %(group)s AND parent_id IS NOT NULL
    AND (since IS NULL OR since <= %(on)s) AND (until IS NULL OR until > %(on)s)
  UNION ALL
  SELECT p.parent_id, above.level + 1
  FROM initiatives_parent p JOIN above ON p.initiative_id = above.id
  WHERE p.parent_id IS NOT NULL AND above.level < %(most)s
    AND (p.since IS NULL OR p.since <= %(on)s) AND (p.until IS NULL OR p.until > %(on)s)
)
SELECT g.slug, g.name, g.kind, g.hue, g.is_listed
FROM above JOIN initiatives_initiative g ON g.id = above.id ORDER BY above.level
"""


@dataclass(frozen=True)
class Ancestor:
    slug: str
    name: str
    kind: str
    hue: int


def ancestors(*, initiative: Initiative, on: date) -> tuple[Ancestor, ...]:
    """Whom it reports to, whom they report to, and so on; the nearest first.

    The line ends below a group that is not listed, and where it would go round in a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"group": initiative.pk, "on": on.isoformat(), "most": MOST_LEVELS})
        rows = cursor.fetchall()
    found: list[Ancestor] = []
    seen = {initiative.slug}
    for slug, name, kind, hue, is_listed in rows:
        if slug in seen or not is_listed:
            break
        seen.add(slug)
        found.append(Ancestor(slug, name, kind, hue))
    return tuple(found)
