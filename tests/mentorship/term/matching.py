"""March: pairs are found, looked at, corrected and published; people answer, and the next ones
come up."""

import re

from mentorship.models import Match, Run
from mentorship.queries.matching import matching_instance
from tests.mentorship.core import reference
from tests.mentorship.term.answers import IN, answered
from tests.mentorship.term.applications import WITHDRAWN
from tests.mentorship.term.cast import Fate
from tests.mentorship.term.somebody import words_of
from tests.mentorship.term.stage import DESK, PASSWORD, Standing, Term

MATCHING = f"{DESK}matching/"
PAIR = re.compile(
    r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th>\s*<td><a href="[^"]+">([^<]+)</a>'
)
HOPE = Standing(
    "On the waiting list", "You hear at once if a place comes free, until", "2026-05-31T22:00:00Z"
)
STARTS_AT = "2026-04-05T22:00:00Z"
ENDED = "mentorship/end_match"


def pairs_are_found_and_corrected(term: Term) -> None:
    """Run, look, a word of the admin about two pairs, run again, compare."""
    term.it_is("2026-03-16T12:00Z")
    term.admin.press(MATCHING, "Run the matching")
    found = pairs_on(term)
    no_pair_is_impossible(term)
    (apart, never), (wish, _), *_ = sorted(found.items())
    word = term.secrets.word("veto", 1, term.admin)
    decides(term, apart, f"Never with {never}", word)
    other = next(mentor for mentor in sorted(set(found.values())) if mentor != found[wish])
    decides(term, wish, f"Always with {other}", word, look_for=other)
    assert "Something has changed since this run" in term.admin.read(MATCHING)
    term.admin.press(MATCHING, "Run again")
    again = pairs_on(term)
    assert again[apart] != never if apart in again else True
    assert again[wish] == other
    moved = term.admin.read(f"{MATCHING}compare/1/2/")
    assert all(name in moved for name in found if found[name] != again.get(name))
    no_pair_is_impossible(term)
    term.post.has_brought_what_was_foreseen()


def pairs_on(term: Term) -> dict[str, str]:
    """Mentees to mentors, as the desk lists them over all its pages."""
    found: dict[str, str] = {}
    page = 0
    while True:
        page += 1
        rows = PAIR.findall(term.admin.see(f"{MATCHING}?page={page}"))
        here = {words_of(mentee): words_of(mentor) for _url, mentee, mentor in rows}
        if here.items() <= found.items():
            return found
        found |= here


def decides(term: Term, mentee: str, label: str, word: str, *, look_for: str = "") -> None:
    """On the page of the mentee, found by their name; of many mentors the one is looked for."""
    links = term.admin.links(f"{MATCHING}?q={mentee}")
    page = f"{links[mentee]}?q={look_for}" if look_for else links[mentee]
    term.admin.press(page, label, reason=f"They know why. {word}")


def no_pair_is_impossible(term: Term) -> None:
    """By the definition of the rules, told a second time; and no other way to pair them is better:
    the certificate of the run is looked at over all pairs there could be."""
    run = Run.objects.order_by("-number").first()
    instance = matching_instance(run.cohort)
    mentees = {one.id: one for one in instance.mentees}
    mentors = {one.id: one for one in instance.mentors}
    broken = {
        (pair["mentee"], pair["mentor"]): rules
        for pair in run.result["pairs"]
        if (pair["mentee"], pair["mentor"]) not in instance.locked
        and (
            rules := reference.broken_rules(
                instance, mentees[pair["mentee"]], mentors[pair["mentor"]]
            )
        )
    }
    assert not broken, broken


def everybody_hears_on_results_day(term: Term) -> None:
    """What comes is told before; an old run and an old session can't publish; nobody is told twice."""
    term.it_is("2026-03-18T12:00Z")
    accepted = [part for part in term.cast if part.fate in IN]
    term.admin.press(f"{DESK}letters/results/", f"Send it to {len(accepted)} people")
    term.post.foresees("mailings/results_day", *term.who(accepted))
    term.it_is("2026-03-23T09:00Z")
    assert "can’t be published" in term.admin.read(f"{MATCHING}publish/1/")
    preview = term.admin.read(f"{MATCHING}publish/2/")
    pairs = pairs_on(term)
    in_pairs = {*pairs, *pairs.values()}
    alone = [part for part in accepted if part.display_name not in in_pairs]
    assert f"To {len(in_pairs)} people" in preview
    term.travel("2026-03-23T12:00Z")
    form = term.admin.fill_in(f"{MATCHING}publish/2/", "Publish and tell them")
    form.send()
    assert not Match.objects.exists()
    again = f"/accounts/reauthenticate/?next={MATCHING}publish/2/"
    assert "Everybody concerned is told." in term.admin.press(again, "Confirm", password=PASSWORD)
    assert "Nothing was sent again." in form.send()
    for mentee, mentor in pairs.items():
        term.post.foresees("mentorship/publish_run", *term.called(mentee, mentor))
    term.post.foresees("mentorship/no_match", *term.who(alone))
    term.post.has_brought_what_was_foreseen()
    everybody_stands(term, "Start", STARTS_AT)


def everybody_stands(term: Term, next_words: str, next_at: str) -> None:
    """Who is in the matching reads of a match or what comes next, all others what they were
    answered; who is on the waiting list how long there is hope."""
    accepted = set(term.accepted())
    expected = {}
    for part in term.cast:
        person = term.people[part]
        if person.name in accepted:
            expected[part] = term.in_the_matching(person, next_words, next_at)
        elif person.name in term.left:
            expected[part] = WITHDRAWN
        elif part.fate is Fate.WAITLISTED:
            expected[part] = HOPE
        else:
            expected[part] = answered(part)
    term.everybody_reads(expected)
