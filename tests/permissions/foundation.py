"""A small foundation with something public and something hidden of every kind.

The words that begin with CANARY stand in fields that no stranger may read: no page, feed or answer
of the API may ever hold one.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from events.actions.agenda_item import add_item
from events.actions.calendar_source import Copy, accept_source, add_source
from events.actions.event_page import shelf_of, start_event_page
from events.actions.group_conflict import set_conflict
from events.actions.horizon import materialise
from events.actions.hours_consent import set_hours_consents
from events.actions.minutes import ActionWords, publish_minutes, save_minutes
from events.actions.occurrence import cancel_occurrence
from events.actions.personal_feed import note_use, start_feed
from events.actions.rsvp import answer_date
from events.actions.series import Facts, start_series
from events.core.foreign_calendar import read_foreign
from events.models import ActionItem, AgendaItem, CalendarSource, Rsvp
from events.queries.guest_link import CONFIRM, SEAT
from initiatives.actions.role import claim_role, take_down_name
from initiatives.actions.start_story import start_story
from initiatives.actions.task_claim import claim_task
from initiatives.core.catalog_entry import SlotEntry
from initiatives.models import Channel, Confirmation, Conflict, Follow, Question
from initiatives.onboarding.actions.journey import start_journey
from mentorship.actions.pin import set_pin
from mentorship.actions.run import publish_run, start_run
from mentorship.cohort_life.actions.evaluation import Said, give_evaluation
from mentorship.cohort_life.actions.ladder import say_here
from mentorship.cohort_life.actions.note import write_note
from mentorship.cohort_life.actions.plan import write_plan_line
from mentorship.cohort_life.queries.addresses import CHECK_IN
from mentorship.models import Cohort, Match, Prerequisite, Program, ProgramAdmin, Proof
from mentorship.proposals.models import ProposalStep
from mentorship.selection.actions.mentor_list import hand_in, put_on_list, say_against
from mentorship.selection.models import Way
from portal.home.models import ArticlePage, ContentPage, HomePage, NewsIndexPage, SiteText
from portal.notices.stop_link import SIGNER
from portal.people.actions.profile import save_profile, set_disclosures
from portal.people.models import Profile, User
from tests.conftest import lead_of
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import (
    ChangeFactory,
    InitiativeFactory,
    OpeningFactory,
    RoleFactory,
    TaskFactory,
    TaskSourceFactory,
)
from tests.factories.mentorship import (
    ApplicationFactory,
    CohortFactory,
    GoalFactory,
    ProgramFactory,
)
from tests.factories.notices import NoticeFactory
from tests.factories.onboarding import PathFactory, path_page, step_block
from tests.factories.people import UserFactory
from tests.factories.proposals import CallFactory, ProposalMentorFactory, approved, handed_in
from tests.mentorship.cohort_life.together import agree
from tests.mentorship.pool import member_of
from tests.permissions.after_terms import after_terms
from tests.permissions.read_applications import read_applications

OPEN_SERIES = UUID("00000000-0000-4000-8000-000000000001")
HIDDEN_SERIES = UUID("00000000-0000-4000-8000-000000000002")
# A Monday; the open meeting is on Tuesdays.
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = date(2026, 3, 3)


def found(*, people) -> dict[str, object]:
    """Returns the keys that stand in addresses of Wagtail's own."""
    council = InitiativeFactory(slug="council", kind="council")
    led = InitiativeFactory(slug="led", name="Led group", stage="incubating", parent=council)
    other = InitiativeFactory(slug="other", name="Other group")
    hidden_group = InitiativeFactory(slug="hidden", name="CANARY hidden group", is_listed=False)
    ChangeFactory(initiative=led, after="graduated")
    ChangeFactory(initiative=hidden_group, kind="name", after="CANARY new name of a hidden group")
    leads_seat = lead_of(people["lead"], led)
    claim_role(
        holding=RoleFactory(initiative=led, role="organizer", holder_name=""),
        person=people["organizer"],
        by=None,
    )
    RoleFactory(initiative=led, role="co-chair", holder_name="CANARY Taken Down")
    take_down_name(name="CANARY Taken Down", by=None, reason="asked by mail")
    Channel.objects.create(initiative=led, kind="slack", name="#canary-private", is_public=False)
    Confirmation.objects.create(
        initiative=led,
        part="text",
        confirmed_on=date(2026, 2, 1),
        confirmed_by=UserFactory(username="canary-confirmer"),
    )
    profiles()
    opened = SeriesFactory(
        slug="open-meeting",
        public_id=OPEN_SERIES,
        initiative=led,
        join_url="https://meet.example.org/canary-join-link",
    )
    hidden = SeriesFactory(
        slug="hidden-meeting",
        title="CANARY hidden meeting",
        public_id=HIDDEN_SERIES,
        initiative=led,
        is_published=False,
    )
    for series in (opened, hidden):
        materialise(series=series, now=NOW)
    guests_and_decisions(opened, hidden)
    stranger = Rsvp.objects.create(
        occurrence=opened.occurrences.get(original_date=date(2026, 3, 10)),
        guest_name="Somebody",
        guest_email="somebody@example.org",
        place="unconfirmed",
        expires_at=NOW + timedelta(days=1),
    )
    told = NoticeFactory(
        person=people["editor"], context={"title": "CANARY draft", "comment": ""}, mail="stopped"
    )
    notices = {
        "editors_notice": told.public_id,
        "stop_token": SIGNER.sign(told.public_id.hex),
    }
    return {
        **records(opened, hidden, people["member"]),
        "leads_seat": leads_seat.pk,
        "guest_confirm": CONFIRM.sign(stranger.public_id.hex),
        "guest_seat": SEAT.sign(stranger.public_id.hex),
        **calendars(people["member"]),
        **kept_elsewhere(led, other, by=people["organizer"]),
        **disagreement(led),
        **pages(led, other),
        **notices,
        **meetings(led, other, by=people["organizer"]),
        **mentorship(led, people),
        **matching(people),
        **pairs(people),
        **lists(people),
        **after_terms(people),
        **projects(led, other, people),
        **read_applications(people, NOW),
        **paths(led, other, walked_by=people["member"]),
        **documents(),
        **work(led, other, hidden_group),
    }


