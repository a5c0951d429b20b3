import pytest

from portal.core.text_zones import place_named


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Paris", "Europe/Paris"),
        ("são paulo", "America/Sao_Paulo"),
        ("Portugal", "Europe/Lisbon"),
        ("asia/calcutta", "Asia/Kolkata"),
        ("nowhere at all", ""),
    ],
)
def test_a_city_a_country_or_a_zone_is_a_place(name, zone):
    assert place_named(name) == zone
