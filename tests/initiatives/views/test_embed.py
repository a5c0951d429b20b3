"""A card for other sites: may stand in any frame, knows nobody, runs nothing of theirs."""

import pytest

from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


def test_a_card_may_stand_in_a_frame_anywhere_and_a_page_may_not(client):
    InitiativeFactory(slug="bread", name="Bread", stage="incubating")

    card = client.get("/embed/initiatives/bread/")
    assert "X-Frame-Options" not in card
    policy = dict(part.split(" ", 1) for part in card["Content-Security-Policy"].split("; "))
    assert (policy["frame-ancestors"], policy["script-src"]) == ("*", "'self'")
    assert policy["connect-src"] == "'none'"
    assert card["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not card.cookies

    page = client.get("/initiatives/bread/")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_card_is_the_same_for_whoever_asks(client, member, as_member):
    member.timezone = "Asia/Kathmandu"
    member.save()
    SeriesFactory(initiative=InitiativeFactory(slug="bread", name="Bread"))
    theirs, mine = (
        client.get("/embed/initiatives/bread/"),
        as_member.get("/embed/initiatives/bread/"),
    )

    assert theirs.content == mine.content
    assert "Bread" in theirs.text
    assert (
        client.get(
            "/embed/initiatives/bread/", headers={"If-None-Match": theirs["ETag"]}
        ).status_code
        == 304
    )


def test_a_card_costs_three_queries(client, django_assert_num_queries):
    group = InitiativeFactory(slug="bread")
    SeriesFactory(initiative=group)
    with django_assert_num_queries(3):
        client.get("/embed/initiatives/bread/")


def test_a_former_slug_leads_to_the_card(client):
    group = InitiativeFactory(slug="bread")
    group.aliases.create(name="Toast", slug="toast", kind="former-name")

    assert client.get("/embed/initiatives/toast/")["Location"] == "/embed/initiatives/bread/"
    InitiativeFactory(slug="hidden", is_listed=False)
    assert client.get("/embed/initiatives/hidden/").status_code == 404
