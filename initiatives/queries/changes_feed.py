"""What changed as Atom (RFC 4287) and JSON Feed 1.1, of one group and of all.

Read as a stranger, whoever asks: any cache may keep the answer.
"""

import json
import re
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from initiatives.models import Change, Initiative
from portal.kit.addresses import absolute

from .changes import MOST_IN_A_FEED, Told, changes, changes_of, told

BEFORE_ANYTHING = datetime(1970, 1, 1, tzinfo=UTC)
# XML has no way to say them, and one in a title would take the whole feed away.
UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rows_for(initiative: Initiative | None) -> QuerySet[Change]:
    rows = changes() if initiative is None else changes_of(initiative=initiative)
    return rows[:MOST_IN_A_FEED]


def title_for(initiative: Initiative | None) -> str:
    about = settings.FOUNDATION_NAME if initiative is None else initiative.name
    return _("What changed at %(about)s") % {"about": about}


def home_of(initiative: Initiative | None) -> str:
    if initiative is None:
        return absolute("initiatives:changes")
    return absolute("initiatives:detail", initiative.slug)


def entry_key(entry: Told) -> str:
    return f"{absolute('initiatives:changes')}#change-{entry.key}"


def entry_title(entry: Told) -> str:
    return f"{entry.group}: {entry.kind_label}"


def atom(initiative: Initiative | None, here: str) -> str:
    feed = ChangesAtom(
        title=sayable(title_for(initiative)),
        link=home_of(initiative),
        description="",
        feed_url=here,
        feed_guid=here,
        author_name=settings.FOUNDATION_NAME,
        language=settings.LANGUAGE_CODE,
    )
    for entry in told(rows_for(initiative)):
        feed.add_item(
            title=sayable(entry_title(entry)),
            link=settings.PORTAL_BASE_URL + entry.url,
            description=escape(sayable(entry.words)),  # Django calls it HTML
            unique_id=entry_key(entry),
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return feed.writeString("utf-8")


def sayable(text: str) -> str:
    return UNSAYABLE.sub(" ", text)


class ChangesAtom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Django says "now" for an empty feed, and no two answers would be the same bytes."""
        return super().latest_post_date() if self.items else BEFORE_ANYTHING


def json_feed(initiative: Initiative | None, here: str) -> str:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_for(initiative),
        "home_page_url": home_of(initiative),
        "feed_url": here,
        "language": settings.LANGUAGE_CODE,
        "authors": [{"name": settings.FOUNDATION_NAME}],
        "items": [
            {
                "id": entry_key(entry),
                "url": settings.PORTAL_BASE_URL + entry.url,
                "title": entry_title(entry),
                "content_text": entry.words,
                "date_published": entry.at.isoformat(),
                "tags": [entry.kind],
            }
            for entry in told(rows_for(initiative))
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1)
