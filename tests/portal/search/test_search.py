from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from events.models import Series
from initiatives.actions.start_story import start_story
from initiatives.models import Alias, Opening, Task
from portal.home.models import ContentPage, HomePage
from portal.kit import clock
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory

pytestmark = pytest.mark.django_db

SEARCH = reverse("search:index")


@pytest.fixture
def bread():
    bread = InitiativeFactory(slug="bread", name="Bread Working Group", summary="Bakes loaves.")
    Alias.objects.create(initiative=bread, name="Müsli SIG", kind="former-name")
    SeriesFactory(title="Sourdough call", initiative=bread)
    return bread


def make_opening(group, title: str, **facts) -> Opening:
    facts = {"role": "docs", "fresh_until": date(2036, 1, 1), **facts}
    return Opening.objects.create(initiative=group, title=title, **facts)


def make_task(group, title: str, **facts) -> Task:
    now = clock.now()
    facts = {"opened_at": now, "changed_at": now, "seen_at": now, **facts}
    number = Task.objects.count() + 1
    return Task.objects.create(
        initiative=group, title=title, repository="bread/oven", number=number, **facts
    )


@pytest.fixture
def publish():
    def below_home(title: str, text: str) -> None:
        page = ContentPage(title=title, body=[{"type": "text", "value": text}])
        HomePage.objects.get().add_child(instance=page)

    return below_home


def found(client, text: str) -> dict[str, list[str]]:
    context = client.get(SEARCH, {"q": text}).context
    return {
        "groups": [one.name for one in context["groups"]],
        "meetings": [one.title for one in context["meetings"]],
        "minutes": [one.title for one in context["minutes"]],
        "paths": [one.title for one in context["paths"]],
        "openings": [one.title for one in context["openings"]],
        "tasks": [one.title for one in context["tasks"]],
        "pages": [one.title for one in context["pages"]],
    }


@pytest.mark.parametrize(
    "text", ["bread", "BRAED", "bread workinggroup", "musli", "MUSLI SIG", "loaves", "brea"]
)
def test_a_group_is_found_by_any_of_its_names(client, bread, text):
    assert found(client, text)["groups"] == ["Bread Working Group"]


def test_a_meeting_is_found_by_its_misspelt_title(client, bread):
    assert found(client, "sourdogh")["meetings"] == ["Sourdough call"]


def test_a_page_is_found_by_its_title(client, bread):
    assert "Privacy" in found(client, "privcy")["pages"]


def test_a_page_is_found_by_a_word_of_its_text(client, publish):
    publish("Ovens", "<p>Mind the kiln.</p>")
    assert found(client, "kiln")["pages"] == ["Ovens"]


def test_what_is_not_public_is_not_found(client, bread):
    InitiativeFactory(name="Secret Oven", is_listed=False)
    hidden = InitiativeFactory(name="Hidden", is_listed=False)
    SeriesFactory(title="Secret call", initiative=bread, is_published=False)
    SeriesFactory(title="Secret meeting", initiative=hidden)
    PathFactory(title="Secret draft", initiative=bread, is_published=False)
    PathFactory(title="Secret path", initiative=hidden)
    make_opening(bread, "Secret stale baker", fresh_until=date(2020, 5, 6))
    make_opening(bread, "Secret closed baker", is_open=False)
    make_opening(hidden, "Secret baker")
    make_task(bread, "Secret old crumb", changed_at=datetime(2026, 1, 2, tzinfo=UTC))
    make_task(bread, "Secret done crumb", state="done")
    make_task(hidden, "Secret crumb")
    start_story(initiative=bread)
    assert list(found(client, "secret").values()) == [[]] * 7
    assert found(client, "bread")["pages"] == []


def test_paths_openings_and_tasks_are_found_by_misspelt_titles(client, bread):
    PathFactory(title="From flour to loaf", initiative=bread)
    make_opening(bread, "Kneading apprentice")
    make_task(bread, "Sweep the crumbs")
    assert found(client, "fluor")["paths"] == ["From flour to loaf"]
    assert found(client, "kneeding")["openings"] == ["Kneading apprentice"]
    assert found(client, "crubms")["tasks"] == ["Sweep the crumbs"]


def test_what_is_closed_or_renamed_is_another_thing_at_once(client, bread):
    opening = make_opening(bread, "Kneading apprentice")
    assert found(client, "kneading")["openings"] == ["Kneading apprentice"]
    Opening.objects.filter(pk=opening.pk).update(is_open=False)
    assert found(client, "kneading")["openings"] == []
    Series.objects.get().delete()
    assert found(client, "sourdough")["meetings"] == []


def test_a_new_name_is_found_at_once(client, bread):
    assert found(client, "baguette")["groups"] == []
    bread.name = "Baguette"
    bread.save()
    assert found(client, "baguete")["groups"] == ["Baguette"]


def test_no_words_ask_for_words_and_no_find_offers_a_way_on(client, bread):
    assert "Type a name" in client.get(SEARCH).content.decode()
    page = client.get(SEARCH, {"q": "zzzzzz"}).content.decode()
    assert "Nothing found for “zzzzzz”" in page
    assert f'href="{reverse("initiatives:index")}"' in page


@pytest.mark.parametrize("text", ["'", '"', "%", "((((", "* OR NOT", "🙂", "{{7*7}}", "a" * 8000])
def test_any_text_is_answered(client, bread, text):
    assert client.get(SEARCH, {"q": text}).status_code == 200


def test_what_was_asked_is_text_on_the_page(client):
    page = client.get(SEARCH, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("count", [1, 9])
def test_a_search_asks_eleven_questions_however_much_is_found(
    client, django_assert_num_queries, publish, count
):
    for number in range(count):
        SeriesFactory(title="Weekly call", initiative=InitiativeFactory(name="Weekly bakers"))
        publish(f"Weekly {number}", "<p>Bread.</p>")
        group = InitiativeFactory()
        PathFactory(title=f"Weekly path {number}", initiative=group)
        make_opening(group, f"Weekly baker {number}")
        make_task(group, f"Weekly crumb {number}")
    client.get(SEARCH, {"q": "weekly"})
    with django_assert_num_queries(11):
        client.get(SEARCH, {"q": "weekly"})
