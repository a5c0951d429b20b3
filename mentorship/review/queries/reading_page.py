"""One application as its reader reads it: without the person first, with them and with the other
readers' scores once their own is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mentorship.models import Application
from mentorship.queries.application_detail import answers_of
from mentorship.queries.choices import names_of
from mentorship.queries.desk_names import told_by_list
from mentorship.queries.profile_parts import LABELS, words_of_facts
from mentorship.queries.seniority import seniority_words
from mentorship.review.core.blanked import blanked
from mentorship.review.models import Criterion, EarlierScore, Interview, InterviewNote, Reading
from portal.people.models import User
from portal.people.queries.names import told_name

from .due import due_at
from .rubric import criteria_of, points_words
from .standing import BEING_READ

# Where somebody lives tells who they are sooner than what they can do.
FIRST_PARTS = ("skills", "languages")


@dataclass(frozen=True)
class ShownText:
    motivation: str
    answers: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    choices: tuple[str, ...]
    seniority: str


@dataclass(frozen=True)
class ShownScore:
    """`lines` are criterion and points; `earlier` what it was before, with the reason."""

    lines: tuple[tuple[str, int], ...]
    result: str
    to_fellows: str
    given_at: datetime
    earlier: tuple[tuple[str, str, datetime], ...]


@dataclass(frozen=True)
class ReadingPage:
    """`name` and `others` are empty until the reader's own score is given."""

    number: int
    program: str
    cohort: str
    cohort_key: str
    timezone: str
    due_at: datetime
    text: ShownText
    name: str
    organisation: str
    is_given: bool
    may_score: bool
    criteria: tuple[Criterion, ...]
    mine: ShownScore | None
    others: tuple[ShownScore, ...]
    talk: Interview | None
    notes: tuple[InterviewNote, ...]
    own_note: str


def reading_page(*, reading: Reading, now: datetime) -> ReadingPage:
    """Ten queries at most."""
    application, review = reading.application, reading.reviewer.review
    criteria = criteria_of(review=review)
    is_given = reading.given_at is not None
    talk, notes = talk_of(application, reading.reviewer.person, now) if is_given else (None, [])
    reader = reading.reviewer.person
    return ReadingPage(
        number=number_of(reading),
        program=review.cohort.program.name,
        cohort=review.cohort.name,
        cohort_key=review.cohort.key,
        timezone=review.cohort.timezone,
        due_at=due_at(review),
        text=whole_text(application) if is_given else first_text(application),
        name=known_as(application) if is_given else "",
        organisation=application.organisation if is_given else "",
        is_given=is_given,
        may_score=is_given or application.status in BEING_READ,
        criteria=tuple(criteria),
        mine=shown_score(reading, criteria) if is_given else None,
        others=other_scores(reading, criteria) if is_given else (),
        talk=talk,
        notes=tuple(note for note in notes if reader is None or note.author_id != reader.pk),
        own_note=next((note.text for note in notes if reader and note.author_id == reader.pk), ""),
    )


def number_of(reading: Reading) -> int:
    """In the order they came to this reader: a number stays, and tells nothing else."""
    return Reading.objects.filter(reviewer=reading.reviewer_id, pk__lte=reading.pk).count()


def known_as(application: Application) -> str:
    """Readers never learn an address."""
    told = told_by_list(application)
    name = told.get("name") if told else told_name(application.person)
    return name or _("Somebody who gave no name")


def first_text(application: Application) -> ShownText:
    whole = whole_text(application)
    names, handles = names_of_person(application), handles_of_person(application)

    def shown(text: str) -> str:
        return blanked(text, names=names, whole=handles, mark="[…]")

    labels = {str(LABELS[part]) for part in FIRST_PARTS}
    return ShownText(
        motivation=shown(whole.motivation),
        answers=tuple((question, shown(answer)) for question, answer in whole.answers),
        parts=tuple((label, words) for label, words in whole.parts if label in labels),
        goals=whole.goals,
        choices=whole.choices,
        seniority=whole.seniority,
    )


def whole_text(application: Application) -> ShownText:
    """Never the sensitive answers: they are for those who decide."""
    words = words_of_facts(facts=application.facts, role=application.role)
    return ShownText(
        motivation=application.motivation,
        answers=tuple(answers_of(application, with_sensitive=False)),
        parts=tuple((str(label), words[part]) for part, label in LABELS.items()),
        goals=tuple(goal.name for goal in application.goals.all()),
        choices=tuple(names_of(application.choices)),
        seniority=seniority_words(application.seniority),
    )


def names_of_person(application: Application) -> list[str]:
    person = application.person
    profile = getattr(person, "profile", None)
    listed = application.imported or {}
    shown = profile.display_name if profile else ""
    return [shown, person.get_full_name(), str(listed.get("name") or "")]


def handles_of_person(application: Application) -> list[str]:
    """And where they work."""
    person, listed = application.person, application.imported or {}
    addresses = [person.email, str(listed.get("email") or "")]
    return [
        person.handle or "",
        person.username,
        application.organisation,
        *(address.partition("@")[0] for address in addresses),
    ]


def shown_score(reading: Reading, criteria: list[Criterion]) -> ShownScore:
    assert reading.given_at  # the caller asks for given ones alone
    return ShownScore(
        lines=lines_of(reading.marks, criteria),
        result=points_words(reading.result),
        to_fellows=reading.to_fellows,
        given_at=reading.given_at,
        earlier=tuple(earlier_line(one) for one in reading.earlier.all()),
    )


def earlier_line(one: EarlierScore) -> tuple[str, str, datetime]:
    return points_words(one.result), one.reason, one.revised_at


def lines_of(marks: dict[str, Any], criteria: list[Criterion]) -> tuple[tuple[str, int], ...]:
    return tuple((one.name, marks[str(one.pk)]) for one in criteria if str(one.pk) in marks)


def other_scores(reading: Reading, criteria: list[Criterion]) -> tuple[ShownScore, ...]:
    """Without names: readers weigh words, not who wrote them."""
    rows = Reading.objects.given().filter(application=reading.application_id)
    rows = rows.exclude(pk=reading.pk).order_by("given_at", "pk").prefetch_related("earlier")
    return tuple(shown_score(row, criteria) for row in rows)


def talk_of(
    application: Application, reader: User | None, now: datetime
) -> tuple[Interview | None, list[InterviewNote]]:
    """And the notes this person may read: of others only once the talk has begun."""
    talk = Interview.objects.filter(application=application).first()
    if talk is None:
        return None, []
    notes = InterviewNote.objects.filter(application=application)
    if now < talk.starts_at:
        notes = notes.filter(author=reader)
    return talk, list(notes.select_related("author__profile"))
