"""Probes. Live asks the process only; ready asks what a request needs."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def live(request):
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request):
    problem = readiness_problem()
    if problem:
        return JsonResponse({"status": "not ready", "because": problem}, status=503)
    return JsonResponse({"status": "ok"})


def readiness_problem() -> str | None:
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return "database"
    return "schema" if latest_migrations() - applied else None


@cache
def latest_migrations() -> frozenset[tuple[str, str]]:
    """Read once a process: the files can't change under it, and a probe asks every few seconds."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
