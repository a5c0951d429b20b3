from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative

FOLLOWED, ANSWERS = "followed", "answers"
HOLDS = [
    (ANSWERS, _("Dates I said I come to, or may come to")),
    (FOLLOWED, _("All meetings of the groups I follow")),
]


class PersonalFeedForm(forms.Form):
    label = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("For you, to tell it from others: “phone”, “calendar at work”."),
    )
    holds = forms.MultipleChoiceField(
        label=_("What it holds"),
        choices=HOLDS,
        initial=[ANSWERS, FOLLOWED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Also all meetings of"),
        queryset=Initiative.objects.none(),
        to_field_name="slug",
        required=False,
        help_text=_("Groups you want in this calendar whether you follow them or not."),
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["groups"].queryset = groups

    def clean(self):
        said = super().clean()
        if not said.get("holds") and not said.get("groups"):
            self.add_error("holds", _("Choose something it should hold."))
        return said
