"""One application with its scores, as those read it who run the program."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.models import Application
from mentorship.queries.desk_names import applicant_name, name_of
from mentorship.review.models import Conflict, Interview, InterviewNote, Reading, Review
from portal.people.models import User

from .reading_page import ShownScore, shown_score, talk_of
from .rubric import criteria_of, points_words
from .standing import Standing, standings


@dataclass(frozen=True)
class DeskScore:
    reader: str
    score: ShownScore
    to_admins: str
    ending: str


@dataclass(frozen=True)
class DeskApplication:
    name: str
    status: str
    status_label: str
    given: tuple[DeskScore, ...]
    dropped: tuple[DeskScore, ...]
    waits_for: tuple[str, ...]
    wanted: int
    mean: str
    apart: tuple[str, ...]
    conflicts: tuple[tuple[str, str, str], ...]
    talk: Interview | None
    notes: tuple[tuple[str, InterviewNote], ...]
    own_note: str


def desk_application(
    *, review: Review, application: Application, reader: User, now: datetime
) -> DeskApplication:
    """Eight queries, however many readers."""
    criteria = criteria_of(review=review)
    rows = list(
        Reading.objects.filter(application=application, reviewer__review=review)
        .select_related("reviewer__person__profile")
        .prefetch_related("earlier")
        .order_by("given_at", "pk")
    )
    standing = standings(review=review, only=[application.pk]).get(application.pk, Standing())
    names = {str(one.pk): one.name for one in criteria}
    scores = [
        DeskScore(
            reader=reader_name(row.reviewer.person),
            score=shown_score(row, criteria),
            to_admins=row.to_admins,
            ending=str(row.get_ending_display()),
        )
        for row in rows
        if row.given_at
    ]
    said = Conflict.objects.filter(application=application).select_related("person__profile")
    talk, notes = talk_of(application, reader, now)
    return DeskApplication(
        name=applicant_name(application),
        status=application.status,
        status_label=str(application.get_status_display()),
        given=tuple(one for one in scores if not one.ending),
        dropped=tuple(one for one in scores if one.ending),
        waits_for=tuple(
            reader_name(row.reviewer.person)
            for row in rows
            if row.given_at is None and row.ended_at is None
        ),
        wanted=standing.wanted(review.readers_each),
        mean=points_words(standing.mean),
        apart=tuple(names[key] for key in standing.apart if key in names),
        conflicts=tuple(
            (name_of(one.person), str(one.get_kind_display()), one.words) for one in said
        ),
        talk=talk,
        notes=tuple(
            (reader_name(note.author), note) for note in notes if note.author_id != reader.pk
        ),
        own_note=next((note.text for note in notes if note.author_id == reader.pk), ""),
    )


def reader_name(person: User | None) -> str:
    return name_of(person) if person else _("Somebody whose account is gone")
