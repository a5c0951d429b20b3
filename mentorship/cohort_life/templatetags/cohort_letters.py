"""Days in letters about a pair."""

from datetime import date

from django import template
from django.utils.dateformat import format as format_date

register = template.Library()


@register.simple_tag
def letter_day(day: str) -> str:
    """`{% letter_day last_day as day %}`: an ISO day of the context, where the cohort lives."""
    return format_date(date.fromisoformat(day), "j F Y")
