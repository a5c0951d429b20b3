"""Demo content: facts of a real foundation, texts of our own, role accounts without a person."""

from pathlib import Path

import yaml
from django.contrib.auth.models import Group
from django.db import transaction

from initiatives.actions.role import claim_role
from initiatives.actions.start_story import start_story
from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative, InitiativePage, Kind, RoleHolding, Topic
from portal.home.actions.lay_foundation import EDITORS
from portal.home.actions.write_page import publish_page, read_pages
from portal.home.models import ArticlePage, ContentPage, HomePage, NewsIndexPage, SiteText
from portal.kit import clock
from portal.ops.catalog import import_catalog
from portal.ops.demo_ladders import fill_ladders
from portal.ops.demo_letters import keep_letters_back
from portal.ops.demo_meetings import fill_meetings
from portal.ops.demo_mentorship import fill_mentorship, move_demo
from portal.ops.demo_paths import fill_paths
from portal.ops.demo_people import confirm_addresses, role_account
from portal.ops.demo_truth import fill_truth
from portal.ops.demo_walks import fill_walks
from portal.ops.demo_work import fill_work
from portal.ops.models import DemoMarker
from portal.people.models import Skill, User

CONTENT = Path(__file__).parent / "demo"


def is_untouched() -> bool:
    """Nothing in the database but what `migrate` lays."""
    return not (Initiative.objects.exists() or User.objects.exists())


@transaction.atomic
def fill_demo() -> None:
    """All or nothing: a fill that was interrupted leaves the database untouched."""
    import_catalog(path=CONTENT / "catalogue.yaml", by=None)
    connect_topics(yaml.safe_load((CONTENT / "topic_skills.yaml").read_text(encoding="utf-8")))
    write_site_text(yaml.safe_load((CONTENT / "site.yaml").read_text(encoding="utf-8")))
    home, news = HomePage.objects.get(), NewsIndexPage.objects.get()
    [front] = read_pages(path=CONTENT / "home.yaml")
    publish_page(page=home, below=home, **front)
    for entry in read_pages(path=CONTENT / "pages.yaml"):
        laid = ContentPage.objects.child_of(home).filter(slug=entry["slug"]).first()
        publish_page(page=laid or ContentPage(slug=entry["slug"]), below=home, **entry)
    for entry in read_pages(path=CONTENT / "news.yaml"):
        publish_page(page=ArticlePage(), below=news, **entry)
    for entry in read_pages(path=CONTENT / "stories.yaml"):
        tell_story(**entry)
    make_accounts()
    fill_mentorship(today=clock.now().date())
    move_demo(phase="review", now=clock.now())
    fill_paths()
    fill_walks(clock.now())
    fill_work(by=User.objects.get(username="demo-editor"), now=clock.now())
    fill_ladders(now=clock.now())
    fill_truth(now=clock.now())
    fill_meetings(by=User.objects.get(username="demo-lead"), now=clock.now())
    confirm_addresses()
    keep_letters_back()
    DemoMarker.objects.create()


def connect_topics(skills_of: dict[str, list[str]]) -> None:
    for slug, names in skills_of.items():
        Topic.objects.get(slug=slug).skills.set(Skill.objects.filter(name__in=names))


def write_site_text(texts: dict) -> None:
    site_text = SiteText.load()
    site_text.sentence = texts["sentence"]
    site_text.governance = "\n".join(texts["governance"])
    site_text.governance_url = texts["governance_url"]
    site_text.full_clean()
    site_text.save()


def tell_story(*, initiative: str, summary: str, body: list) -> None:
    page = start_story(initiative=Initiative.objects.get(slug=initiative))
    publish_page(page=page, below=page.get_parent(), summary=summary, body=body)


def make_accounts() -> None:
    role_account("demo-editor", "editor").groups.add(Group.objects.get(name=EDITORS))
    role_account("demo-admin", "administrator", is_staff=True, is_superuser=True)
    claim_role(holding=a_seat_to_claim(), person=role_account("demo-lead", "lead"), by=None)
    role_account("demo-newcomer", "newcomer")


def a_seat_to_claim() -> RoleHolding:
    """A lead seat of a working group whose story is still to be written."""
    told = InitiativePage.objects.live().values("translation_key")
    seats = RoleHolding.objects.open().filter(
        role__in=LEAD_ROLES, person=None, is_withdrawn=False, initiative__kind=Kind.WORKING_GROUP
    )
    untold = seats.exclude(initiative__translation_key__in=told)
    return (untold or seats).order_by("initiative__slug", "pk")[0]
