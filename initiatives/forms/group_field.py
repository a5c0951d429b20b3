from typing import Any

from django import forms
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from initiatives.queries.group_by_words import group_by_words
from initiatives.queries.search_index import search_initiatives
from portal.core.person_name import readable
from portal.kit.readable_fields import LineField

MOST_NEAR = 3


class GroupField(LineField):
    """A listed group, typed: of ten thousand nobody finds one in a list of all.

    `held` is the group that stands there now, to whom its name leads even where others bear it.
    """

    held: Initiative | None = None

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{"max_length": 160} | facts)

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Initiative) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Initiative | None:
        words = super().clean(value)
        if not words:
            return None
        if self.held and words == readable(self.held.name):
            return self.held
        found = group_by_words(words)
        if found is None:
            raise forms.ValidationError(not_found(words))
        return found


def not_found(words: str) -> str:
    keys = [pk for pk, _score in search_initiatives(words, limit=MOST_NEAR)]
    near = Initiative.objects.listed().filter(pk__in=keys).values_list("name", "slug")
    if not near:
        return _("There is no group of this name.")
    told = ", ".join(f"{name} ({slug})" for name, slug in near)
    return _("There is no group of this name. Did you mean: %s?") % told
