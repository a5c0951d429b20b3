"""Texts that wait for an editor. The way they take is Wagtail's workflow; this makes it seen."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState

from portal.core.agenda import Item
from portal.people.models import User
from portal.people.queries.names import told_name

MOST = 30
STALE_AFTER = timedelta(days=7)
# What Wagtail itself writes down about a page, beside what people wrote.
WRITTEN_TOO = frozenset({"title", "slug", "seo_title", "search_description"})
BOOKKEEPING = frozenset(field.name for field in Page._meta.get_fields()) - WRITTEN_TOO  # noqa: SLF001  # Django's public name


@dataclass(frozen=True)
class TextInReview:
    """`changed` names the parts that differ from what is public; none of a text that is new."""

    title: str
    kind: str
    who: str
    since: datetime
    is_new: bool
    changed: tuple[str, ...]
    page_id: int

    @property
    def read_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page_id])

    @property
    def compare_url(self) -> str:
        """Old and new words side by side; of a new text there are no old ones."""
        if self.is_new:
            return ""
        return reverse(
            "wagtailadmin_pages:revisions_compare", args=[self.page_id, "live", "latest"]
        )


def reviews_texts(*, person: User) -> bool:
    """Whether any step of a workflow asks this person; a superuser may take each."""
    return person.is_superuser or GroupApprovalTask.objects.filter(groups__user=person).exists()


def waiting_for(person: User) -> QuerySet[TaskState]:
    """Oldest first, with what it is about and who handed it in."""
    waiting = TaskState.objects.select_related(
        "revision", "workflow_state__requested_by__profile"
    ).filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type__app_label="wagtailcore",
    )
    if not person.is_superuser:
        asked = GroupApprovalTask.objects.filter(groups__user=person)
        waiting = waiting.filter(task__in=asked.values("task_ptr"))
    return waiting.order_by("started_at", "pk")


def texts_to_look_through(*, person: User, now: datetime) -> list[Item]:
    """What this person may let out. One query; a superuser, who could let out every text, is not
    told of all of them."""
    if person.is_superuser:
        return []
    return [item(state, now) for state in waiting_for(person)[:MOST]]


def item(state: TaskState, now: datetime) -> Item:
    is_stale = now - state.started_at > STALE_AFTER
    return Item(
        what=state.revision.object_str,
        url=reverse("wagtailadmin_pages:edit", args=[state.workflow_state.object_id]),
        with_whom=writer(state),
        why=_("Handed in more than a week ago.") if is_stale else _("Handed in for you to read."),
        action=_("Read it"),
        kind=_("Text"),
        is_waiting=not is_stale,
        is_stale=is_stale,
    )


def writer(state: TaskState) -> str:
    person = state.workflow_state.requested_by
    return told_name(person) if person else ""


def texts_in_review(states: Collection[TaskState]) -> list[TextInReview]:
    """Rows of `waiting_for`, whatever kind of page they are. One query."""
    ids = [int(state.workflow_state.object_id) for state in states]
    pages = Page.objects.select_related("content_type", "live_revision").in_bulk(ids)
    return [
        text_in_review(state, page)
        for state, pk in zip(states, ids, strict=True)
        if (page := pages.get(pk))
    ]


def text_in_review(state: TaskState, page: Page) -> TextInReview:
    model = page.content_type.model_class()
    return TextInReview(
        title=state.revision.object_str,
        kind=capfirst(str(model._meta.verbose_name)),  # noqa: SLF001  # Django's public name
        who=writer(state),
        since=state.started_at,
        is_new=not page.live,
        changed=tuple(changed(model, page.live_revision, state.revision)) if page.live else (),
        page_id=page.pk,
    )


def changed(model: type[Page], public: Revision | None, handed_in: Revision) -> Iterator[str]:
    """Nothing can be said beside a page that was laid out by the portal, without a revision."""
    before = public.content if public else handed_in.content
    for field in model._meta.get_fields():  # noqa: SLF001  # Django's public name
        after = handed_in.content.get(field.name)
        if field.name in BOOKKEEPING or before.get(field.name) == after:
            continue
        yield capfirst(str(getattr(field, "verbose_name", field.name)))
