"""The demo's programs, and the cohort that `PHASE=` moves through its term.

A phase follows from the dates, so the cohort is moved by moving those; its rows are then brought to
what they would be on such a day. Only a demo's own cohort is ever touched.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from mentorship.actions.match import answer_match
from mentorship.actions.pin import set_pin
from mentorship.actions.program import set_goals
from mentorship.actions.run import publish_run, start_run
from mentorship.core.phases import end_of_call, start_of_day
from mentorship.models import (
    Application,
    Cohort,
    Match,
    Pin,
    Program,
    ProgramAdmin,
    Role,
    Run,
    Status,
)
from mentorship.queries.profile_facts import profile_facts
from portal.notices.models import Notice
from portal.people.models import Skill, User

from .demo_alumni import fill_alumni, forget_alumni
from .demo_equity import ask_groups, fill_report, say_groups, turn_some_down
from .demo_letters import keep_letters_back
from .demo_pairs import fill_pairs
from .demo_people import cast_name, make_cast, role_account
from .demo_review import fill_review, forget_review
from .demo_selection import fill_selection, forget_selection

COHORT = "demo-term"
OPEN_COHORT = "demo-open-call"
# Phase → days from today to the earliest Monday the term may start on.
STARTS_IN = {
    "applications": 43,
    "review": 25,
    "matched": 5,
    "running": -31,
    "midterm": -49,
    "finished": -97,
}
PHASES = tuple(STARTS_IN)
SHARE_SENT_WHILE_OPEN = 0.7
SHARE_READ_IN_REVIEW = 0.4
GOALS = (
    "A first contribution that is merged",
    "Find a group to stay with",
    "Learn to review other people's work",
    "Prepare for a job in security",
    "Speak about my work in public",
    "Become a maintainer",
)
MOTIVATIONS = (
    "I use these projects every day at work and want to give something back.",
    "I learn best beside somebody who has done it before.",
    "Nobody around me does this, so I look for company.",
    "I changed careers last year and want to find out what I am good at.",
    "I taught this at a small scale and want to reach more people.",
)
ORGANISATIONS = ("", "", "", "Larkmoor Systems", "Tidewater University", "Cobblestone Labs")


class NotTheDemo(Exception):
    """There is no demo cohort here, so nothing is moved."""


@dataclass(frozen=True)
class Roles:
    """The accounts of the demo that take part in the term."""

    admin: User
    mentor: User
    mentee: User


@transaction.atomic
def fill_mentorship(*, today: date) -> None:
    """Two programs, forty mentors, ninety mentees."""
    cast = make_cast()
    roles = Roles(
        admin=role_account("demo-program-admin", "program admin"),
        mentor=become(cast["mentor"], name="Jannis Buchenthal", username="demo-mentor"),
        mentee=become(cast["mentee"], name="Sarita Lalupateghar", username="demo-mentee"),
    )
    term = program(
        "security-mentorship",
        "Open Source Security Mentorship",
        "Twelve weeks with somebody who has been there: about an hour a week, on real work.",
        ("Python", "Go", "Rust", "Fuzzing", "Technical writing", "Vulnerability disclosure"),
        roles.admin,
    )
    words = program(
        "words-and-policy",
        "Words and Policy Apprenticeship",
        "For people who write, translate or read laws: no code needed.",
        ("Technical writing", "Localization", "Policy writing", "Cyber Resilience Act"),
        roles.admin,
    )
    cohort = Cohort.objects.create(
        program=term, key=COHORT, name="The demo term", **dates("review", today)
    )
    Cohort.objects.create(
        program=words, key=OPEN_COHORT, name="The open call", **dates("applications", today)
    )
    for role, people in cast.items():
        apply(cohort, role, people)


def become(people: list[User], *, name: str, username: str) -> User:
    """One of the cast gets a sign-in line of their own."""
    person = next(person for person in people if person.username == cast_name(name))
    person.username = username
    person.first_name, person.last_name = "Demo", username.removeprefix("demo-")
    person.save(update_fields=["username", "first_name", "last_name"])
    return person


def program(slug: str, name: str, summary: str, skills: tuple[str, ...], admin: User) -> Program:
    made = Program.objects.create(slug=slug, name=name, summary=summary, is_published=True)
    made.skills.set(Skill.objects.filter(name__in=skills))
    set_goals(program=made, names=list(GOALS))
    ProgramAdmin.objects.create(program=made, person=admin)
    return made


def apply(cohort: Cohort, role: str, people: list[User]) -> None:
    goals = list(cohort.program.goals.all())
    for person in people:
        draw = Random(f"{person.email}: application")  # noqa: S311
        seniority = draw.randint(4, 9) if role == Role.MENTOR else draw.randint(0, 3)
        organisation = draw.choice(ORGANISATIONS)
        chosen = draw.sample(goals, draw.randint(1, 3))
        capacity = draw.choice([1, 1, 2, 2, 3]) if role == Role.MENTOR else None
        facts = profile_facts(person=person, role=role) | {
            "goals": sorted(goal.slug for goal in chosen),
            "initiatives": [],
            "seniority": seniority,
            "organisation": organisation.casefold() or None,
        }
        row = Application.objects.create(
            cohort=cohort,
            person=person,
            role=role,
            motivation=draw.choice(MOTIVATIONS),
            seniority=seniority,
            organisation=organisation,
            capacity=capacity,
            facts=facts if capacity is None else facts | {"capacity": capacity},
        )
        row.goals.set(chosen)


def dates(phase: str, today: date) -> dict[str, object]:
    """Such that `today` is in that phase, whatever day of the week it is."""
    earliest = today + timedelta(days=STARTS_IN[phase])
    monday = earliest + timedelta(days=-earliest.weekday() % 7)
    days = {
        "opens_on": -56,
        "closes_on": -35,
        "review_until": -21,
        "results_on": -14,
        "starts_on": 0,
        "midterm_on": 42,
        "ends_on": 83,
    }
    return {"timezone": "Etc/GMT+12"} | {
        name: monday + timedelta(days=after) for name, after in days.items()
    }


@transaction.atomic
def move_demo(*, phase: str, now: datetime) -> Cohort:
    """`phase` is one of PHASES. Raises NotTheDemo."""
    cohort = Cohort.objects.select_related("program").filter(key=COHORT).first()
    if cohort is None:
        raise NotTheDemo
    for name, value in dates(phase, now.date()).items():
        setattr(cohort, name, value)
    cohort.save()
    begin_anew(cohort)
    bring_to(phase, cohort, now)
    keep_letters_back()
    return cohort


def bring_to(phase: str, cohort: Cohort, now: datetime) -> None:
    ask_groups(cohort, keeps_places=phase == "finished")
    sent_at = min(now.replace(microsecond=0), end_of_call(cohort.dates)) - timedelta(days=3)
    if phase == "applications":
        send(cohort, SHARE_SENT_WHILE_OPEN, sent_at)
        return
    send(cohort, 1, sent_at)
    say_groups(cohort)
    if phase == "review":
        accept(cohort, SHARE_READ_IN_REVIEW, now)
        fill_review(cohort, cohort.program.admins.select_related("person").get().person, now)
        fill_selection(cohort, now)
        return
    if phase == "finished":
        turn_some_down(cohort, now)
    has_begun = phase != "matched"
    told_at = start_of_day(cohort.results_on, cohort.timezone) if has_begun else now
    accept(cohort, 1, told_at)
    publish(cohort, told_at)
    answer(cohort, told_at, everybody=has_begun)
    if has_begun:
        fill_pairs(cohort, now)
    if phase == "finished":
        fill_report(cohort, now)
        fill_alumni(cohort, now)


def begin_anew(cohort: Cohort) -> None:
    """As if everybody had just begun to write."""
    Notice.objects.filter(kind__in=["match", "application", "review", "credential"]).delete()
    forget_review(cohort)
    forget_alumni(cohort)
    Match.objects.filter(cohort=cohort).delete()
    Run.objects.filter(cohort=cohort).delete()
    Pin.objects.filter(cohort=cohort).delete()
    forget_selection(cohort)
    cohort.applications.update(
        status=Status.DRAFT,
        submitted_at=None,
        decided_at=None,
        decided_by=None,
        decision_reason="",
        consented_at=None,
    )


def drawn_share(cohort: Cohort, share: float, what: str) -> list[int]:
    """Keys of so many applications, always with those of the demo's own accounts."""
    return [
        pk
        for pk, username in cohort.applications.values_list("pk", "person__username")
        if username.startswith("demo-") or Random(f"{username}: {what}").random() < share  # noqa: S311
    ]


