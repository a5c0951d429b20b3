"""Who of a cohort shows themselves, for everybody to read."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mentorship.alumni.core.later import FEWEST
from mentorship.alumni.models import Graduation, Showing
from mentorship.models import Cohort, Program
from portal.credentials.queries.own_credentials import revoked_holders

from .addresses import people_url
from .graduates import about


@dataclass(frozen=True)
class ShownPerson:
    """`mentor` is empty where the mentor has not said that their name may stand here."""

    name: str
    project: str
    link: str
    story: str
    mentor: str


def graduates_of(cohort: Cohort) -> QuerySet[Graduation]:
    """Whose certificate is valid."""
    revoked = revoked_holders(kind="mentee", about=about(cohort))
    rows = Graduation.objects.graduates().filter(application__cohort=cohort)
    return rows.exclude(application__person__in=revoked)


def shown(cohort: Cohort) -> QuerySet[Showing]:
    return Showing.objects.filter(
        is_shown=True,
        graduation__in=graduates_of(cohort),
    ).select_related("graduation__mentor__mentor_name")


def shown_person(row: Showing) -> ShownPerson:
    named = getattr(row.graduation.mentor, "mentor_name", None)
    return ShownPerson(
        name=row.name,
        project=row.project,
        link=row.link,
        story=row.story,
        mentor=named.name if named else "",
    )


def graduates_count(*, cohort: Cohort) -> int | None:
    """None of fewer than five: of so few a number can be a name. One query."""
    count = graduates_of(cohort).count()
    return count if count >= FEWEST else None


def has_graduates(*, cohort: Cohort) -> bool:
    return Graduation.objects.graduates().filter(application__cohort=cohort).exists()


def showcases_of(*, program: int) -> list[tuple[str, str]]:
    """Name and address for cohorts of which somebody shows themselves, the latest first. One
    query."""
    rows = Cohort.objects.filter(
        program=program,
        applications__graduation__showing__is_shown=True,
        applications__graduation__in=Graduation.objects.graduates(),
    )
    found = rows.distinct().select_related("program").order_by("-ends_on", "-pk")
    return [(one.name, people_url(one)) for one in found]


def is_public(program: Program) -> bool:
    return Program.objects.published().filter(pk=program.pk).exists()
