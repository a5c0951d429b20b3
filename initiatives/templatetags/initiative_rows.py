from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(found: Mapping[int, Any], pk: int) -> Any:
    """What was looked up for one row, or None."""
    return found.get(pk)
