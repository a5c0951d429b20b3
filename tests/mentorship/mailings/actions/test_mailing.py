"""A letter to many: who gets it, and that nobody gets it twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError, connection

from initiatives.models import Follow
from mentorship.actions.looked_at import NotAsSeen
from mentorship.mailings.actions.mailing import (
    AlreadySent,
    NobodyToTell,
    NotNow,
    NotPublished,
    send_mailing,
)
from mentorship.mailings.core.window import Kind
from mentorship.mailings.models import Mailing
from mentorship.mailings.queries.audience import audience_of, fingerprint
from mentorship.mailings.queries.mailings import mailing_preview
from mentorship.models import Match, Program
from portal.kit.models import AuditEntry
from portal.notices.actions.mail import deliver_due
from portal.notices.actions.preference import stop_mail
from portal.notices.models import Notice
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.mentorship.pool import member_of

pytestmark = pytest.mark.django_db
DURING = datetime(2026, 2, 3, 12, tzinfo=UTC)
LAST_DAYS = datetime(2026, 2, 25, 12, tzinfo=UTC)
BEFORE_RESULTS = datetime(2026, 3, 20, 12, tzinfo=UTC)
BEFORE_START = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def cohort():
    group = InitiativeFactory(name="Scorecard")
    return CohortFactory(program=ProgramFactory(name="Learn", initiative=group), name="Spring")


@pytest.fixture
def admin():
    return UserFactory(username="runs-it")


def names(cohort, kind) -> set[str]:
    return {person.username for person in audience_of(cohort=cohort, kind=kind)}


def seen_by_desk(cohort, kind) -> str:
    people = list(audience_of(cohort=cohort, kind=kind))
    return fingerprint(cohort=cohort, kind=kind, people=people)


def sent_by(admin, cohort, kind, now) -> Mailing:
    seen = seen_by_desk(cohort, kind)
    return send_mailing(cohort=cohort, kind=kind, seen=seen, by=admin, now=now)


def earlier(cohort):
    days = {
        "opens_on": date(2025, 8, 1),
        "closes_on": date(2025, 8, 20),
        "review_until": date(2025, 8, 25),
        "results_on": date(2025, 8, 28),
        "starts_on": date(2025, 9, 1),
        "midterm_on": date(2025, 10, 1),
        "ends_on": date(2025, 11, 30),
    }
    return CohortFactory(program=cohort.program, **days)


def test_the_open_call_goes_once_to_who_was_there_and_once_to_who_follows(cohort):
    before = earlier(cohort)
    for name in ("was-there", "was-there-and-follows", "applies-again"):
        member_of(before, "mentee", name)
    ApplicationFactory(cohort=before, person__username="drafted-once")
    ApplicationFactory(
        cohort=cohort, person=before.applications.get(person__username="applies-again").person
    )
    both = before.applications.get(person__username="was-there-and-follows").person
    for person in (both, UserFactory(username="follows")):
        Follow.objects.create(person=person, initiative=cohort.program.initiative)
    assert names(cohort, Kind.CALL_BEFORE) == {"was-there", "was-there-and-follows"}
    assert names(cohort, Kind.CALL_FOLLOWERS) == {"follows"}


def test_a_reminder_goes_to_drafts_alone(cohort):
    ApplicationFactory(cohort=cohort, person__username="drafts")
    member_of(cohort, "mentee", "accepted")
    ApplicationFactory(cohort=cohort, person__username="gone", person__is_active=False)
    assert names(cohort, Kind.DRAFTS) == {"drafts"}
    assert names(cohort, Kind.RESULTS) == {"accepted"}


def test_the_first_week_is_for_pairs_who_both_said_yes(cohort, admin):
    pairs = [
        (member_of(cohort, "mentee", f"mentee-{n}"), member_of(cohort, "mentor", f"mentor-{n}"))
        for n in (1, 2)
    ]
    run = cohort.runs.create(number=1, result={}, instance_sha256="x", engine="", tzdata="")
    for (mentee, mentor), answer in zip(pairs, ("accepted", "awaited"), strict=True):
        Match.objects.create(
            cohort=cohort,
            run=run,
            mentee=mentee,
            mentor=mentor,
            score=1,
            explanation={},
            mentee_answer="accepted",
            mentor_answer=answer,
            answer_by=BEFORE_START,
        )
    assert names(cohort, Kind.KICKOFF) == {"mentee-1", "mentor-1"}
    assert sent_by(admin, cohort, Kind.KICKOFF, BEFORE_START).people == 2


def test_it_is_sent_as_it_was_shown_and_never_again(cohort, admin, at):
    at(BEFORE_RESULTS)
    for name in ("lin", "max"):
        EmailAddressFactory(user=member_of(cohort, "mentee", name).person)
    shown = mailing_preview(cohort=cohort, kind=Kind.RESULTS, reader=admin, now=BEFORE_RESULTS)
    sent = send_mailing(
        cohort=cohort, kind=Kind.RESULTS, seen=shown.seen, by=admin, now=BEFORE_RESULTS
    )
    with pytest.raises(AlreadySent):
        sent_by(admin, cohort, Kind.RESULTS, BEFORE_RESULTS)
    deliver_due(now=BEFORE_RESULTS)
    assert (sent.people, shown.people, Notice.objects.count()) == (2, 2, 2)
    assert [letter.subject for letter in mail.outbox] == [
        sample.letter.subject for sample in shown.samples
    ]
    first = shown.samples[0].letter.text.partition("Stop mails")[0]
    assert mail.outbox[0].body.startswith(first)
    assert AuditEntry.objects.get(verb="mailing.sent").reason == "results"


def test_who_has_stopped_calls_gets_no_mail_of_one(cohort, admin, at):
    at(DURING)
    person = UserFactory(username="follows")
    EmailAddressFactory(user=person)
    Follow.objects.create(person=person, initiative=cohort.program.initiative)
    stop_mail(person=person, kind="call")
    sent_by(admin, cohort, Kind.CALL_FOLLOWERS, DURING)
    deliver_due(now=DURING)
    assert (mail.outbox, Notice.objects.get().mail) == ([], "stopped")


def test_the_desk_never_learns_who_has_a_draft(cohort, admin):
    ApplicationFactory(cohort=cohort, person__username="drafts")
    shown = mailing_preview(cohort=cohort, kind=Kind.DRAFTS, reader=admin, now=LAST_DAYS)
    assert (shown.people, shown.names, [one.name for one in shown.samples]) == (1, (), [""])


def test_what_is_refused(cohort, admin):
    with pytest.raises(NobodyToTell):
        sent_by(admin, cohort, Kind.RESULTS, BEFORE_RESULTS)
    seen = seen_by_desk(cohort, Kind.RESULTS)
    member_of(cohort, "mentee", "new")
    told = {"cohort": cohort, "kind": Kind.RESULTS, "by": admin}
    with pytest.raises(NotAsSeen):
        send_mailing(**told, seen=seen, now=BEFORE_RESULTS)
    with pytest.raises(NotNow):
        send_mailing(**told, seen=seen, now=DURING)
    Program.objects.update(is_published=False)
    with pytest.raises(NotPublished):
        sent_by(admin, cohort, Kind.RESULTS, BEFORE_RESULTS)
    assert (Mailing.objects.count(), Notice.objects.count()) == (0, 0)


def test_dates_that_move_after_the_look_are_looked_at_again(cohort, admin):
    member_of(cohort, "mentee", "lin")
    seen = seen_by_desk(cohort, Kind.RESULTS)
    cohort.results_on += timedelta(days=1)
    with pytest.raises(NotAsSeen):
        send_mailing(cohort=cohort, kind=Kind.RESULTS, seen=seen, by=admin, now=BEFORE_RESULTS)
    assert sent_by(admin, cohort, Kind.RESULTS, BEFORE_RESULTS).people == 1


def test_what_a_page_says_of_private_readers_can_not_be_tried_out(cohort, settings):
    ApplicationFactory(cohort=cohort, person__username="drafts")
    seen = seen_by_desk(cohort, Kind.DRAFTS)
    settings.SECRET_KEY = "another-house"
    assert seen_by_desk(cohort, Kind.DRAFTS) != seen


def test_a_failure_of_another_kind_is_not_told_as_sent_before(cohort, admin):
    member_of(cohort, "mentee", "lin")
    with connection.execute_wrapper(refusing("notices_notice")), pytest.raises(IntegrityError):
        sent_by(admin, cohort, Kind.RESULTS, BEFORE_RESULTS)
    assert Mailing.objects.count() == 0


def refusing(table: str):
    """As if somebody had erased their account between the look and the letter."""

    def wrapper(execute, sql, params, many, context):
        if sql.startswith("INSERT") and f'INTO "{table}"' in sql:
            raise IntegrityError
        return execute(sql, params, many, context)

    return wrapper


def pressing(cohort, send, refusal):
    admin = UserFactory()
    seen = seen_by_desk(cohort, Kind.RESULTS)

    def press(start) -> str:
        start.wait()
        try:
            send(cohort=cohort, kind=Kind.RESULTS, seen=seen, by=admin, now=BEFORE_RESULTS)
        except refusal as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "sent"

    return press


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_it_once(cohort):
    member_of(cohort, "mentee", "lin")
    start = Barrier(2)
    presses = [pressing(cohort, send_mailing, AlreadySent) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        found = sorted(threads.map(lambda press: press(start), presses))
    assert found == ["AlreadySent", "sent"]
    assert (Mailing.objects.count(), Notice.objects.count()) == (1, 1)


def test_without_the_look_before_the_database_still_takes_one(cohort, admin):
    """The twin: whoever did not see the other's row is stopped by its constraint."""
    member_of(cohort, "mentee", "lin")
    sent_by(admin, cohort, Kind.RESULTS, BEFORE_RESULTS)
    with pytest.raises(IntegrityError):
        Mailing.objects.create(cohort=cohort, kind=Kind.RESULTS, people=1)
