from mentorship.proposals.core.masked_address import masked_address
from mentorship.proposals.core.quotas import Over, over


def test_only_who_has_more_than_wanted_and_the_fullest_first():
    counts = [("Meshery", 8), ("Jaeger", 2), ("kubernetes", 3), ("Antrea", 3), ("Antrea", 4)]
    assert over(counts, 2) == (
        Over("Meshery", 8, 2),
        Over("Antrea", 4, 2),
        Over("Antrea", 3, 2),
        Over("kubernetes", 3, 2),
    )


def test_without_a_bound_nobody_has_too_much():
    assert over([("Meshery", 80)], None) == ()


def test_an_address_is_known_by_who_wrote_it_and_of_no_use_to_others():
    assert masked_address("linnea@example.org") == "li…@example.org"
