"""A keeper reads what is missing, stale or broken, each with the link that mends it."""

import re
from datetime import UTC, date, datetime

import pytest

from initiatives.models import (
    Channel,
    Confirmation,
    Conflict,
    Deliverable,
    FactGroup,
    LinkCheck,
    Opening,
    Parent,
    Question,
)
from initiatives.queries.group_rows import group_rows
from initiatives.queries.mend_list import Keeper, Mend, mend_list
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
LEAD = Keeper(may_decide=False, may_arrange=True)
STAFF = Keeper(may_decide=True, may_arrange=False)


@pytest.fixture
def bare():
    return InitiativeFactory(slug="bare", summary="", kind="working-group")


@pytest.fixture
def whole(make_series, at):
    at(NOW)
    group = InitiativeFactory(
        slug="whole", why="It matters.", joining="Come.", decides="By talking.", stage="sandbox"
    )
    Parent.objects.create(initiative=group, parent=InitiativeFactory())
    RoleFactory(initiative=group, role="chair")
    Channel.objects.create(initiative=group, kind="website", url="https://example.org/")
    make_series(initiative=group)
    for part in FactGroup:
        Confirmation.objects.create(initiative=group, part=part, confirmed_on=date(2026, 3, 1))
    return group


def lines(group, keeper=LEAD) -> list[Mend]:
    group.__dict__.pop("_group_rows", None)
    return list(mend_list(initiative=group, keeper=keeper, now=NOW).lines)


def test_a_page_with_everything_said_yesterday_asks_for_nothing(whole):
    assert lines(whole) == []


def test_what_a_bare_page_lacks_and_where_a_lead_adds_it(bare):
    found = {line.what: line.url for line in lines(bare)}
    assert found == {
        "Missing: What it does, in one sentence": "/desk/groups/bare/edit/text/",
        "Missing: Why it matters": "/desk/groups/bare/edit/text/",
        "Missing: One clear way to join": "/desk/groups/bare/edit/text/",
        "Missing: How it decides": "/desk/groups/bare/edit/text/",
        "Missing: A channel where it talks": "/desk/groups/bare/edit/links/",
        "Missing: A seat that leads": "/desk/groups/bare/edit/people/",
        "Missing: The body it reports to": "",
        "Missing: Its stage": "",
        "Missing: A meeting with a next date": "/desk/meetings/new/?initiative=bare",
        "Still right? What it is and why it matters": "/desk/groups/bare/still-right/#text",
    }


def test_what_a_body_decides_the_staff_enters(bare):
    found = {line.what: (line.url, line.why) for line in lines(bare, STAFF)}
    assert found["Missing: Its stage"] == ("/desk/groups/bare/edit/place/", "")
    assert found["Missing: A seat that leads"] == ("/desk/groups/bare/edit/people/", "")
    assert found["Missing: A meeting with a next date"] == (
        "",
        "Who leads or arranges for the group enters it.",
    )


def test_a_council_is_not_asked_for_a_stage(bare):
    bare.kind = "council"
    assert "Missing: Its stage" not in {line.what for line in lines(bare)}


def test_a_charter_says_how_a_group_decides(bare):
    bare.charter_url = "https://example.org/charter"
    assert "Missing: How it decides" not in {line.what for line in lines(bare)}


def test_where_its_meetings_are_asked_about_the_answer_is_missing_not_a_meeting(bare):
    question = Question.objects.create(
        initiative=bare, about="meeting:bare", ask="When?", text="every second Friday"
    )
    first = lines(bare)[0]
    assert first == Mend(
        what="When?",
        url=f"/desk/groups/bare/questions/{question.pk}/",
        action="Answer",
        why="Published: every second Friday",
    )
    assert "Missing: A meeting with a next date" not in {line.what for line in lines(bare)}


def test_dead_links_come_first_with_the_form_they_are_mended_in(whole):
    made = "https://example.org/loaf"
    Deliverable.objects.create(initiative=whole, name="Loaf", type="guide", url=made)
    for url in (made, "https://example.org/"):
        LinkCheck.objects.create(url=url, state="dead")
    assert [(line.what, line.url) for line in lines(whole)] == [
        (
            "A link no longer answers: https://example.org/",
            "/desk/groups/whole/edit/links/",
        ),
        (f"A link no longer answers: {made}", "/desk/groups/whole/edit/deliverables/"),
    ]


def test_conflicts_are_counted_for_a_lead_and_open_to_the_staff(whole):
    Conflict.objects.create(initiative=whole, fact="stages", what="stage", ours="a", theirs="b")
    [for_lead] = lines(whole)
    assert (for_lead.url, for_lead.why) == ("", "The staff decides.")
    [for_staff] = lines(whole, STAFF)
    assert (for_staff.url, for_staff.why) == ("/desk/conflicts/?group=whole", "")


def test_each_part_goes_stale_on_its_own(whole):
    whole.confirmations.filter(part__in=["links", "meetings"]).update(
        confirmed_on=date(2025, 11, 1)
    )
    assert lines(whole) == [
        Mend(
            what="Still right? Meeting times",
            url="/desk/groups/whole/still-right/#meetings",
            action="Look it over",
            why="Last said on 1 November 2025.",
        )
    ]


def test_a_new_word_on_one_fact_does_not_wind_up_the_clock_of_another(whole):
    whole.roles.update(seen_on=date(2025, 3, 1))
    RoleFactory(initiative=whole, role="secretary", confirmed_on=TODAY)
    assert lines(whole) == [
        Mend(
            what="Still right? People and seats: Chair",
            url="/desk/groups/whole/still-right/#people",
            action="Look it over",
            why="Last said on 1 March 2025.",
        )
    ]


