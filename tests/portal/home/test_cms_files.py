"""What one group keeps in the CMS is not told to the leads of another."""

import pytest
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.documents.models import Document
from wagtail.models import Collection

from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret():
    collection = Collection.get_first_root_node().add_child(name="Of another group")
    return Document.objects.create(title="Not told", file="secret.txt", collection=collection)


@pytest.mark.parametrize(
    "address",
    [
        "/cms/api/main/images/",
        "/cms/api/main/documents/",
        "/cms/documents/",
        "/cms/documents/chooser/",
    ],
)
def test_no_list_names_a_file_of_another_group(as_lead, lead, secret, address):
    lead_of(lead, InitiativeFactory())

    assert "Not told" not in as_lead.get(address).text


def test_nor_tells_it_alone(as_lead, lead, secret):
    lead_of(lead, InitiativeFactory())

    assert as_lead.get(f"/cms/api/main/documents/{secret.pk}/").status_code == 404


def test_an_editor_finds_every_file(as_editor, secret):
    assert "Not told" in as_editor.get("/cms/api/main/documents/").text


@pytest.mark.parametrize("form", [PageViewRestrictionForm, CollectionViewRestrictionForm])
def test_nothing_is_shielded_by_a_password_that_everybody_shares(form):
    assert "password" not in dict(form().fields["restriction_type"].choices)
