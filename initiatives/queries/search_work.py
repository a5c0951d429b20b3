"""Openings and tasks by their titles, misspelt or not, for the portal's search."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.functions import Greatest
from django.urls import reverse

from initiatives.models import Opening, Task
from portal.core.kept_index import KeptIndex
from portal.core.typo_search import Doc
from portal.kit import clock
from portal.people.models import SkillArea

from .catalogue_column import Stamp, ask_stamps, stamp_of
from .openings import shown_openings
from .tasks import open_tasks


@dataclass(frozen=True)
class FoundWork:
    """Something a group wants done; `role` is said in words when somebody reads it."""

    title: str
    url: str
    role: str
    group_name: str

    @property
    def role_label(self) -> str:
        return str(SkillArea(self.role).label) if self.role else ""


def openings_stamp() -> dict[str, Stamp]:
    rows = shown_openings(on=clock.now().date())
    changed_at = Greatest("updated_at", "initiative__updated_at")
    return ask_stamps([stamp_of("openings", rows, changed_at=changed_at)])


def tasks_stamp() -> dict[str, Stamp]:
    rows = open_tasks(now=clock.now())
    changed_at = Greatest("seen_at", "initiative__updated_at")
    return ask_stamps([stamp_of("tasks", rows, changed_at=changed_at)])


def opening_docs() -> Iterator[Doc[FoundWork]]:
    rows = shown_openings(on=clock.now().date()).select_related("initiative")
    for row in rows.prefetch_related("skills__skill").order_by("title", "pk"):
        url = reverse("initiatives:opening", args=[row.initiative.slug, row.key])
        skills = tuple(asked.skill.name for asked in row.skills.all())
        yield doc(row, url, (row.summary, row.initiative.name, *skills))


def task_docs() -> Iterator[Doc[FoundWork]]:
    rows = open_tasks(now=clock.now()).select_related("initiative").prefetch_related("skills")
    for row in rows.order_by("title", "pk"):
        skills = tuple(skill.name for skill in row.skills.all())
        url = reverse("initiatives:task", args=[row.key])
        yield doc(row, url, (row.initiative.name, *skills))


def doc(row: Opening | Task, url: str, words: tuple[str, ...]) -> Doc[FoundWork]:
    found = FoundWork(row.title, url, row.role, row.initiative.name)
    return Doc(found, names=(row.title,), words=words)


OPENINGS: KeptIndex[FoundWork] = KeptIndex(stamp=openings_stamp, docs=opening_docs)
TASKS: KeptIndex[FoundWork] = KeptIndex(stamp=tasks_stamp, docs=task_docs)


def search_openings(text: str, *, limit: int = 10) -> list[FoundWork]:
    """Best first. One query, four when an opening has changed since the last."""
    return [hit.key for hit in OPENINGS.find(text, limit=limit)]


def search_tasks(text: str, *, limit: int = 10) -> list[FoundWork]:
    """Best first, taken or not. One query, three when a task has changed since the last."""
    return [hit.key for hit in TASKS.find(text, limit=limit)]
