from datetime import UTC, datetime, timedelta

import pytest

from portal.core.fit import PARTS_OF_WEEK, Offer, OfferKind, Question
from portal.core.fit_ranking import Reason
from portal.fit.answers import WHENS, Asked
from portal.fit.words import (
    PARTS,
    QUESTIONS,
    Names,
    Sentence,
    answer_words,
    because,
    but,
    ruled_out_words,
)

NAMES = Names(skills={"go": "Go", "rust": "Rust", "git": "Git"}, topics={"sbom": "SBOM"})
ASKED = Asked(
    skills=("go", "rust"), hours=3, when=("weekday-evening",), tz="Europe/Berlin", languages=("ja",)
)
HOUR, AT = timedelta(hours=1), datetime(2026, 3, 2, 18, tzinfo=UTC)


def offer(kind) -> Offer:
    return Offer(kind=kind, key="x", title="X", url="/", action="Go", action_url="/")


GROUP, TASK = offer(OfferKind.INITIATIVE), offer(OfferKind.TASK)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("skills", 20, ("go", "rust")), "You know Go and Rust, which it takes."),
        (
            Reason("roles", 20, ("docs",)),
            "It needs what you like to do: Documentation and writing.",
        ),
        (Reason("topics", 10, ("sbom",)), "It is about SBOM."),
        (Reason("topics", 10, ("gone",)), "It is about gone."),
        (Reason("hours", 15, (1, 3)), "It takes 1 to 3 hours a week; you have 3."),
        (Reason("hours", 15, (2, 2)), "It takes 2 hours a week; you have 3."),
        (Reason("hours", 15, (1, None)), "It takes at least 1 hour a week; you have 3."),
        (Reason("languages", 10, ("ja",)), "You speak its language: Japanese (日本語)."),
        (Reason("taught", 3, ("rust",)), "You can learn Rust there."),
        (Reason("newcomers", 3), "Newcomers are welcome."),
        (Reason("free", 3), "Nobody is at it."),
        (Reason("asking", 3), "It is looking for people now."),
    ],
)
def test_because(reason, words):
    assert because(reason, GROUP, NAMES, ASKED) == Sentence(words)


@pytest.mark.parametrize(
    ("free", "dates", "words"),
    [
        (1, 1, "You are free at its one date in the next four weeks:"),
        (1, 4, "You are free at 1 of its 4 dates in the next four weeks:"),
        (3, 4, "You are free at 3 of its 4 dates in the next four weeks, first"),
    ],
)
def test_because_of_free_hours_names_the_first_date(free, dates, words):
    reason = Reason("times", 15, (free, dates, AT))
    assert because(reason, GROUP, NAMES, ASKED) == Sentence(words, AT, AT + HOUR)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("skills", values=("git",)), "It takes other skills than yours: Git."),
        (Reason("needed", values=("git",)), "It also needs Git, which you did not name."),
        (Reason("roles", values=("code",)), "It needs other work than you like: Code."),
        (Reason("hours", values=(5, 8)), "It takes 5 to 8 hours a week; you have 3."),
        (
            Reason("languages", values=("de", "fr")),
            "It is held in German (Deutsch) or French (français), which you did not name.",
        ),
        (
            Reason("times", values=(0, 1)),
            "Its one date in the next four weeks is outside your free hours.",
        ),
        (
            Reason("times", values=(0, 4)),
            "None of its 4 dates in the next four weeks is in your free hours.",
        ),
    ],
)
def test_but(reason, words):
    assert but(reason, GROUP, NAMES, ASKED) == words


def test_of_a_task_the_topic_and_the_meetings_are_its_groups():
    def said(reason):
        return because(reason, TASK, NAMES, ASKED).text

    start = "You are free at"
    assert [
        said(Reason("topics", 10, ("sbom",))),
        said(Reason("times", 15, (1, 1, AT))),
        said(Reason("times", 15, (1, 4, AT))),
        said(Reason("times", 15, (3, 4, AT))),
    ] == [
        "Its group is about SBOM.",
        f"{start} the one date of its group in the next four weeks:",
        f"{start} 1 of the 4 dates of its group in the next four weeks:",
        f"{start} 3 of the 4 dates of its group in the next four weeks, first",
    ]


@pytest.mark.parametrize("kind", [OfferKind.OPENING, OfferKind.TASK])
def test_of_work_nothing_is_held(kind):
    def said(reason):
        return but(reason, offer(kind), NAMES, ASKED)

    assert [
        said(Reason("languages", values=("de",))),
        said(Reason("times", values=(0, 1))),
        said(Reason("times", values=(0, 4))),
    ] == [
        "It is done in German (Deutsch), which you did not name.",
        "The one date of its group in the next four weeks is outside your free hours.",
        "None of the 4 dates of its group in the next four weeks is in your free hours.",
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("skills", "Go and Rust"),
        ("roles", ""),
        ("hours", "3 hours"),
        ("languages", "Japanese (日本語)"),
        ("times", "Weekday evenings, 18 to 23 (Berlin time)"),
    ],
)
def test_answers_are_said_back_shortly(question, words):
    assert answer_words(Question(question), ASKED, NAMES) == words


def test_hours_of_the_day_without_a_zone_say_so():
    asked = Asked(when=("mine",))
    assert answer_words(Question.TIMES, asked, NAMES) == (
        "The free hours in my profile (zone unknown)"
    )


def test_every_question_and_every_part_of_the_week_has_words():
    assert set(QUESTIONS) == set(Question)
    assert set(PARTS) == set(WHENS) > set(PARTS_OF_WEEK)


@pytest.mark.parametrize(
    ("question", "n", "words"),
    [
        (Question.HOURS, 1, "1 takes more hours than you have."),
        (Question.LANGUAGES, 2, "2 are held in no language you named."),
        (Question.TIMES, 1, "1 meeting has no date in your free hours."),
    ],
)
def test_what_rules_out_is_told_with_its_number(question, n, words):
    assert ruled_out_words(question, n) == words
