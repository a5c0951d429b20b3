"""What somebody could do in a group, on its page."""

from django import template

from initiatives.models import Initiative, Stage
from initiatives.queries.group_rows import current, group_rows
from initiatives.queries.openings import line_of_row
from initiatives.queries.tasks import MOST_OF_A_GROUP, first_tasks, task_lines
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("initiatives/panels/openings.html", takes_context=True)
def openings_of(context, *, initiative: Initiative) -> dict:
    """Fresh ones; none of an archived group. No query beside the rows of the page."""
    on = clock.now().date()
    rows = group_rows(initiative)
    is_over = any(stage.stage == Stage.ARCHIVED for stage in current(rows.stages, on))
    shown = () if is_over else rows.fresh_openings(on)
    return {
        "initiative": initiative,
        "lines": [line_of_row(row, initiative) for row in shown],
        "may_keep": context.get("may_keep", False),
    }


@register.inclusion_tag("initiatives/panels/tasks.html", takes_context=True)
def tasks_of(context, *, initiative: Initiative) -> dict:
    """One query, and one for skills where there are tasks."""
    found = first_tasks(initiative=initiative, now=clock.now())
    return {
        "initiative": initiative,
        "lines": task_lines(found[:MOST_OF_A_GROUP]),
        "has_more": len(found) > MOST_OF_A_GROUP,
        "may_keep": context.get("may_keep", False),
    }
