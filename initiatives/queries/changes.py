"""What we began to show differently about groups, newest first, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Change, ChangeKind, Initiative, Kind, Stage
from portal.people.models import User

# A change told this long ago is history: the feeds and "what changed" lists end here.
MOST_IN_A_FEED = 100
MOST_SINCE_A_VISIT = 200


@dataclass(frozen=True)
class Told:
    """`key` is stable and says nothing: feeds know an entry by it."""

    key: int
    at: datetime
    group: str
    slug: str
    url: str
    hue: int
    kind: str
    kind_label: str
    words: str
    source: str


def changes() -> QuerySet[Change]:
    """Of listed groups only: what is taken off the list takes its log along."""
    return Change.objects.filter(initiative__is_listed=True).select_related("initiative")


def changes_of(*, initiative: Initiative) -> QuerySet[Change]:
    return changes().filter(initiative=initiative)


def changes_since_visit(*, person: User) -> list[Told]:
    """In the groups somebody follows, after they last said that they had read it. One query.

    Of very many the oldest, so that what is read up to the newest shown leaves none unseen.
    """
    rows = changes().filter(
        initiative__followers__person=person, at__gt=F("initiative__followers__seen_at")
    )
    oldest = list(rows.order_by("at", "id")[:MOST_SINCE_A_VISIT])
    return told(reversed(oldest))


def told(rows: Iterable[Change]) -> list[Told]:
    return [
        Told(
            key=row.pk,
            at=row.at,
            group=row.initiative.name,
            slug=row.initiative.slug,
            url=row.initiative.get_absolute_url(),
            hue=row.initiative.hue,
            kind=row.kind,
            kind_label=row.get_kind_display(),
            words=words_of(row),
            source=row.source,
        )
        for row in rows
    ]


def words_of(change: Change) -> str:
    """One sentence a newcomer reads without knowing our columns."""
    said = {
        "before": spoken(change.kind, change.before),
        "after": spoken(change.kind, change.after),
    }
    if change.kind == ChangeKind.ADDED:
        return _("It is in the catalogue now.")
    if change.kind == ChangeKind.TEXT:
        return _("It describes itself anew.")
    sentences = {
        ChangeKind.NAME: (
            _("It is called %(after)s now, not %(before)s any more."),
            _("It is called %(after)s now."),
            _("It is not called %(before)s any more."),
        ),
        ChangeKind.KIND: (
            _("It became a %(after)s; it was a %(before)s."),
            _("It is a %(after)s now."),
            _("It is not a %(before)s any more."),
        ),
        ChangeKind.STAGE: (
            _("Its stage is now %(after)s; it was %(before)s."),
            _("Its stage is now %(after)s."),
            _("Its stage is not %(before)s any more."),
        ),
        ChangeKind.PARENT: (
            _("It reports to %(after)s now, not to %(before)s any more."),
            _("It reports to %(after)s now."),
            _("It does not report to %(before)s any more."),
        ),
        ChangeKind.SERVES: (
            _("It also serves %(after)s now, not %(before)s any more."),
            _("It also serves %(after)s now."),
            _("It does not serve %(before)s any more."),
        ),
        ChangeKind.PREDECESSOR: (
            _("It continues %(after)s, not %(before)s."),
            _("It continues the work of %(after)s."),
            _("It is not said to continue %(before)s any more."),
        ),
        ChangeKind.ROLE: (
            _("A seat changed: %(after)s."),
            _("A seat is filled or announced: %(after)s."),
            _("A seat is no longer listed: %(before)s."),
        ),
        ChangeKind.CHANNEL: (
            _("A place to meet changed: %(after)s, before %(before)s."),
            _("A new place to meet: %(after)s."),
            _("A place is no longer listed: %(before)s."),
        ),
        ChangeKind.DELIVERABLE: (
            _("What it has made is now called %(after)s; it was %(before)s."),
            _("It has made: %(after)s."),
            _("It no longer lists %(before)s."),
        ),
        ChangeKind.OPENING: (
            _("It asks for help: %(after)s, before %(before)s."),
            _("It asks for help: %(after)s."),
            _("It no longer asks for help with: %(before)s."),
        ),
        ChangeKind.REPORT: (
            _("A report is out: %(after)s."),
            _("A report is out: %(after)s."),
            _("A report is no longer listed: %(before)s."),
        ),
        ChangeKind.MEETING: (
            _("Its meeting changed: %(after)s."),
            _("It meets: %(after)s."),
            _("This meeting has ended: %(before)s."),
        ),
    }[ChangeKind(change.kind)]
    moved, began, ended = sentences
    if change.before and change.after:
        return moved % said
    return (began if change.after else ended) % said


def spoken(kind: str, value: str) -> str:
    """Stages and kinds are kept as in the catalogue file; everything else as people read it."""
    if kind == ChangeKind.STAGE and value in Stage.values:
        return str(Stage(value).label).lower()
    if kind == ChangeKind.KIND and value in Kind.values:
        return str(Kind(value).label).lower()
    return value


def feed_links(initiative: Initiative | None) -> list[tuple[str, str]]:
    """Format and address, for pages that offer them."""
    if initiative is None:
        return [
            ("Atom", reverse("initiatives:feed_all_atom")),
            ("JSON", reverse("initiatives:feed_all_json")),
        ]
    return [
        ("Atom", reverse("initiatives:feed_atom", args=[initiative.slug])),
        ("JSON", reverse("initiatives:feed_json", args=[initiative.slug])),
    ]
