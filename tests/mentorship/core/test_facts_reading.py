from mentorship.core.facts_reading import windows_of
from portal.core.availability import Window


def test_hours_of_several_days_are_a_window_a_day():
    assert windows_of([{"days": [0, 2], "start": "18:30", "minutes": 90}]) == [
        Window(0, 1110, 90),
        Window(2, 1110, 90),
    ]
