"""What the database itself refuses: to change or to remove what was said for good.

Whoever owns the database can take the triggers away; then `verify_log` says that they are missing.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("record_entry", "record_head")
WORDS = "The record is only ever added to."
VERBS = ("update", "delete")
# Table and name of triggers that are on and refuse in these words.
FOUND = {
    "postgresql": "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgenabled IN ('O', 'A') AND prosrc LIKE %s",
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE %s",
}


def guard(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in guarding(connection.vendor):
            cursor.execute(statement)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """For a test that empties its tables, and for nothing else."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in (*VERBS, "truncate"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """Whether each stands on its table and does what it is there for."""
    wanted = {(table, f"{table}_no_{verb}") for table in TABLES for verb in VERBS}
    if connection.vendor == "postgresql":
        wanted |= {(table, f"{table}_no_truncate") for table in TABLES}
    with connection.cursor() as cursor:
        cursor.execute(FOUND[connection.vendor], [f"%{WORDS}%"])
        return wanted <= set(cursor.fetchall())


def guarding(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            (
                "CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$"
            ),
            *(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH {'STATEMENT' if verb == 'truncate' else 'ROW'} "
                "EXECUTE FUNCTION record_refuse()"
                for table in TABLES
                for verb in (*VERBS, "truncate")
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for table in TABLES
        for verb in VERBS
    ]
