"""March and April: people answer, and whoever comes next is told by the portal itself."""

from mentorship.models import Match, Run
from tests.mentorship.term.cast import Fate
from tests.mentorship.term.matching import no_pair_is_impossible
from tests.mentorship.term.somebody import Somebody
from tests.mentorship.term.stage import Term

YES, NO = "Yes, I want to", "No, not with this person"
# What becomes of the pairs of a run, by their place among ten: the others say yes on both sides.
DECLINES, SILENT = 1, 4


def people_answer(term: Term) -> None:
    """One mentee says no, one mentor nothing at all; the others say yes."""
    term.it_is("2026-03-24T12:00Z")
    for place, match in enumerate(open_matches()):
        mentee, mentor = both(term, match)
        if place % 10 == DECLINES:
            says_no(term, match, mentee, mentor)
        else:
            says(mentee, match, YES)
            if place % 10 != SILENT:
                agrees(term, match, mentor, with_=mentee)
    term.post.has_brought_what_was_foreseen()


def open_matches() -> list[Match]:
    rows = Match.objects.open().select_related("mentee__person", "mentor__person")
    return list(rows.order_by("mentee__person__username"))


def both(term: Term, match: Match) -> tuple[Somebody, Somebody]:
    return term.by_name[match.mentee.person.username], term.by_name[match.mentor.person.username]


def says(person: Somebody, match: Match, label: str, **typed: str) -> str:
    """From the one link on their own page that leads there."""
    address = match.get_absolute_url()
    assert address in person.links("/me/mentorship/").values() or address in person.see(
        "/me/mentorship/"
    )
    return person.press(address, label, **typed)


def agrees(term: Term, match: Match, person: Somebody, *, with_: Somebody) -> None:
    """Only now they know each other's addresses."""
    assert with_.user.email not in person.see(match.get_absolute_url())
    assert "Both of you have said yes" in says(person, match, YES)
    assert with_.user.email in person.see(match.get_absolute_url())
    term.post.foresees("mentorship/accept_match", person, with_)


def says_no(term: Term, match: Match, person: Somebody, other: Somebody) -> None:
    """The reason is for those who run it."""
    why = term.secrets.word("refusal", match.pk, term.admin, person)
    says(person, match, NO, reason=f"We worked together before. {why}")
    term.post.foresees("mentorship/end_match", other)
    term.post.foresees("mentorship/match_again", term.admin)


def the_next_ones_are_told(term: Term) -> None:
    """Day by day: a reminder two days before, an end for who stays silent, and after each end the
    best run in which everybody else keeps who they have."""
    silent = [(match, *both(term, match)) for match in open_matches() if not match.is_agreed]
    new_ones_are_foreseen(term, term.next_morning)
    answer_at_once(term)
    for _match, _mentee, mentor in silent:
        term.post.foresees("mentorship/remind_match", mentor)
    term.it_is("2026-03-29T12:00Z")
    term.post.has_brought_what_was_foreseen()
    for _match, mentee, mentor in silent:
        term.post.foresees("mentorship/lapse_match", mentor)
        term.post.foresees("mentorship/end_match", mentee)
        term.post.foresees("mentorship/match_again", term.admin)
    new_ones_are_foreseen(term, lambda: term.it_is("2026-03-31T12:00Z"))
    answer_at_once(term)
    term.post.has_brought_what_was_foreseen()


def new_ones_are_foreseen(term: Term, happens) -> list[Match]:
    """Who has a new match hears of it, and who is left without one, once in a term."""
    before = set(Match.objects.values_list("pk", flat=True))
    runs = Run.objects.filter(published_at__isnull=False).count()
    happens()
    new = Match.objects.exclude(pk__in=before).select_related("mentee__person", "mentor__person")
    for match in new:
        term.post.foresees("mentorship/publish_run", *both(term, match))
    if Run.objects.filter(published_at__isnull=False).count() > runs:
        no_pair_is_impossible(term)
        for person in without_a_match(term):
            if not term.post.foreseen[person.name, "mentorship/no_match"]:
                term.post.foresees("mentorship/no_match", person)
    return list(new)


def without_a_match(term: Term) -> list[Somebody]:
    """Accepted, and in no pair."""
    run = Run.objects.filter(published_at__isnull=False).order_by("-number").first()
    paired = {pair[side] for pair in run.result["pairs"] for side in ("mentee", "mentor")}
    rows = run.cohort.applications.accepted().select_related("person").order_by("pk")
    return [term.by_name[row.person.username] for row in rows if str(row.public_id) not in paired]


def answer_at_once(term: Term) -> None:
    """Who was told late says yes, but for those who were silent before."""
    for match in open_matches():
        if match.published_at.date().isoformat() > "2026-03-24":
            mentee, mentor = both(term, match)
            if match.mentee_answer == "awaited":
                says(mentee, match, YES)
                agrees(term, match, mentor, with_=mentee)


def a_place_comes_free(term: Term) -> None:
    """Somebody leaves before it begins; who was on the waiting list is let in, and matched."""
    term.it_is("2026-04-02T12:00Z")
    leaving = [match for place, match in enumerate(open_matches()) if place % 10 == 2]
    for match in leaving:
        mentee, mentor = both(term, match)
        mentee.press("/me/mentorship/spring/withdraw/mentee/", "Withdraw")
        term.left.append(mentee.name)
        term.post.foresees("mentorship/withdraw_application", term.admin)
        term.post.foresees("mentorship/end_match", mentor)
        term.post.foresees("mentorship/match_again", term.admin)
    waiting = term.applications(role="mentee", status="waitlisted")
    for part in term.of("mentee", Fate.WAITLISTED):
        term.admin.press(waiting[part.display_name], "Accept into the matching")
        term.post.foresees("mentorship/accept_application", term.people[part])
    assert new_ones_are_foreseen(term, term.next_morning)
    answer_at_once(term)
    term.post.has_brought_what_was_foreseen()
