"""One form for what one tells, and for who is told."""

import re

import pytest

from portal.people.actions.profile import save_profile, set_disclosures
from portal.people.models import Disclosure, Profile, User
from tests.conftest import signed_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

PROFILE = "/me/profile/"
FILLED = {
    "display_name": " Ada  Lovelace",
    "handle": "@Ada",
    "pronouns": "she/her",
    "about": "Engines.\r\n\r\n\r\nLadders.",
    "hours_per_week": "4",
    "timezone": "US/Pacific",
    "shows-name": "everyone",
    "shows-about": "members",
}


@pytest.fixture
def ada(member):
    save_profile(
        person=member,
        display_name="Ada",
        handle="ada",
        pronouns="she/her",
        about="Engines.",
        hours_per_week=4,
        timezone="Europe/London",
        by=member,
    )
    member.refresh_from_db()
    return member


def errors_of(response) -> dict[str, list[str]]:
    return {**response.context["form"].errors, **response.context["shows"].errors}


def test_what_is_sent_is_kept_and_shown_as_chosen(as_member, member):
    response = as_member.post(PROFILE, FILLED)

    assert response.headers["Location"] == PROFILE
    member.refresh_from_db()
    assert (member.handle, member.timezone) == ("ada", "America/Los_Angeles")
    assert (member.profile.display_name, member.profile.about) == (
        "Ada Lovelace",
        "Engines.\n\nLadders.",
    )
    assert dict(Disclosure.objects.values_list("part", "audience")) == {
        "name": "everyone",
        "about": "members",
    }


def test_the_form_comes_back_filled_in(as_member, ada):
    set_disclosures(person=ada, audiences={"name": "members"}, by=ada)

    page = as_member.get(PROFILE)

    assert page.context["form"].initial == {
        "display_name": "Ada",
        "handle": "ada",
        "pronouns": "she/her",
        "about": "Engines.",
        "hours_per_week": 4,
        "timezone": "Europe/London",
    }
    assert '<option value="Europe/London" selected>London</option>' in page.text
    assert '<option value="members" selected>Members</option>' in page.text


