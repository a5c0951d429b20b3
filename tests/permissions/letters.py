"""Every letter the portal writes, made to be written on the small foundation.

Private words stand wherever a person of a flow may write some; who reads them is the tests' matter.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db.models import F
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.actions.agenda_item import add_item, drop_item
from events.actions.calendar_source import Copy, import_calendar
from events.actions.clash_digest import send_clash_digests
from events.actions.guest import answer_as_guest, ask_as_guest
from events.actions.horizon import materialise
from events.actions.occurrence import (
    add_occurrence,
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
)
from events.actions.reminder import send_reminders
from events.actions.rsvp import answer_date
from events.actions.series import Facts, change_series
from events.actions.waitlist import expire_offers
from events.core.foreign_calendar import read_foreign
from events.models import Occurrence, Rsvp, Series
from initiatives.actions.follow import follow_initiative
from initiatives.actions.link_check import report_dead_links
from initiatives.actions.still_right import ask_still_right
from initiatives.actions.task_claim import warn_of_leases
from initiatives.core.catalog_entry import SlotEntry
from initiatives.ladder.actions.decision import decide as decide_promotion
from initiatives.ladder.actions.edition import publish_ladder
from initiatives.ladder.actions.emeritus import step_back
from initiatives.ladder.actions.holding import note_holder
from initiatives.ladder.actions.promotion import ask_for_rung
from initiatives.ladder.actions.sponsorship import (
    give_sponsorship,
    make_objection,
    take_sponsorship_back,
)
from initiatives.ladder.actions.window import tend_promotions
from initiatives.models import Confirmation, Follow, Initiative, LinkCheck, LinkState, TaskClaim
from initiatives.onboarding.actions.edition import end_grace
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, start_journey
from initiatives.onboarding.actions.look_call import call_lookers
from initiatives.onboarding.actions.nudge import remind_walkers
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.actions.verifier import name_verifier
from initiatives.onboarding.models import Path, PathPage
from mentorship.actions.application import submit_application, withdraw_application
from mentorship.actions.cohort import change_cohort
from mentorship.actions.decision import (
    accept_application,
    answer_application,
    decline_application,
)
from mentorship.actions.glass import open_application
from mentorship.actions.match import answer_match, lapse_matches, remind_of_answers
from mentorship.actions.people_import import import_people
from mentorship.actions.prerequisite import add_prerequisite, give_proof, judge_proof
from mentorship.actions.program import appoint_admin
from mentorship.cohort_life.actions.evaluation import ask_for_evaluations, settle_round
from mentorship.cohort_life.actions.ladder import climb_ladders
from mentorship.cohort_life.actions.path_share import share_paths
from mentorship.cohort_life.actions.pause import pause_pair
from mentorship.cohort_life.actions.praise import suggest_praise
from mentorship.core.eligibility import Rule, RuleKind, rules_as_trees
from mentorship.core.people_csv import read_people
from mentorship.mailings.actions.mailing import send_mailing
from mentorship.mailings.core.window import Kind as MailingKind
from mentorship.mailings.core.window import window_of
from mentorship.mailings.queries.audience import audience_of, fingerprint
from mentorship.models import (
    Application,
    Cohort,
    Match,
    Questionnaire,
    QuestionnaireEdition,
    Status,
)
from mentorship.proposals.actions.approval import (
    approve_for_group,
    approve_for_program,
    return_proposal,
)
from mentorship.proposals.actions.mentor import (
    ask_mentor,
    confirm_mentor,
    leave_proposal,
    take_off_mentor,
)
from mentorship.proposals.actions.proposal import Facts as ProjectFacts
from mentorship.proposals.actions.proposal import change_proposal, withdraw_proposal
from mentorship.proposals.actions.reminder import remind_mentors
from mentorship.proposals.models import Proposal
from mentorship.queries.list_letter import seen_list
from mentorship.queries.new_dates import letter_of_dates
from mentorship.selection.actions.ask import ask_for_lists
from mentorship.selection.actions.way import set_way
from mentorship.selection.models import MentorList
from mentorship.selection.queries.mentors_read import letter_to_read_ones
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.models import MailState, Notice
from portal.people.models import Profile, User
from tests.conftest import shown_again, signed_in
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import TaskFactory
from tests.factories.mentorship import ApplicationFactory
from tests.factories.onboarding import PathFactory, step_block
from tests.factories.people import EmailAddressFactory
from tests.factories.proposals import approved
from tests.mentorship.applying import answers, ready_person
from tests.permissions.after_terms import letters_after_terms
from tests.permissions.read_applications import letters_of_readings

PASSWORD = "correct horse battery CANARY"
LIST = (
    "email,name,role,skills,timezone,availability,capacity,notes\n"
    "listed@example.org,CANARY Listed,mentor,python,Europe/London,MO 18:00-20:00,2,CANARY notes\n"
)


def write_every_letter(*, people, keys, browser) -> None:
    """Into `mail.outbox`. `browser` makes one in which nobody is signed in."""
    cache.clear()
    let_everybody_be_reached()
    of_meetings(people)
    of_texts(people, keys)
    of_paths(people)
    of_evidence(people)
    of_ladders(people)
    of_tasks(people)
    of_pages_of_groups()
    of_applications(people, keys)
    of_projects(people, keys)
    letters_of_readings(people, keys)
    of_mailings(people)
    of_matches(people, keys)
    of_pairs(people, keys)
    of_selection(people)
    letters_after_terms(people)
    let_everybody_be_reached()
    of_accounts(browser)


def let_everybody_be_reached() -> None:
    """Also with what there was to tell them before they had proved their address."""
    for person in User.objects.exclude(email=""):
        reach(person)
    untold = Notice.objects.filter(mail=MailState.STOPPED)
    untold.update(mail=MailState.DUE, try_at=clock.now())
    deliver_due(now=clock.now())


def reach(person: User) -> None:
    """They have a name that they show to nobody."""
    proved = {"email": person.email, "verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=person, defaults=proved)
    Profile.objects.get_or_create(person=person, defaults={"display_name": "CANARY of a profile"})


def of_meetings(people) -> None:
    """A member follows the group, a guest has a seat; what the organizers write is for both."""
    organizer = people["organizer"]
    of_seats(people)
    of_guests()
    of_agendas(people)
    of_clashes()
    follow_initiative(person=people["member"], initiative=Initiative.objects.get(slug="led"))
    of_calendars()
    for slug in ("open-meeting", "hidden-meeting"):
        seat = Occurrence.objects.get(series__slug=slug, original_date=date(2026, 3, 3))
        if not seat.is_cancelled:
            cancel_occurrence(occurrence=seat, by=organizer, reason="We are all ill.")
        restore_occurrence(occurrence=seat, by=organizer, reason="Well again.")
        other = Occurrence.objects.get(series__slug=slug, original_date=date(2026, 3, 10))
        move_occurrence(occurrence=other, to=datetime(2026, 3, 12, 15), by=organizer)
        series = Series.objects.get(slug=slug)
        at = datetime(2026, 4, 2, 15)
        add_occurrence(series=series, at=at, tzid="Europe/Berlin", by=organizer)
        facts = Facts(**{name: getattr(series, name) for name in Facts.__dataclass_fields__})
        change_series(
            series=series,
            facts=replace(
                facts, join_url="https://meet.example.org/canary-new-link", duration_minutes=90
            ),
            when=SlotEntry(
                start=datetime(2026, 3, 4, 16), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=WE"
            ),
            by=organizer,
        )
        clocks_change(series)


def of_calendars() -> None:
    """A meeting of a calendar elsewhere is cancelled there as a whole, and takes place again."""
    said = ("DTSTART:20260303T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "SUMMARY:Far call")
    for status in ("CONFIRMED", "CANCELLED", "CONFIRMED"):
        copy = Copy(read_foreign(vcalendar(vevent(*said, f"STATUS:{status}", uid="far"))))
        led = Initiative.objects.get(slug="led")
        import_calendar(initiative=led, copy=copy, name="far.ics", now=clock.now())


def of_clashes() -> None:
    """The group meets twice at one time."""
    series = SeriesFactory(initiative=Initiative.objects.get(slug="led"))
    materialise(series=series, now=clock.now())
    send_clash_digests(now=clock.now())


def of_agendas(people) -> None:
    """What a member added is dropped, with a word to them."""
    row = Occurrence.objects.get(series__slug="open-meeting", original_date=date(2026, 3, 3))
    item = add_item(occurrence=row, by=people["member"], title="Buy a boat")
    drop_item(item=item, by=people["organizer"], reason="CANARY reason to drop it")


def clocks_change(series: Series) -> None:
    """As if its dates had been made with other zone data."""
    coming = Occurrence.objects.filter(series=series).upcoming(clock.now())
    hour = timedelta(hours=1)
    coming.update(starts_at=F("starts_at") - hour, ends_at=F("ends_at") - hour)
    materialise(series=series, now=clock.now())


def of_seats(people) -> None:
    """One seat: who has it leaves, the first in line lets it pass, the second is asked."""
    series = Series.objects.filter(slug="open-meeting")
    series.update(capacity=1)
    seat = Occurrence.objects.get(series__in=series, original_date=date(2026, 3, 24))
    for name in ("lead", "member", "mentor"):
        answer_date(occurrence=seat, by=people[name], answer="yes")
    answer_date(occurrence=seat, by=people["lead"], answer="no")
    Rsvp.objects.filter(place="offered").update(expires_at=clock.now())
    expire_offers(now=clock.now())
    answer_date(occurrence=seat, by=people["mentor"], answer="yes")
    answer_date(occurrence=seat, by=people["mentor"], answer="no")
    answer_date(occurrence=seat, by=people["member"], answer="yes")
    Rsvp.objects.filter(person=people["member"]).update(
        answered_at=clock.now() - timedelta(days=30)
    )
    send_reminders(now=seat.starts_at - timedelta(hours=3))


def of_guests() -> None:
    """They have no account: the second time they ask they are known."""
    row = Occurrence.objects.get(series__slug="open-meeting", original_date=date(2026, 3, 17))
    guest = {"name": "CANARY of a guest", "address": "a-guest@example.org"}
    ask_as_guest(occurrence=row, **guest)
    answer_as_guest(rsvp=Rsvp.objects.get(guest_email=guest["address"]), answer="yes")
    ask_as_guest(occurrence=row, **guest)


def of_texts(people, keys) -> None:
    """Handed in and sent back with a word for the writer; handed in again and let out."""
    page = Page.objects.get(pk=keys["own_story"])
    lead, editor = signed_in(people["lead"]), signed_in(people["editor"])
    for verb in ("reject", "approve"):
        body = streamfield([("text", rich_text("<p>CANARY words of a draft</p>"))])
        form = {
            "summary": "CANARY summary of a draft",
            "body": body,
            "comments": inline_formset([]),
            "action-submit": "1",
        }
        lead.post(f"/cms/pages/{page.pk}/edit/", nested_form_data(form))
        state = page.specific.current_workflow_task_state
        address = f"/cms/pages/workflow/action/{page.pk}/{verb}/{state.pk}/"
        editor.post(address, {"comment": f"CANARY {verb}"})


def of_paths(people) -> None:
    """One has begun and stays on their edition until its time is over, one has done nothing."""
    page = PathPage.objects.get(slug="open-path")
    page.steps = [step_block("Look around"), step_block("Come along")]
    page.save_revision().publish()
    path = Path.objects.get(slug="open-path")
    start_journey(person=people["member"], path=path)
    begun = start_journey(person=people["mentee"], path=path)
    complete_step(journey=begun, key="look-around")
    page.steps = [step_block("Come along"), step_block("Stay")]
    page.save_revision().publish()
    for days in (2, 56):
        remind_walkers(now=clock.now() + timedelta(days=days))
    end_grace(now=clock.now() + timedelta(days=90))


def of_evidence(people) -> None:
    """Each try at one step is answered differently; a group names one more who looks; what another
    shows waits for two weeks."""
    led = Initiative.objects.get(slug="led")
    name_verifier(initiative=led, email=people["mentor"].email, by=people["lead"])
    path = PathFactory(
        slug="shown-path",
        initiative=led,
        steps=[{"key": "send", "kind": "evidence"}],
    )
    journey = start_journey(person=people["member"], path=path)
    for verdict in ("changes", "not_this", "accepted"):
        evidence = hand_in(
            journey=journey, key="send", link="", words="CANARY made", now=clock.now()
        )
        decide(
            evidence=evidence,
            verdict=verdict,
            answer=f"CANARY answer {verdict}",
            by=people["lead"],
            now=clock.now(),
        )
    other = start_journey(person=people["mentee"], path=path)
    hand_in(journey=other, key="send", link="", words="CANARY made", now=clock.now())
    call_lookers(now=clock.now() + timedelta(days=14))


def of_ladders(people) -> None:
    """A member asks for a rung: a mentor who stood there before vouches, leaves and vouches again,
    an organizer would wait; the answer is first no, then yes. Then the mentor steps back."""
    led, lead, now = Initiative.objects.get(slug="led"), people["lead"], clock.now()
    sponsors = "sponsors: {count: 1}, objection_days: 2"
    text = f"rungs: [{{key: canary, title: Helper, {sponsors}}}]"
    publish_ladder(initiative=led, text=text, by=lead, now=now)
    told = {"initiative": led, "rung": "canary", "by": lead, "now": now}
    for name in ("mentor", "organizer"):
        noted = note_holder(email=people[name].email, **told)
    vouch = {"organisation": "CANARY organisation", "words": "CANARY why they vouch", "now": now}
    for verdict in ("not_yet", "granted"):
        asked = ask_for_rung(initiative=led, person=people["member"], now=now)
        give_sponsorship(promotion=asked, by=people["mentor"], **vouch)
        take_sponsorship_back(promotion=asked, by=people["mentor"], now=now)
        give_sponsorship(promotion=asked, by=people["mentor"], **vouch)
        make_objection(
            promotion=asked, by=people["organizer"], words="CANARY why they would wait", now=now
        )
        over = now + timedelta(days=2)
        tend_promotions(now=over)
        answer = f"CANARY answer of a lead: {verdict}"
        read = [str(one.pk) for one in asked.objections.all()]
        said = {"verdict": verdict, "answer": answer, "read": read}
        decide_promotion(promotion=asked, **said, by=lead, now=over)
    step_back(holding=noted, by=lead, words="CANARY words of thanks", now=now)


def of_tasks(people) -> None:
    task = TaskFactory(initiative=Initiative.objects.get(slug="led"), title="Mend a door")
    TaskClaim.objects.create(
        task=task,
        person=people["member"],
        claimed_at=clock.now() - timedelta(days=30),
        leased_until=clock.now() + timedelta(days=1),
    )
    warn_of_leases(now=clock.now())


def of_pages_of_groups() -> None:
    """A page nobody has confirmed for a year, and a link on it that is dead."""
    led = Initiative.objects.filter(slug="led")
    long_ago = clock.now() - timedelta(days=365)
    led.update(created_at=long_ago)
    Confirmation.objects.filter(initiative__in=led).update(confirmed_on=long_ago.date())
    ask_still_right(now=clock.now())
    gone = "https://example.org/gone"
    led.update(website_url=gone)
    LinkCheck.objects.create(url=gone, state=LinkState.DEAD)
    report_dead_links(now=clock.now())


def of_applications(people, keys) -> None:
    cohort = Cohort.objects.get(key="open-program-call")
    admin, now = people["program_admin"], clock.now()
    listed = {
        "cohort": cohort,
        "people": read_people(LIST.encode(), where="list.csv", role="mentee"),
    }
    seen = seen_list(**listed, new=1)
    import_people(**listed, where="list.csv", by=admin, now=now, seen=seen)
    applicant = ready_person(username="applicant")
    reach(applicant)
    words = answers(motivation="CANARY motivation", organisation="CANARY organisation")
    told = {"cohort": cohort, "person": applicant, "role": "mentee", "now": now}
    sent = submit_application(answers=words, **told)
    accept_application(application=sent, by=admin, seen=sent.submitted_at, now=now)
    withdraw_application(**told)
    refuse_by_a_rule(cohort, now)
    declined = Application.objects.get(public_id=keys["mentors_application"])
    decline_application(
        application=declined,
        by=admin,
        reason="CANARY reason to decline",
        seen=declined.submitted_at,
        now=now,
    )
    talked = Application.objects.get(public_id=keys["application"])
    asked = add_prerequisite(cohort=cohort, role="mentee", title="Bake", text="", by=admin, now=now)
    shown = {"application": talked, "prerequisite": asked, "text": "CANARY proof", "link": ""}
    judge_proof(
        seen=now,
        proof=give_proof(**shown, now=now),
        is_done=False,
        word="CANARY word to a proof",
        by=admin,
        now=now,
    )
    for to in (Status.INTERVIEW, Status.WAITLISTED):
        answer_application(
            application=talked,
            to=to,
            reason=f"CANARY words to {to}",
            by=admin,
            seen=talked.submitted_at,
            now=now,
        )
    open_application(
        application=Application.objects.get(public_id=keys["application"]),
        by=people["superuser"],
        reason="CANARY reason to look",
    )
    moved = {"closes_on": cohort.closes_on + timedelta(days=1)}
    seen = letter_of_dates(cohort=cohort, facts=moved, reader=admin).seen
    change_cohort(cohort=cohort, by=admin, seen=seen, **moved)
    appoint_admin(program=cohort.program, email=applicant.email, by=admin)


def refuse_by_a_rule(cohort, now) -> None:
    """Nobody has so many hours."""
    asked, _ = Questionnaire.objects.get_or_create(cohort=cohort, role="mentor")
    edition = QuestionnaireEdition.objects.create(
        questionnaire=asked,
        number=9,
        questions=[],
        rules=rules_as_trees([Rule(kind=RuleKind.HOURS, least=160)]),
    )
    busy = ready_person(username="too-busy")
    reach(busy)
    submit_application(
        cohort=cohort, person=busy, role="mentor", answers=answers(edition=edition), now=now
    )


def of_projects(people, keys) -> None:
    """Approved, changed, given back, withdrawn, also one that somebody chose; a mentor with an
    account and one without."""
    proposal = Proposal.objects.get(public_id=keys["waiting_project"])
    mentor, admin, now = people["mentor"], people["program_admin"], clock.now()
    told = {"proposal": proposal, "now": now}

    def seen() -> int:
        return Proposal.objects.get(pk=proposal.pk).version

    other = ready_person(username="other-mentor", handle="other-mentor")
    reach(other)
    asked = ask_mentor(**told, who="asked@example.org", by=mentor)
    take_off_mentor(**told, mentor=asked, by=mentor)
    ask_mentor(**told, who="@other-mentor", by=mentor)
    remind_mentors(call=proposal.call, by=admin, now=now + timedelta(days=1))
    confirm_mentor(**told, by=other, seen=seen())
    approve_for_group(**told, by=people["lead"], seen=seen())
    approve_for_program(**told, by=admin, seen=seen())
    facts = ProjectFacts(title="CANARY other title", initiative=proposal.initiative)
    change_proposal(**told, facts=facts, by=mentor, seen=seen())
    return_proposal(**told, words="CANARY what to change", by=admin, seen=seen())
    withdraw_proposal(**told, by=mentor)
    chosen = Proposal.objects.select_related("call__cohort").get(public_id=keys["project"])
    ApplicationFactory(
        cohort=chosen.call.cohort,
        person=other,
        role="mentee",
        status="submitted",
        submitted_at=now,
        choices=[str(chosen.public_id)],
    )
    begun = datetime.combine(chosen.call.cohort.starts_on + timedelta(days=1), time(12), UTC)
    leave_proposal(proposal=chosen, by=mentor, now=begun)
    other_one = approved(call=chosen.call, initiative=chosen.initiative, mentor=mentor)
    Application.objects.filter(person=other).update(choices=[str(other_one.public_id)])
    withdraw_proposal(proposal=other_one, by=mentor, now=now)


def of_mailings(people) -> None:
    """Each of its kind once, at its time."""
    call, running = (Cohort.objects.get(key=f"open-program-{key}") for key in ("call", "running"))
    follower = ready_person(username="follower")
    Follow.objects.create(person=follower, initiative=call.program.initiative)
    before = {"status": "declined", "submitted_at": clock.now(), "decided_at": clock.now()}
    ApplicationFactory(cohort=running, person=people["member"], **before)
    for kind in MailingKind:
        cohort = call if kind in {"call-before", "call-followers", "drafts"} else running
        send_mailing(
            cohort=cohort,
            kind=kind,
            seen=fingerprint(
                cohort=cohort, kind=kind, people=list(audience_of(cohort=cohort, kind=kind))
            ),
            by=people["program_admin"],
            now=window_of(kind, cohort.dates).opens_at,
        )


def of_matches(people, keys) -> None:
    """Of one pair both say yes, and then one leaves; the other answers not at all."""
    silent = Match.objects.get(public_id=keys["others_match"])
    remind_of_answers(now=silent.answer_by - timedelta(days=1))
    match, now = Match.objects.get(public_id=keys["match"]), clock.now()
    for person in (people["mentee"], people["mentor"]):
        answer_match(match=match, by=person, accept=True, now=now)
    told = {"cohort": match.cohort, "person": people["mentee"], "role": "mentee", "now": now}
    withdraw_application(**told)
    lapse_matches(now=silent.answer_by)


def of_selection(people) -> None:
    """A cohort begins to ask its mentors, asks them, and reminds who has not handed in."""
    cohort, now = Cohort.objects.get(key="open-program-review"), clock.now()
    MentorList.objects.update(handed_in_at=None)
    for selects in ("engine", "mixed"):
        letter = letter_to_read_ones(cohort=cohort, reader=people["program_admin"])
        set_way(cohort=cohort, by=people["program_admin"], selects=selects, seen=letter.seen)
    ask_for_lists(now=now)
    ask_for_lists(now=now + timedelta(days=6))


def of_pairs(people, keys) -> None:
    """The mentor is silent for weeks, hears of what the mentee did, rests, and the people who run it
    decide."""
    match, now = Match.objects.get(public_id=keys["pair"]), clock.now()
    for weeks in range(5):
        later = now + timedelta(weeks=weeks)
        ask_for_evaluations(now=later)
        climb_ladders(now=later)
    share_paths(match=match, by=people["mentee"], to_mentor=True, to_program=False, now=now)
    walk = start_journey(person=people["mentee"], path=PathFactory(slug="path-of-a-pair"))
    complete_step(journey=walk, key="hello")
    suggest_praise(now=now + timedelta(weeks=1))
    pause_pair(match=match, by=people["mentee"], last_day=now.date(), now=now)
    told = {"match": match, "by": people["program_admin"], "now": now}
    settle_round(
        name="midterm", verdict="extend", weeks=2, reason="CANARY reason to extend", **told
    )


def of_accounts(browser) -> None:
    """Through the doors, as anybody comes: signing up, forgetting, changing, leaving."""
    new, known = {"email": "new@example.org", "password1": PASSWORD}, "known@example.org"
    guest = browser()
    guest.post("/accounts/signup/", new)
    guest.post(link_in_last_letter("confirm-email"))
    EmailAddressFactory(user__username="canary-known", user__email=known)
    browser().post("/accounts/signup/", {**new, "email": known})
    for address in ("nobody@example.org", known):
        browser().post("/accounts/password/reset/", {"email": address})
    reader = browser()
    form = reader.get(link_in_last_letter("password/reset/key"))
    chosen = f"{PASSWORD} again"
    reader.post(form["Location"], {"password1": chosen, "password2": chosen})
    member = shown_again(signed_in(User.objects.get(email="new@example.org")))
    member.post("/accounts/email/", {"action_add": "1", "email": "newer@example.org"})
    member.post(link_in_last_letter("confirm-email"))
    member.post("/me/data/erase/", {"is_sure": "on"})


def link_in_last_letter(kind: str) -> str:
    found = [re.search(rf"/accounts/{kind}/\S+", message.body) for message in mail.outbox]
    return [match[0] for match in found if match][-1]
