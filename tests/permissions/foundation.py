"""A small foundation with something public and something hidden of every kind.

The words that begin with CANARY stand in fields that no stranger may read: no page, feed or answer
of the API may ever hold one.
"""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from events.actions.horizon import materialise
from initiatives.actions.role import take_down_name
from initiatives.actions.start_story import start_story
from initiatives.models import Channel
from portal.home.models import ArticlePage, ContentPage, HomePage, NewsIndexPage, SiteText
from tests.conftest import lead_of
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

OPEN_SERIES = UUID("00000000-0000-4000-8000-000000000001")
HIDDEN_SERIES = UUID("00000000-0000-4000-8000-000000000002")
# A Monday; the open meeting is on Tuesdays.
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def found(*, people) -> dict[str, object]:
    """Returns the keys that stand in addresses of Wagtail's own."""
    council = InitiativeFactory(slug="council", kind="council")
    led = InitiativeFactory(slug="led", name="Led group", stage="incubating", parent=council)
    other = InitiativeFactory(slug="other", name="Other group")
    InitiativeFactory(slug="hidden", name="CANARY hidden group", is_listed=False)
    lead_of(people["lead"], led)
    RoleFactory(initiative=led, role="co-chair", holder_name="CANARY Taken Down")
    take_down_name(name="CANARY Taken Down", by=None, reason="asked by mail")
    Channel.objects.create(initiative=led, kind="slack", name="#canary-private", is_public=False)
    UserFactory(
        username="canary-username",
        email="canary-address@example.org",
        first_name="CANARYfirst",
        last_name="CANARYlast",
    )
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
    return {**pages(led, other), **documents()}


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
