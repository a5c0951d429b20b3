"""What changed: for everybody as a list and as feeds, for a follower since their last look."""

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from initiatives.models import Follow
from tests.factories.initiatives import ChangeFactory, InitiativeFactory

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def bread():
    return InitiativeFactory(slug="bread", name="Bread & Butter")


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("added", "", "", "It is in the catalogue now."),
        ("text", "", "", "It describes itself anew."),
        ("stage", "sandbox", "incubating", "Its stage is now incubating; it was sandbox."),
        ("stage", "", "graduated", "Its stage is now graduated."),
        (
            "kind",
            "sig",
            "working-group",
            "It became a working group; it was a special interest group.",
        ),
        ("name", "DEI", "BEAR", "It is called BEAR now, not DEI any more."),
        ("parent", "Tools", "", "It does not report to Tools any more."),
        ("role", "", "Co-chair", "A seat is filled or announced: Co-chair."),
        ("opening", "Writer", "", "It no longer asks for help with: Writer."),
        ("meeting", "", "Bread call", "It meets: Bread call."),
    ],
)
def test_every_change_is_a_sentence(client, bread, kind, before, after, words):
    ChangeFactory(initiative=bread, kind=kind, before=before, after=after)

    assert words in client.get("/initiatives/changes/").text


@pytest.mark.parametrize("address", ["/initiatives/changes/", "/feeds/changes.atom"])
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_of_many_asks_as_often_as_one(client, django_assert_num_queries, address, rows):
    for _ in range(rows):
        ChangeFactory()
    with django_assert_num_queries(2 if address.endswith("/") else 1):
        client.get(address)


def test_atom_and_json_say_the_same(client, bread):
    change = ChangeFactory(initiative=bread, at=MONDAY)
    key = f"{settings.PORTAL_BASE_URL}/initiatives/changes/#change-{change.pk}"
    link = f"{settings.PORTAL_BASE_URL}/initiatives/bread/"
    words = "Its stage is now incubating; it was sandbox."

    for address in ("/feeds/changes.atom", "/feeds/initiatives/bread.atom"):
        [entry] = ET.fromstring(client.get(address).content).findall("a:entry", ATOM)
        assert {
            "id": entry.findtext("a:id", None, ATOM),
            "title": entry.findtext("a:title", None, ATOM),
            "summary": entry.findtext("a:summary", None, ATOM),
            "link": entry.find("a:link", ATOM).get("href"),
            "updated": entry.findtext("a:updated", None, ATOM),
        } == {
            "id": key,
            "title": "Bread & Butter: Stage",
            "summary": words,
            "link": link,
            "updated": "2026-03-02T09:00:00+00:00",
        }
    for address in ("/feeds/changes.json", "/feeds/initiatives/bread.json"):
        answer = client.get(address)
        assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
        assert json.loads(answer.content)["items"] == [
            {
                "id": key,
                "url": link,
                "title": "Bread & Butter: Stage",
                "content_text": words,
                "date_published": "2026-03-02T09:00:00+00:00",
                "tags": ["stage"],
            }
        ]


@pytest.mark.parametrize("address", ["/feeds/changes.atom", "/feeds/initiatives/bread.json"])
def test_a_feed_is_the_same_bytes_until_something_changes(client, bread, address):
    """An empty one too: Django would stamp it with the time of asking."""
    empty = client.get(address)
    assert client.get(address, headers={"If-None-Match": empty["ETag"]}).status_code == 304
    ChangeFactory(initiative=bread)
    told = client.get(address)
    assert told["ETag"] != empty["ETag"]
    assert client.get(address).content == told.content


def test_a_group_that_is_not_listed_takes_its_log_along(client, bread):
    ChangeFactory(initiative=bread)
    bread.is_listed = False
    bread.save()

    assert "Bread" not in client.get("/initiatives/changes/").text
    assert client.get("/feeds/initiatives/bread.atom").status_code == 404
    assert "Bread" not in client.get("/feeds/changes.json").text


def test_a_follower_reads_what_is_new_and_says_so(member, as_member, bread):
    Follow.objects.create(person=member, initiative=bread, seen_at=MONDAY)
    ChangeFactory(initiative=bread, after="archived", at=MONDAY - timedelta(hours=1))
    ChangeFactory(initiative=bread, after="graduated", at=MONDAY + timedelta(hours=1))
    ChangeFactory(after="archived", at=MONDAY + timedelta(hours=1))

    page = as_member.get("/me/changes/").text
    assert ("graduated" in page, "archived" in page) == (True, False)
    assert "1 change since you last looked" in as_member.get("/me/").text

    as_member.post("/me/changes/read/", {"until": (MONDAY + timedelta(hours=2)).isoformat()})
    assert "Nothing new" in as_member.get("/me/changes/").text
    assert "since you last looked" not in as_member.get("/me/").text


@pytest.mark.parametrize("until", ["", "soon", "2026-03-02T12:00", "9999-12-31T00:00:00+00:00"])
def test_a_made_up_moment_reads_until_now_and_never_the_future(member, as_member, bread, until):
    follow = Follow.objects.create(person=member, initiative=bread, seen_at=MONDAY)
    before = datetime.now(UTC)
    as_member.post("/me/changes/read/", {"until": until})
    follow.refresh_from_db()
    assert before <= follow.seen_at <= datetime.now(UTC)


def test_a_sign_that_xml_cannot_say_takes_no_feed_away(client, bread):
    ChangeFactory(
        initiative=bread, kind="opening", before="", after="Write\x0b release\uffff notes"
    )

    entry = ET.fromstring(client.get("/feeds/changes.atom").content).find("a:entry/a:summary", ATOM)
    assert entry.text == "It asks for help: Write  release  notes."
