"""Why some applications have fewer readers than wanted, in words."""

from collections.abc import Mapping

from django.utils.translation import ngettext

from mentorship.models import Application
from mentorship.queries.desk_names import applicant_name
from mentorship.review.core.assignment import Short
from mentorship.review.models import Review

MOST_NAMES = 5


def short_words(*, review: Review, short: Mapping[int, Short]) -> list[str]:
    """One sentence a reason, with the names of a few. One query, none where nothing lacks."""
    if not short:
        return []
    rows = Application.objects.filter(pk__in=short).select_related("person__profile")
    names = {row.pk: applicant_name(row) for row in rows}
    few: list[str] = []
    full: list[str] = []
    for pk, one in short.items():
        few_able = one.able < review.readers_each
        (few if few_able else full).append(names[pk])
    said = []
    if few:
        words = ngettext(
            "%(n)s application lacks a reader, because too few are without a conflict with it: "
            "%(names)s. Name more readers.",
            "%(n)s applications lack a reader, because too few are without a conflict with them: "
            "%(names)s. Name more readers.",
            len(few),
        )
        said.append(words % {"n": len(few), "names": listed(few)})
    if full:
        words = ngettext(
            "%(n)s application lacks a reader, because all who could read it have as many as they "
            "take: %(names)s. Name more readers, or let them take more.",
            "%(n)s applications lack a reader, because all who could read them have as many as "
            "they take: %(names)s. Name more readers, or let them take more.",
            len(full),
        )
        said.append(words % {"n": len(full), "names": listed(full)})
    return said


def listed(names: list[str]) -> str:
    return ", ".join(sorted(names)[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
