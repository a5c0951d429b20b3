"""One question a page: what can be ticked, where it leads, how far one has come."""

from collections.abc import Iterable

from portal.core.fit import PARTS_OF_WEEK, ROLES, Question
from portal.core.languages import LANGUAGES
from portal.fit.addresses import list_url, question_url
from portal.fit.answers import MINE, Asked, pairs
from portal.fit.taken_skills import taken_skills
from portal.fit.words import PARTS, QUESTIONS, Names, answer_words
from portal.kit import clock
from portal.people.models import User

ORDER = list(Question)
HOURS = (1, 2, 4, 8, 16)
OFTEN_SPOKEN = frozenset(
    {
        *("ar", "bn", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko"),
        *("nl", "pl", "pt", "ru", "sw", "tr", "uk", "vi", "zh"),
    }
)


def frame(here: Question, asked: Asked, names: Names) -> dict[str, object]:
    """What every question's page shows around its options."""
    place, skipped = ORDER.index(here), asked.without(here)
    following = ORDER[place + 1] if place + 1 < len(ORDER) else None
    return {
        "asked": asked,
        "here": here,
        "heading": QUESTIONS[here],
        "number": place + 1,
        "total": len(ORDER),
        "next": following,
        "others": pairs(skipped),
        "skip_url": question_url(skipped, following) if following else list_url(skipped),
        "back_url": question_url(asked, ORDER[place - 1]) if place else "",
        "list_url": list_url(asked),
        "steps": [
            {
                "title": QUESTIONS[each],
                "state": state(each, here, asked),
                "note": answer_words(each, asked, names),
                "url": question_url(asked, each),
            }
            for each in ORDER
        ],
    }


def state(each: Question, here: Question, asked: Asked) -> str:
    if each == here:
        return "here"
    return "done" if asked.says(each) else "ahead"


def options(here: Question, asked: Asked, names: Names, person: User | None) -> list[dict]:
    match here:
        case Question.SKILLS:
            skills = dict.fromkeys([*asked.skills, *taken_skills(now=clock.now())])
            return ticks(here, sorted(skills, key=lambda s: names.of(here, s)), asked.skills, names)
        case Question.ROLES:
            return ticks(here, ROLES, asked.roles, names)
        case Question.TOPICS:
            return ticks(here, names.topics, asked.topics, names)
        case Question.LANGUAGES:
            codes = sorted(OFTEN_SPOKEN | set(asked.languages), key=lambda c: names.of(here, c))
            return ticks(here, codes, asked.languages, names)
        case Question.HOURS:
            hours = sorted({*HOURS, *filter(None, [asked.hours])})
            return [option(str(n), str(n), n == asked.hours) for n in hours]
    parts = (*([MINE] if person else []), *PARTS_OF_WEEK)
    return [option(part, str(PARTS[part]), part in asked.when) for part in parts]


def other_languages(asked: Asked, names: Names) -> list[tuple[str, str]]:
    listed = OFTEN_SPOKEN | set(asked.languages)
    return [(code, names.of(Question.LANGUAGES, code)) for code in LANGUAGES if code not in listed]


def ticks(question: Question, values: Iterable[str], chosen: Iterable[str], names: Names):
    return [option(value, names.of(question, value), value in chosen) for value in values]


def option(value: str, label: str, is_chosen: bool) -> dict[str, object]:
    """As the `facet` tag takes them."""
    return {"value": value, "label": label, "count": None, "chosen": is_chosen}
