from datetime import date, time

import factory
from factory.django import DjangoModelFactory

from events.models import Series, Slot
from tests.factories.initiatives import InitiativeFactory


class SlotFactory(DjangoModelFactory):
    """Every Tuesday at 11 in New York, from the first Tuesday of 2026."""

    class Meta:
        model = Slot

    series = factory.SubFactory("tests.factories.events.SeriesFactory", slots=[])
    position = 1
    start_date = date(2026, 1, 6)
    start_time = time(11)
    tzid = "America/New_York"
    rrule = "FREQ=WEEKLY;BYDAY=TU"
    uid = factory.Sequence("slot-{}@portal.example.org".format)


class SeriesFactory(DjangoModelFactory):
    """A published weekly meeting. `slots` is a list of SlotFactory arguments; [] leaves it without.

    Its dates are not made here: call `events.actions` to materialise them.
    """

    class Meta:
        model = Series
        skip_postgeneration_save = True

    slug = factory.Sequence("meeting-{}".format)
    title = factory.LazyAttribute(lambda series: series.slug.replace("-", " ").capitalize())
    initiative = factory.SubFactory(InitiativeFactory)

    @factory.post_generation
    def slots(self, create, slots):
        for position, slot in enumerate([{}] if slots is None else slots, start=1):
            SlotFactory(series=self, position=position, **slot)
