"""JSON that everybody writes with the same bytes (RFC 8785), so that it can be signed.

Without numbers that are not whole: two programs may write those differently, and we need none.
"""

import json
from collections.abc import Mapping

# Beyond it a program that keeps numbers as floats reads another one (RFC 8785, 3.2.2.3).
LARGEST = 2**53 - 1


def canonical(value: object) -> bytes:
    """Raises TypeError for what has no one way to be written."""
    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def in_order(value: object) -> object:
    """Names by their UTF-16 units, as the RFC sorts; Python alone would sort by characters."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: in_order(value[name]) for name in names}
    if isinstance(value, list | tuple):
        return [in_order(one) for one in value]
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST):
        raise TypeError("Only whole numbers up to 2^53 can be sealed.")
    return value
