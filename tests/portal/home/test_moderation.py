"""A text's way past the editors is told to who waits at its end, once, and by nobody else's mailer."""

import pytest
from django.core import mail
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from initiatives.models import InitiativePage
from portal.notices.models import Notice
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import EmailAddressFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(lead, editor):
    """A lead's story of bears, waiting; both have an address."""
    for person in (lead, editor):
        EmailAddressFactory(user=person)
    bear = InitiativeFactory(slug="bear", name="Bear")
    lead_of(lead, bear)
    page = InitiativePage.objects.get(translation_key=bear.translation_key)
    form = {
        "summary": "We keep bears safe.",
        "body": streamfield([("text", rich_text("<p>We look after bears.</p>"))]),
        "comments": inline_formset([]),
        "action-submit": "1",
    }
    signed_in(lead).post(f"/cms/pages/{page.pk}/edit/", nested_form_data(form))
    return page


def decide(page, browser, verb: str, comment: str) -> None:
    state = page.current_workflow_task_state
    address = f"/cms/pages/workflow/action/{page.pk}/{verb}/{state.pk}/"
    assert browser.post(address, {"comment": comment}).status_code in {200, 302}


def told() -> list[tuple[str, str, str]]:
    return [(n.person.username, n.template, n.url) for n in Notice.objects.order_by("pk").all()]


def test_the_editors_hear_that_a_text_waits(handed_in):
    assert told() == [("an-editor", "home/hand_in_page", f"/cms/pages/{handed_in.pk}/edit/")]
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["an-editor@example.org"], "“Bear” waits for an editor")
    ]


def test_its_writer_hears_that_it_is_out(handed_in, as_editor):
    decide(handed_in, as_editor, "approve", "Thank you!")

    assert told()[1:] == [("a-lead", "home/publish_page", "/initiatives/bear/")]
    assert [(m.to, m.subject) for m in mail.outbox[1:]] == [
        (["a-lead@example.org"], "“Bear” is out")
    ]
    assert "Thank you!" in mail.outbox[1].body


def test_its_writer_hears_that_it_came_back_and_why(handed_in, as_editor):
    decide(handed_in, as_editor, "reject", "Say where you meet.")

    assert told()[1:] == [("a-lead", "home/return_page", f"/cms/pages/{handed_in.pk}/edit/")]
    assert [(m.to, m.subject) for m in mail.outbox[1:]] == [
        (["a-lead@example.org"], "“Bear” came back to you")
    ]
    assert "Say where you meet." in mail.outbox[1].body


def test_who_lets_out_their_own_text_is_told_nothing(handed_in, lead, editor, as_editor):
    WorkflowState.objects.update(requested_by=editor)

    decide(handed_in, as_editor, "approve", "")

    assert [template for _, template, _ in told()] == ["home/hand_in_page"]
