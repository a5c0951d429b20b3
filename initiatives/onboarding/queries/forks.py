"""Paths that a group took from those of everybody, and what changed there since."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.models import Initiative, InitiativePage
from initiatives.onboarding.blocks import field_label
from initiatives.onboarding.core.edition_diff import different
from initiatives.onboarding.core.upstream import Offer, offers
from initiatives.onboarding.models import Edition, Path, PathPage


@dataclass(frozen=True)
class Fork:
    """As its draft says now, beside the newest edition of the path it was taken from."""

    page: PathPage
    base: Edition
    newest: Edition

    @property
    def is_behind(self) -> bool:
        return self.base != self.newest

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        if not self.is_behind:
            return ()
        return offers(self.base.plan, self.newest.plan, self.page.plan)

    @property
    def told(self) -> list[tuple[str, str, str, str]]:
        """Short name, title, what they did, and what was done here where it is another thing."""
        return [
            (one.key, one.title, their_change(one), our_change(one) if one.is_contested else "")
            for one in self.offers
        ]


def forks_of(*, initiative: Initiative) -> list[Fork]:
    """Those below the group's story, whether published or not. Six queries, and those with which
    Wagtail makes a page of each draft."""
    pages = forked_pages(initiative).select_related("latest_revision").order_by("title")
    drafts = [page.get_latest_revision_as_object() for page in pages]
    editions = Edition.objects.prefetch_related("steps")
    bases = editions.in_bulk({draft.upstream_id for draft in drafts})
    paths = {base.path_id for base in bases.values()}
    newest = {one.path_id: one for one in editions.newest().filter(path__in=paths)}
    return [
        Fork(draft, base, newest[base.path_id])
        for draft in drafts
        for base in [bases[draft.upstream_id]]
    ]


def forked_pages(initiative: Initiative) -> QuerySet[PathPage]:
    story = InitiativePage.objects.filter(translation_key=initiative.translation_key).first()
    pages = PathPage.objects.child_of(story) if story else PathPage.objects.none()
    return pages.exclude(upstream=None)


def newest_beside(edition: Edition) -> Edition:
    return Edition.objects.newest().get(path=edition.path)


def to_be_taken(*, initiative: Initiative) -> list[Path]:
    """Published paths of no group that this one has not taken yet."""
    had = forked_pages(initiative).values("upstream__path")
    rows = Path.objects.published().filter(initiative=None)
    return list(rows.exclude(pk__in=had).order_by("title"))


def their_change(one: Offer) -> str:
    if one.theirs is None:
        return _("gone there")
    if one.was is None:
        return _("new there")
    return _("changed there: %(fields)s") % {"fields": fields_of(different(one.was, one.theirs))}


def our_change(one: Offer) -> str:
    if one.ours is None:
        return _("gone in yours")
    if one.was is None:
        return _("yours has a step of this name too")
    return _("changed in yours: %(fields)s") % {"fields": fields_of(different(one.was, one.ours))}


def fields_of(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{field_label(name)}”" for name in names)
