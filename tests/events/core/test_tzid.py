import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.core.tzid import read_tzid
from portal.core.zones import UnknownZone


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (' "America/New_York" ', "America/New_York"),
        ("US/Pacific", "America/Los_Angeles"),
        ("/tzurl.org/2025a/America/New_York", "America/New_York"),
        ("/freeassociation.sourceforge.net/America/Argentina/Salta", "America/Argentina/Salta"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("India Standard Time", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("EST", "Etc/GMT+5"),
        ("mst", "Etc/GMT+7"),
        ("HST", "Etc/GMT+10"),
    ],
)
def test_names_others_use_are_places_of_ours(tzid, name):
    assert read_tzid(tzid) == name


@pytest.mark.parametrize("tzid", ["Mars/Olympus", "", "IST", "(UTC+01:00) Amsterdam", "../Berlin"])
def test_what_is_not_known_is_never_guessed(tzid):
    with pytest.raises(UnknownZone):
        read_tzid(tzid)


def test_every_windows_name_is_known():
    assert all(read_tzid(name) for name in WINDOWS_TO_OLSON)
