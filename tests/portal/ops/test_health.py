"""Probes: live asks the process only, ready asks the database and its schema."""

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder


def test_live_asks_no_database(client):
    """Without the mark `django_db` a test that asked the database would fail."""
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_with_a_database_that_is_up_to_date(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_not_ready_while_migrations_wait(client):
    MigrationRecorder.Migration.objects.filter(app="events").delete()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "because": "schema"}


@pytest.mark.django_db
def test_not_ready_without_a_database(client, django_db_blocker, monkeypatch):
    def refuse(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr(MigrationRecorder, "has_table", refuse)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "because": "database"}


@pytest.mark.parametrize("probe", ["live", "ready"])
def test_probes_are_never_kept(client, db, probe):
    assert "no-store" in client.get(f"/health/{probe}")["Cache-Control"]
