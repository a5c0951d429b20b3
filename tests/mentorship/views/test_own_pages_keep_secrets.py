"""Every own page and letter of everybody in a cohort, in every phase, searched for what is others'.

Each person carries words of their own in every private field; what the desk thinks of people is
planted too. Whoever reads a page may find their own words, and of a partner the name alone.
"""

import html

import pytest
from django.core import mail

from mentorship.actions.left_out import leave_out
from mentorship.actions.match import answer_match, stop_match
from mentorship.actions.pin import set_pin
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Answer, Match, PinKind, ProgramAdmin
from portal.notices.models import Notice
from portal.people.models import Profile
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of

pytestmark = pytest.mark.django_db
EVERYWHERE = ("/me/", "/me/mentorship/", "/me/notices/", "/me/mentorship/projects/")
DESK_WORDS = (
    "Never seat these two together",
    "Always seat these two together",
    "Does not fit at the moment",
    "Why we went apart",
    "98765",
    "98.765",
    "98,765",
)
MOMENTS = ("2026-03-16T12:00Z", "2026-04-20T12:00Z", "2026-05-25T12:00Z", "2026-07-01T12:00Z")


def somebody(cohort, role, number):
    """Known by a name, and by words that nobody else has."""
    mark = f"{role}-{number}"
    person = UserFactory(username=f"account-of-{mark}", email=f"{mark}@secret.example")
    Profile.objects.create(person=person, display_name=f"Name-of-{mark}")
    row = member_of(cohort, role, person=person, organisation=f"employer-of-{mark}")
    row.organisation = f"Employer-of-{mark}"
    row.motivation = f"Motivation-of-{mark}"
    row.decision_reason = f"Decision-on-{mark}"
    row.imported = {"notes": f"Notes-on-{mark}"}
    row.said = {"wish": f"Answer-of-{mark}"}
    row.save()
    return row


def words_of(row) -> set[str]:
    mark = f"{row.role}-{row.person.username[-1]}"
    said = ("employer-of", "motivation-of", "decision-on", "notes-on", "answer-of", "account-of")
    return {f"{word}-{mark}" for word in said}


def name_of(row) -> str:
    return f"name-of-{row.role}-{row.person.username[-1]}"


@pytest.fixture
def cohort(at):
    at(IN_MATCHING)
    cohort = CohortFactory(program=ProgramFactory(slug="learn"), key="spring")
    admin = UserFactory(username="runs-it", email="admin@secret.example")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    mentees = [somebody(cohort, "mentee", number) for number in range(4)]
    mentors = [somebody(cohort, "mentor", number) for number in range(4)]
    facts = {"by": admin}
    set_pin(
        mentee=mentees[0],
        mentor=mentors[0],
        kind=PinKind.PIN,
        **facts,
        reason="Always seat these two together",
    )
    set_pin(
        mentee=mentees[1],
        mentor=mentors[1],
        kind=PinKind.VETO,
        **facts,
        reason="Never seat these two together",
    )
    leave_out(application=mentees[3], by=admin, reason="Does not fit at the moment")
    run = start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    publish_run(run=run, by=admin, now=IN_MATCHING)
    Match.objects.update(score=98765)
    first, second, _third = Match.objects.order_by("mentee__person__username")
    for match in (first, second):
        for side in (match.mentee, match.mentor):
            answer_match(match=match, by=side.person, accept=True, now=IN_MATCHING)
    stop_match(match=second, by=second.mentor.person, now=IN_MATCHING, reason="Why we went apart")
    return cohort


def own_pages(row) -> list[str]:
    own = [
        f"/me/mentorship/{row.cohort.key}/{page}/{row.role}/"
        for page in ("apply", "first", "letters", "withdraw", "why")
    ]
    for match in Match.objects.of(row.person):
        own += [match.get_absolute_url(), f"{match.get_absolute_url()}together/"]
    return [*EVERYWHERE, *own, "/me/data/"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_own_page_tells_what_is_others_or_what_the_desk_thinks(cohort, at, moment):
    at(moment)
    rows = list(cohort.applications.select_related("person", "cohort"))
    seen = 0
    for row in rows:
        partners = {
            one.pk
            for match in Match.objects.of(row.person).select_related("mentee", "mentor")
            for one in (match.mentee, match.mentor)
        }
        others = [one for one in rows if one != row]
        secret = set().union(*(words_of(one) for one in others))
        secret |= {name_of(one) for one in others if one.pk not in partners}
        secret |= {one.person.email for one in others if not is_agreed(row, one)}
        secret |= {word.lower() for word in DESK_WORDS}
        browser = signed_in(row.person)
        for address in own_pages(row):
            response = browser.get(address)
            if response.status_code != 200:
                continue
            seen += 1
            page = html.unescape(response.content.decode()).lower()
            assert {word for word in secret if word in page} == set(), (row, address)
    assert seen >= 8 * len(rows)


def is_agreed(row, other) -> bool:
    """Who both said yes write to each other."""
    sides = {row.role: row, other.role: other}
    if len(sides) < 2:
        return False
    return Match.objects.filter(
        **sides, mentee_answer=Answer.ACCEPTED, mentor_answer=Answer.ACCEPTED
    ).exists()


def test_no_letter_tells_it_either(cohort):
    assert Notice.objects.count() > cohort.applications.count()
    for letter in mail.outbox:
        [reader] = letter.to
        if reader == "admin@secret.example":
            continue
        text = f"{letter.subject} {letter.body}".lower()
        rows = cohort.applications.select_related("person").exclude(person__email=reader)
        secret = set().union(*(words_of(one) for one in rows)) | {one.lower() for one in DESK_WORDS}
        assert {word for word in secret if word in text} == set()


def test_the_words_are_where_they_belong(cohort):
    """What the desk reads does hold them: the tests above look for the right words."""
    desk = signed_in(UserFactory._meta.model.objects.get(username="runs-it"))
    row = cohort.applications.get(person__username="account-of-mentee-1")
    person = desk.get(f"/desk/mentorship/learn/spring/matching/people/{row.public_id}/")
    assert "Never seat these two together" in person.content.decode()
    detail = desk.get(f"/desk/mentorship/applications/{row.public_id}/").content.decode()
    assert "Motivation-of-mentee-1" in detail
