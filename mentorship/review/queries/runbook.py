"""What the reading of applications needs from those who run a cohort."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.models import Cohort
from mentorship.review.models import Review, Reviewer
from portal.core.agenda import Item
from portal.people.models import User

from .desk_application import reader_name
from .desk_table import desk_table
from .due import due_at
from .standing import WAITING_READINGS

MOST_NAMES = 5


def runbook_lines(*, cohort: Cohort, reader: User, now: datetime) -> list[Item]:
    """Who has something to read still, what lacks readers, where readers disagree. Eleven queries
    at most, one where nobody reads."""
    review = Review.objects.filter(cohort=cohort).first()
    if review is None:
        return []
    review.cohort = cohort
    args = [cohort.program.slug, cohort.key]
    url, kind, due = reverse("review:desk", args=args), _("Review"), due_at(review)
    rows = desk_table(review=review, reader=reader)
    lacking, apart = sum(bool(row.lacks) for row in rows), sum(bool(row.apart) for row in rows)
    lines = [Item(what=_("All applications have their scores"), url=url, at=due, kind=kind)]
    if late := waiting_readers(review):
        scores = sum(n for _name, n in late)
        lines.append(
            Item(
                what=ngettext(
                    "%(n)s score is still to come", "%(n)s scores are still to come", scores
                )
                % {"n": scores},
                url=reverse("review:desk_reviewers", args=args),
                due=due,
                why=names_words(late),
                action=_("See who"),
                kind=kind,
            )
        )
    if lacking:
        words = ngettext(
            "%(n)s application has too few readers",
            "%(n)s applications have too few readers",
            lacking,
        )
        lines.append(
            Item(
                what=words % {"n": lacking},
                url=f"{url}?flag=short",
                due=due,
                action=_("Give them readers"),
                kind=kind,
            )
        )
    if apart:
        words = ngettext(
            "Readers of %(n)s application disagree",
            "Readers of %(n)s applications disagree",
            apart,
        )
        lines.append(
            Item(
                what=words % {"n": apart},
                url=f"{url}?flag=apart",
                due=due,
                action=_("Look"),
                kind=kind,
            )
        )
    return lines


def waiting_readers(review: Review) -> list[tuple[str, int]]:
    """Who has most to do first."""
    rows = (
        Reviewer.objects.reading()
        .filter(review=review)
        .select_related("person__profile")
        .annotate(n=Count("readings", filter=WAITING_READINGS))
        .filter(n__gt=0)
        .order_by("-n", "pk")
    )
    return [(reader_name(row.person), row.n) for row in rows]


def names_words(late: list[tuple[str, int]]) -> str:
    said = ", ".join(f"{name} ({n})" for name, n in late[:MOST_NAMES])
    more = len(late) - MOST_NAMES
    return _("%(names)s and %(n)s more") % {"names": said, "n": more} if more > 0 else said
