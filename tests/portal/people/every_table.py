"""Everything the database holds, as text: what an erased person must not be found in."""

from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.db import connection


def every_value() -> Iterator[tuple[str, str]]:
    """`table.column` and the text of each value; what a session hides in its coding, too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", text_of(value)
    for session in Session.objects.iterator():
        yield "django_session", str(session.get_decoded())


def text_of(value: object) -> str:
    """What is kept as bytes, which databases hand out under different names, byte by byte."""
    is_bytes = isinstance(value, (bytes, memoryview))
    return bytes(value).decode("latin-1") if is_bytes else str(value)


def places_of(word: str) -> set[str]:
    """Where a word stands, in whatever case."""
    return {place for place, text in every_value() if word.lower() in text.lower()}
