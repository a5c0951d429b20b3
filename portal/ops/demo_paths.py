"""Paths of the demo, somebody on their way on one, and a call with one seat left."""

from pathlib import Path as File

from django.utils.html import format_html

from events.actions.rsvp import answer_date
from events.models import Occurrence, Series
from initiatives.actions.follow import follow_initiative
from initiatives.actions.role import claim_role
from initiatives.actions.start_story import start_story
from initiatives.core.lead_roles import ORGANIZER
from initiatives.models import Initiative, RoleHolding
from initiatives.onboarding.actions.journey import complete_step, start_journey
from initiatives.onboarding.models import Path, PathIndexPage, PathPage
from portal.home.actions.write_page import publish_page, read_pages
from portal.kit import clock
from portal.people.models import Skill, User

from .demo_people import role_account

PATHS = File(__file__).parent / "demo" / "paths.yaml"
CALL = "devrel-community"
SEATS = 12
LAST_STEP = {
    "kind": "do",
    "title": "Tell how it was",
    "why": "Whoever comes next finds their way sooner.",
    "minutes": 10,
    "is_optional": True,
}


def fill_paths() -> None:
    for entry in read_pages(path=PATHS):
        write_path(**entry)
    organizer = role_account("demo-organizer", "organizer")
    call = Series.objects.get(slug=CALL)
    seat = RoleHolding.objects.create(initiative=call.initiative, role=ORGANIZER)
    claim_role(holding=seat, person=organizer, by=None)
    fill_call(call)
    walk(User.objects.get(username="demo-mentee"), call.initiative)
    publish_next_edition()


def write_path(
    *, slug: str, skills: list[str], steps: list[dict], initiative: str = "", **texts: object
) -> None:
    below = PathIndexPage.objects.get()
    if initiative:
        below = start_story(initiative=Initiative.objects.get(slug=initiative))
    page = PathPage(slug=slug)
    page.skills.set(Skill.objects.filter(name__in=skills))
    publish_page(page=page, below=below, steps=[stored_step(step) for step in steps], **texts)


def stored_step(step: dict) -> dict:
    text = format_html("<p>{}</p>", step["text"]) if step.get("text") else ""
    return {"type": "step", "value": {**step, "text": text}}


def fill_call(call: Series) -> None:
    """One seat of the next date is left."""
    call.capacity = SEATS
    call.save(update_fields=["capacity"])
    upcoming = Occurrence.objects.filter(series=call).upcoming(clock.now()).on()
    cast = User.objects.filter(username__startswith="cast-")
    for person in cast.order_by("username")[: SEATS - 1]:
        answer_date(occurrence=upcoming.first(), by=person, answer="yes")


def walk(person: User, initiative: Initiative) -> None:
    follow_initiative(person=person, initiative=initiative)
    journey = start_journey(person=person, path=Path.objects.get(slug="find-your-group"))
    for key in ("read-what-the-foundation-is-for", "answer-six-questions-and-get-a-list"):
        complete_step(journey=journey, key=key)


def publish_next_edition() -> None:
    """Who is on the way has something to look at: a step asks for more, and one is new."""
    page = PathPage.objects.get(slug="find-your-group")
    hello = next(step.value for step in page.steps if step.value["title"] == "Say hello")
    hello["why"] = "Two people know your name before you come to a call."
    hello["change"] = "substantive"
    page.steps.append(("step", LAST_STEP))
    page.save_revision().publish()
