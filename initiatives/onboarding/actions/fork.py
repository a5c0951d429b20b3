"""A group takes a path of everybody's for its own, and looks later at what changed there."""

from collections import defaultdict
from collections.abc import Collection
from uuid import uuid4

from django.db import transaction
from wagtail.blocks.stream_block import StreamValue

from initiatives.actions.start_story import start_story
from initiatives.models import Initiative
from initiatives.onboarding.blocks import key_of, raw_of
from initiatives.onboarding.core.upstream import offers, order_with
from initiatives.onboarding.models import Edition, PathPage
from initiatives.onboarding.queries.forks import newest_beside
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .path import COPIED, PUBLISHING, free_slug


class PageLocked(Exception):
    """Somebody else has the page in hand, as while it is looked at before it comes out."""


class NotTheNewest(Exception):
    """What was looked at is not what the other path says now, or was decided already."""


@transaction.atomic
def fork_path(*, edition: Edition, initiative: Initiative, by: User) -> PathPage:
    """A draft below the group's story with the steps and their short names; the one there is, where
    the group took this path before."""
    hold(PUBLISHING)
    story = start_story(initiative=initiative)
    taken = PathPage.objects.child_of(story).filter(upstream__path=edition.path).first()
    if taken is not None:
        return taken
    path = edition.path
    page = PathPage(
        **{column: getattr(path, column) for column in COPIED},
        slug=free_slug(f"{path.slug}-{initiative.slug}"),
        upstream=edition,
        live=False,
    )
    page.steps = written(page, [(raw_of(step), str(uuid4())) for step in edition.plan])
    story.add_child(instance=page)
    page.skills.set(path.skills.all())
    page.save_revision(user=by)
    audit.record(by=by, verb="path.forked", on=path, reason=initiative.slug)
    return page


@transaction.atomic
def take_offers(*, page: PathPage, number: int, taken: Collection[str], by: User) -> None:
    """Into the draft, which its author publishes; what is not taken is not offered again. `number`
    is of the edition that was looked at.

    Raises PageLocked or NotTheNewest.
    """
    hold(PUBLISHING)
    page = PathPage.objects.get(pk=page.pk)  # as it is now that nobody else changes it
    draft = page.get_latest_revision_as_object()
    if draft.upstream is None:
        raise NotTheNewest
    edition = newest_beside(draft.upstream)
    if edition.number != number or edition == draft.upstream:
        raise NotTheNewest
    lock = page.get_lock()
    if lock is not None and lock.for_user(by):
        raise PageLocked
    theirs = {step.key: step for step in edition.plan}
    offered = {one.key for one in offers(draft.upstream.plan, edition.plan, draft.plan)}
    chosen = offered & set(taken)
    ours = defaultdict(list)  # a draft may have two steps of one short name
    for child in draft.steps.raw_data:
        ours[key_of(child["value"])].append((child["value"], child["id"]))
    steps = []
    for key in order_with(list(ours), list(theirs), chosen):
        mine = ours.get(key, [])
        if key in chosen:
            mine = [(raw_of(theirs[key]), mine[0][1] if mine else str(uuid4())), *mine[1:]]
        steps += mine
    draft.steps = written(draft, steps)
    draft.upstream = edition
    draft.save_revision(user=by)


def written(page: PathPage, steps: list[tuple[dict, str]]) -> StreamValue:
    raw = [{"type": "step", "value": value, "id": key} for value, key in steps]
    return StreamValue(page.steps.stream_block, raw, is_lazy=True)
