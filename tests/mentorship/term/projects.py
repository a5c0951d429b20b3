"""January: mentors propose projects. Each mentor of one says so in person, then the group agrees,
then the program; who changes what was agreed to asks all of them again."""

from tests.mentorship.term.cast import Part
from tests.mentorship.term.somebody import Somebody
from tests.mentorship.term.stage import DESK, Term

OWN = "/me/mentorship/projects/"
PUBLIC = "/mentorship/learn/spring/projects/"


def mentors_propose_projects(term: Term) -> None:
    term.it_is("2026-01-12T12:00Z")
    for part in term.at("mentor", 0):
        together(term, part, co=term.mate(part, 2))
    for part in term.at("mentor", 3):
        given_back_once(term, part)
    for part in term.at("mentor", 4):
        waits_for_ever(term, part, co=term.mate(part, 6))
    for part in term.at("mentor", 1):
        proposed(term, part)
    term.next_morning()
    term.post.has_brought_what_was_foreseen()


def together(term: Term, part: Part, *, co: Somebody) -> None:
    """Approved, changed in earnest, and approved anew."""
    page, mentor = proposed(term, part), term.people[part]
    mentor.press(page, "Ask them", who=co.user.email)
    term.post.foresees("proposals/ask_mentor", co)
    mentor.press(page, "Hand it in")
    agreed_by(term, part, page, co)
    for _ in range(2):
        mentor.press(f"{page}edit/", "Save", prerequisites="Build it once.")
    term.post.has_brought_what_was_foreseen()
    mentor.press(f"{page}edit/", "Save", description="Write the missing tests and their docs.")
    term.post.foresees("proposals/confirm_again", co)
    agreed_by(term, part, page, co)


def agreed_by(term: Term, part: Part, page: str, *mentors: Somebody) -> None:
    """By these mentors, the group and the program, in this order and no other."""
    mentor, desk = term.people[part], page.replace("/me/mentorship", "/desk")
    for one in mentors:
        assert "Approve for the group" not in term.lead.read(desk)
        one.press(page, "Yes, I mentor it")
    term.post.foresees("proposals/your_turn", term.lead, term.admin)
    term.lead.press(desk, "Approve for the group")
    term.admin.press(desk, "Approve for the program")
    term.post.foresees("proposals/approve_proposal", mentor, *mentors)


def given_back_once(term: Term, part: Part) -> None:
    page, mentor = proposed(term, part), term.people[part]
    desk = page.replace("/me/mentorship", "/desk")
    mentor.press(page, "Hand it in")
    word = term.secrets.word("givenback", part.number, term.admin, term.lead, mentor)
    term.post.foresees("proposals/your_turn", term.lead)
    term.admin.press(desk, "Give it back", words=f"Say what counts as done. {word}")
    term.post.foresees("proposals/return_proposal", mentor)
    assert word in mentor.read(page)
    mentor.press(page, "Hand it in")
    agreed_by(term, part, page)


def waits_for_ever(term: Term, part: Part, *, co: Somebody) -> None:
    """Nobody is a mentor because somebody else said so."""
    page, mentor = proposed(term, part), term.people[part]
    mentor.press(page, "Ask them", who=co.user.email)
    term.post.foresees("proposals/ask_mentor", co)
    mentor.press(page, "Hand it in")
    desk = page.replace("/me/mentorship", "/desk")
    assert "Approve for" not in term.admin.read(desk)


def proposed(term: Term, part: Part) -> str:
    """The address of a draft."""
    mentor = term.people[part]
    mentor.press(
        "/me/mentorship/spring/propose/",
        "Save",
        title=title_of(part),
        initiative="scorecard",
        description="Write the missing tests.",
        places=part.places,
        skill_1=part.skills[0],
        level_1=2,
    )
    return mentor.links(OWN)[title_of(part)]


def title_of(part: Part) -> str:
    return f"Project of {part.username}"


def everybody_sees_the_approved_ones(term: Term) -> None:
    term.it_is("2026-01-28T12:00Z")
    titles = {word for word in term.follower.links(PUBLIC) if word.startswith("Project of")}
    assert titles == {title_of(part) for place in (0, 3) for part in term.at("mentor", place)}
    runbook = term.admin.read(f"{DESK}runbook/")
    waiting = "project waits" if term.troupes == 1 else "projects wait"
    assert f"{term.troupes} {waiting} for a mentor to confirm" in runbook
