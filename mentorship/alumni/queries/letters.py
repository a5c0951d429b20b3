"""Who hears what of a decision: asked by what sends the letters and by what shows them before."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from mentorship.alumni.models import Graduation, Verdict
from mentorship.models import Application, Cohort, Match
from mentorship.queries.desk_names import name_of
from mentorship.queries.letter_preview import Preview, preview_of
from portal.kit.addresses import absolute
from portal.notices.queries.notices import heard_of
from portal.people.models import User

from .addresses import after_url
from .graduates import Candidate

# The address of a certificate is made with it, and is its holder's.
NONE_YET = UUID(int=0)


def names(cohort: Cohort) -> dict[str, object]:
    return {"program": cohort.program.name, "cohort": cohort.name}


def told_to_mentee(row: Graduation, cohort: Cohort, *, certificate: UUID) -> dict[str, Any]:
    template, words = "alumni/not_graduate", {"words": row.words}
    if row.verdict == Verdict.GRADUATED:
        template = "alumni/graduate"
        words = {"verify_url": absolute("credentials:verify", certificate)}
    return {
        "kind": "match",
        "key": f"graduation:{row.application.public_id}",
        "template": template,
        "context": {**names(cohort), **words},
        "url": after_url(cohort),
    }


def told_to_mentor(mentor: Application, cohort: Cohort, *, certificate: UUID) -> dict[str, Any]:
    """Once a cohort, however many mentees they had."""
    return {
        "kind": "match",
        "key": f"mentored:{mentor.public_id}",
        "template": "alumni/thank_mentor",
        "context": {
            **names(cohort),
            "verify_url": absolute("credentials:verify", certificate),
        },
        "url": after_url(cohort),
    }


def thanked(rows: Iterable[Graduation]) -> list[Application]:
    """Mentors of who graduates, and who has mentored to the last day whatever became of the mentee:
    each once. One query."""
    with_mentor = [row for row in rows if row.mentor]
    together = set(
        Match.objects.open()
        .filter(mentee__in=[row.application_id for row in with_mentor])
        .values_list("mentee", "mentor")
    )
    found = {
        row.mentor_id: row.mentor
        for row in with_mentor
        if row.verdict == Verdict.GRADUATED or (row.application_id, row.mentor_id) in together
    }
    return [mentor for mentor in found.values() if mentor]


def letters_about(*, cohort: Cohort, rows: Sequence[Candidate]) -> list[Preview]:
    """Of what is decided about them, or would be with *Graduates*, as the first of them reads it.
    Two queries, none for nobody."""
    if not rows:
        return []
    decided = [one.as_decided() for one in rows]
    letters = []
    for verdict in Verdict:
        of_it = [row for row in decided if row.verdict == verdict]
        if of_it:
            told = told_to_mentee(of_it[0], cohort, certificate=NONE_YET)
            letters.append(example(of_it[0].application.person, len(of_it), told))
    told_of = {
        mentor: told_to_mentor(mentor, cohort, certificate=NONE_YET) for mentor in thanked(decided)
    }
    heard = heard_of(keys=[told["key"] for told in told_of.values()])
    new = [mentor for mentor, told in told_of.items() if told["key"] not in heard]
    if new:
        letters.append(example(new[0].person, len(new), told_of[new[0]]))
    return letters


def example(person: User, people: int, told: dict[str, Any]) -> Preview:
    return preview_of(people=people, reader=person, told=told, name=name_of(person))
