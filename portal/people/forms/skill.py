from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.skill_names import LONGEST_TEXT
from portal.people.models import Importance, LearnLevel, TeachLevel

NOT_AT_ALL = ("", _("No"))


class FindSkillForm(forms.Form):
    word = forms.CharField(
        label=_("Add a skill"),
        help_text=_("Any spelling does, and several at once: Python, technical writing, k8s."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off"}),
    )


class SkillForm(forms.Form):
    teach_level = forms.TypedChoiceField(
        label=_("Can you teach it?"),
        choices=[NOT_AT_ALL, *TeachLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    learn_level = forms.TypedChoiceField(
        label=_("Do you want to learn it?"),
        choices=[
            NOT_AT_ALL,
            *((level, _("Yes. %s") % words) for level, words in LearnLevel.choices),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    importance = forms.TypedChoiceField(
        label=_("If you want to learn it: how much does it matter?"),
        choices=Importance.choices,
        coerce=int,
        empty_value=Importance.MATTERS.value,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["teach_level"] is None and cleaned["learn_level"] is None:
            raise forms.ValidationError(
                _("Say that you can teach it or want to learn it. To take it off, use “Remove”.")
            )
        return cleaned
