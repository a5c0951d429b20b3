"""The letters of a cohort at the desk: which are due, which have gone, and one looked at."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse

from mentorship.mailings.core.window import Kind, When, Window, when, window_of
from mentorship.mailings.models import Mailing
from mentorship.models import Application, Cohort
from mentorship.queries.desk_names import applicant_name, name_of
from mentorship.queries.letter_preview import Preview, preview_of
from portal.people.models import User

from .audience import audience_of, fingerprint
from .letter import told_of
from .mailing_words import WORDS

MOST_NAMES, SAMPLES = 500, 3


@dataclass(frozen=True)
class MailingRow:
    kind: Kind
    title: str
    url: str
    when: When
    window: Window
    sent: Mailing | None


@dataclass(frozen=True)
class MailingPreview:
    """Made by what sends it. `seen` tells whether it is still this letter to these people; samples
    are the reader's own where the desk may not know who gets it."""

    row: MailingRow
    to_whom: str
    people: int
    seen: str
    samples: tuple[Preview, ...]
    names: tuple[str, ...]
    more: int


def mailing_rows(*, cohort: Cohort, now: datetime) -> list[MailingRow]:
    """One query."""
    sent = {row.kind: row for row in Mailing.objects.filter(cohort=cohort)}
    return [
        mailing_row(cohort, kind, sent.get(kind), now)
        for kind in Kind
        if kind is not Kind.CALL_FOLLOWERS or cohort.program.initiative_id
    ]


def mailing_row(cohort: Cohort, kind: Kind, sent: Mailing | None, now: datetime) -> MailingRow:
    window = window_of(kind, cohort.dates)
    return MailingRow(
        kind=kind,
        title=str(WORDS[kind].title),
        url=reverse("mailings:mailing", args=[cohort.program.slug, cohort.key, kind.value]),
        when=when(window, now),
        window=window,
        sent=sent,
    )


def mailing_preview(*, cohort: Cohort, kind: Kind, reader: User, now: datetime) -> MailingPreview:
    """Three queries."""
    people = list(audience_of(cohort=cohort, kind=kind))
    told, words = told_of(cohort=cohort, kind=kind), WORDS[kind]
    names = names_of(cohort, people) if words.shows_names else []
    readers = people[:SAMPLES] if words.shows_names else [reader][: len(people)]
    return MailingPreview(
        row=mailing_row(cohort, kind, cohort.mailings.filter(kind=kind).first(), now),
        to_whom=str(words.to_whom),
        people=len(people),
        seen=fingerprint(cohort=cohort, kind=kind, people=people),
        samples=tuple(
            preview_of(
                people=0,
                reader=person,
                told=told,
                name=names[at] if words.shows_names else "",
            )
            for at, person in enumerate(readers)
        ),
        names=tuple(names),
        more=max(0, len(people) - MOST_NAMES) if words.shows_names else 0,
    )


def names_of(cohort: Cohort, people: list[User]) -> list[str]:
    """Of the first of them, as the lists of the program call who applied to it. One query."""
    shown = people[:MOST_NAMES]
    rows = (
        Application.objects.sent()
        .filter(cohort__program=cohort.program_id, person__in=shown)
        .select_related("person__profile")
        .order_by(F("consented_at").asc(nulls_first=True))
    )
    names = {row.person_id: applicant_name(row) for row in rows}
    return [names.get(person.pk) or name_of(person) for person in shown]
