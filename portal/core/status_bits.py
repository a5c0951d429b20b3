"""Which of many were revoked, as one bit each: W3C Bitstring Status List.

The list is as long as the standard asks for, whatever stands in it: whoever reads it learns how
many were revoked, and neither whose they were nor how many there are.
"""

import base64
import gzip
from collections.abc import Iterable

# 16 KB: the least a reader can hide in.
LENGTH = 131_072


def encoded(places: Iterable[int]) -> str:
    """The bits from left to right, packed by gzip, as base64url behind the `u` of Multibase."""
    bits = bytearray(LENGTH // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> (place % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bits, mtime=0)).decode().rstrip("=")
