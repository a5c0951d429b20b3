from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Answer


class Scope(models.TextChoices):
    """Which dates of a series an answer is for."""

    THIS = "this", _("This date")
    FOLLOWING = "following", _("This and all later dates")
    ALL = "all", _("All dates to come")


class AnswerForm(forms.Form):
    """One of the buttons under a date."""

    answer = forms.ChoiceField(choices=Answer.choices)
    scope = forms.ChoiceField(choices=Scope.choices, required=False)
