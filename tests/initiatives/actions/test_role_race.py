"""A name is taken down while a file that still names it is taken in: whoever is last, it is gone."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from initiatives.actions.catalog import import_groups
from initiatives.actions.role import take_down_name
from initiatives.core.catalog_entry import Catalog, CatalogEntry, RoleEntry
from initiatives.models import RoleHolding

LONG_ENOUGH_TO_MEET = 0.5
CATALOG = Catalog(
    initiatives=(
        CatalogEntry(
            slug="bread",
            name="Bread",
            kind="sig",
            roles=(RoleEntry(role="chair", name="Ann Baker"),),
        ),
    )
)
pytestmark = pytest.mark.django_db(transaction=True)


def take_in() -> None:
    import_groups(catalog=CATALOG, where="a.yaml", by=None)


def take_down() -> None:
    take_down_name(name="Ann Baker", by=None, reason="asked")


def elsewhere(work) -> None:
    try:
        work()
    finally:
        connection.close()


@pytest.mark.parametrize(("first", "second"), [(take_in, take_down), (take_down, take_in)])
def test_the_second_waits_for_the_first(first, second):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(elsewhere, second)
            time.sleep(LONG_ENOUGH_TO_MEET)
            assert not waiting.done()
        waiting.result()
    assert [(seat.holder_name, seat.is_withdrawn) for seat in RoleHolding.objects.all()] == [
        ("", True)
    ]
