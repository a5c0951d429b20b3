"""The page a lead confirms once a quarter: all at once, a part, and never what they did not see."""

import re
from datetime import UTC, date, datetime

import pytest

from initiatives.models import FactGroup, LinkCheck
from portal.kit.models import AuditEntry
from portal.people.actions.profile import set_disclosures
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/groups/bread/still-right/"
TODAY = date(2026, 3, 2)


@pytest.fixture
def bread(lead, at):
    at(datetime(2026, 3, 2, 9, tzinfo=UTC))
    group = InitiativeFactory(slug="bread", name="Bread", why="People are hungry.")
    lead_of(lead, group)
    return group


def seen(browser) -> dict[str, str]:
    page = browser.get(ADDRESS).content.decode()
    return dict(re.findall(r'name="(seen-\w+)" value="(\w*)"', page))


def confirm(browser, part, marks=None):
    answer = browser.post(
        ADDRESS, {"part": part, **(seen(browser) if marks is None else marks)}, follow=True
    )
    return [str(message) for message in answer.context["messages"]]


def confirmed(group) -> dict[str, date]:
    return dict(group.confirmations.values_list("part", "confirmed_on"))


def test_it_says_all_the_page_says(bread, as_lead):
    page = as_lead.get(ADDRESS).content.decode()
    assert "People are hungry." in page
    assert "Nobody has confirmed it yet." in page
    assert "All of it is right" in page
    assert 'href="/desk/groups/bread/still-right/?change=text#text"' in page
    assert "change=place" not in page


def test_the_fact_that_went_stale_is_named_where_it_stands(bread, as_lead, client):
    bread.roles.update(confirmed_on=date(2026, 3, 1))
    RoleFactory(initiative=bread, role="secretary", seen_on=date(2025, 3, 1))
    assert "last word 1 March 2025" in as_lead.get(ADDRESS).text
    assert "went stale: Secretary" in client.get("/initiatives/bread/quality/").text
    confirm(as_lead, "people")
    assert "last word 1 March 2025" not in as_lead.get(ADDRESS).text


def test_one_click_confirms_everything(bread, as_lead):
    assert confirm(as_lead, "all") == ["Thank you. The page says from when it was confirmed."]
    assert confirmed(bread) == dict.fromkeys(FactGroup.values, TODAY)
    assert "All of it was confirmed today" in as_lead.get(ADDRESS).content.decode()


def test_keepers_read_who_confirmed_by_the_name_that_person_shows(bread, as_lead, lead, staff):
    Profile.objects.create(person=lead, display_name="Sam Miller")
    confirm(as_lead, "text")
    as_staff = signed_in(staff)
    assert "by you" in as_lead.get(ADDRESS).text
    assert "by a member who shows no name" in as_staff.get(ADDRESS).text
    set_disclosures(person=lead, audiences={"name": "members"}, by=lead)
    assert "by Sam Miller" in as_staff.get(ADDRESS).text


def test_the_public_never_reads_who_confirmed(bread, as_lead, lead, client):
    Profile.objects.create(person=lead, display_name="Sam Miller")
    set_disclosures(person=lead, audiences={"name": "everyone"}, by=lead)
    confirm(as_lead, "all")
    for page in ("", "history/", "quality/"):
        assert "Sam Miller" not in client.get(f"/initiatives/bread/{page}").text


def test_a_part_alone(bread, as_lead):
    confirm(as_lead, "links")
    assert confirmed(bread) == {"links": TODAY}


def test_what_changed_while_somebody_read_is_not_confirmed_by_their_click(bread, as_lead):
    marks = seen(as_lead)
    RoleFactory(initiative=bread, role="co-chair", holder_name="Somebody New")
    said = confirm(as_lead, "all", marks)
    assert said[0].startswith("This changed while you were reading")
    assert set(confirmed(bread)) == set(FactGroup.values) - {"people"}


@pytest.mark.parametrize("part", ["", "weather", "\x00", "x" * 5000])
def test_a_part_that_is_none_confirms_nothing(part, bread, as_lead):
    assert confirm(as_lead, part) == ["There is no such part. Nothing was confirmed."]
    assert confirmed(bread) == {}


def test_without_the_marks_nothing_is_confirmed(bread, as_lead):
    confirm(as_lead, "all", {})
    assert confirmed(bread) == {}


def change(browser, part, sent):
    return browser.post(f"{ADDRESS}?change={part}", sent)


