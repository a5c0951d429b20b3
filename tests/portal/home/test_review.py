"""Editors see at their desk which texts wait for them; deciding stays where it was, in the CMS."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from events.actions.event_page import start_event_page
from initiatives.models import InitiativePage
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/desk/texts/"


def hand_in(page, by):
    page.save_revision(user=by)
    page.get_workflow().start(page, by)
    return page


def story_of(slug="bear", **words):
    group = InitiativeFactory(slug=slug, name=slug.capitalize())
    lead_of(UserFactory(), group)
    page = InitiativePage.objects.get(translation_key=group.translation_key)
    for name, text in words.items():
        setattr(page, name, text)
    return page


@pytest.fixture
def writer():
    return UserFactory(handle="una")


def texts(browser):
    return browser.get(QUEUE).context["texts"]


def test_the_text_of_a_new_meeting_waits(as_editor, writer, make_series):
    page = hand_in(
        start_event_page(series=make_series(slug="call", is_published=False), by=writer), writer
    )
    [text] = texts(as_editor)
    assert (text.title, text.kind, text.who, text.is_new, text.changed, text.compare_url) == (
        "Call",
        "Text of a meeting",
        "una",
        True,
        (),
        "",
    )
    assert f'href="/cms/pages/{page.pk}/edit/"' in as_editor.get(QUEUE).text


def test_a_change_names_its_parts_and_leads_to_old_and_new_words(as_editor, writer, editor):
    page = story_of(summary="We are bears.")
    page.save_revision(user=editor).publish(user=editor)
    page.refresh_from_db()
    page.summary = "We keep bears."
    hand_in(page, writer)
    [text] = texts(as_editor)
    assert (text.is_new, text.changed) == (False, ("Summary",))
    assert text.compare_url == f"/cms/pages/{page.pk}/revisions/compare/live...latest/"
    assert as_editor.get(text.compare_url).status_code == 200


def test_of_a_page_that_never_had_words_nothing_is_told(as_editor, writer):
    hand_in(story_of(summary="We keep bears."), writer)
    [text] = texts(as_editor)
    assert (text.title, text.changed) == ("Bear", ())


def test_the_oldest_comes_first_and_what_is_decided_is_gone(as_editor, editor, writer):
    young, old = hand_in(story_of("young"), writer), hand_in(story_of("old"), writer)
    TaskState.objects.filter(pk=old.current_workflow_task_state.pk).update(
        started_at=timezone.now() - timedelta(days=3)
    )
    assert [text.title for text in texts(as_editor)] == ["Old", "Young"]
    young.current_workflow_task_state.approve(user=editor)
    assert [text.title for text in texts(as_editor)] == ["Old"]
    old.current_workflow_task_state.reject(user=editor)
    assert "No text waits for you" in as_editor.get(QUEUE).text


def test_whoever_has_neither_name_nor_handle_stays_nameless(as_editor):
    hand_in(story_of(), UserFactory(username="secret-name"))
    assert "secret-name" not in as_editor.get(QUEUE).text


def test_it_is_for_who_lets_texts_out(as_editor, as_superuser, as_member, lead):
    lead_of(lead, InitiativeFactory())
    hand_in(story_of(), lead)
    assert "Bear" in as_superuser.get(QUEUE).text
    assert as_member.get(QUEUE).status_code == 403
    assert signed_in(lead).get(QUEUE).status_code == 403


def test_the_desk_has_a_door_to_it(as_editor, lead):
    lead_of(lead, InitiativeFactory())
    assert f'href="{QUEUE}"' in as_editor.get("/desk/").text
    assert f'href="{QUEUE}"' not in signed_in(lead).get("/desk/").text


@pytest.mark.parametrize("number", [1, 5])
def test_its_queries_do_not_grow(as_editor, number, django_assert_num_queries):
    for each in range(number):
        hand_in(story_of(f"bear-{each}"), UserFactory(handle=f"una-{each}"))
    as_editor.get(QUEUE)
    with django_assert_num_queries(9):
        as_editor.get(QUEUE)
