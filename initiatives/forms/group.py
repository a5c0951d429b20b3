"""The parts of a group's page, each a form at the desk."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from initiatives.actions.decision import Decision
from initiatives.actions.group_words import ChannelSaid, DeliverableSaid, Links, Words
from initiatives.actions.seat import SeatSaid
from initiatives.core.lead_roles import LEAD_ROLES, ORGANIZER
from initiatives.core.vocabulary import KINDS_WITHOUT_STAGE
from initiatives.models import (
    AiPolicy,
    ChannelKind,
    DeliverableType,
    Initiative,
    Kind,
    Persona,
    Stage,
    Topic,
)
from portal.kit.readable_fields import LineField, TextField
from portal.people.access import get_person
from portal.people.forms.language import language_choices
from portal.people.models import User
from portal.ui.long_select import LongSelect

from .group_field import GroupField

MOST_LANGUAGES = 4
MOST_CHANNELS = 30
MOST_DELIVERABLES = 60
NEW_ROWS = 2
OTHER_ROLES = ("member", "secretary", "tech-lead", "staff-contact", "liaison", "emeritus")


class ChosenRows(forms.ModelMultipleChoiceField):
    """SQLite cannot even ask for a row of more than 64 bits: there is none, as PostgreSQL says."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            said = self.error_messages["invalid_choice"] % {"value": _("this number")}
            raise forms.ValidationError(said, code="invalid_choice") from error


class WordsForm(forms.Form):
    summary = TextField(
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("What is it?"),
        help_text=_("One sentence a newcomer understands: what the group does and for whom."),
    )
    why = TextField(
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Why does it matter?"),
    )
    joining = TextField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("How does one join?"),
        help_text=_("The one clear way, in a sentence."),
    )
    decides = TextField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("How does it decide?"),
    )
    ai_policy = forms.ChoiceField(
        required=False,
        choices=[("", _("Not said")), *AiPolicy.choices],
        label=_("May AI help with its work?"),
    )
    ai_policy_url = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Where that is written")
    )
    topics = ChosenRows(
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Topics"),
    )
    personas = ChosenRows(
        queryset=Persona.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Whom is it for?"),
    )

    def __init__(self, *args: Any, initiative: Initiative) -> None:
        initial = {
            name: getattr(initiative, name)
            for name in ("summary", "why", "joining", "decides", "ai_policy", "ai_policy_url")
        }
        initial |= {
            "topics": initiative.topics.all(),
            "personas": initiative.personas.all(),
            **{f"language_{n}": code for n, code in enumerate(initiative.languages, start=1)},
        }
        super().__init__(*args, initial=initial)
        choices = [("", _("Choose a language")), *language_choices()]
        for number in range(1, MOST_LANGUAGES + 1):
            self.fields[f"language_{number}"] = forms.ChoiceField(
                required=False,
                choices=choices,
                widget=LongSelect,
                label=_("A language spoken there (%(n)s of %(most)s)")
                % {"n": number, "most": MOST_LANGUAGES},
            )

    def words(self) -> Words:
        said = dict(self.cleaned_data)
        spoken = [said.pop(f"language_{n}") for n in range(1, MOST_LANGUAGES + 1)]
        return Words(**said, languages=tuple(dict.fromkeys(code for code in spoken if code)))


