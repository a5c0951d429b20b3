"""The texts of a group's meetings in the CMS, made when somebody first needs them."""

from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import transaction
from django.utils.html import escape

from events.models import EventIndexPage, EventPage, Series
from initiatives.actions.project_rights import ORGANIZERS_PREFIX, group_of, holders, let_write
from initiatives.actions.start_story import start_story
from initiatives.core.lead_roles import ORGANIZER
from initiatives.models import Initiative
from portal.kit.locks import hold

# Two pages that are put below one at the same moment would get the same place in the tree.
TREE = "pages of meetings"


@transaction.atomic
def start_event_page(*, series: Series, by: AbstractBaseUser | None) -> EventPage:
    """The text of a meeting, made as an empty draft if nobody has begun one."""
    hold(TREE)
    written = EventPage.objects.filter(translation_key=series.public_id).order_by("pk").first()
    if written:
        return written
    page = EventPage(
        title=series.title,
        slug=series.slug,
        translation_key=series.public_id,
        live=False,
        has_unpublished_changes=True,
        owner=by,
        body=told_text(series),
    )
    shelf_of(initiative=series.initiative).add_child(instance=page)
    page.save_revision(user=by)
    return page


def told_text(series: Series) -> list[tuple[str, str]]:
    """What the calendar it came from says about it, for its organizers to make a text of."""
    if not hasattr(series, "imported"):
        return []
    lines = [escape(line) for line in series.imported.told["text"].splitlines() if line]
    return [("text", "".join(f"<p>{line}</p>" for line in lines))] if lines else []


def shelf_of(*, initiative: Initiative) -> EventIndexPage:
    story = start_story(initiative=initiative)
    shelf = EventIndexPage.objects.child_of(story).first()
    if shelf is None:
        title = f"Meetings of {initiative.name}"
        shelf = story.add_child(instance=EventIndexPage(title=title, slug="events"))
    return shelf


@transaction.atomic
def project_organizers(*, initiative: Initiative) -> Group | None:
    """Let who holds an organizer's seat today write about the group's meetings, and nothing else.

    Leads need nothing here: their right to the group's story covers the pages below it.
    """
    people = holders(initiative, {ORGANIZER})
    group = group_of(name=ORGANIZERS_PREFIX + initiative.slug, people=people)
    if group and people:
        hold(TREE)
        let_write(group=group, page=shelf_of(initiative=initiative))
    return group
