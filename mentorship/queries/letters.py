"""Who hears what of a published run: asked by what sends the letters and by what previews them."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from mentorship.core.choices import ChoiceName
from mentorship.models import Application, Cohort, Match, Run
from mentorship.queries.choices import choice_names
from mentorship.queries.letter_preview import Preview, preview_of, seen_as
from mentorship.queries.match_words import answer_until, project_words, until_words, words_of
from portal.notices.models import Kind
from portal.notices.queries.notices import who_heard
from portal.people.models import User

MATCHED, UNMATCHED = "mentorship/publish_run", "mentorship/no_match"


def new_pairs(*, run: Run) -> list[dict[str, Any]]:
    """Pairs of the run that are no match yet: those that stand hear nothing new. One query."""
    open_matches = Match.objects.open().filter(cohort=run.cohort_id)
    held = {str(key) for key in open_matches.values_list("mentee__public_id", flat=True)}
    return [pair for pair in run.result["pairs"] if pair["mentee"] not in held]


def without_match(*, run: Run) -> list[User]:
    """Accepted people the run has nobody for, and who have not heard so before. Two queries."""
    rows = Application.objects.accepted().filter(cohort=run.cohort_id).select_related("person")
    rows = rows.defer("facts", "said", "imported", "motivation")
    paired = sides_of(run.result["pairs"])
    told = who_heard(key=no_match_key(run.cohort))
    return [
        row.person for row in rows if str(row.public_id) not in paired and row.person_id not in told
    ]


def no_match_key(cohort: Cohort) -> str:
    """Once a cohort, however often is published."""
    return f"no-match:{cohort.key}"


def letters_of(*, run: Run, reader: User, now: datetime) -> list[Preview]:
    """With the reader's own time zone."""
    counts = {
        MATCHED: len(sides_of(new_pairs(run=run))),
        UNMATCHED: len(without_match(run=run)),
    }
    return [
        preview_of(people=people, reader=reader, told=told_of(run, template, now))
        for template, people in counts.items()
        if people
    ]


def choices_in(run: Run) -> dict[str, ChoiceName]:
    """What its pairs are for. No query where they are for nothing."""
    return choice_names({pair["choice"] for pair in run.result["pairs"] if "choice" in pair})


def seen_result(run: Run) -> str:
    """Days and names in the letters; who gets them is the run's own, which is not published once
    others would."""
    cohort = run.cohort
    return seen_as(words_of(cohort), cohort.answer_days, cohort.timezone)


def sides_of(pairs: list[dict[str, Any]]) -> set[str]:
    return {pair[side] for pair in pairs for side in ("mentee", "mentor")}


def told_of(run: Run, template: str, now: datetime) -> dict[str, Any]:
    """The address of a match is not known before it is one; what it is for is that of one of them,
    where any is for something."""
    return {
        "kind": Kind.MATCH,
        "template": template,
        "context": words_of(run.cohort)
        | until_words(answer_until(run.cohort, now))
        | project_words(next(iter(choices_in(run).values()), None)),
        "url": reverse("mentorship:mine"),
    }
