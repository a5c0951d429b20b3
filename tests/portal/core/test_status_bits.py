"""A list of bits that is as long as it has to be, however few are set."""

import base64
import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.status_bits import LENGTH, encoded
from tests.outsiders import verify_badge


def unpacked(written):
    return gzip.decompress(base64.urlsafe_b64decode(written[1:] + "=" * (-len(written[1:]) % 4)))


def is_set(place, written):
    entry = {"statusPurpose": "revocation", "statusListIndex": str(place)}
    told = {"statusPurpose": "revocation", "encodedList": written}
    return verify_badge.is_revoked({"credentialStatus": entry}, {"credentialSubject": told})


def test_the_empty_list_of_the_standard_says_the_same():
    """Its bytes differ: gzip also says on which system it ran."""
    theirs = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    assert unpacked(theirs) == unpacked(encoded([])) == bytes(LENGTH // 8)


@given(st.sets(st.integers(0, LENGTH - 1), max_size=20))
@example({0, 7, 94_567, LENGTH - 1})
def test_what_is_set_is_set_and_nothing_beside_it(places):
    written = encoded(places)
    looked_at = places | {place ^ 1 for place in places} | {0, LENGTH - 1}
    assert {place for place in looked_at if is_set(place, written)} == places


@pytest.mark.parametrize("place", [LENGTH, -1, "seven", None])
def test_what_is_no_place_of_it_never_counts_as_not_revoked(place):
    with pytest.raises(verify_badge.Wrong):
        is_set(place, encoded([]))
