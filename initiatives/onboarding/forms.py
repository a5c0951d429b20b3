from collections.abc import Sequence
from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.onboarding.blocks import LONGEST_KEY
from initiatives.onboarding.core.evidence_link import (
    LONGEST_LINK,
    BadLink,
    canonical,
    holds_a_key,
)
from initiatives.onboarding.core.picture import BadPicture, Picture, TooManyPixels, redrawn
from initiatives.onboarding.core.quiz import Question
from initiatives.onboarding.models import LONGEST_WORDS, EvidenceState, StepKind
from initiatives.onboarding.queries.path_list import FACETS, Filters

MOST_VALUES = 20


class WalkForm(forms.Form):
    """What the buttons of a journey say: one of these verbs, some of them with a step."""

    START, LEAVE, PAUSE, GO_ON = "start", "leave", "pause", "go-on"
    DONE, UNDO, PRIOR = "done", "undo", "prior"
    NEWEST, COVERED = "newest", "covered"
    LINK, UNLINK, PUBLISH, HIDE = "link", "unlink", "publish", "hide"
    CERTIFY = "certify"
    OF_A_STEP = (DONE, UNDO, PRIOR)
    verb = forms.ChoiceField(
        choices=[
            (verb, verb)
            for verb in (
                *(START, LEAVE, PAUSE, GO_ON, NEWEST, COVERED),
                *(LINK, UNLINK, PUBLISH, HIDE, CERTIFY, *OF_A_STEP),
            )
        ]
    )
    step = forms.SlugField(max_length=LONGEST_KEY, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verb") in self.OF_A_STEP and not cleaned.get("step"):
            self.add_error("step", _("Which step?"))
        return cleaned


class PauseForm(forms.Form):
    """A rest always ends by itself; who needs longer leaves the path, and loses nothing."""

    weeks = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        choices=[(2, _("two weeks")), (4, _("four weeks")), (13, _("three months"))],
    )

    def last_day(self, today: date) -> date:
        return today + timedelta(weeks=self.cleaned_data["weeks"])


class EvidenceForm(forms.Form):
    """What somebody shows for a step: of what they made the address or a picture, else words. A
    picture has words beside it, for who cannot see it."""

    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=LONGEST_LINK,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("Where others can see it, beginning with https://"),
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you did, and what to look at first."),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    is_meant = forms.BooleanField(
        label=_("Show it with the key in it"),
        required=False,
        help_text=_("Whoever has this address may get in with it."),
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_made = kind == StepKind.EVIDENCE
        self.fields["words"].required = not self.is_made
        self.fields["picture"].help_text = _(
            "PNG, JPEG or WebP, at most %(most)d MB. The place and the camera in the file are left "
            "out; what can be seen is shown as it is: names, addresses and keys too."
        ) % {"most": settings.EVIDENCE_PICTURE_MB}
        if not holds_a_key(self.data.get("link", "")):
            del self.fields["is_meant"]

    def clean_link(self):
        link = self.cleaned_data["link"]
        if not link:
            return ""
        try:
            canonical(link)
        except BadLink as error:
            raise forms.ValidationError(
                _("Others could not open this. An address begins with https:// and has a name.")
            ) from error
        return link

    def clean_picture(self) -> Picture | None:
        file = self.cleaned_data["picture"]
        if file is None:
            return None
        too_large = _("This picture is too large. At most %(most)d MB, and 25 million points.") % {
            "most": settings.EVIDENCE_PICTURE_MB
        }
        most = settings.EVIDENCE_PICTURE_MB * 1_000_000
        if file.size > most:
            raise forms.ValidationError(too_large)
        try:
            picture = redrawn(file.read())
        except TooManyPixels as error:
            raise forms.ValidationError(too_large) from error
        except BadPicture as error:
            raise forms.ValidationError(
                _("This is no picture the portal can show. It takes PNG, JPEG and WebP, no other.")
            ) from error
        if len(picture.data) > most:
            raise forms.ValidationError(too_large)
        return picture

    def clean(self):
        cleaned = super().clean()
        picture = cleaned.get("picture")
        if self.is_made and not (picture or cleaned.get("link") or self.errors):
            self.add_error("link", _("Show a link to what you made, or a picture of it."))
        if picture and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say what the picture shows: not everybody can see it."))
        if "is_meant" in self.fields and not cleaned.get("is_meant"):
            self.add_error(
                "link",
                _("There seems to be a key in this address. Show one without it, or say below."),
            )
        return cleaned


class QuizForm(forms.Form):
    """Every question has to be answered; a guess is as good as another."""

    def __init__(self, *args, questions: Sequence[Question], **kwargs):
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, start=1):
            many = question.has_many
            kind = forms.TypedMultipleChoiceField if many else forms.TypedChoiceField
            self.fields[f"q{number}"] = kind(
                label=f"{number}. {question.words}",
                coerce=int,
                choices=list(enumerate(question.choices)),
                widget=forms.CheckboxSelectMultiple if many else forms.RadioSelect,
                help_text=_("More than one is right.") if many else "",
            )

    @property
    def chosen(self) -> list[set[int]]:
        told = self.cleaned_data.values()
        return [set(one) if isinstance(one, list) else {one} for one in told]


class OffersForm(forms.Form):
    """Each change is taken or left: nothing is chosen beforehand."""

    TAKE, LEAVE = "take", "leave"
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, told: Sequence[tuple[str, str, str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {f"c{number}": one[0] for number, one in enumerate(told)}
        for name, (_key, title, theirs, ours) in zip(self.keys, told, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=title,
                widget=forms.RadioSelect,
                choices=[(self.TAKE, _("Take theirs")), (self.LEAVE, _("Leave mine as it is"))],
                help_text=_("%(theirs)s; %(ours)s") % {"theirs": theirs, "ours": ours}
                if ours
                else theirs,
            )

    @property
    def taken(self) -> set[str]:
        said = self.cleaned_data
        return {key for name, key in self.keys.items() if said[name] == self.TAKE}


class VerifierForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of who looks too"), help_text=_("Somebody with an account.")
    )


class LookForm(forms.Form):
    """What the buttons beside a piece of evidence say."""

    TAKE, GIVE_BACK, DECIDE = "take", "give-back", "decide"
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in (TAKE, GIVE_BACK, DECIDE)])


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect,
        choices=[
            (EvidenceState.ACCEPTED.value, _("It counts")),
            (EvidenceState.CHANGES.value, _("Something is still wanted")),
            (EvidenceState.NOT_THIS.value, _("Not this: something else is needed")),
        ],
    )
    answer = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("They read exactly this. Needed unless it counts: say what to do next."),
    )

    def clean(self):
        cleaned = super().clean()
        is_sent_back = cleaned.get("verdict") in {EvidenceState.CHANGES, EvidenceState.NOT_THIS}
        if is_sent_back and not cleaned.get("answer"):
            self.add_error("answer", _("Say in a sentence what is missing."))
        return cleaned


def read_filters(query: QueryDict) -> Filters:
    """Values nobody knows match nothing, and stay visible as a filter to take away."""
    return Filters(
        **{
            facet: tuple(dict.fromkeys(v for v in query.getlist(facet)[:MOST_VALUES] if v))
            for facet in FACETS
        }
    )
