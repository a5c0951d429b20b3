from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.alumni.models import LONGEST_NAME, LONGEST_STORY, LONGEST_WORDS, Answer
from portal.kit.readable_fields import LineField, TextField


class NotGraduateForm(forms.Form):
    words = LineField(
        max_length=LONGEST_WORDS,
        label=_("Why"),
        help_text=_("They read exactly this. Who runs the program reads it too, nobody else."),
    )


class RevokeForm(forms.Form):
    reason = LineField(
        max_length=LONGEST_WORDS,
        label=_("Why it is taken back"),
        help_text=_("Everybody who opens the certificate reads exactly this: name nobody."),
    )


class ShowingForm(forms.Form):
    name = LineField(max_length=LONGEST_NAME, label=_("Your name, as you want it read"))
    project = LineField(
        max_length=160, required=False, label=_("What you worked on"), help_text=_("In one line.")
    )
    link = forms.URLField(
        max_length=300,
        required=False,
        assume_scheme="https",
        label=_("One link"),
        help_text=_("To something you made, or to a page of yours."),
    )
    story = TextField(
        max_length=LONGEST_STORY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Two sentences"),
        help_text=_("What you can do now, or what comes next."),
    )


class MentorNameForm(forms.Form):
    name = LineField(
        max_length=LONGEST_NAME, required=False, label=_("Your name, as you want it read")
    )


class LaterForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer.choices)
    has_role = forms.BooleanField(required=False)
