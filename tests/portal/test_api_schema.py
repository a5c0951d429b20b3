"""Whatever is asked of the API, it answers as its own description says."""

from datetime import date

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from initiatives.models import Opening
from tests.factories.initiatives import InitiativeFactory, TopicFactory
from tests.factories.onboarding import PathFactory

ADDRESSES = [
    "/api/v1/initiatives/",
    "/api/v1/initiatives/{slug}/",
    "/api/v1/openings/",
    "/api/v1/tasks/",
    "/api/v1/paths/",
    "/api/v1/paths/{slug}/",
    "/api/v1/events/",
    "/api/v1/events/{slug}/",
    "/api/v1/occurrences/",
    "/api/v1/programs/",
    "/api/v1/programs/{slug}/",
]


def test_every_address_is_asked(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    assert list(described) == ADDRESSES


@pytest.fixture
def api(make_series):
    """The application itself, without the client that would keep its connection open for us."""
    group = InitiativeFactory(slug="bear", stage="incubating", topics=[TopicFactory(slug="care")])
    Opening.objects.create(
        initiative=group, title="Host", role="docs", fresh_until=date(2036, 1, 1)
    )
    make_series(slug="bear-wg", initiative=group)
    PathFactory(slug="first", initiative=group)
    make_series(slots=[{"start_date": date(2026, 2, 3), "rrule": ""}])
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(
    "path",
    ADDRESSES,
)
def test_every_answer_is_as_described(api, path, mode):
    @settings(
        max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=api[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        # No schema can say which cursors were made here, or which time zones there are today.
        is_open = not {"cursor", "tz"}.isdisjoint(case.query or {})
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if is_open else [])

    ask()
