from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from initiatives.core.catalog_report import FileError, FileRefused
from initiatives.ladder.core.ladder_text import LONGEST_TEXT, read_ladder
from initiatives.ladder.core.rungs import Ask, AskKind, Ladder
from initiatives.ladder.models import (
    LONGEST_ORGANISATION,
    LONGEST_WORDS,
    MOST_LINKS,
    Promotion,
    PromotionState,
)
from initiatives.ladder.queries.ask_words import in_words
from initiatives.onboarding.core.evidence_link import LONGEST_LINK, BadLink, canonical, holds_a_key

LONGEST_LINKS = MOST_LINKS * (LONGEST_LINK + 1)
MOST_MISTAKES = 10


class LadderForm(forms.Form):
    text = forms.CharField(
        label=_("The ladder"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Rung by rung, the first at the top. Empty: the group has no ladder."),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if text.strip():
            try:
                read_ladder(text)
            except FileRefused as refused:
                raise forms.ValidationError([in_line(one) for one in refused.errors]) from refused
        return text


def in_line(error: FileError) -> str:
    line = _now("Line %(line)s") % {"line": error.line} if error.line else ""
    where = ", ".join(filter(None, [line, error.field]))
    return f"{where}: {error.message}" if where else error.message


class OwnForm(forms.Form):
    """What the buttons of one's own page say."""

    ASK, SHOW, TAKE_BACK = "ask", "show", "take-back"
    STEP_BACK, RETURN = "step-back", "return"
    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in (ASK, SHOW, TAKE_BACK, STEP_BACK, RETURN)]
    )


class ShowForm(forms.Form):
    """What a rung asks of the person themselves: links, one a line, and what they can say."""

    words = forms.CharField(
        label=_("What those who have a say should know"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, promotion: Promotion, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("words", promotion.words)
        self.asks = promotion.asked_rung.asks
        shown = list(promotion.work.all())
        for place, ask in enumerate(self.asks):
            if ask.kind is AskKind.WORK:
                links = [work.link for work in shown if work.ask == place]
                self.fields[name_of(place)] = self.links_field(ask, links)
            elif ask.kind is AskKind.SAID:
                self.fields[name_of(place)] = forms.BooleanField(
                    label=in_words(ask), required=False, initial=place in promotion.said
                )

    def links_field(self, ask: Ask, links: list[str]) -> forms.Field:
        return forms.CharField(
            label=in_words(ask),
            required=False,
            initial="\n".join(links),
            max_length=LONGEST_LINKS,
            widget=forms.Textarea(attrs={"rows": max(3, min(10, ask.least + 1))}),
            help_text=_("One address a line, beginning with https://, where others can see it."),
            validators=[links_are_addresses],
        )

    @property
    def links(self) -> dict[int, list[str]]:
        return {
            place: lines_of(self.cleaned_data[name_of(place)])
            for place, ask in enumerate(self.asks)
            if ask.kind is AskKind.WORK
        }

    @property
    def said(self) -> list[int]:
        return [
            place
            for place, ask in enumerate(self.asks)
            if ask.kind is AskKind.SAID and self.cleaned_data[name_of(place)]
        ]


def name_of(place: int) -> str:
    return f"asked_{place}"


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def links_are_addresses(text: str) -> None:
    """Counted before any is read, and the first mistakes told: nobody mends a thousand at once."""
    if len(text) > LONGEST_LINKS:
        return  # told already
    if len(lines_of(text)) > MOST_LINKS:
        raise forms.ValidationError(_now("At most %(most)s addresses.") % {"most": MOST_LINKS})
    errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        link = line.strip()
        if not link:
            continue
        try:
            canonical(link)
        except BadLink:
            errors.append(_now("Line %(n)s: others could not open this.") % {"n": number})
        else:
            if holds_a_key(link):
                said = _now("Line %(n)s: there seems to be a key in this address.")
                errors.append(said % {"n": number})
    if errors:
        raise forms.ValidationError(errors[:MOST_MISTAKES])


class DeskForm(forms.Form):
    """What the buttons beside a promotion say."""

    SPONSOR, NO_SPONSOR = "sponsor", "no-sponsor"
    OBJECT, NO_OBJECTION, DECIDE = "object", "no-objection", "decide"
    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in (SPONSOR, NO_SPONSOR, OBJECT, NO_OBJECTION, DECIDE)]
    )


class SponsorForm(forms.Form):
    organisation = forms.CharField(
        label=_("Your organisation"),
        required=False,
        max_length=LONGEST_ORGANISATION,
        help_text=_("Whom you work for or speak for today. It is kept as it is now."),
    )
    is_alone = forms.BooleanField(label=_("I speak for nobody but myself"), required=False)
    words = forms.CharField(
        label=_("Why you vouch for them"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you have seen of their work. They read it, and all who have a say."),
    )

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("organisation")) == bool(cleaned.get("is_alone")):
            self.add_error(
                "organisation", _("Name it, or say that you speak for nobody but yourself.")
            )
        return cleaned


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=_("Why you would wait"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read it with your name, and whoever decides answers it."),
    )


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(label=_("What do you say?"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("They read exactly this. Needed for “not yet”: say what is missing."),
    )

    def __init__(self, *args, may_grant: bool, has_objections: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_objections = has_objections
        verdicts = [PromotionState.GRANTED] if may_grant else []
        words = {
            PromotionState.GRANTED: _("It is granted"),
            PromotionState.NOT_YET: _("Not yet"),
        }
        self.fields["verdict"].choices = [
            (one.value, words[one]) for one in [*verdicts, PromotionState.NOT_YET]
        ]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("answer"):
            if cleaned.get("verdict") == PromotionState.NOT_YET:
                self.add_error("answer", _("Say in a sentence what is missing."))
            elif cleaned.get("verdict") and self.has_objections:
                self.add_error("answer", _("Somebody would wait: answer them."))
        return cleaned


class HolderForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of who stands there"), help_text=_("Somebody with an account.")
    )
    rung = forms.ChoiceField(label=_("Rung"))

    def __init__(self, *args, ladder: Ladder, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rung"].choices = [(one.key, one.title) for one in ladder.rungs]


class StepBackForm(forms.Form):
    words = forms.CharField(
        label=_("Why, in words to them"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