def records(opened, hidden, member) -> dict[str, object]:
    """An agenda by somebody who shows no name; of a meeting nobody knows, one of private words.

    Of a date in February minutes are public, and a member took something on.
    """
    author = User.objects.get(username="canary-username-canary-handle")
    item = add_item(
        occurrence=opened.occurrences.get(original_date=TUESDAY), by=author, title="Shall we?"
    )
    AgendaItem.objects.create(
        occurrence=hidden.occurrences.get(original_date=TUESDAY),
        title="CANARY item",
        link="https://example.org/canary",
        added_by=author,
    )
    past = opened.occurrences.get(original_date=date(2026, 2, 24))
    save_minutes(
        occurrence=past,
        by=member,
        seen=0,
        text="We met.",
        decisions=["We go on."],
        actions=[ActionWords("Write to them", person=member)],
    )
    publish_minutes(occurrence=past, by=None)
    return {
        "others_item": item.public_id,
        "members_action": ActionItem.objects.get(person=member).public_id,
    }


def counted_people(led) -> None:
    """They let the group count their free hours, and show their names to nobody."""
    for number in range(5):
        person = UserFactory(username=f"canary-counted-{number}", timezone="Asia/Tokyo")
        Profile.objects.create(person=person, display_name=f"CANARY counted {number}")
        Follow.objects.create(person=person, initiative=led)
        set_hours_consents(person=person, initiatives=[led], by=person)


def work(led, other, hidden) -> dict[str, object]:
    """One that anybody may read of each kind, one that ran out, and some of a group nobody knows.

    Who is at a task is private: one is taken by somebody no page may name.
    """
    claimed = TaskFactory(initiative=led, title="Taken by somebody")
    claimer = UserFactory(username="canary-claimer", handle="canary-claimer-handle")
    Profile.objects.create(person=claimer, display_name="CANARY claimer")
    claim_task(task=claimed, by=claimer)
    TaskSourceFactory(
        initiative=led, repository="example/led", etag="canary-etag", failure="CANARY failure"
    )
    stale = OpeningFactory(initiative=led, title="CANARY stale", fresh_until=date(2026, 3, 1))
    OpeningFactory(initiative=led, title="CANARY closed", is_open=False)
    counted_people(led)
    set_conflict(one=led, other=hidden, level="topic", by=claimer)
    hidden_opening = OpeningFactory(initiative=hidden, title="CANARY opening")
    hidden_task = TaskFactory(initiative=hidden, title="CANARY task")
    return {
        "opening": OpeningFactory(initiative=led, title="Write notes").key,
        "others_conflict": set_conflict(one=other, other=hidden, level="topic", by=claimer).pk,
        "others_opening": OpeningFactory(initiative=other, title="Draw a map").key,
        "stale_opening": stale.key,
        "hidden_opening": hidden_opening.key,
        "task": TaskFactory(initiative=led, title="Mend a link").key,
        "hidden_task": hidden_task.key,
    }


