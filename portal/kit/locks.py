"""Locks by name, for work that no single row stands for."""

from django.db import connection
from django.db.transaction import TransactionManagementError


def hold(name: str) -> None:
    """Until the transaction ends, nobody else passes here with this name.

    Who waits longer than `lock_timeout` gets an OperationalError. SQLite needs nothing: its
    transactions hold the whole database from their start.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"The lock “{name}” needs a transaction to end with.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
