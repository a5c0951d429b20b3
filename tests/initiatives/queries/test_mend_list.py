"""A keeper reads what is missing, stale or broken, each with the link that mends it."""

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
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
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
    [for_editor] = lines(whole, STAFF)
    assert (for_editor.url, for_editor.why) == ("/desk/conflicts/", "")


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


def test_openings_go_by_the_day_they_say_themselves(whole):
    Opening.objects.create(
        initiative=whole, title="Baker", role="code", fresh_until=date(2026, 3, 1)
    )
    assert [line.what for line in lines(whole)] == ["Still right? Help wanted"]


def test_two_queries_beside_the_rows(whole, django_assert_num_queries):
    group_rows(whole)
    with django_assert_num_queries(2):
        mend_list(initiative=whole, keeper=LEAD, now=NOW)
