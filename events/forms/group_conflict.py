from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Level
from initiatives.models import Initiative
from portal.ui.long_select import LongSelect


class GroupConflictForm(forms.Form):
    """`own` groups are those somebody arranges; the other one can be any."""

    one = forms.ChoiceField(label=gettext_lazy("Your group"))
    other = forms.ChoiceField(label=gettext_lazy("The other group"), widget=LongSelect)
    level = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=Level.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, own: Collection[Initiative], others: Collection[Initiative], **kw):
        super().__init__(*args, label_suffix="", **kw)
        self.groups = {group.slug: group for group in [*others, *own]}
        self.fields["one"].choices = [(group.slug, group.name) for group in own]
        names = [(group.slug, group.name) for group in others]
        self.fields["other"].choices = [("", "---"), *names]

    def clean_one(self) -> Initiative:
        return self.groups[self.cleaned_data["one"]]

    def clean_other(self) -> Initiative:
        other = self.groups[self.cleaned_data["other"]]
        if other == self.cleaned_data.get("one"):
            raise forms.ValidationError(_("Choose another group than your own."))
        return other
