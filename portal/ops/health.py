"""Probes. Live asks the process only; ready asks what a request needs."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
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
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "database"
    return "schema" if pending else None