def test_the_page_says_what_a_stranger_sees(as_member, ada):
    nothing = re.compile(r"<p data-shown-nothing( hidden)?>")
    assert nothing.search(as_member.get(PROFILE).text)[1] is None

    set_disclosures(person=ada, audiences={"name": "everyone"}, by=ada)

    page = as_member.get(PROFILE).text
    assert nothing.search(page)[1] == " hidden"
    assert '<li data-part="name"><span class="tag">Name and handle</span></li>' in page
    assert '<li data-part="about" hidden>' in page


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        (
            "handle",
            "admin",
            "This handle could be taken for the portal or its staff. Choose another one.",
        ),
        ("handle", "a", "A handle has 3 to 30 characters."),
        (
            "handle",
            "ä-ä-ä",
            "A handle has only the letters a to z, digits and single hyphens between them.",
        ),
        ("handle", "2026", "A handle needs a letter."),
        ("handle", "taken", "Somebody else has this handle. Choose another one."),
        (
            "timezone",
            "EST",
            "“EST” means different times to different people. Choose the place nearest to you.",
        ),
        ("timezone", "Mars/Olympus", "“Mars/Olympus” is not a time zone we know."),
        ("hours_per_week", "0", "Ensure this value is greater than or equal to 1."),
        ("hours_per_week", "61", "Ensure this value is less than or equal to 60."),
        ("hours_per_week", "9" * 5000, "Enter a whole number."),
        ("hours_per_week", "four", "Enter a whole number."),
        ("display_name", "a\x00b", "Null characters are not allowed."),
        ("about", "a\x00b", "Null characters are not allowed."),
        (
            "display_name",
            "x" * 10_000,
            "Ensure this value has at most 120 characters (it has 10000).",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(as_member, member, field, sent, said):
    UserFactory(handle="taken")

    response = as_member.post(PROFILE, FILLED | {field: sent})

    assert response.status_code == 200
    assert errors_of(response) == {field: [said]}
    assert not Profile.objects.filter(person=member).exists()
    assert Disclosure.objects.count() == 0


def test_an_unknown_audience_is_refused(as_member):
    response = as_member.post(PROFILE, FILLED | {"shows-name": "friends"})

    assert list(errors_of(response)) == ["name"]


def test_nobody_writes_what_is_not_in_the_form(as_member, member):
    as_member.post(
        PROFILE, FILLED | {"is_superuser": "1", "is_staff": "1", "email": "x@example.org"}
    )

    member.refresh_from_db()
    assert (member.is_superuser, member.is_staff, member.email) == (
        False,
        False,
        "a-member@example.org",
    )


@pytest.mark.parametrize("name", ["{{7*7}}", "<b>x</b>", "Robert'); DROP TABLE", "%s%n"])
def test_a_name_is_text_wherever_it_stands(as_member, name):
    as_member.post(PROFILE, FILLED | {"display_name": name})

    assert "<b>x</b>" not in as_member.get("/people/ada/").text
    assert User.objects.get(handle="ada").profile.display_name == name


@pytest.mark.parametrize(
    ("seen_by", "title"),
    [("everyone", "A stranger sees nothing of you"), ("members", "A member sees nothing of you")],
)
def test_the_preview_of_nothing(as_member, ada, seen_by, title):
    assert title in as_member.get(f"{PROFILE}preview/?as={seen_by}").text


def test_the_preview_shows_each_audience_its_parts(as_member, ada):
    audiences = {"name": "everyone", "about": "members"}
    set_disclosures(person=ada, audiences=audiences, by=ada)

    assert "Engines." not in as_member.get(f"{PROFILE}preview/?as=everyone").text
    assert "Engines." in as_member.get(f"{PROFILE}preview/?as=members").text
    assert "Engines." not in as_member.get(f"{PROFILE}preview/?as=nonsense").text


def test_without_a_handle_the_preview_says_so(as_member, member):
    set_disclosures(person=member, audiences={"name": "everyone"}, by=member)

    assert "Without a handle" in as_member.get(f"{PROFILE}preview/").text


def test_one_page_of_queries_whatever_is_shown(as_member, ada, django_assert_num_queries):
    set_disclosures(person=ada, audiences={"name": "everyone", "skills": "everyone"}, by=ada)
    as_member.get(PROFILE)

    with django_assert_num_queries(7):
        as_member.get(PROFILE)


def test_a_page_of_a_person_by_its_audience(client, as_member, ada):
    set_disclosures(person=ada, audiences={"name": "members", "about": "everyone"}, by=ada)

    assert client.get("/people/ada/").status_code == 404
    page = as_member.get("/people/ada/")
    assert ("Ada" in page.text, "Engines." in page.text, "she/her" in page.text) == (
        True,
        True,
        False,
    )
    assert '<meta name="robots" content="noindex">' in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_shown_to_everyone_robots_find_it_and_nothing_else_leaks(client, ada):
    set_disclosures(person=ada, audiences={"name": "everyone"}, by=ada)

    page = client.get("/people/ada/")

    assert "noindex" not in page.text
    for hidden in ("she/her", "Engines.", "London", ada.email, ada.username):
        assert hidden not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_taken_back_it_is_gone_at_once(client, ada):
    set_disclosures(person=ada, audiences={"name": "everyone"}, by=ada)
    assert client.get("/people/ada/").status_code == 200

    set_disclosures(person=ada, audiences={}, by=ada)

    assert client.get("/people/ada/").status_code == 404


def test_an_address_in_capitals_leads_to_the_one(client, ada):
    set_disclosures(person=ada, audiences={"name": "everyone"}, by=ada)

    assert client.get("/people/ADA/").headers["Location"] == "/people/ada/"


def test_a_blocked_account_has_no_page(client, ada):
    set_disclosures(person=ada, audiences={"name": "everyone"}, by=ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert client.get("/people/ada/").status_code == 404


def test_an_administrator_sees_no_more_than_a_member(superuser, ada):
    assert signed_in(superuser).get("/people/ada/").status_code == 404
