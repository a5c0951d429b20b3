"""Whatever is asked of the API, it answers as its own description says."""

from datetime import date

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from portal.wsgi import application
from tests.factories.initiatives import InitiativeFactory


@pytest.fixture
def api(make_series):
    group = InitiativeFactory(slug="bear", stage="incubating")
    make_series(slug="bear-wg", initiative=group)
    make_series(slots=[{"start_date": date(2026, 2, 3), "rrule": ""}])
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(
    max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
def test_every_answer_is_as_described(case):
    case.call_and_validate()
