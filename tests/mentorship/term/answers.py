"""March: everything that was sent is read, and everybody gets an answer in words."""

from tests.mentorship.term.applications import (
    NEVER_SENT,
    RESULTS_AT,
    SENT,
    UNMET,
    WITHDRAWN,
)
from tests.mentorship.term.cast import Fate, Part
from tests.mentorship.term.stage import DESK, NO_MORE, Standing, Term

IN = (Fate.ORDINARY, Fate.LAST_MINUTE, Fate.FIXED, Fate.INTERVIEW)
PROVING = (*IN, Fate.WAITLISTED, Fate.DECLINED)
FIRST = "/me/mentorship/spring/first/mentee/"
HEAR_LATER = ("You hear whom you are paired with", RESULTS_AT)
ACCEPTED = Standing("In the matching", *HEAR_LATER)
COMPLETE = Standing("Sent, nothing is missing", SENT.next_words, SENT.next_at)
INTERVIEW = Standing("They want to talk with you", SENT.next_words, SENT.next_at)
WAITING_LIST = Standing("On the waiting list", *HEAR_LATER)
NO_PLACE = Standing("No place this time", NO_MORE)


def mentees_do_what_comes_first(term: Term) -> None:
    """One of them shows too little first, and hears what is missing."""
    term.it_is("2026-03-02T12:00Z")
    for part in term.of("mentee", *PROVING):
        shows(term, part, "I said hello.")
    addresses = term.applications(role="mentee", status="waiting")
    [first, *others] = term.of("mentee", *PROVING)
    page = addresses[first.display_name]
    term.admin.press(page, "Send it back", word="Say where you did.")
    term.post.foresees("mentorship/return_proof", term.people[first])
    assert "Say where you did." in term.people[first].read(FIRST)
    shows(term, first, "I said hello in #mentoring.")
    for part in (first, *others):
        term.admin.press(addresses[part.display_name], "It is done")
    term.everybody_reads(
        {part: COMPLETE if is_complete(part) else before(part) for part in term.cast}
    )


def shows(term: Term, part: Part, words: str) -> None:
    form = term.people[part].fill_in(FIRST, "Show it")
    [field] = [name for name in form.data if name.endswith("-text")]
    form.data[field] = [
        f"{words} {term.secrets.word('proof', part.number, term.admin, term.people[part])}"
    ]
    form.send()


def is_complete(part: Part) -> bool:
    return not part.is_mentor and part.fate in PROVING


def before(part: Part) -> Standing | None:
    return {
        Fate.LATE: None,
        Fate.DRAFT: NEVER_SENT,
        Fate.WITHDRAWN: WITHDRAWN,
        Fate.INELIGIBLE: UNMET,
    }.get(part.fate, SENT)


def everybody_is_answered(term: Term) -> None:
    """A talk first, some words of refusal, a waiting list, and all the others with one press."""
    term.it_is("2026-03-10T12:00Z")
    addresses = term.applications(status="waiting")
    for part in term.of("mentee", Fate.INTERVIEW):
        words = term.secrets.word("talk", part.number, term.admin, term.people[part])
        page = addresses[part.display_name]
        term.admin.press(page, "Note it", step="interview", words=f"Write to me. {words}")
        term.post.foresees("mentorship/interview_application", term.people[part])
        assert words in term.people[part].read("/me/mentorship/")
    for part in term.of("mentee", Fate.WAITLISTED):
        term.admin.press(addresses[part.display_name], "Note it", step="waitlisted")
        term.post.foresees("mentorship/waitlist_application", term.people[part])
    for role in ("mentee", "mentor"):
        declines(term, addresses, term.of(role, Fate.DECLINED, Fate.UNPROVEN))
    term.admin.press(f"{DESK}accept-all/", "Accept them all")
    for part in term.of("mentee", Fate.INTERVIEW):
        term.admin.press(addresses[part.display_name], "Accept into the matching")
    accepted = [part for part in term.cast if part.fate in IN]
    term.post.foresees("mentorship/accept_application", *term.who(accepted))
    term.it_is("2026-03-15T12:00Z")
    term.post.has_brought_what_was_foreseen()
    assert "To answer" not in term.admin.read(f"{DESK}?status=waiting").partition("Applications")[2]
    term.everybody_reads({part: answered(part) for part in term.cast})


def declines(term: Term, addresses: dict[str, str], parts: list[Part]) -> None:
    for part in parts:
        words = term.secrets.word(
            "declined", part.number + 1000 * part.is_mentor, term.admin, term.people[part]
        )
        reason = f"No mentor for it this time. {words}"
        term.admin.press(addresses[part.display_name], "Decline", reason=reason)
        term.post.foresees("mentorship/decline_application", term.people[part])
        assert words in term.people[part].read("/me/mentorship/")


def answered(part: Part) -> Standing | None:
    return {
        Fate.LATE: None,
        Fate.DRAFT: NEVER_SENT,
        Fate.WITHDRAWN: WITHDRAWN,
        Fate.INELIGIBLE: UNMET,
        Fate.DECLINED: NO_PLACE,
        Fate.UNPROVEN: NO_PLACE,
        Fate.WAITLISTED: WAITING_LIST,
    }.get(part.fate, ACCEPTED)