def calendars(member) -> dict[str, object]:
    """One a member reads today, and one of somebody else."""
    chosen = {"has_answers": True, "has_followed": True, "groups": []}
    feed, token = start_feed(person=member, label="Phone", **chosen)
    note_use(feed=feed)
    others = User.objects.get(username="canary-guest")
    others_feed, _ = start_feed(person=others, label="CANARY calendar", **chosen)
    return {"feed_token": token, "others_feed": others_feed.pk}


def kept_elsewhere(led, other, *, by) -> dict[str, object]:
    """Calendars that brought one draft each; another group's address is a key to private things."""
    keys = {}
    for key, group, title in (("calendar", led, "Kept call"), ("others_calendar", other, "CANARY")):
        copy = Copy(
            read_foreign(
                vcalendar(
                    vevent(
                        "DTSTART:20260305T100000Z",
                        "DURATION:PT1H",
                        f"SUMMARY:{title} of all",
                        uid=f"{title}@example.org",
                    )
                )
            ),
            etag="canary-etag",
            modified="canary-modified",
        )
        url = f"https://calendar.example.org/canary-key/{key}.ics"
        source = add_source(initiative=group, copy=copy, url=url, name=f"{title} calendar", by=by)
        accept_source(source=source, now=NOW, by=by)
        keys[key] = source.pk
    CalendarSource.objects.filter(pk=keys["others_calendar"]).update(failure="CANARY failure")
    return {
        **keys,
        "kept_call": CalendarSource.objects.get(pk=keys["calendar"]).meetings.get().series.slug,
    }


def disagreement(led) -> dict[str, object]:
    """What two sources say of one group, and what could not be read for sure."""
    words = {"since": None, "source": "minutes", "source_url": "", "seen_on": None}
    conflict = Conflict.objects.create(
        initiative=led,
        fact="summary",
        what="summary",
        ours="Ours.",
        theirs="Theirs.",
        proposal={
            "ours": {"value": "Ours.", "entry": None, **words},
            "theirs": {"value": "Theirs.", "entry": None, **words},
        },
    )
    question = Question.objects.create(initiative=led, about="when", ask="Which Monday?")
    return {"conflict": conflict.pk, "question": question.pk}


def meetings(led, other, *, by) -> dict[str, object]:
    """Two drafts as their organizers begin them, each with words nobody has approved."""
    keys = {}
    for key, group in (("draft_meeting", led), ("others_draft_meeting", other)):
        series = start_series(
            initiative=group,
            title=f"CANARY {key}",
            facts=Facts(join_url="https://meet.example.org/canary-draft-link"),
            when=SlotEntry(
                start=datetime(2026, 3, 3, 16), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=TU"
            ),
            by=by,
        )
        text = start_event_page(series=series, by=by)
        text.summary, text.body = "CANARY summary", prose("CANARY words of a draft meeting")
        text.save_revision(user=by)
        keys |= {key: series.slug, f"{key}_text": text.pk}
    return {**keys, "meetings_shelf": shelf_of(initiative=led).pk}


