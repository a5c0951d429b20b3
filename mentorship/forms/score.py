from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.core.formula import COMPONENTS
from mentorship.core.instance import Config
from mentorship.models.score_version import LONGEST_WHY
from mentorship.queries.programs import COMPONENT_WORDS, RULE_WORDS
from portal.kit.readable_fields import LineField

MOST_WEIGHT = 1000


class ScoreForm(forms.Form):
    """A number for each thing that counts, and a tick for each rule that holds."""

    def __init__(self, *args: Any, config: Config, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COMPONENTS:
            self.fields[f"weight_{name}"] = forms.IntegerField(
                min_value=0,
                max_value=MOST_WEIGHT,
                label=COMPONENT_WORDS[name],
                initial=config.weights[name],
            )
        for name, words in RULE_WORDS.items():
            self.fields[f"rule_{name}"] = forms.BooleanField(
                required=False, label=words, initial=getattr(config.rules, name)
            )
        self.fields["why"] = LineField(
            max_length=LONGEST_WHY,
            required=False,
            label=_("Why you change it"),
            help_text=_("Kept with the version, for those who look after the program."),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(self.weights().values()):
            raise forms.ValidationError(_("Something has to count: all numbers are 0."))
        return said

    def weights(self) -> dict[str, int]:
        return {name: self.cleaned_data[f"weight_{name}"] for name in COMPONENTS}

    def rules(self) -> dict[str, bool]:
        return {name: self.cleaned_data[f"rule_{name}"] for name in RULE_WORDS}
