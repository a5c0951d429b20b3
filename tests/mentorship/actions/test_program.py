import pytest

from mentorship.actions.program import change_program, create_program
from mentorship.core.json_object import InstanceRefused
from mentorship.models import Program
from tests.factories.mentorship import ProgramFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CONFIGS = [[], "x", {"wieghts": {}}, {"weights": {"skill": -1}}]


@pytest.mark.parametrize("config", CONFIGS)
def test_a_config_that_is_none_is_not_written(superuser, config):
    program = ProgramFactory()
    with pytest.raises(InstanceRefused):
        change_program(program=program, by=superuser, goals=[], config=config)
    with pytest.raises(InstanceRefused):
        create_program(
            by=superuser,
            admin_email=UserFactory().email,
            slug="new-one",
            name="New one",
            goals=[],
            config=config,
        )
    assert list(Program.objects.values_list("slug", "config")) == [(program.slug, {})]


def test_weights_that_differ_from_the_usual_ones_are(superuser):
    program = ProgramFactory()
    config = {"weights": {"skill": 60}}
    change_program(program=program, by=superuser, goals=[], config=config)
    assert Program.objects.get().config == config
