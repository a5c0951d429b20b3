"""The text in which a lead writes a ladder, read with the line of whatever is wrong in it."""

from initiatives.core.catalog_report import FileError, FileRefused
from initiatives.core.yaml_section import Errors, Section
from initiatives.core.yaml_tree import read_tree

from .rungs import NOBODY, Ask, AskKind, Ladder, Rung, Sponsors

WHERE = "ladder"
LONGEST_TEXT = 20_000
MOST_RUNGS, MOST_ASKS = 12, 12
LONGEST_KEY, LONGEST_TITLE, LONGEST_WORDS = 40, 80, 300
MOST_COUNTED, MOST_MONTHS, MOST_SPONSORS, MOST_DAYS = 100, 120, 9, 60
DEFAULT_RETURN = 12
MOST_OF_A_KIND = {AskKind.MONTHS_BELOW: MOST_MONTHS, AskKind.MONTHS_WITH_US: MOST_MONTHS}
# What the portal has one number of, however often it is asked for.
COUNTED_ONCE = frozenset(AskKind) - {AskKind.WORK, AskKind.SAID}


def read_ladder(text: str) -> Ladder:
    """Raises FileRefused with every reason found."""
    if len(text) > LONGEST_TEXT:
        message = f"Too long: {len(text)} characters, at most {LONGEST_TEXT}."
        raise FileRefused(FileError(where=WHERE, line=0, field="", message=message))
    # Browsers send the ends of lines as two characters.
    raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
    errors = Errors(WHERE)
    top = Section(read_tree(raw, where=WHERE), errors)
    errors.raise_any()
    months = top.number("return_months", least=0, most=MOST_MONTHS)
    sections = list(top.sections("rungs"))
    if not sections:
        top.wrong("rungs", "A ladder has at least one rung.")
    elif len(sections) > MOST_RUNGS:
        top.wrong("rungs", f"At most {MOST_RUNGS} rungs.", sections[MOST_RUNGS].line)
    top.finish()
    rungs = tuple(read_rung(section) for section in sections)
    check_together(rungs, sections)
    errors.raise_any()
    return Ladder(rungs=rungs, return_months=DEFAULT_RETURN if months is None else months)


def read_rung(section: Section) -> Rung:
    key = section.slug("key", longest=LONGEST_KEY, required=True) or ""
    title = section.text("title", longest=LONGEST_TITLE, required=True) or ""
    brings = section.text("brings", longest=LONGEST_WORDS) or ""
    days = section.number("objection_days", least=0, most=MOST_DAYS) or 0
    rung = Rung(key, title, brings, read_asks(section), read_sponsors(section), days)
    section.finish()
    return rung


def read_asks(section: Section) -> tuple[Ask, ...]:
    found: list[Ask] = []
    asks = list(section.sections("asks"))
    if len(asks) > MOST_ASKS:
        section.wrong("asks", f"At most {MOST_ASKS} things of one rung.", asks[MOST_ASKS].line)
    for one in asks:
        kinds = [kind for kind in AskKind if one.has(kind)]
        if len(kinds) == 1:
            ask = read_ask(one, kinds[0])
            if ask.kind in COUNTED_ONCE and any(ask.kind is before.kind for before in found):
                one.wrong(ask.kind, "This was asked for above.")
            found.append(ask)
            one.finish()
        else:
            known = ", ".join(AskKind)
            one.wrong("asks", f"Ask for exactly one of: {known}.", one.line)
    return tuple(found)


def read_ask(one: Section, kind: AskKind) -> Ask:
    if kind is AskKind.SAID:
        return Ask(kind, words=one.text(kind, longest=LONGEST_WORDS, required=True) or "")
    most = MOST_OF_A_KIND.get(kind, MOST_COUNTED)
    least = one.number(kind, least=1, most=most)
    if least is None and one.scalar(kind) is None:
        one.wrong(kind, f"Expected a whole number from 1 to {most}.")
    words = ""
    if kind is AskKind.WORK:
        words = one.text("what", longest=LONGEST_WORDS, required=True) or ""
    return Ask(kind, least or 1, words)


def read_sponsors(section: Section) -> Sponsors:
    asked = section.section("sponsors")
    if asked is None:
        return NOBODY
    count = asked.number("count", least=1, most=MOST_SPONSORS)
    if count is None and asked.scalar("count") is None:
        asked.wrong("count", "How many sponsors? A whole number.")
    organisations = asked.number("organisations", least=1, most=count or MOST_SPONSORS) or 1
    rung = asked.slug("rung", longest=LONGEST_KEY) or ""
    asked.finish()
    return Sponsors(count or 1, organisations, rung)


def check_together(rungs: tuple[Rung, ...], sections: list[Section]) -> None:
    """What no rung knows of itself: that keys are its own, and who may sponsor."""
    keys = [rung.key for rung in rungs]
    for place, (rung, section) in enumerate(zip(rungs, sections, strict=True)):
        if rung.key and rung.key in keys[:place]:
            section.wrong("key", f"{rung.key!r} is the key of a rung above.")
        if place == 0 and any(ask.kind is AskKind.MONTHS_BELOW for ask in rung.asks):
            section.wrong("asks", "Nobody stands below the first rung: ask for months_with_us.")
        named = rung.sponsors.rung
        if named and named not in keys:
            section.wrong("sponsors", f"{named!r} is no rung of this ladder.")
        elif named and keys.index(named) < place:
            section.wrong("sponsors", "Sponsors stand at least on the rung they sponsor for.")
