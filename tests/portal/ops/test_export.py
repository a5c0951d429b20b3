"""The catalogue as files that anybody may take."""

import json

import pytest
from django.core.cache import caches

from initiatives.models import Alias, Channel, Initiative
from portal.kit import clock
from portal.kit.page_cache import PAGES, new_edition
from portal.ops.catalog import export_catalog, import_catalog
from tests.factories.initiatives import InitiativeFactory, RoleFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    InitiativeFactory(slug="hidden", name="Secret", is_listed=False)
    group = InitiativeFactory(slug="bread", name="Bread", topics=[TopicFactory(slug="flour")])
    TopicFactory(slug="unused")
    Channel.objects.create(initiative=group, kind="slack", name="#inner", is_public=False)
    RoleFactory(initiative=group, holder_name="", is_withdrawn=True)
    Alias.objects.create(initiative=group, name="Toast", slug="toast", kind="former-name")
    return group


def whole(response) -> bytes:
    return response.content


def test_all_of_it_as_yaml_is_what_the_command_writes(client, group):
    response = client.get("/initiatives/export.yaml")
    assert response["Content-Type"] == "application/yaml"
    assert response["Content-Disposition"] == 'attachment; filename="catalogue.yaml"'
    content = whole(response)
    assert content == export_catalog()
    assert not any(word in content.decode() for word in ("hidden", "Secret", "#inner"))


def test_json_says_the_same_and_can_be_imported(client, group, tmp_path):
    content = whole(client.get("/initiatives/export.json"))
    assert [one["slug"] for one in json.loads(content)["initiatives"]] == ["bread"]
    before = export_catalog()
    file = tmp_path / "catalogue.json"
    file.write_bytes(content)
    Initiative.objects.all().delete()
    import_catalog(path=file)
    assert export_catalog() == before


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_one_group_comes_with_the_words_it_points_to(client, group, ending):
    response = client.get(f"/initiatives/bread/export.{ending}")
    assert response["Content-Disposition"] == f'attachment; filename="bread.{ending}"'
    assert b"flour" in response.content
    assert b"unused" not in response.content
    again = client.get(
        f"/initiatives/bread/export.{ending}", headers={"If-None-Match": response["ETag"]}
    )
    assert again.status_code == 304


def test_nothing_is_made_again_for_who_has_it(client, group):
    etag = client.get("/initiatives/export.yaml")["ETag"]
    again = client.get("/initiatives/export.yaml", headers={"If-None-Match": etag})
    assert (again.status_code, again["ETag"]) == (304, etag)


def test_a_former_slug_leads_to_todays(client, group):
    response = client.get("/initiatives/toast/export.json")
    assert (response.status_code, response["Location"]) == (301, "/initiatives/bread/export.json")


@pytest.mark.parametrize(
    "address",
    [
        "/initiatives/hidden/export.yaml",
        "/initiatives/bread/export.xml",
        "/initiatives/export.xml",
        "/initiatives/nobody/export.yaml",
    ],
)
def test_what_is_not_there_is_not_found(client, group, address):
    assert client.get(address).status_code == 404


def test_as_many_queries_for_many_groups_as_for_one(client, group, django_assert_num_queries):
    with django_assert_num_queries(22):
        whole(client.get("/initiatives/export.yaml"))
    for _ in range(20):
        RoleFactory()
    with django_assert_num_queries(22):
        whole(client.get("/initiatives/export.yaml"))


def test_the_whole_file_is_made_once_until_something_changes(client, group, settings):
    settings.PAGE_CACHE_SECONDS = 60
    new_edition()
    first = client.get("/initiatives/export.yaml?x=1").content
    InitiativeFactory(slug="butter")
    assert client.get("/initiatives/export.yaml?x=2").content == first
    new_edition()
    assert b"butter" in client.get("/initiatives/export.yaml").content


def test_one_worker_makes_it_and_the_others_say_when_to_come_back(client, group, settings):
    settings.PAGE_CACHE_SECONDS = 60
    new_edition()
    mark = f"export:{clock.now().date()}:json:being-made"
    caches[PAGES].set(mark, True, 60)
    busy = client.get("/initiatives/export.json")
    caches[PAGES].delete(mark)

    assert (busy.status_code, busy["Retry-After"]) == (503, "30")
    assert client.get("/initiatives/export.json").status_code == 200
