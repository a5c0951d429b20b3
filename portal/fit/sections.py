"""The three lists of an answer in words, each with the way to all there is of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.core.fit import Section
from portal.core.fit_ranking import Fit
from portal.fit.answers import Asked
from portal.fit.words import Names, Told, told

HEADINGS = {
    Section.OPENINGS: _("Openings: groups that look for somebody"),
    Section.PLACES: _("Groups, meetings, paths and programs"),
    Section.TASKS: _("Tasks: small pieces of work, free to take"),
}
ALL = {
    Section.OPENINGS: ("initiatives:openings", {}, _("All openings")),
    Section.PLACES: ("initiatives:index", {}, _("All groups")),
    Section.TASKS: ("initiatives:tasks", {"free": "on"}, _("All tasks that are free")),
}


@dataclass(frozen=True)
class ToldSection:
    """`rows` are never empty. `is_fitting` is False where they are open doors only."""

    name: Section
    heading: str
    count: str
    rows: tuple[Told, ...]
    is_fitting: bool
    all_url: str
    all_words: str


def told_sections(
    shown: Mapping[Section, Sequence[Fit]], names: Names, asked: Asked
) -> list[ToldSection]:
    return [
        told_section(section, tuple(told(fit, names, asked) for fit in fits))
        for section, fits in shown.items()
        if fits
    ]


def told_section(section: Section, rows: tuple[Told, ...]) -> ToldSection:
    view, query, words = ALL[section]
    return ToldSection(
        name=section,
        heading=str(HEADINGS[section]),
        count=count_words(section, len(rows)),
        rows=rows,
        is_fitting=any(row.fit.is_fitting for row in rows),
        all_url=reverse(view, query=query),
        all_words=str(words),
    )


def count_words(section: Section, n: int) -> str:
    match section:
        case Section.OPENINGS:
            words = ngettext("%(n)d opening", "%(n)d openings", n)
        case Section.TASKS:
            words = ngettext("%(n)d task", "%(n)d tasks", n)
        case _:
            words = ngettext(
                "%(n)d group, meeting, path or program",
                "%(n)d groups, meetings, paths and programs",
                n,
            )
    return words % {"n": n}