def mentorship(led, people) -> dict[str, object]:
    """A call that is open, with a mentee and a mentor in it; a program of others; a hidden one."""
    runs, of_others, hidden = (
        ProgramFactory(slug="open-program", name="Open program", initiative=led),
        ProgramFactory(slug="other-program", name="Other program"),
        ProgramFactory(slug="hidden-program", name="CANARY hidden program", is_published=False),
    )
    ProgramAdmin.objects.create(program=runs, person=people["program_admin"])
    ProgramAdmin.objects.create(program=of_others, person=UserFactory(username="canary-admin"))
    GoalFactory(program=runs, slug="speak", name="Give a talk")
    call, other_call, _ = (
        CohortFactory(program=program, key=f"{program.slug}-call", closes_on=date(2026, 3, 10))
        for program in (runs, of_others, hidden)
    )
    stranger = UserFactory(username="canary-applicant", email="canary-applicant@example.org")
    words = {
        "motivation": "CANARY motivation",
        "organisation": "CANARY organisation",
        "submitted_at": NOW,
        "facts": {
            "timezone": "Antarctica/Troll",
            "availability": [{"days": [6], "start": "03:30", "minutes": 90}],
            "skills": [{"skill": "CANARY skill", "level": 2}],
            "languages": ["canary"],
        },
    }
    applications = {
        "application": ApplicationFactory(
            cohort=call, person=people["mentee"], status="submitted", **words
        ),
        "mentors_application": ApplicationFactory(
            cohort=call, person=people["mentor"], role="mentor", status="submitted", **words
        ),
        "draft_application": ApplicationFactory(
            cohort=call, person=stranger, motivation="CANARY draft"
        ),
        "others_application": ApplicationFactory(
            cohort=other_call,
            person=stranger,
            status="declined",
            decided_at=NOW,
            decision_reason="CANARY reason",
            **words,
        ),
    }
    hello = Prerequisite.objects.create(cohort=call, role="mentee", title="Say hello")
    shown = {"prerequisite": hello, "text": "CANARY proof"}
    Proof.objects.create(application=applications["application"], **shown)
    return {key: application.public_id for key, application in applications.items()}


def matching(people) -> dict[str, object]:
    """A published match of the mentee and the mentor, and one of people nobody else knows."""
    matched = {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 1, 31)}
    own, others = (
        CohortFactory(
            program=Program.objects.get(slug=slug),
            key=f"{slug}-matched",
            review_until=date(2026, 2, 10),
            results_on=date(2026, 2, 20),
            **matched,
        )
        for slug in ("open-program", "other-program")
    )
    mentee = member_of(own, "mentee", person=people["mentee"])
    mentor = member_of(own, "mentor", person=people["mentor"], organisation="CANARY organisation")
    lonely = member_of(own, "mentee", "canary-lonely", languages=["canary"])
    stranger = member_of(others, "mentee", "canary-mentee")
    member_of(others, "mentor", "canary-mentor")
    admin = people["program_admin"]
    gone = member_of(own, "mentor", "canary-gone")
    for one, other in ((lonely, mentor), (mentee, gone)):
        set_pin(mentee=one, mentor=other, kind="veto", by=admin, reason="CANARY veto")
    keys = {}
    for key, cohort in (("match", own), ("others_match", others)):
        run = start_run(cohort=cohort, by=admin, now=NOW)
        [match] = publish_run(run=run, by=admin, now=NOW)
        keys[key] = match.public_id
    Match.objects.create(
        cohort=own,
        run=own.runs.get(),
        mentee=mentee,
        mentor=gone,
        score=0,
        explanation=Match.objects.get(public_id=keys["match"]).explanation,
        answer_by=NOW,
        ended_at=NOW,
        ending="stopped",
        ending_reason="CANARY why it ended",
    )
    nobody_for(people["mentee"], by=admin)
    return {**keys, "pooled": mentee.public_id, "others_pooled": stranger.public_id}


def nobody_for(person, *, by) -> None:
    """A result in which the mentee has nobody: of five mentors one fits, and is kept apart."""
    days = {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 1, 31)}
    program = Program.objects.get(slug="open-program")
    cohort = CohortFactory(program=program, key="open-program-alone", name="Alone", **days)
    mentee = member_of(cohort, "mentee", person=person, organisation="CANARY organisation")
    member_of(cohort, "mentor", "canary-colleague", organisation="CANARY organisation")
    for number in range(3):
        member_of(cohort, "mentor", f"canary-far-{number}", languages=["canary"])
    apart = member_of(cohort, "mentor", "canary-apart")
    set_pin(mentee=mentee, mentor=apart, kind="veto", by=by, reason="CANARY veto")
    publish_run(run=start_run(cohort=cohort, by=by, now=NOW), by=by, now=NOW)


