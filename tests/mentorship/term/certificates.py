"""June: who came to the end graduates, and strangers can check it."""

from django.test import Client

from mentorship.models import Match
from portal.kit.models import AuditEntry
from tests.mentorship.term.offers import both, open_matches
from tests.mentorship.term.somebody import SECRET, words_of
from tests.mentorship.term.stage import DESK, Term

AFTER = f"{DESK}after/"
OWN = "/me/mentorship/spring/after/"


def graduates_are_told(term: Term) -> None:
    """All whose pair came to its end with one press; of the others a person decides, in words."""
    together = open_matches()
    page = term.admin.press(AFTER, "Confirm all who are proposed")
    assert f"{len(together)} mentees graduate." in page
    for mentee in others(term):
        links = term.admin.links_on_all_pages(AFTER)
        word = term.secrets.word("notyet", mentee.user.pk, term.admin, mentee)
        page = links[term.shown_name(mentee.name)]
        term.admin.press(page, "Does not graduate", words=f"It ended too early. {word}")
        term.post.foresees("alumni/not_graduate", mentee)
    term.post.has_brought_none_of("alumni/graduate", "alumni/not_graduate")
    mentors = {}
    for match in together:
        mentee, mentor = both(term, match)
        term.post.foresees("alumni/graduate", mentee)
        mentors[mentor.name] = mentor
    term.post.foresees("alumni/thank_mentor", *mentors.values())
    term.it_is("2026-06-23T12:00Z")
    term.post.has_brought_what_was_foreseen()
    assert "Confirm all" not in term.admin.read(AFTER)


def others(term: Term):
    """Who worked in a pair that ended, and in no other one."""
    ended = Match.objects.exclude(ended_at=None).filter(
        mentee_answer="accepted", mentor_answer="accepted"
    )
    still = [match.mentee_id for match in open_matches()]
    rows = ended.exclude(mentee__in=still).select_related("mentee__person")
    names = sorted({match.mentee.person.username for match in rows})
    return [term.by_name[name] for name in names]


def strangers_check_certificates(term: Term) -> None:
    """Without a name until its holder shows one."""
    for match in open_matches():
        for person in both(term, match):
            own = person.links(OWN)["Open your certificate"]
            address = person.links(own)["Open the page that others see"]
            page = words_of(Client().get(address).content.decode())
            assert "This certificate is valid" in page
            assert term.shown_name(person.name) not in page


def nothing_was_told_to_who_it_was_not_for(term: Term, log: str) -> None:
    """What people read was looked at all along; the trail and the log are read by others still."""
    trail = " ".join(AuditEntry.objects.values_list("reason", flat=True))
    assert SECRET.findall(trail) == []
    assert SECRET.findall(log) == []