def test_a_part_is_mended_in_place_and_that_confirms_it(bread, as_lead):
    opened = as_lead.get(f"{ADDRESS}?change=text").content.decode()
    assert 'name="summary"' in opened
    assert "All of it is right" in opened

    answer = change(as_lead, "text", {"summary": "Bakes bread.", "why": "People are hungry."})
    assert answer["Location"] == f"{ADDRESS}#text"
    bread.refresh_from_db()
    assert (bread.summary, confirmed(bread)) == ("Bakes bread.", {"text": TODAY})
    again = as_lead.get(ADDRESS).content.decode()
    assert "Saved. It stands on the page of the group now." in again
    assert 'name="summary"' not in again


def test_what_is_wrong_is_said_in_place_and_nothing_is_written(bread, as_lead):
    page = change(as_lead, "links", {"website_url": "javascript:alert(1)"}).content.decode()
    assert "Enter a valid URL" in page
    assert "All of it is right" in page
    assert confirmed(bread) == {}


@pytest.mark.parametrize("part", ["text", "links", "people", "deliverables", "sources"])
def test_each_form_of_a_lead_opens_where_its_facts_stand(part, bread, as_lead):
    page = as_lead.get(f"{ADDRESS}?change={part}").content.decode()
    assert f'<h2 id="{part}">' in page
    assert "Leave it as it is" in page


def test_what_a_body_decides_only_the_staff_mends_in_place(bread, as_lead, staff):
    assert as_lead.get(f"{ADDRESS}?change=place").status_code == 403
    assert change(as_lead, "place", {"name": "Cake"}).status_code == 403
    assert 'name="stage"' in signed_in(staff).get(f"{ADDRESS}?change=place").content.decode()


@pytest.mark.parametrize("part", ["", "weather", "\x00", "meetings", "x" * 5000])
def test_a_form_that_is_none_opens_none(part, bread, as_lead):
    answer = as_lead.get(ADDRESS, {"change": part})
    assert "Leave it as it is" not in answer.content.decode()


def test_a_seat_ends_and_an_opening_closes_without_leaving_the_page(bread, as_lead):
    seat = RoleFactory(initiative=bread, role="member")
    sent = {"until": "2026-03-01", "still-right": "yes"}
    ended = as_lead.post(f"/desk/groups/bread/seats/{seat.pk}/end/", sent)
    assert ended["Location"] == f"{ADDRESS}#people"

    opening = bread.openings.create(title="Baker", role="code", fresh_until=TODAY)
    closed = as_lead.post(f"/desk/groups/bread/openings/{opening.key}/close/", sent)
    assert closed["Location"] == f"{ADDRESS}#openings"


def test_the_address_of_a_source_that_died_is_mended_and_no_living_one(bread, as_lead):
    LinkCheck.objects.create(url="https://example.org/old", state="dead")
    readme = bread.sources.create(title="README", url="https://example.org/old")
    charter = bread.sources.create(title="Charter", url="https://example.org/alive")
    field = re.search(r'name="(address_\d+)"', as_lead.get(f"{ADDRESS}?change=sources").text)[1]

    still_dead = change(as_lead, "sources", {field: "https://example.org/old"})
    assert still_dead["Location"] == f"{ADDRESS}#sources"
    change(as_lead, "sources", {field: "https://example.org/new"})
    readme.refresh_from_db()
    charter.refresh_from_db()
    assert (readme.url, charter.url) == ("https://example.org/new", "https://example.org/alive")
    trace = AuditEntry.objects.get(verb="source.moved")
    assert trace.reason == "https://example.org/old → https://example.org/new"


def test_a_new_address_that_is_dead_too_is_refused(bread, as_lead):
    for name in ("old", "older"):
        LinkCheck.objects.create(url=f"https://example.org/{name}", state="dead")
    bread.sources.create(title="README", url="https://example.org/old")
    field = re.search(r'name="(address_\d+)"', as_lead.get(f"{ADDRESS}?change=sources").text)[1]
    answer = change(as_lead, "sources", {field: "https://example.org/older"})
    assert "This one does not answer either." in answer.text


def test_twice_is_once(bread, as_lead):
    confirm(as_lead, "all")
    confirm(as_lead, "all")
    assert AuditEntry.objects.filter(verb="facts.confirmed").count() == 1


def test_the_staff_keeps_every_page_and_a_member_or_an_editor_none(
    bread, staff, as_editor, as_member, client
):
    assert signed_in(staff).get(ADDRESS).status_code == 200
    assert as_editor.get(ADDRESS).status_code == 403
    assert as_member.get(ADDRESS).status_code == 403
    assert as_member.post(ADDRESS, {"part": "all"}).status_code == 403
    assert client.get(ADDRESS)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("many", [False, True])
def test_a_fixed_number_of_queries(many, bread, as_lead, django_assert_num_queries):
    if many:
        for number in range(30):
            RoleFactory(initiative=bread, role="member", holder_name=f"Member {number}")
    as_lead.get(ADDRESS)
    with django_assert_num_queries(15):
        as_lead.get(ADDRESS)
