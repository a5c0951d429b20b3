"""A term that is over: one graduate shows themselves, another does not, and two nobody else knows;
and the letters that are written then."""

from datetime import UTC, date, datetime, timedelta

from mentorship.actions.run import publish_run, start_run
from mentorship.alumni.actions.graduation import decide_graduation, send_letters_now
from mentorship.alumni.actions.later import ask_graduates
from mentorship.alumni.actions.mentor_again import tell_of_calls
from mentorship.alumni.actions.showing import Shown, name_mentor, write_showing
from mentorship.alumni.models import Graduation, Later, WishToMentor
from mentorship.alumni.queries.addresses import LATER
from mentorship.alumni.queries.graduates import candidates, fingerprint
from mentorship.models import Cohort, Program
from portal.credentials.actions.credential import restore_credential, revoke_credential
from portal.credentials.models import Credential
from portal.kit import clock
from tests.mentorship.cohort_life.together import agree
from tests.mentorship.pool import member_of

IN_MATCHING = datetime(2025, 11, 22, 12, tzinfo=UTC)
DAYS = {
    "opens_on": date(2025, 10, 20),
    "closes_on": date(2025, 11, 10),
    "review_until": date(2025, 11, 20),
    "results_on": date(2025, 11, 24),
    "starts_on": date(2025, 12, 1),
    "midterm_on": date(2026, 1, 12),
    "ends_on": date(2026, 2, 22),
}
HIDDEN = Shown(
    name="CANARY name",
    project="CANARY project",
    link="https://example.org/canary",
    story="CANARY story",
)


def after_terms(people) -> dict[str, object]:
    admin, now = people["program_admin"], clock.now()
    own, others = (
        Cohort.objects.create(
            program=Program.objects.get(slug=slug), key=f"{slug}-finished", name="Winter", **DAYS
        )
        for slug in ("open-program", "other-program")
    )
    mentee = member_of(own, "mentee", person=people["mentee"])
    mentor = member_of(own, "mentor", person=people["mentor"], capacity=2)
    quiet = member_of(own, "mentee", "canary-quiet")
    stranger = member_of(others, "mentee", "canary-graduate")
    strange_mentor = member_of(others, "mentor", "canary-thanked", capacity=2)
    sent_away = member_of(others, "mentee", "canary-sent-away")
    for cohort, mentees in ((own, [mentee, quiet]), (others, [stranger])):
        pair_up(cohort, admin)
        for one in mentees:
            decide(one, admin, "graduated")
        if cohort == others:
            decide(sent_away, admin, "not", "CANARY words")
        send_all(cohort, admin)
    shows(mentee, Shown(name="Seen by everybody"), is_shown=True)
    shows(quiet, HIDDEN, is_shown=False)
    shows(stranger, HIDDEN, is_shown=False)
    name_mentor(application=strange_mentor, name="CANARY mentor", now=now)
    Later.objects.create(graduation=mentee.graduation, months=3, asked_at=now)
    WishToMentor.objects.create(person=quiet.person, program=others.program, made_at=now)
    Credential.objects.filter(holder=stranger.person).update(
        about="canary",
        title="CANARY title",
        what="CANARY what",
        given_by="CANARY giver",
        name="CANARY name of a holder",
        revoked_at=now,
        revoked_reason="CANARY reason",
    )
    return {
        "graduate": mentee.public_id,
        "others_graduate": stranger.public_id,
        "credential": Credential.objects.get(holder=mentee.person).public_id,
        "others_credential": Credential.objects.get(holder=stranger.person).public_id,
        "later_token": LATER.sign(f"{mentee.public_id.hex}.3"),
        "mentors_term": mentor.cohort.key,
    }


def pair_up(cohort, admin) -> None:
    run = start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    for match in publish_run(run=run, by=admin, now=IN_MATCHING):
        agree(match, IN_MATCHING)


def decide(application, by, verdict, words="") -> Graduation:
    told = {"cohort": application.cohort, "mentee": application, "by": by, "now": clock.now()}
    return decide_graduation(verdict=verdict, words=words, **told)


def send_all(cohort, by) -> None:
    rows = candidates(cohort=cohort, reader=by, now=clock.now())
    seen = fingerprint([one for one in rows if one.may_undo])
    send_letters_now(cohort=cohort, by=by, seen=seen, now=clock.now())


def shows(application, shown, *, is_shown) -> None:
    graduation = Graduation.objects.get(application=application)
    application.graduation = graduation
    write_showing(graduation=graduation, shown=shown, is_shown=is_shown, now=clock.now())


def letters_after_terms(people) -> None:
    """One graduates and one does not; a certificate is revoked and given back; a graduate is asked
    three months later and hears of a call."""
    admin, now = people["program_admin"], clock.now()
    program = Program.objects.get(slug="open-program")
    cohort = Cohort.objects.create(program=program, key="open-program-over", name="Over", **DAYS)
    one, other = (member_of(cohort, "mentee", f"over-mentee-{number}") for number in range(2))
    member_of(cohort, "mentor", "over-mentor", capacity=2)
    pair_up(cohort, admin)
    decide(one, admin, "graduated")
    decide(other, admin, "not", "CANARY why not")
    send_all(cohort, admin)
    credential = Credential.objects.get(holder=one.person)
    revoke_credential(credential=credential, by=admin, reason="CANARY why revoked", now=now)
    restore_credential(credential=credential, by=admin, now=now)
    ask_graduates(now=now + timedelta(days=90))
    WishToMentor.objects.create(person=one.person, program=program, made_at=now)
    tell_of_calls(now=now)
