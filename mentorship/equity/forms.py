from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.equity.models import MOST_GROUPS, EquityGroup
from portal.kit.readable_fields import LineField

RATHER_NOT = ""
MOST_PLACES = 1000


class AnswerForm(forms.Form):
    """Saying nothing is a choice like the others, and the one that is taken if nobody takes any."""

    group = forms.ChoiceField(
        required=False, widget=forms.RadioSelect, label=_("I belong to this group")
    )

    def __init__(self, *args, groups: Sequence[EquityGroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {one.key: one for one in groups}
        self.fields["group"].choices = [
            *((one.key, one.name) for one in groups),
            (RATHER_NOT, _("I would rather not say")),
        ]

    def chosen(self) -> EquityGroup | None:
        return self.groups.get(self.cleaned_data["group"])


class GroupsForm(forms.Form):
    """A row without a name is no group."""

    def __init__(self, *args, groups: Sequence[EquityGroup] = (), **kwargs):
        initial = {
            f"{part}_{number}": value
            for number, one in enumerate(groups)
            for part, value in (("name", one.name), ("least", one.least))
        }
        super().__init__(*args, initial=initial, **kwargs)
        for number in range(MOST_GROUPS):
            self.fields[f"name_{number}"] = LineField(
                required=False,
                max_length=80,
                label=_("Group %(number)s") % {"number": number + 1},
            )
            self.fields[f"least_{number}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST_PLACES,
                label=_("Places kept for group %(number)s") % {"number": number + 1},
            )

    def clean(self):
        cleaned = super().clean()
        names = [name.casefold() for name, _least in self.groups()]
        if len(names) != len(set(names)):
            raise forms.ValidationError(_("Two groups have the same name."))
        for number in range(MOST_GROUPS):
            if cleaned.get(f"least_{number}") and not cleaned.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("For which group are these places?"))
        return cleaned

    def groups(self) -> list[tuple[str, int]]:
        told = self.cleaned_data
        return [
            (told[f"name_{number}"], told.get(f"least_{number}") or 0)
            for number in range(MOST_GROUPS)
            if told.get(f"name_{number}")
        ]