def test_a_former_name_never_goes_stale_and_a_name_of_today_does(whole):
    names = {"kind": "former-name", "until": date(2020, 1, 1)}, {"kind": "alias"}
    for number, name in enumerate(names):
        whole.aliases.create(name=f"Name {number}", seen_on=date(2019, 1, 1), **name)
    assert [line.what for line in lines(whole)] == [
        "Still right? What it is and why it matters: Also called"
    ]


def test_openings_go_by_the_day_they_say_themselves(whole):
    Opening.objects.create(
        initiative=whole, title="Baker", role="code", fresh_until=date(2026, 3, 1)
    )
    assert [line.what for line in lines(whole)] == ["Still right? Help wanted"]


def dead(name: str) -> str:
    url = f"https://example.org/{name}"
    LinkCheck.objects.create(url=url, state="dead")
    return url


DEAD = {"website", "ai-policy", "notes", "loaf", "ask", "readme", "report", "list", "vote"}


@pytest.fixture
def with_dead_links(whole):
    """One in each place where a page may have it."""
    whole.website_url, whole.ai_policy_url = dead("website"), dead("ai-policy")
    whole.save()
    whole.channels.create(kind="notes", url=dead("notes"))
    whole.deliverables.create(name="Loaf", type="guide", url=dead("loaf"), confirmed_on=TODAY)
    whole.openings.create(
        title="Baker", role="code", contact_url=dead("ask"), fresh_until=date(2026, 5, 1)
    )
    whole.sources.create(title="README", url=dead("readme"))
    whole.reports.create(quarter="2025-Q4", url=dead("report"))
    whole.roles.update(source="a list", source_url=dead("list"))
    whole.stages.update(source="Vote of March", source_url=dead("vote"))
    return whole


def opened(browser, line: Mend) -> str:
    answer = browser.get(line.url.partition("#")[0])
    assert answer.status_code == 200
    return answer.text


def test_a_lead_finds_each_dead_link_in_a_field_of_the_form_it_leads_to(with_dead_links, lead):
    lead_of(lead, with_dead_links)
    browser = signed_in(lead)
    found = {line.what.rpartition("/")[2]: opened(browser, line) for line in lines(with_dead_links)}
    fields = {name for name in found if f'value="https://example.org/{name}"' in found[name]}
    assert (set(found), fields) == (DEAD, DEAD)


def test_where_a_signal_is_read_the_staff_says(whole, lead, staff):
    whole.trusted_signals.create(kind="scorecard", source_url=dead("card"), read_at=NOW)
    [for_lead] = lines(whole)
    assert (for_lead.url, for_lead.why) == ("", "An outside source gave it; the staff mends it.")
    [for_staff] = lines(whole, STAFF)
    assert 'value="https://example.org/card"' in opened(signed_in(staff), for_staff)


def test_the_staff_finds_a_field_for_all_that_a_bare_page_lacks(bare, staff):
    browser = signed_in(staff)
    field = {
        "Missing: What it does, in one sentence": 'name="summary"',
        "Missing: Why it matters": 'name="why"',
        "Missing: One clear way to join": 'name="joining"',
        "Missing: How it decides": 'name="decides"',
        "Missing: A channel where it talks": 'name="channels-0-url"',
        "Missing: A seat that leads": 'name="role"',
        "Missing: The body it reports to": 'name="parent"',
        "Missing: Its stage": 'name="stage"',
        "Still right? What it is and why it matters": 'id="text"',
    }
    led = {line.what: line for line in lines(bare, STAFF) if line.url}
    assert {what: field[what] in opened(browser, line) for what, line in led.items()} == (
        dict.fromkeys(field, True)
    )


def test_a_lead_finds_the_form_of_a_meeting_with_their_group_chosen(bare, lead):
    lead_of(lead, bare)
    line = next(line for line in lines(bare) if "meeting" in line.what)
    assert re.search(r'value="bare"[^>]*selected', opened(signed_in(lead), line))


def test_questions_and_conflicts_lead_to_where_they_are_answered(whole, staff):
    browser = signed_in(staff)
    whole.questions.create(about="charter", ask="Which charter?")
    said = {"value": "Bakes.", "since": None, "source_url": "", "seen_on": None, "entry": None}
    Conflict.objects.create(
        initiative=whole,
        fact="summary",
        what="summary",
        ours="Bakes.",
        theirs="Bakes.",
        proposal={"ours": {**said, "source": "README"}, "theirs": {**said, "source": "charter"}},
    )
    asked, disputed = lines(whole, STAFF)
    assert "Which charter?" in opened(browser, asked)
    assert whole.name in opened(browser, disputed)


def test_each_stale_part_leads_to_itself_with_a_button_and_a_way_to_change_it(whole, lead):
    lead_of(lead, whole)
    browser = signed_in(lead)
    whole.openings.create(title="Baker", role="code", fresh_until=date(2026, 3, 1))
    whole.deliverables.create(name="Loaf", type="guide")
    whole.confirmations.update(confirmed_on=date(2024, 1, 1))
    found = {line.url.partition("#")[2]: opened(browser, line) for line in lines(whole)}
    assert {part: f'value="{part}"' in page for part, page in found.items()} == (
        dict.fromkeys(FactGroup.values, True)
    )


def test_three_queries_beside_the_rows(whole, django_assert_num_queries):
    group_rows(whole)
    with django_assert_num_queries(3):
        mend_list(initiative=whole, keeper=LEAD, now=NOW)
