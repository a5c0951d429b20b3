from django.db import connection


def queries_of_locks(count: int) -> int:
    """What `portal.kit.locks.hold` asks: nothing of SQLite, whose transactions hold all of it."""
    return count if connection.vendor == "postgresql" else 0
