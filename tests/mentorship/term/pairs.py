"""April to June: pairs work together, fall silent, rest, part and say how it goes."""

from collections.abc import Iterable
from datetime import timedelta

from mentorship.models import Match
from tests.mentorship.term.matching import everybody_stands
from tests.mentorship.term.offers import (
    answer_at_once,
    both,
    new_ones_are_foreseen,
    open_matches,
)
from tests.mentorship.term.somebody import Somebody
from tests.mentorship.term.stage import DESK, NO_MORE, Term

# What becomes of pairs, by their place among ten on the first day; the others are calm.
SILENT, LAZY, RESTS, PARTS, EXTENDED = 0, 2, 3, 5, 6
HALF_TIME, THE_END = "2026-05-03T22:00:00Z", "2026-05-31T22:00:00Z"
A_DAY = timedelta(days=1)


def it_begins(term: Term) -> None:
    term.it_is("2026-04-03T12:00Z")
    together = {person.name: person for match in open_matches() for person in both(term, match)}
    letter = f"{DESK}letters/kickoff/"
    term.admin.press(letter, f"Send it to {len(together)} people")
    term.post.foresees("mailings/kickoff", *together.values())
    for place, match in enumerate(open_matches()):
        term.fates[match.pk] = place % 10
    term.it_is("2026-04-06T12:00Z")
    for match in those(term, EXTENDED):
        plans_and_notes(term, match)
    everybody_stands(term, "Half time", HALF_TIME)
    everybody_knows_with_whom_or_why_not(term)
    term.post.has_brought_what_was_foreseen()


def those(term: Term, *fates: int) -> list[Match]:
    return [match for match in open_matches() if term.fates.get(match.pk) in fates]


def page_of(match: Match) -> str:
    return f"{match.get_absolute_url()}together/"


def plans_and_notes(term: Term, match: Match) -> None:
    """A shared note is for two, a private one for who wrote it, and neither for the desk."""
    mentee, mentor = both(term, match)
    page = page_of(match)
    shared = term.secrets.word("shared", match.pk, mentee, mentor)
    private = term.secrets.word("private", match.pk, mentor)
    mentee.press(page, "Add it", kind="goal", text=f"One change merged {shared}")
    mentor.press(page, "Keep it", text=f"Bring the link. {shared}", is_private="no")
    mentor.press(page, "Keep it", text=f"Shy at first. {private}", is_private="yes")
    assert shared in mentee.read(page)
    assert private in mentor.read(page)


def everybody_knows_with_whom_or_why_not(term: Term) -> None:
    """Whoever is in the matching has somebody, or reads a reason and what comes next."""
    paired = {person.name for match in open_matches() for person in both(term, match)}
    for name in term.accepted():
        words = term.by_name[name].read("/me/mentorship/")
        has_one = "You and your match have both said yes." in words
        assert has_one == (name in paired), name
        assert has_one or any(why in words for why in WHY_NOBODY), words


WHY_NOBODY = (
    "No mentor who fits you could be found this time.",
    "No mentor of this cohort speaks one of your languages.",
    "No mentor is free when you are",
    "No mentee of this cohort needs you yet.",
    "Nobody is found for you yet.",
    "Your match was not answered in time.",
)


def the_first_half(term: Term) -> None:
    """A press a week; one pair says nothing, one rests, one parts."""
    silent = [person for match in those(term, SILENT) for person in both(term, match)]
    thursday_of(term, "2026-04-09")
    term.post.foresees("cohort_life/nudge", *silent)
    thursday_of(term, "2026-04-16")
    term.it_is("2026-04-20T12:00Z")
    for match in those(term, RESTS):
        mentee, mentor = both(term, match)
        mentee.press(page_of(match), "Rest", last_day="2026-04-29")
        term.post.foresees("cohort_life/pause_pair", mentor)
    term.post.foresees("cohort_life/ask", *silent)
    term.it_is("2026-04-21T12:00Z")
    for match in those(term, PARTS):
        parts(term, match, who=0)
    new_ones_are_foreseen(term, term.next_morning)
    answer_at_once(term)
    thursday_of(term, "2026-04-23")
    term.post.foresees("cohort_life/flag", *silent)
    for _match in those(term, SILENT):
        term.post.foresees("cohort_life/silent_pair", term.admin)
    thursday_of(term, "2026-04-30")
    term.post.foresees("initiatives/still_right", term.lead)  # of their group, once a quarter
    attention = term.admin.read(f"{DESK}life/")
    for match in those(term, SILENT):
        assert term.shown_name(match.mentee.person.username) in attention
    term.post.has_brought_what_was_foreseen()


