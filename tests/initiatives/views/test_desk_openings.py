"""The desk of who keeps a group: stating, changing, saying again, closing."""

from datetime import date
from uuid import uuid4

import pytest

from initiatives.models import Change, Opening
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory, OpeningFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
DESK = "/desk/groups/scorecard/openings/"


@pytest.fixture
def group(lead):
    group = InitiativeFactory(slug="scorecard", name="Scorecard")
    lead_of(lead, group)
    return group


def filled(**facts):
    rows = {"skills-TOTAL_FORMS": "5", "skills-INITIAL_FORMS": "0"}
    return {
        "title": "Write our release notes",
        "role": "docs",
        "summary": "Once a month, from what was merged.",
        "hours_min": "1",
        "hours_max": "3",
        "language_1": "de",
        "language_2": "en",
        "language_3": "de",
        "contact": "#docs on Slack",
        "contact_url": "https://chat.example.org/docs",
        "ai_policy": "disclose",
        "is_for_newcomers": "on",
        "fresh_until": "2026-05-03",
        "skills-0-skill": "technical-writing",
        "skills-0-need": "must",
        "skills-0-level": "3",
        "skills-1-skill": "go",
        "skills-1-need": "will-teach",
        **rows,
        **facts,
    }


def changes():
    return list(Change.objects.filter(kind="opening").values_list("before", "after"))


def test_a_lead_states_a_need_and_everybody_reads_it(as_lead, client, group):
    answer = as_lead.post(f"{DESK}new/", filled(), follow=True)

    assert "Published: “Write our release notes”." in answer.content.decode()
    opening = Opening.objects.get()
    assert (opening.role, opening.hours_min, opening.hours_max) == ("docs", 1, 3)
    assert opening.languages == ["de", "en"]
    assert list(opening.skills.values_list("skill__slug", "need", "level")) == [
        ("technical-writing", "must", 3),
        ("go", "will-teach", 1),
    ]
    assert changes() == [("", "Write our release notes")]
    assert "Write our release notes" in client.get("/initiatives/openings/").content.decode()


def test_a_new_one_is_offered_for_ninety_days(as_lead, group):
    assert 'value="2026-05-03"' in as_lead.get(f"{DESK}new/").content.decode()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"title": "a\x00b"}, "Null characters are not allowed."),
        ({"role": "wizard"}, "Select a valid choice"),
        ({"hours_min": "5"}, "This is less than the hours at least."),
        ({"hours_min": "0"}, "greater than or equal to 1"),
        ({"hours_max": "9" * 30}, "less than or equal to 60"),
        ({"contact_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"language_1": "xx"}, "Select a valid choice"),
        ({"fresh_until": "2026-02-01"}, "This day is past"),
        ({"fresh_until": "2027-01-01"}, "At most half a year from now"),
        ({"fresh_until": "soon"}, "Enter a valid date."),
        ({"skills-0-skill": "wizardry"}, "Select a valid choice"),
        ({"skills-0-level": "6"}, "Select a valid choice"),
        ({"skills-1-skill": "technical-writing"}, "This skill stands here twice."),
        ({"skills-TOTAL_FORMS": "many"}, None),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_written(as_lead, group, facts, words):
    answer = as_lead.post(f"{DESK}new/", filled(**facts))

    assert answer.status_code == 200
    assert words is None or words in answer.content.decode()
    assert Opening.objects.count() == 0


def test_a_change_replaces_what_stood_there(as_lead, group):
    opening = OpeningFactory(initiative=group, title="Before", skills=[("python", "must")])
    page = as_lead.get(f"{DESK}{opening.key}/").content.decode()
    assert 'value="Before"' in page
    assert '<option value="python" selected>' in page

    as_lead.post(f"{DESK}{opening.key}/", filled())
    opening.refresh_from_db()
    assert opening.title == "Write our release notes"
    assert opening.skills.count() == 2
    assert changes() == [("Before", "Write our release notes")]


def test_one_click_says_that_it_is_still_wanted(as_lead, client, group):
    opening = OpeningFactory(initiative=group, title="Stale", fresh_until=date(2026, 1, 1))
    assert "Hidden: run out" in as_lead.get(DESK).content.decode()

    said = as_lead.post(f"{DESK}{opening.key}/renew/", follow=True).content.decode()
    assert "“Stale” is shown until 3 May 2026." in said
    assert "Stale" in client.get("/initiatives/openings/").content.decode()
    assert changes() == []


def test_saying_it_again_never_shortens_it(as_lead, group):
    opening = OpeningFactory(initiative=group, fresh_until=date(2026, 6, 1))
    as_lead.post(f"{DESK}{opening.key}/renew/")
    opening.refresh_from_db()
    assert opening.fresh_until == date(2026, 6, 1)


def test_a_closed_one_is_gone_until_it_is_wanted_again(as_lead, client, group):
    opening = OpeningFactory(initiative=group, title="Triage")
    for _twice in range(2):
        as_lead.post(f"{DESK}{opening.key}/close/")
    assert "Triage" not in client.get("/initiatives/openings/").content.decode()
    assert changes() == [("Triage", "")]

    as_lead.post(f"{DESK}{opening.key}/renew/")
    assert "Triage" in client.get("/initiatives/openings/").content.decode()
    assert sorted(changes()) == [("", "Triage"), ("Triage", "")]


def test_thirty_open_ones_are_enough(as_lead, group):
    for _ in range(30):
        OpeningFactory(initiative=group)
    answer = as_lead.post(f"{DESK}new/", filled())

    assert "asks for very much already" in answer.content.decode()
    assert Opening.objects.count() == 30


def test_an_opening_of_another_group_is_not_found_here(as_lead, group):
    other = OpeningFactory(title="Theirs")
    for address in (f"{DESK}{other.key}/", f"{DESK}{uuid4()}/"):
        assert as_lead.get(address).status_code == 404
    for verb in ("renew", "close"):
        assert as_lead.post(f"{DESK}{other.key}/{verb}/").status_code == 404


def test_the_desk_reminds_of_one_that_runs_out(as_lead, group):
    OpeningFactory(initiative=group, title="Runs out", fresh_until=date(2026, 2, 10))
    OpeningFactory(initiative=group, title="Holds", fresh_until=date(2026, 4, 10))
    page = as_lead.get("/desk/").content.decode()

    assert "Runs out" in page
    assert "Holds" not in page


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_asks_as_much_for_many_as_for_one(
    as_lead, group, number, django_assert_num_queries
):
    for _ in range(number):
        OpeningFactory(initiative=group)
    as_lead.get(DESK)
    with django_assert_num_queries(8):
        as_lead.get(DESK)


def test_closing_and_wanting_again_makes_no_more_than_thirty(as_lead, group):
    closed = OpeningFactory(initiative=group, title="One more", is_open=False)
    for _ in range(30):
        OpeningFactory(initiative=group)
    answer = as_lead.post(f"{DESK}{closed.key}/renew/", follow=True)

    assert "asks for very much already" in answer.content.decode()
    assert group.openings.filter(is_open=True).count() == 30