def projects(led, other, people) -> dict[str, object]:
    """One that everybody sees, one that waits for its group, one of people nobody else knows."""
    seen = CallFactory(
        cohort=Cohort.objects.get(key="open-program-matched"),
        closes_on=date(2025, 12, 10),
        public_on=date(2025, 12, 20),
    )
    days = {"closes_on": date(2026, 3, 20), "public_on": date(2026, 3, 25)}
    waits, others, hidden = (
        CallFactory(cohort=Cohort.objects.get(key=f"{slug}-call"), **days)
        for slug in ("open-program", "other-program", "hidden-program")
    )
    words = {
        "title": "CANARY project",
        "description": "CANARY description",
        "prerequisites": "CANARY prerequisite",
        "upstream_url": "https://example.org/canary",
        "returned_words": "CANARY words of who gave it back",
        "key": "canary",
    }
    mentor = people["mentor"]
    stranger = UserFactory(username="canary-proposer", handle="canary-proposer")
    one = approved(call=seen, initiative=led, mentor=mentor, title="Open project")
    waiting = handed_in(call=waits, initiative=led, mentor=mentor, **words)
    of_others = handed_in(call=others, initiative=other, mentor=stranger, **words)
    ProposalMentorFactory(
        proposal=of_others,
        person=None,
        address="canary-asked@example.org",
        name="CANARY mentor",
        confirmed_at=None,
    )
    approved(call=hidden, initiative=other, mentor=stranger, **words)
    ProposalStep.objects.create(proposal=of_others, deed="changed", parts=["canary"])
    keys = {"project": one, "waiting_project": waiting, "others_project": of_others}
    return {key: proposal.public_id for key, proposal in keys.items()}


def pairs(people) -> dict[str, object]:
    """The mentee and the mentor work together and write; so do two of whom nobody else knows."""
    days = {
        "opens_on": date(2025, 11, 1),
        "closes_on": date(2025, 11, 30),
        "review_until": date(2025, 12, 10),
        "results_on": date(2026, 1, 5),
        "starts_on": date(2026, 2, 2),
        "midterm_on": date(2026, 3, 2),
        "ends_on": date(2026, 4, 26),
    }
    own, others = (
        CohortFactory(program=Program.objects.get(slug=slug), key=f"{slug}-running", **days)
        for slug in ("open-program", "other-program")
    )
    member_of(own, "mentee", person=people["mentee"])
    member_of(own, "mentor", person=people["mentor"])
    member_of(others, "mentee", "canary-together")
    member_of(others, "mentor", "canary-with")
    admin, keys = people["program_admin"], {}
    for key, cohort in (("pair", own), ("others_pair", others)):
        run = start_run(cohort=cohort, by=admin, now=NOW)
        [match] = publish_run(run=run, by=admin, now=NOW)
        agree(match, NOW)
        write_in(match)
        keys[key] = match.public_id
        keys[f"{key}_token"] = CHECK_IN.sign(f"{match.public_id.hex}.mentee.5")
    return keys


def lists(people) -> dict[str, object]:
    """The mentor ranks the mentee and would rather not have somebody nobody else knows; so does a
    mentor of others."""
    days = {
        "opens_on": date(2026, 1, 10),
        "closes_on": date(2026, 2, 20),
        "review_until": date(2026, 3, 10),
        "results_on": date(2026, 3, 20),
    }
    own, others = (
        CohortFactory(program=Program.objects.get(slug=slug), key=f"{slug}-review", **days)
        for slug in ("open-program", "other-program")
    )
    keys = {}
    for key, cohort in (("ranked", own), ("others_ranked", others)):
        Way.objects.create(cohort=cohort, selects="mixed")
        is_own = cohort == own
        mentor = member_of(
            cohort, "mentor", "canary-ranks", person=people["mentor"] if is_own else None
        )
        mentee = member_of(
            cohort, "mentee", "canary-ranked", person=people["mentee"] if is_own else None
        )
        not_wanted = member_of(cohort, "mentee", f"canary-not-{key}")
        said = {"mentor": mentor, "by": mentor.person, "now": NOW}
        put_on_list(mentee=mentee, **said)
        reason = "CANARY reason not to"
        say_against(mentee=not_wanted, said="rather_not", reason=reason, **said)
        hand_in(**said)
        keys[key] = mentee.public_id
    return keys


def write_in(match) -> None:
    """Words of every kind that two people may write, and one of theirs to those who run it."""
    told = {"match": match, "now": NOW}
    by = match.mentee.person
    write_note(text="CANARY private note", is_private=True, by=match.mentor.person, **told)
    write_note(text="CANARY shared note", is_private=False, by=by, **told)
    write_plan_line(kind="goal", text="CANARY goal", due_on=None, by=by, **told)
    say_here(word="CANARY word", by=by, **told)
    words = {"helps": "CANARY helps", "to_admins": "CANARY to admins"}
    said = Said(meets="weekly", progress=3, recommends="go_on", **words)
    give_evaluation(name="midterm", said=said, by=by, **told)


