"""What somebody is called by who may see them."""

import pytest

from portal.people.models import Profile
from portal.people.queries.names import told_name
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("display_name", "handle", "name"),
    [("Ada", "ada-l", "Ada"), ("", "ada-l", "ada-l"), (None, "ada-l", "ada-l"), ("", None, "")],
)
def test_the_name_goes_before_the_handle_and_nothing_else_stands_in(display_name, handle, name):
    person = UserFactory(handle=handle, first_name="CANARY")
    if display_name is not None:
        Profile.objects.create(person=person, display_name=display_name)
    assert told_name(person) == name
