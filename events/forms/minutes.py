from django import forms
from django.utils.translation import gettext_lazy as _

from events.actions.minutes import ActionWords
from events.forms.https_field import HttpsField
from events.forms.schedule import DateField
from events.models.minutes import LONGEST_MINUTES, LONGEST_SENTENCE
from portal.kit.readable_fields import LineField, TextField
from portal.people.models import User

MOST_DECISIONS = 50
MOST_ACTIONS = 50
SPARE_ROWS = 3


class MinutesForm(forms.Form):
    """`version` is what the text was when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = TextField(
        label=_("Minutes"),
        required=False,
        max_length=LONGEST_MINUTES,
        help_text=_("Markdown: # heading, - list, *emphasis*, [words](https://…). No pictures."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    decisions = TextField(
        label=_("Decisions, one in each line"),
        required=False,
        max_length=MOST_DECISIONS * LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="minutes-%s", **kwargs)

    def clean_decisions(self) -> list[str]:
        lines = [line.strip(" -*") for line in self.cleaned_data["decisions"].splitlines()]
        lines = [line for line in lines if line]
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST_SENTENCE:
                raise forms.ValidationError(
                    _("Decision %(n)d is longer than %(most)d characters."),
                    params={"n": number, "most": LONGEST_SENTENCE},
                )
        if len(lines) > MOST_DECISIONS:
            raise forms.ValidationError(_("At most %d decisions."), params=MOST_DECISIONS)
        return lines


class ActionForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = LineField(label=_("Action item"), required=False, max_length=LONGEST_SENTENCE)
    person = forms.TypedChoiceField(label=_("Who"), coerce=int, empty_value=None, required=False)
    name = LineField(label=_("or somebody by name"), required=False, max_length=80)
    due_on = DateField(label=_("Until"), required=False)

    def __init__(self, *args, people: dict[int, User], names: list[tuple[int, str]], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.people = people
        self.fields["person"].choices = [("", "---"), *names]

    def clean(self):
        good = self.cleaned_data
        if good.get("person") and good.get("name"):
            self.add_error("name", _("Either somebody from the list or a name."))
        if not good.get("text") and (good.get("person") or good.get("name") or good.get("due_on")):
            self.add_error("text", _("Say what is to be done."))
        return good

    def words(self) -> ActionWords:
        good = self.cleaned_data
        return ActionWords(
            text=good["text"],
            key=good["key"],
            person=self.people.get(good["person"]) if good["person"] else None,
            name=good["name"],
            due_on=good["due_on"],
        )


ActionForms = forms.formset_factory(
    ActionForm, extra=SPARE_ROWS, max_num=MOST_ACTIONS, validate_max=True
)


class RecordingForm(forms.Form):
    url = HttpsField(label=_("Link to the recording"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="recording-%s", **kwargs)
