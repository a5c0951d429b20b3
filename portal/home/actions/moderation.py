"""Who is told what on a text's way from its writer past the editors and out."""

from urllib.parse import urlsplit

from django.urls import reverse
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from portal.notices.actions.notice import send_notice, send_notices
from portal.notices.models import Kind
from portal.people.models import User


def tell_editors(*, handed_in: TaskState, by: User | None) -> None:
    """Everybody who may let it out, except who handed it in."""
    page, task = page_of(handed_in.workflow_state), handed_in.task.specific
    if page is None or not isinstance(task, AbstractGroupApprovalTask):
        return
    editors = User.objects.filter(groups__in=task.groups.all(), is_active=True).distinct()
    send_notices(
        people=editors.exclude(pk=by.pk) if by else editors,
        kind=Kind.MODERATION,
        key=f"handed-in:{handed_in.pk}",
        template="home/hand_in_page",
        context={"title": page.draft_title},
        url=editor_of(page),
    )


def tell_writer_it_is_out(*, workflow: WorkflowState, by: User | None) -> None:
    page = page_of(workflow)
    if page is not None:
        tell_writer(workflow, by, page, "publish_page", where_it_stands(page))


def tell_writer_it_came_back(*, workflow: WorkflowState, by: User | None) -> None:
    page = page_of(workflow)
    if page is not None:
        tell_writer(workflow, by, page, "return_page", editor_of(page))


def tell_writer(workflow: WorkflowState, by: User | None, page: Page, verb: str, url: str) -> None:
    """Nobody needs to hear what they did themselves."""
    writer, decided = workflow.requested_by, workflow.current_task_state
    if writer is None or writer == by:
        return
    send_notice(
        person=writer,
        kind=Kind.MODERATION,
        key=f"{verb}:{decided.pk}",
        template=f"home/{verb}",
        context={"title": page.draft_title, "comment": decided.comment},
        url=url,
    )


def page_of(workflow: WorkflowState) -> Page | None:
    subject = workflow.content_object
    return subject if isinstance(subject, Page) else None


def editor_of(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def where_it_stands(page: Page) -> str:
    """A page may have an address of its row; one without any is seen in the editor alone."""
    return urlsplit(page.specific.full_url or "").path or editor_of(page)
