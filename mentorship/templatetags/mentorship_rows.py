from django import template

from mentorship.queries.profile_parts import LABELS

register = template.Library()


@register.filter
def of_key(found: dict, key: object) -> object:
    return found.get(key)


@register.filter
def part_label(part: str) -> str:
    return LABELS[part].lower()
