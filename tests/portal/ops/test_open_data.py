"""The page about open data says what the API says of itself."""

import pytest
from django.test import Client

from portal.api import api
from portal.ops.open_data import Parameter, addresses

PATHS = list(api.get_openapi_schema()["paths"])


def test_every_door_of_the_api_is_named_once():
    assert [address.url for address in addresses()] == PATHS


def test_no_parameter_stands_without_a_meaning_or_its_words():
    unexplained = [
        (address.url, one.name)
        for address in addresses()
        for one in address.parameters
        if not one.meaning and not one.values
    ]
    assert unexplained == []


def test_a_parameter_says_the_words_it_takes():
    (tasks,) = (address for address in addresses() if address.url == "/api/v1/tasks/")
    assert tasks.parameters[-1] == Parameter(
        "free", "Only what nobody has taken.", ["true", "false"]
    )


@pytest.mark.django_db
def test_the_page_leads_to_every_list_and_asks_the_database_for_nothing(
    client: Client, django_assert_num_queries
):
    client.get("/api/")
    with django_assert_num_queries(0):
        page = client.get("/api/").content.decode()
    for url in PATHS:
        assert (f'href="{url}"' in page) == ("{" not in url)
        assert f">{url}<" in page
