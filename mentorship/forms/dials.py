from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.core.instance import MOST_POWER, Dials

POINT = 1000  # a score is 0 to 100,000; people read 0 to 100
MOST_KEPT = 20


class DialsForm(forms.Form):
    """What a good matching is, besides most people matched. Without a word it is the last one."""

    aim = forms.ChoiceField(
        label=_("What counts"),
        choices=[
            ("total", _("The sum of all scores")),
            ("equal", _("Low scores are lifted at the cost of high ones")),
            ("stable", _("Few pairs would rather have each other")),
        ],
    )
    power = forms.IntegerField(
        min_value=1,
        max_value=MOST_POWER,
        label=_("How much"),
        help_text=_("1 is hardly at all, 8 as much as can be. Without effect on the sum."),
    )
    worst_first = forms.BooleanField(
        required=False, label=_("Lift the lowest score as high as it goes")
    )
    every_mentor = forms.BooleanField(
        required=False, label=_("A first mentee for every mentor before a second for anybody")
    )
    waiting_first = forms.BooleanField(
        required=False, label=_("Who had nobody before, or lost their match, comes first")
    )
    keep = forms.IntegerField(
        min_value=0,
        max_value=MOST_KEPT,
        label=_("Points in favour of a pair of the last run"),
        help_text=_("0 does not look at it. The more, the fewer pairs move."),
    )

    def dials(self, quotas: tuple[Any, ...]) -> Dials:
        said = self.cleaned_data
        return Dials(
            aim=said["aim"],
            power=said["power"],
            worst_first=said["worst_first"],
            every_mentor=said["every_mentor"],
            keep=said["keep"] * POINT,
            quotas=quotas,
        )


def words_of_dials(dials: Dials) -> dict[str, Any]:
    """As the form shows them."""
    return {
        "aim": dials.aim,
        "power": dials.power,
        "worst_first": dials.worst_first,
        "every_mentor": dials.every_mentor,
        "waiting_first": bool(dials.tiers),
        "keep": dials.keep // POINT,
    }
