from django import template

from mentorship.queries.profile_parts import LABELS
from portal.core import zones

register = template.Library()


@register.filter
def of_key(found: dict, key: object) -> object:
    return found.get(key)


@register.filter
def place(timezone: str) -> str:
    return zones.place(timezone)


@register.filter
def part_label(part: str) -> str:
    return LABELS[part].lower()
