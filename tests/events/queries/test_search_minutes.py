"""Published minutes are found by their words; a draft, a hidden meeting, a withdrawn text never."""

from datetime import date

import pytest
from django.core.management import call_command
from modelsearch.models import IndexEntry

from events.actions.minutes import publish_minutes, save_minutes, withdraw_minutes
from events.queries.search_minutes import search_minutes
from initiatives.actions.role import take_down_name
from portal.kit.markdown import markdown_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    series = make_series(slug="call", title="Call", initiative__name="BEAR")
    return series.occurrences.get(original_date=date(2026, 1, 20))


def write(call, by, text="We met.", *decisions, seen=0):
    said = {"text": text, "decisions": decisions, "actions": []}
    return save_minutes(occurrence=call, by=by, seen=seen, **said)


def found(text) -> list[tuple[str, ...]]:
    return [one.passages for one in search_minutes(text)]


def test_published_minutes_are_found_by_their_text_and_their_decisions(call, lead):
    write(call, lead, "# Talk\n\nThe *kiln* & the oven.", "We bake monthly.", "Ada bakes.")
    assert (found("kiln"), found("bakes")) == ([], [])

    publish_minutes(occurrence=call, by=lead)

    [one] = search_minutes("KILN")
    assert (one.title, one.url, one.day, one.initiative_name, one.passages) == (
        "Call",
        "/events/call/2026-01-20/#minutes",
        date(2026, 1, 20),
        "BEAR",
        ("The kiln & the oven.",),
    )
    assert found("monthly kiln") == [("We bake monthly.",)]
    assert found("kiln submarine") == []


def test_a_line_is_shown_as_people_read_it_and_the_rest_is_not_worked_out(call, lead):
    text = "See [the notes](https://kiln.example.org).\n\n- **A kiln**\n" + "*x* _y_ " * 3_000
    write(call, lead, text)
    publish_minutes(occurrence=call, by=lead)
    before = markdown_html.cache_info()
    assert (found("kiln"), markdown_html.cache_info()) == ([("A kiln",)], before)


def test_what_is_corrected_withdrawn_or_taken_down_is_another_text_at_once(call, lead):
    write(call, lead, "Zelda Quimby spoke.", "Zelda Quimby chairs.")
    publish_minutes(occurrence=call, by=lead)
    take_down_name(name="Zelda Quimby", by=None, reason="asked")
    assert (found("quimby"), len(found("chairs"))) == ([], 1)
    write(call, lead, "Nobody spoke of ovens.", seen=1)
    assert (found("chairs"), len(found("ovens"))) == ([], 1)

    withdraw_minutes(occurrence=call, by=lead)

    assert found("ovens") == []
    assert not IndexEntry.objects.filter(content_type__model="minutes").exists()


def test_the_index_is_made_anew_of_published_ones_by_the_command_the_runbook_names(
    make_series, call, lead
):
    write(call, lead, "The kiln.")
    publish_minutes(occurrence=call, by=lead)
    write(make_series().occurrences.first(), lead, "A draft of the kiln.")
    IndexEntry.objects.all().delete()
    assert found("kiln") == []
    call_command("rebuild_modelsearch_index", verbosity=0)
    assert found("kiln") == [("The kiln.",)]


@pytest.mark.parametrize("hide", ["series", "group"])
def test_those_of_a_meeting_that_is_not_public_are_not_found(call, lead, hide):
    write(call, lead, "The kiln.")
    publish_minutes(occurrence=call, by=lead)
    if hide == "series":
        type(call.series).objects.update(is_published=False)
    else:
        type(call.series.initiative).objects.update(is_listed=False)
    assert found("kiln") == []


@pytest.mark.parametrize("text", ["", "'", '"', "(", "* OR NOT", "🙂", "near/3 kiln", "kiln*"])
def test_no_words_break_it(call, lead, text):
    write(call, lead, "The oven.")
    publish_minutes(occurrence=call, by=lead)
    assert found(text) == []


@pytest.mark.parametrize("count", [1, 9])
def test_many_cost_what_one_costs(make_series, lead, django_assert_num_queries, count):
    for _ in range(count):
        call = make_series().occurrences.get(original_date=date(2026, 1, 20))
        write(call, lead, "The kiln.", "We keep the kiln.")
        publish_minutes(occurrence=call, by=lead)
    search_minutes("kiln")
    with django_assert_num_queries(2):
        assert len(search_minutes("kiln")) == count
