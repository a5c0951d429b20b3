"""What the buttons of selecting say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.selection.core.order import Move
from mentorship.selection.models import LONGEST_REASON, Said, Selects
from portal.kit.readable_fields import TextField


class WayForm(forms.Form):
    selects = forms.ChoiceField(
        choices=Selects.choices, widget=forms.RadioSelect, label=_("Who selects")
    )


class OneForm(forms.Form):
    """Which applicant, and where they go on the list."""

    one = forms.UUIDField()
    verb = forms.ChoiceField(choices=[("put", "put"), *((move, move) for move in Move)])


class AgainstForm(forms.Form):
    said = forms.ChoiceField(
        choices=[
            (Said.RATHER_NOT.value, _("Rather not: the people who run the program decide")),
            (
                Said.CONFLICT.value,
                _("A conflict of interest, such as family, a friend or a colleague: never paired"),
            ),
        ],
        widget=forms.RadioSelect,
        label=_("What speaks against it"),
    )
    reason = TextField(
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Why"),
        help_text=_(
            "The people who run the program read this. The applicant never does. It is deleted "
            "when the term is over."
        ),
    )


class JudgeForm(forms.Form):
    word = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    what = forms.ChoiceField(choices=[("apart", "apart"), ("matching", "matching")])
