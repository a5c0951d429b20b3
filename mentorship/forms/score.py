from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.core.formula import COMPONENTS, QUARTER_MINUTES
from mentorship.core.instance import LIMIT_RANGES, Config
from mentorship.models.score_version import LONGEST_WHY
from mentorship.queries.limit_words import LIMIT_LABELS, RULE_LABELS
from mentorship.queries.programs import COMPONENT_WORDS
from portal.kit.readable_fields import LineField

MOST_WEIGHT = 1000
LIMITS_OF = {
    "time": ("weeks_percent", "meeting_minutes"),
    "skill": ("skill",),
    "seniority": ("seniority_gap",),
}
LIMIT_HELP = {
    "weeks_percent": _("Rounded up: of twelve weeks 80 of a hundred are ten."),
    "meeting_minutes": _(
        "In quarter hours. Also without this rule: these are the meetings that are proposed, and "
        "the common time that counts."
    ),
    "skill": _("1 is anything at all, 1000 all of it from somebody who knows it well."),
    "seniority_gap": _("Of ten. With 0 both may have the same experience."),
}


class ScoreForm(forms.Form):
    """A number for each thing that counts, a tick for each rule that holds, and beside it how much
    it asks for."""

    def __init__(self, *args: Any, config: Config, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COMPONENTS:
            self.fields[f"weight_{name}"] = forms.IntegerField(
                min_value=0,
                max_value=MOST_WEIGHT,
                label=COMPONENT_WORDS[name],
                initial=config.weights[name],
            )
        for name, words in RULE_LABELS.items():
            self.fields[f"rule_{name}"] = forms.BooleanField(
                required=False, label=words, initial=getattr(config.rules, name)
            )
            for limit in LIMITS_OF.get(name, ()):
                self.add_limit(limit, getattr(config.limits, limit))
        self.fields["why"] = LineField(
            max_length=LONGEST_WHY,
            required=False,
            label=_("Why you change it"),
            help_text=_("Kept with the version, for those who look after the program."),
        )

    def add_limit(self, name: str, now: int) -> None:
        least, most = LIMIT_RANGES[name]
        self.fields[f"limit_{name}"] = forms.IntegerField(
            min_value=least,
            max_value=most,
            step_size=QUARTER_MINUTES if name == "meeting_minutes" else None,
            label=LIMIT_LABELS[name],
            help_text=LIMIT_HELP[name],
            error_messages={"step_size": _("These are whole quarter hours, like 45.")},
            initial=now,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(self.weights().values()):
            raise forms.ValidationError(_("Something has to count: all numbers are 0."))
        return said

    def weights(self) -> dict[str, int]:
        return {name: self.cleaned_data[f"weight_{name}"] for name in COMPONENTS}

    def rules(self) -> dict[str, bool]:
        return {name: self.cleaned_data[f"rule_{name}"] for name in RULE_LABELS}

    def limits(self) -> dict[str, int]:
        return {name: self.cleaned_data[f"limit_{name}"] for name in LIMIT_RANGES}
