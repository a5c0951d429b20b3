"""What minutes say: the text, decisions, and who took what upon them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.models import ActionItem, Minutes, Occurrence
from portal.kit.markdown import markdown_html
from portal.people.models import User
from portal.people.queries.names import ShownName, shown_names

from .lines import occurrence_address

MOST_ACTIONS = 50


@dataclass(frozen=True)
class Action:
    """`day` is the date it was taken on, and `url` the page of that date."""

    public_id: UUID
    text: str
    who: ShownName
    due_on: date | None
    done_at: datetime | None
    day: date
    url: str
    meeting: str

    def is_late(self, today: date) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class DateMinutes:
    html: SafeString
    decisions: tuple[str, ...]
    actions: tuple[Action, ...]
    published_at: datetime | None


def minutes_of(*, occurrence: Occurrence) -> Minutes | None:
    """Also a draft, for who writes it. One query."""
    rows = Minutes.objects.filter(occurrence=occurrence)
    return rows.select_related("saved_by__profile").first()


def is_published(occurrence: Occurrence) -> bool:
    """No query where the row came with its minutes."""
    minutes = getattr(occurrence, "minutes", None)
    return minutes is not None and minutes.published_at is not None


def as_shown(minutes: Minutes, *, audience: str) -> DateMinutes:
    """At most three queries."""
    return DateMinutes(
        html=markdown_html(minutes.text),
        decisions=tuple(one.text for one in minutes.decisions.all()),
        actions=tuple(actions(minutes.action_items.all(), audience=audience)),
        published_at=minutes.published_at,
    )


def open_actions_before(*, occurrence: Occurrence, audience: str) -> list[Action]:
    """What earlier dates of the meeting left to do, the most pressing first. At most two
    queries."""
    earlier = (
        ActionItem.objects.told()
        .open()
        .filter(
            minutes__occurrence__series=occurrence.series_id,
            minutes__occurrence__starts_at__lt=occurrence.starts_at,
        )
    )
    by_day = F("due_on").asc(nulls_last=True), "minutes__occurrence__starts_at", "position"
    return actions(earlier.order_by(*by_day)[:MOST_ACTIONS], audience=audience)


def own_actions(*, person: User) -> list[Action]:
    """Open ones, of every meeting; it says of none who has it. One query."""
    mine = ActionItem.objects.told().open().filter(person=person)
    rows = mine.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST_ACTIONS]
    return [action(one, {}) for one in rows.select_related("minutes__occurrence__series")]


def actions(rows: QuerySet[ActionItem], *, audience: str) -> list[Action]:
    items = list(rows.select_related("minutes__occurrence__series"))
    names = shown_names(people={one.person_id for one in items if one.person_id}, audience=audience)
    return [action(one, names) for one in items]


def action(item: ActionItem, names: dict[int, ShownName]) -> Action:
    """A member who shows no name is a member; nobody at all took it where there is no name."""
    occurrence = item.minutes.occurrence
    if item.person_id:
        who = names.get(item.person_id) or ShownName(_("a member"), "")
    else:
        who = ShownName(item.name, "")
    return Action(
        public_id=item.public_id,
        text=item.text,
        who=who,
        due_on=item.due_on,
        done_at=item.done_at,
        day=occurrence.original_date,
        url=occurrence_address(occurrence.series.slug, occurrence.original_date),
        meeting=occurrence.title,
    )
