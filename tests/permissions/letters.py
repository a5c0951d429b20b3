"""Every letter the portal writes, made to be written on the small foundation.

Private words stand wherever a person of a flow may write some; who reads them is the tests' matter.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db.models import F
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.actions.agenda_item import add_item, drop_item
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
from events.models import Occurrence, Rsvp, Series
from initiatives.actions.follow import follow_initiative
from initiatives.actions.link_check import report_dead_links
from initiatives.actions.still_right import ask_still_right
from initiatives.actions.task_claim import warn_of_leases
from initiatives.core.catalog_entry import SlotEntry
from initiatives.models import Confirmation, Initiative, LinkCheck, LinkState, TaskClaim
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.models import Path, PathPage
from mentorship.actions.application import submit_application, withdraw_application
from mentorship.actions.cohort import change_cohort
from mentorship.actions.decision import accept_application, decline_application
from mentorship.actions.glass import open_application
from mentorship.actions.match import answer_match
from mentorship.actions.people_import import import_people
from mentorship.core.people_csv import read_people
from mentorship.models import Application, Cohort, Match
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.models import MailState, Notice
from portal.people.models import Profile, User
from tests.conftest import shown_again, signed_in
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import TaskFactory
from tests.factories.onboarding import step_block
from tests.factories.people import EmailAddressFactory
from tests.mentorship.applying import answers, ready_person

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
    of_tasks(people)
    of_pages_of_groups()
    of_applications(people, keys)
    of_matches(people, keys)
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
    start_journey(person=people["member"], path=Path.objects.get(slug="open-path"))
    page = PathPage.objects.get(slug="open-path")
    page.steps = [step_block("Come along")]
    page.save_revision().publish()


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
    import_people(
        cohort=cohort,
        people=read_people(LIST.encode(), where="list.csv", role="mentee"),
        where="list.csv",
        by=admin,
        now=now,
        dry_run=False,
    )
    applicant = ready_person(username="applicant")
    reach(applicant)
    words = answers(motivation="CANARY motivation", organisation="CANARY organisation")
    told = {"cohort": cohort, "person": applicant, "role": "mentee", "now": now}
    sent = submit_application(answers=words, **told)
    accept_application(application=sent, by=admin, seen=sent.submitted_at, now=now)
    withdraw_application(**told)
    declined = Application.objects.get(public_id=keys["mentors_application"])
    decline_application(
        application=declined,
        by=admin,
        reason="CANARY reason to decline",
        seen=declined.submitted_at,
        now=now,
    )
    open_application(
        application=Application.objects.get(public_id=keys["application"]),
        by=people["superuser"],
        reason="CANARY reason to look",
    )
    change_cohort(cohort=cohort, by=admin, closes_on=cohort.closes_on + timedelta(days=1))


def of_matches(people, keys) -> None:
    """Both say yes, and then one leaves."""
    match, now = Match.objects.get(public_id=keys["match"]), clock.now()
    for person in (people["mentee"], people["mentor"]):
        answer_match(match=match, by=person, accept=True, now=now)
    told = {"cohort": match.cohort, "person": people["mentee"], "role": "mentee", "now": now}
    withdraw_application(**told)


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