def send(cohort: Cohort, share: float, at: datetime) -> None:
    keys = drawn_share(cohort, share, "sends")
    cohort.applications.filter(pk__in=keys).update(
        status=Status.SUBMITTED, submitted_at=at, consented_at=at
    )


def accept(cohort: Cohort, share: float, now: datetime) -> None:
    admin = cohort.program.admins.select_related("person").first()
    keys = drawn_share(cohort, share, "is accepted")
    cohort.applications.filter(pk__in=keys, status=Status.SUBMITTED).update(
        status=Status.ACCEPTED, decided_at=now, decided_by=admin.person if admin else None
    )


def publish(cohort: Cohort, now: datetime) -> None:
    """The two accounts of the demo are pinned together, so that both sides of one match can be
    looked at."""
    admin = cohort.program.admins.select_related("person").get().person
    by_name = {
        row.person.username: row
        for row in cohort.applications.filter(person__username__startswith="demo-").select_related(
            "person", "cohort"
        )
    }
    set_pin(
        mentee=by_name["demo-mentee"],
        mentor=by_name["demo-mentor"],
        kind="pin",
        by=admin,
        reason="They have worked together before and asked for it.",
    )
    publish_run(run=start_run(cohort=cohort, by=admin, now=now), by=admin, now=now)


def answer(cohort: Cohort, now: datetime, *, everybody: bool) -> None:
    """Most have said yes; in the week of the results some are silent and a few say no. The demo's
    own accounts are left to whoever tries them, until the term runs."""
    rows = cohort.matches.select_related("mentee__person", "mentor__person", "cohort__program")
    for match in rows:
        draw = Random(f"{match.mentee.person.username}: answers")  # noqa: S311
        if match.mentee.person.username == "demo-mentee" and not everybody:
            continue
        if not everybody and draw.random() < 0.1:
            answer_match(match=match, by=match.mentor.person, accept=False, now=now)
            continue
        for side in (match.mentee, match.mentor):
            if everybody or draw.random() < 0.75:
                answer_match(match=match, by=side.person, accept=True, now=now)
