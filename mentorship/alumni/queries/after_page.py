"""What somebody finds after the last day of a cohort: what was decided, what they show, what comes
next."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse

from mentorship.alumni.core.later import ANSWERED_WITHIN
from mentorship.alumni.models import Graduation, Later, Showing, Verdict, WishToMentor
from mentorship.models import Application, Cohort, Role
from portal.credentials.models import Credential
from portal.people.models import User

from .addresses import people_url, url_of
from .graduates import ABOUT, about
from .next_call import open_call


@dataclass(frozen=True)
class AfterPage:
    """`call` is the cohort they can apply to as a mentor now; `waits` that they hear of one."""

    program: str
    cohort: str
    is_mentee: bool
    has_graduated: bool
    words: str
    credential: Credential | None
    credential_url: str
    showing: Showing | None
    mentor_name: str
    questions: tuple[tuple[int, str], ...]
    call: str
    waits: bool
    people_url: str


def after_page(
    *, application: Application, graduation: Graduation | None, person: User, now: datetime
) -> AfterPage:
    """`graduation` is the mentee's own; None for a mentor. Five queries."""
    cohort = application.cohort
    has_graduated = graduation is not None and graduation.verdict == Verdict.GRADUATED
    kind = "mentee" if graduation else "mentor"
    credential = Credential.objects.filter(holder=person, about=about(cohort), kind=kind).first()
    call = open_call(program=cohort.program, now=now) if has_graduated else None
    named = getattr(application, "mentor_name", None)
    return AfterPage(
        program=cohort.program.name,
        cohort=cohort.name,
        is_mentee=graduation is not None,
        has_graduated=has_graduated,
        words=graduation.words if graduation else "",
        credential=credential,
        credential_url=reverse("credentials:own", args=[credential.public_id])
        if credential
        else "",
        showing=Showing.objects.filter(graduation=graduation).first() if graduation else None,
        mentor_name=named.name if named else "",
        questions=open_questions(graduation, now) if graduation else (),
        call=call.name if call else "",
        waits=has_graduated
        and WishToMentor.objects.filter(
            person=person, program=cohort.program, told_at=None
        ).exists(),
        people_url=people_url(cohort),
    )


def open_questions(graduation: Graduation, now: datetime) -> tuple[tuple[int, str], ...]:
    """Months and the page that takes the answer, while it can be given or changed. One query."""
    rows = Later.objects.filter(graduation=graduation, asked_at__gt=now - ANSWERED_WITHIN)
    rows = rows.select_related("graduation__application")
    return tuple((row.months, url_of(row)) for row in rows)


def was_thanked(application: Application) -> bool:
    """A mentor, with a certificate. One query."""
    thanks = Credential.objects.filter(kind="mentor", about=about(application.cohort))
    return application.role == Role.MENTOR and thanks.filter(holder=application.person).exists()


def own_afters(*, person: User) -> list[tuple[str, str, str]]:
    """Program, cohort and key of the cohorts somebody has such a page of, the latest first. One
    query."""
    told = Graduation.objects.told().filter(application__person=person)
    thanks = Credential.objects.filter(holder=person, kind="mentor")
    rows = Cohort.objects.alias(about=Concat(Value(ABOUT), "key", output_field=CharField())).filter(
        Q(pk__in=told.values("application__cohort")) | Q(about__in=thanks.values("about"))
    )
    found = rows.select_related("program").order_by("-ends_on", "-pk")
    return [(one.program.name, one.name, one.key) for one in found]