def thursday_of(term: Term, day: str) -> None:
    """Early on that day the week's press of every pair but those that are silent or rest."""
    term.it_is(f"{day}T04:00Z")
    for match in open_matches():
        fate = term.fates.get(match.pk)
        rests = fate == RESTS and "2026-04-20" <= day <= "2026-04-29"
        if match.is_agreed and fate != SILENT and not rests:
            both(term, match)[0].fill_in(page_of(match), "We met").send_and_go()


def parts(term: Term, match: Match, *, who: int) -> None:
    """Without a reason; the other one and the admin hear that it ended, and no more."""
    people = both(term, match)
    people[who].press(f"{page_of(match)}leave/", "End it", not_again="on")
    term.post.foresees("mentorship/end_match", people[1 - who])
    term.post.foresees("mentorship/match_again", term.admin)


def half_time(term: Term) -> None:
    """Both sides say how it goes; the silent pair is offered an end, and takes it."""
    silent = [person for match in those(term, SILENT) for person in both(term, match)]
    term.it_is("2026-05-04T12:00Z")
    term.post.foresees("cohort_life/propose", *silent)
    term.post.foresees("cohort_life/open_round", *people_of(term, open_matches()).values())
    term.post.has_brought_what_was_foreseen()
    asked = {match.pk for match in open_matches()}
    term.it_is("2026-05-05T12:00Z")
    for match in those(term, SILENT):
        parts(term, match, who=1)
    new_ones_are_foreseen(term, term.next_morning)
    answer_at_once(term)
    thursday_of(term, "2026-05-07")
    new = [match for match in open_matches() if match.pk not in asked]
    term.post.foresees("cohort_life/open_round", *people_of(term, new).values())
    term.it_is("2026-05-08T12:00Z")
    lazy = [both(term, match)[0] for match in those(term, LAZY)]
    for match in open_matches():
        say_how_it_goes(term, match, "midterm", but=lazy)
    term.post.foresees("cohort_life/remind_round", *lazy, times=2)
    thursday_of(term, "2026-05-14")
    term.it_is("2026-05-16T12:00Z")
    for match in open_matches():
        decides(term, match, "midterm", verdict="pass")
    term.post.has_brought_what_was_foreseen()
    everybody_stands(term, "The end", THE_END)
    everybody_knows_with_whom_or_why_not(term)


def people_of(term: Term, matches: Iterable[Match]) -> dict[str, Somebody]:
    return {person.name: person for match in matches for person in both(term, match)}


def say_how_it_goes(term: Term, match: Match, round_: str, *, but: Iterable[Somebody] = ()) -> None:
    for side, person in enumerate(both(term, match)):
        if person in but:
            continue
        word = term.secrets.word("toadmins", 10 * match.pk + side, term.admin, person)
        person.press(
            f"{page_of(match)}{round_}/",
            "Send my answers",
            meets="weekly",
            progress=4,
            recommends="pass" if side else "go_on",
            helps="Short calls.",
            to_admins=f"All well. {word}",
        )


def decides(term: Term, match: Match, round_: str, **verdict: object) -> None:
    page = f"{DESK}life/{match.public_id}/"
    form = term.admin.fill_in(page, "Decide and tell both", where={"round": round_}, **verdict)
    assert "Both of them are told" in form.send()
    term.post.foresees("cohort_life/settle_round", *both(term, match))


def the_end(term: Term) -> None:
    """The last words, an extension for one pair with a round of its own, and nothing more."""
    term.it_is("2026-05-17T12:00Z")
    term.post.foresees("cohort_life/open_round", *people_of(term, open_matches()).values())
    term.it_is("2026-05-18T12:00Z")
    for match in open_matches():
        say_how_it_goes(term, match, "final")
    thursday_of(term, "2026-05-21")
    thursday_of(term, "2026-05-28")
    term.it_is("2026-06-01T12:00Z")
    for match in open_matches():
        if term.fates.get(match.pk) == EXTENDED:
            decides(term, match, "final", verdict="extend", weeks=2)
        else:
            decides(term, match, "final", verdict="pass")
    term.post.has_brought_what_was_foreseen()
    longer = [match for match in open_matches() if term.fates.get(match.pk) == EXTENDED]
    term.post.foresees("cohort_life/open_round", *people_of(term, longer).values())
    thursday_of(term, "2026-06-04")
    term.it_is("2026-06-05T12:00Z")
    for match in longer:
        say_how_it_goes(term, match, "longer")
        decides(term, match, "longer", verdict="pass")
    thursday_of(term, "2026-06-11")
    term.it_is("2026-06-20T12:00Z")
    term.post.has_brought_what_was_foreseen()
    everybody_stands(term, NO_MORE, "")