class ChannelRow(forms.Form):
    """An empty row says nothing."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=ChannelKind.choices)
    name = LineField(max_length=120, required=False, label=_("Name"))
    url = forms.URLField(max_length=500, required=False, assume_scheme="https", label=_("Address"))
    is_public = forms.BooleanField(required=False, initial=True, label=_("Everybody may see it"))
    is_gone = forms.BooleanField(required=False, label=_("Remove it"))

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("pk") and not (said.get("name") or said.get("url") or self.errors):
            self.add_error("url", _("A channel needs a name or an address; or remove it."))


class BaseChannelRows(forms.BaseFormSet):
    def clean(self) -> None:
        seen: set[tuple[str, str, str]] = set()
        for row in self.forms:
            told = getattr(row, "cleaned_data", {})
            key = (told.get("kind", ""), told.get("name", ""), told.get("url", ""))
            if told.get("is_gone") or key[1:] == ("", ""):
                continue
            if key in seen:
                row.add_error("name", _("This channel stands here twice."))
            seen.add(key)


ChannelRows = forms.formset_factory(
    ChannelRow,
    formset=BaseChannelRows,
    extra=NEW_ROWS,
    max_num=MOST_CHANNELS,
    absolute_max=MOST_CHANNELS + NEW_ROWS,
)


class LinksForm(forms.Form):
    website_url = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Website")
    )
    repo_url = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Repository")
    )
    charter_url = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Charter")
    )

    def __init__(self, *args: Any, initiative: Initiative) -> None:
        names = ("website_url", "repo_url", "charter_url")
        super().__init__(*args, initial={name: getattr(initiative, name) for name in names})
        rows = [
            {"pk": c.pk, "kind": c.kind, "name": c.name, "url": c.url, "is_public": c.is_public}
            for c in initiative.channels.all()[:MOST_CHANNELS]
        ]
        self.rows = ChannelRows(self.data or None, prefix="channels", initial=rows)

    def is_valid(self) -> bool:
        rows_are_valid = self.rows.is_valid() if self.is_bound else False
        return super().is_valid() and rows_are_valid

    def links(self) -> Links:
        return Links(**self.cleaned_data)

    def channels(self) -> list[ChannelSaid]:
        return [
            ChannelSaid(**said)
            for said in (row.cleaned_data for row in self.rows)
            if said and (said["name"] or said["url"] or said["is_gone"])
        ]


class DeliverableRow(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = LineField(max_length=160, required=False, label=_("Name"))
    type = forms.ChoiceField(label=_("Kind"), choices=DeliverableType.choices)
    summary = LineField(
        max_length=300, required=False, label=_("What is it good for, in a sentence?")
    )
    url = forms.URLField(max_length=500, required=False, assume_scheme="https", label=_("Address"))
    personas = ChosenRows(
        queryset=Persona.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Whom is it for?"),
    )
    is_gone = forms.BooleanField(required=False, label=_("Remove it"))

    def __init__(self, *args: Any, personas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["personas"].choices = personas

    def clean(self) -> None:
        said = self.cleaned_data
        told = any(said.get(name) for name in ("pk", "summary", "url"))
        if told and not said.get("name") and not said.get("is_gone"):
            self.add_error("name", _("What is it called?"))


class BaseDeliverableRows(forms.BaseFormSet):
    def clean(self) -> None:
        seen: set[str] = set()
        for row in self.forms:
            told = getattr(row, "cleaned_data", {})
            name = told.get("name", "")
            if name and not told.get("is_gone"):
                if name in seen:
                    row.add_error("name", _("This name stands here twice."))
                seen.add(name)


DeliverableRows = forms.formset_factory(
    DeliverableRow,
    formset=BaseDeliverableRows,
    extra=NEW_ROWS,
    max_num=MOST_DELIVERABLES,
    absolute_max=MOST_DELIVERABLES + NEW_ROWS,
)


class DeliverablesForm(forms.Form):
    """All the group has made. Saving it confirms every line."""

    def __init__(self, *args: Any, initiative: Initiative) -> None:
        super().__init__(*args)
        rows = [
            {
                "pk": one.pk,
                "name": one.name,
                "type": one.type,
                "summary": one.summary,
                "url": one.url,
                "personas": [persona.pk for persona in one.personas.all()],
            }
            for one in initiative.deliverables.prefetch_related("personas")[:MOST_DELIVERABLES]
        ]
        personas = list(Persona.objects.values_list("pk", "name"))
        self.rows = DeliverableRows(
            self.data or None,
            prefix="deliverables",
            initial=rows,
            form_kwargs={"personas": personas},
        )

    def is_valid(self) -> bool:
        rows_are_valid = self.rows.is_valid() if self.is_bound else False
        return super().is_valid() and rows_are_valid

    def deliverables(self) -> list[DeliverableSaid]:
        return [
            DeliverableSaid(**said)
            for said in (row.cleaned_data for row in self.rows)
            if said and (said["name"] or said["is_gone"])
        ]


class PlaceForm(forms.Form):
    """One decision: what is different is decided, the rest stays as it is."""

    name = LineField(max_length=160, label=_("Name"))
    kind = forms.ChoiceField(choices=Kind.choices, label=_("Kind of group"))
    stage = forms.ChoiceField(choices=Stage.choices, label=_("Stage"), required=False)
    parent = GroupField(
        required=False,
        label=_("Reports to"),
        help_text=_("The name of a group here, or the last part of its address. Empty: nobody."),
    )
    since = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), label=_("From which day on?")
    )
    source = LineField(
        max_length=300,
        required=False,
        label=_("Where was it decided?"),
        help_text=_("A call, a vote, a document: “TAC call of 5 March”."),
    )
    source_url = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Its address")
    )
    is_correction = forms.BooleanField(
        required=False,
        label=_("This was wrong all along"),
        help_text=_("Mends what stands there instead of adding a change to the history."),
    )

    def __init__(self, *args: Any, initiative: Initiative, on: date) -> None:
        stage = initiative.stages.open().first()
        link = initiative.parents.open().select_related("parent").first()
        held = link.parent if link else None
        self.held_parent = held if held and held.is_listed else None
        initial = {
            "name": initiative.name,
            "kind": initiative.kind,
            "stage": stage.stage if stage else "",
            "parent": self.held_parent or "",
            "since": on,
        }
        super().__init__(*args, initial=initial)
        self.initiative, self.on = initiative, on
        self.fields["parent"].held = self.held_parent
        if stage is None:
            self.fields["stage"].choices = [("", _("None said")), *Stage.choices]

    def clean_parent(self) -> Initiative | str:
        found = self.cleaned_data["parent"]
        if found == self.initiative:
            raise forms.ValidationError(_("A group does not report to itself."))
        return found or ""

    def clean_since(self) -> date:
        since = self.cleaned_data["since"]
        if since > self.on:
            raise forms.ValidationError(_("Say it here when it has happened."))
        return since

    def clean(self) -> None:
        said = self.cleaned_data
        is_staged = bool(said.get("stage")) and "stage" in self.changed_data
        if is_staged and said.get("kind") in KINDS_WITHOUT_STAGE:
            self.add_error("stage", _("A group of this kind has no stage."))

    def decision(self) -> Decision:
        said = dict(self.cleaned_data)
        for name in ("name", "kind", "stage", "parent"):
            if name not in self.changed_data:
                said[name] = None
        said["stage"] = said["stage"] or None
        return Decision(**said)


class SeatForm(forms.Form):
    role = forms.ChoiceField(label=_("Seat"))
    holder_name = LineField(
        max_length=160,
        required=False,
        label=_("Name, as published"),
        help_text=_("Everybody reads it. Leave it empty for a seat nobody holds yet."),
    )
    holder_handle = LineField(max_length=80, required=False, label=_("Handle elsewhere"))
    affiliation = LineField(max_length=160, required=False, label=_("Organisation"))
    source_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label=_("Where this name is published"),
        help_text=_("The address of the page where everybody reads it. Your own needs none."),
    )
    since = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        label=_("Since"),
    )
    is_interim = forms.BooleanField(required=False, label=_("For the time being"))
    account = LineField(
        max_length=40,
        required=False,
        label=_("Their handle here"),
        help_text=_("Gives the rights of the seat to this account. Ask them first."),
    )

    def __init__(self, *args: Any, on: date, by: User, may_give_leads: bool) -> None:
        super().__init__(*args)
        self.on, self.by, self.may_give_leads = on, by, may_give_leads
        roles = [*sorted(LEAD_ROLES), ORGANIZER, *OTHER_ROLES]
        self.fields["role"].choices = [
            (role, role.replace("-", " ").capitalize()) for role in roles
        ]

    def clean_since(self) -> date | None:
        since = self.cleaned_data["since"]
        if since and since > self.on:
            raise forms.ValidationError(_("Say it here when it has begun."))
        return since

    def clean(self) -> None:
        self.clean_account_given()
        said = self.cleaned_data
        is_named = said.get("holder_name") or said.get("holder_handle")
        is_own = said.get("account") == self.by
        if is_named and not (said.get("source_url") or is_own or self.errors):
            told = _("Say where this name is published, or leave the name empty.")
            self.add_error("source_url", told)

    def clean_account_given(self) -> None:
        said = self.cleaned_data
        handle = said.get("account", "").strip().lstrip("@")
        said["account"] = None
        if not handle:
            return
        if said.get("role") != ORGANIZER and not self.may_give_leads:
            self.add_error("account", _("Only the staff gives an account the rights of this seat."))
            return
        try:
            said["account"] = get_person(self.by, handle)
        except Http404:
            self.add_error("account", _("Nobody here shows this handle to you."))

    def said(self) -> SeatSaid:
        told = {name: said for name, said in self.cleaned_data.items() if name != "account"}
        return SeatSaid(**told)


class EndSeatForm(forms.Form):
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label=_("Ended on"))

    def __init__(self, *args: Any, on: date) -> None:
        super().__init__(*args, initial={"until": on})
        self.on = on

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if until > self.on:
            raise forms.ValidationError(_("Say it here when it has ended."))
        return until
