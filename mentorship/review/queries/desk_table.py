"""The applications of a cohort as those weigh them who run it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from mentorship.models import Application
from mentorship.queries.desk_names import applicant_name
from mentorship.review.models import Criterion, Reading, Review
from portal.people.models import User

from .conflicts import conflicted
from .rubric import NOTHING, criteria_of, points_words
from .standing import BEING_READ, Standing, read_or_decided, standings


@dataclass(frozen=True)
class TableRow:
    """`is_hidden`: this reader of the table must not know the scores yet, or never."""

    public_id: UUID
    name: str
    url: str
    status: str
    status_label: str
    given: int
    wanted: int
    mean: int | None
    spread: int
    apart: tuple[str, ...]
    is_hidden: bool
    lacks: int

    @property
    def result(self) -> str:
        return points_words(self.mean)

    def has(self, flag: str) -> bool:
        """An unknown word narrows nothing."""
        return {"apart": bool(self.apart), "short": bool(self.lacks)}.get(flag, True)

    @property
    def between(self) -> str:
        return points_words(self.spread) if self.given > 1 else NOTHING


def hidden_from(*, review: Review, reader: User) -> set[int]:
    """Applications whose scores this person must not see: they are in conflict, or read them and
    have not given their own."""
    open_ones = Reading.objects.open().filter(reviewer__review=review, reviewer__person=reader)
    unread = set(open_ones.values_list("application", flat=True))
    return unread | conflicted(cohort=review.cohort, person=reader.pk)


def desk_table(*, review: Review, reader: User, order: str = "highest") -> list[TableRow]:
    """An unknown word orders as usual. Nine queries at most, however many."""
    found = standings(review=review)
    hidden = hidden_from(review=review, reader=reader)
    criteria = criteria_of(review=review)
    rows = [
        table_row(one, found.get(one.pk, Standing()), review, criteria, one.pk in hidden)
        for one in read_or_decided(cohort=review.cohort).select_related("person__profile")
    ]
    return sorted(rows, key=lambda row: sort_key(row, order))


def table_row(
    one: Application,
    standing: Standing,
    review: Review,
    criteria: list[Criterion],
    is_hidden: bool,
) -> TableRow:
    cohort = review.cohort
    wanted = standing.wanted(review.readers_each)
    is_read = one.status in BEING_READ
    names = {str(row.pk): row.name for row in criteria}
    return TableRow(
        public_id=one.public_id,
        name=applicant_name(one),
        url=reverse(
            "review:desk_application", args=[cohort.program.slug, cohort.key, one.public_id]
        ),
        status=one.status,
        status_label=str(one.get_status_display()),
        given=0 if is_hidden else len(standing.given),
        wanted=review.readers_each if is_hidden else wanted,
        mean=None if is_hidden else standing.mean,
        spread=0 if is_hidden else standing.spread,
        apart=() if is_hidden else tuple(names[key] for key in standing.apart if key in names),
        is_hidden=is_hidden,
        lacks=max(0, wanted - len(standing.asked)) if is_read and not is_hidden else 0,
    )


def sort_key(row: TableRow, order: str) -> tuple:
    """Where nothing is known yet, or may not be, comes last and by name."""
    if order == "waiting":
        return (row.is_hidden, row.given - row.wanted, row.name, str(row.public_id))
    sign = 1 if order == "lowest" else -1
    return (row.mean is None, sign * (row.mean or 0), row.name, str(row.public_id))
