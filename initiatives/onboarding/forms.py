from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.onboarding.blocks import LONGEST_KEY
from initiatives.onboarding.queries.path_list import FACETS, Filters

MOST_VALUES = 20


class WalkForm(forms.Form):
    """What the buttons of a journey say: one of these verbs, some of them with a step."""

    START, LEAVE, DONE, UNDO = "start", "leave", "done", "undo"
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in (START, LEAVE, DONE, UNDO)])
    step = forms.SlugField(max_length=LONGEST_KEY, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verb") in {self.DONE, self.UNDO} and not cleaned.get("step"):
            self.add_error("step", _("Which step?"))
        return cleaned


def read_filters(query: QueryDict) -> Filters:
    """Values nobody knows match nothing, and stay visible as a filter to take away."""
    return Filters(
        **{
            facet: tuple(dict.fromkeys(v for v in query.getlist(facet)[:MOST_VALUES] if v))
            for facet in FACETS
        }
    )
