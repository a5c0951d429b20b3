"""The letters a published run sends, before anybody gets one."""

from dataclasses import dataclass

from mentorship.models import Application, Run
from mentorship.queries.match_words import words_of
from portal.notices.letter import Letter, letter_of
from portal.notices.models import Kind, Notice
from portal.people.models import User


@dataclass(frozen=True)
class Preview:
    people: int
    letter: Letter


def letters_of(*, run: Run, reader: User) -> list[Preview]:
    """Made by what sends them, with the reader's own time zone. Pairs that stand hear nothing new,
    and who was told before that they have no match is not told again."""
    paired = {side for pair in run.result["pairs"] for side in (pair["mentee"], pair["mentor"])}
    ids = Application.objects.accepted().filter(cohort=run.cohort)
    keys = {str(public_id) for public_id in ids.values_list("public_id", flat=True)}
    standing = 2 * run.cohort.matches.open().count()
    told = Notice.objects.filter(key=f"no-match:{run.cohort.key}").count()
    counts = {
        "mentorship/publish_run": len(paired & keys) - standing,
        "mentorship/no_match": max(0, len(keys - paired) - told),
    }
    return [
        Preview(people, letter_of(sample(run, reader, template)))
        for template, people in counts.items()
        if people > 0
    ]


def sample(run: Run, reader: User, template: str) -> Notice:
    """Never saved."""
    return Notice(
        person=reader,
        kind=Kind.MATCH,
        template=template,
        context=words_of(run.cohort),
        url=f"/mentorship/{run.cohort.program.slug}/",
    )
