from django import forms

from events.models import Answer


class AnswerForm(forms.Form):
    """One of the buttons under a date."""

    answer = forms.ChoiceField(choices=Answer.choices)
