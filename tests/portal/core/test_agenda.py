"""What stands first on a start page."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.core.agenda import Item, in_order

MORNING, NOON = (datetime(2026, 3, 5, hour, tzinfo=UTC) for hour in (8, 12))
MOMENTS = st.none() | st.sampled_from([MORNING, NOON])
ITEMS = st.builds(
    Item,
    what=st.sampled_from(["Call", "Step"]),
    url=st.sampled_from(["/a/", "/b/"]),
    at=MOMENTS,
    due=MOMENTS,
    is_waiting=st.booleans(),
)


def test_what_comes_first_of_two_moments_is_when_it_is():
    assert Item(what="Call", url="/").when is None
    assert Item(what="Call", url="/", at=NOON).when == NOON
    assert Item(what="Call", url="/", at=NOON, due=MORNING).when == MORNING


def test_what_waits_comes_first_then_by_time_then_what_has_no_time():
    waits, soon, later, some_day = (
        Item(what="Answer", url="/", due=NOON, is_waiting=True),
        Item(what="Call", url="/", at=MORNING),
        Item(what="Call", url="/", at=NOON),
        Item(what="A step", url="/"),
    )
    assert in_order([some_day, later, waits, soon]) == [waits, soon, later, some_day]


@given(st.lists(ITEMS, unique_by=lambda item: (item.what, item.url)), st.randoms())
def test_the_order_they_came_in_means_nothing(items, random):
    shuffled = random.sample(items, len(items))
    assert in_order(shuffled) == in_order(items)