def paths(led, other, *, walked_by) -> dict[str, object]:
    """An open path with an old edition, a hidden one, one that is walked although withdrawn."""
    page = path_page(step_block("CANARY old step"), below=led, title="Open path", slug="open-path")
    page.save_revision().publish()
    page.steps = [step_block("Come", kind="attend", meeting="open-meeting", with_whom="lead")]
    page.save_revision().publish()
    PathFactory(slug="hidden-path", title="CANARY hidden path", is_published=False)
    withdrawn = PathFactory(slug="withdrawn-path", title="CANARY withdrawn path")
    start_journey(person=walked_by, path=withdrawn)
    withdrawn.is_published = False
    withdrawn.save()
    drafts = {
        key: path_page(
            step_block("CANARY step"), below=group, title="CANARY path", slug=f"draft-{key}"
        )
        for key, group in (("own_path", led), ("others_path", other))
    }
    for draft in drafts.values():
        draft.save_revision()
    return {key: draft.pk for key, draft in drafts.items()}


def profiles() -> None:
    """One person shows nothing, one their name to members, one their name to everyone: no more."""
    for handle, name, audiences in [
        ("canary-handle", "CANARY name", {"about": "everyone", "pronouns": "members"}),
        ("seen-by-members", "Seen by members", {"name": "members"}),
        ("seen-by-all", "Seen by all", {"name": "everyone"}),
    ]:
        person = UserFactory(
            username=f"canary-username-{handle}",
            email=f"canary-address-{handle}@example.org",
            first_name="CANARYfirst",
            last_name="CANARYlast",
        )
        save_profile(
            person=person,
            display_name=name,
            handle=handle,
            pronouns="CANARY pronouns",
            about="CANARY about",
            hours_per_week=59,
            timezone="Antarctica/Troll",
            by=person,
        )
        set_disclosures(person=person, audiences=audiences, by=person)


def guests_and_decisions(opened, hidden) -> None:
    """Who comes is private; so is what is decided about a meeting nobody else knows."""
    guest = UserFactory(username="canary-guest", handle="canary-guest-handle")
    Profile.objects.create(person=guest, display_name="CANARY guest")
    answer_date(occurrence=opened.occurrences.get(original_date=TUESDAY), by=guest, answer="yes")
    cancel_occurrence(
        occurrence=hidden.occurrences.get(original_date=TUESDAY), by=None, reason="CANARY reason"
    )


def prose(words: str) -> list[dict]:
    return [{"type": "text", "value": f"<p>{words}</p>", "id": str(uuid4())}]


def pages(led, other) -> dict[str, object]:
    home, news = HomePage.objects.get(), NewsIndexPage.objects.get()
    draft = home.add_child(
        instance=ContentPage(title="CANARY draft", slug="a-draft", body=prose("CANARY"), live=False)
    )
    members = home.add_child(
        instance=ContentPage(title="CANARY members", slug="for-members", body=prose("CANARY text"))
    )
    members.save_revision().publish()
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    article = news.add_child(
        instance=ArticlePage(title="First news", slug="first", summary="It began.", body=prose("Y"))
    )
    article.save_revision().publish()
    news.add_child(
        instance=ArticlePage(
            title="CANARY news", slug="a-draft", summary="CANARY", body=prose("C"), live=False
        )
    )
    own_story = start_story(initiative=led)
    own_story.body = prose("CANARY story still being written")
    own_story.save_revision()
    others_story = start_story(initiative=other)
    others_story.save_revision().publish()
    return {
        "home_page": home.pk,
        "draft": draft.pk,
        "article": article.pk,
        "own_story": own_story.pk,
        "others_story": others_story.pk,
        "site_text": SiteText.load().pk,
        "restriction": PageViewRestriction.objects.get().pk,
        "restricted_page": Page.objects.get(slug="for-members").pk,
    }


def documents() -> dict[str, object]:
    root = Collection.get_first_root_node()
    private = root.add_child(instance=Collection(name="CANARY private"))
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    made = {
        name: Document.objects.create(
            title=title, collection=where, file=ContentFile(b"text", name=f"{name}.txt")
        )
        for name, title, where in [
            ("minutes", "Minutes", root),
            ("secret", "CANARY paper", private),
        ]
    }
    return {
        "document": f"{made['minutes'].pk}/{made['minutes'].filename}",
        "private_document": f"{made['secret'].pk}/{made['secret'].filename}",
        "collection_restriction": CollectionViewRestriction.objects.get().pk,
    }
