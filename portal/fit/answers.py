"""What somebody answered, as it travels in the address: nothing is kept until they say so."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from django.http import QueryDict

from portal.core import zones
from portal.core.fit import PARTS_OF_WEEK, ROLES, Answers, Question
from portal.core.languages import LANGUAGES

MOST_VALUES = 20
MOST_HOURS = 60
# The free hours of the profile: who opens the link of somebody else gets their own.
MINE = "mine"
WHENS = (*PARTS_OF_WEEK, MINE)


@dataclass(frozen=True)
class Asked:
    """Values we know, in their own order, so that the same answers are the same address."""

    skills: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    hours: int | None = None
    languages: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    tz: str = ""

    def answers(self, *, mine: AbstractSet[int] = frozenset()) -> Answers:
        """`mine` are the free cells of the profile. Hours mean nothing without a zone."""
        parts = [mine if when == MINE else PARTS_OF_WEEK[when] for when in self.when]
        return Answers(
            skills=frozenset(self.skills),
            roles=frozenset(self.roles),
            topics=frozenset(self.topics),
            hours=self.hours,
            languages=frozenset(self.languages),
            free=frozenset().union(*parts) if self.tz else frozenset(),
            zone=self.tz or "UTC",
        )

    def without(self, question: Question) -> "Asked":
        match question:
            case Question.TIMES:
                return replace(self, when=(), tz="")
            case Question.HOURS:
                return replace(self, hours=None)
        return replace(self, **{question.value: ()})

    def says(self, question: Question) -> bool:
        if question == Question.HOURS:
            return self.hours is not None
        return bool(self.when if question == Question.TIMES else getattr(self, question))


def read_asked(query: QueryDict, *, skills: Collection[str], topics: Collection[str]) -> Asked:
    """Any address is an answer: what is not known in it is not there."""

    def chosen(name: str, known: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted({v for v in query.getlist(name) if v in known})[:MOST_VALUES])

    hours = query.get("hours", "")
    return Asked(
        skills=chosen("skills", skills),
        roles=chosen("roles", ROLES),
        topics=chosen("topics", topics),
        hours=int(hours) if hours in map(str, range(1, MOST_HOURS + 1)) else None,
        languages=chosen("languages", LANGUAGES),
        when=chosen("when", WHENS),
        tz=zone_in(query),
    )


def zone_in(query: QueryDict) -> str:
    """EST and the like are no answer: they mean different times to different people."""
    try:
        return zones.picked(query.get("tz", ""))
    except zones.UnknownZone:
        return ""


def write_asked(asked: Asked) -> str:
    """The query string, without a question mark."""
    query = QueryDict(mutable=True)
    for name, values in pairs(asked):
        query.setlist(name, values)
    return query.urlencode()


def pairs(asked: Asked) -> list[tuple[str, list[str]]]:
    found = [
        ("skills", list(asked.skills)),
        ("roles", list(asked.roles)),
        ("topics", list(asked.topics)),
        ("hours", [str(asked.hours)] if asked.hours is not None else []),
        ("languages", list(asked.languages)),
        ("when", list(asked.when)),
        ("tz", [asked.tz] if asked.tz else []),
    ]
    return [(name, values) for name, values in found if values]
