"""Reasons, questions and answers in words. Each sentence says one true thing about an offer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import zones
from portal.core.fit import Offer, OfferKind, Question, Section
from portal.core.fit_ranking import Fit, Reason
from portal.fit.answers import MINE, Asked
from portal.people.models import SkillArea
from portal.people.queries.languages import language_name

KINDS = {
    OfferKind.INITIATIVE: gettext_lazy("Group"),
    OfferKind.PATH: gettext_lazy("Path"),
    OfferKind.OPENING: gettext_lazy("Opening"),
    OfferKind.TASK: gettext_lazy("Task"),
    OfferKind.MEETING: gettext_lazy("Meeting"),
    OfferKind.PROGRAM: gettext_lazy("Mentorship program"),
}
QUESTIONS = {
    Question.SKILLS: gettext_lazy("What can you do?"),
    Question.ROLES: gettext_lazy("What kind of work do you like?"),
    Question.TOPICS: gettext_lazy("What do you care about?"),
    Question.HOURS: gettext_lazy("How many hours a week?"),
    Question.LANGUAGES: gettext_lazy("Which languages do you meet in?"),
    Question.TIMES: gettext_lazy("When could you join a call?"),
}
PARTS = {
    "weekday-morning": gettext_lazy("Weekday mornings, 6 to 12"),
    "weekday-afternoon": gettext_lazy("Weekday afternoons, 12 to 18"),
    "weekday-evening": gettext_lazy("Weekday evenings, 18 to 23"),
    "weekday-night": gettext_lazy("Weekday nights, 23 to 6"),
    "weekend-morning": gettext_lazy("Weekend mornings, 6 to 12"),
    "weekend-afternoon": gettext_lazy("Weekend afternoons, 12 to 18"),
    "weekend-evening": gettext_lazy("Weekend evenings, 18 to 23"),
    "weekend-night": gettext_lazy("Weekend nights, 23 to 6"),
    MINE: gettext_lazy("The free hours in my profile"),
}


@dataclass(frozen=True)
class Names:
    """What slugs are called."""

    skills: Mapping[str, str]
    topics: Mapping[str, str]

    def of(self, what: str, value: str) -> str:
        match what:
            case Question.SKILLS:
                return self.skills.get(value, value)
            case Question.TOPICS:
                return self.topics.get(value, value)
            case Question.ROLES:
                return str(SkillArea(value).label)
        return language_name(value)

    def listed(self, what: str, values: Iterable[str], *, last: str | None = None) -> str:
        return get_text_list([self.of(what, v) for v in values], last or _("and"))


@dataclass(frozen=True)
class Sentence:
    """`at` is shown behind the words, in the reader's time."""

    text: str
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Told:
    """An offer with its reasons in words."""

    fit: Fit
    kind: str
    because: tuple[Sentence, ...]
    but: tuple[Sentence, ...]


def told(fit: Fit, names: Names, asked: Asked) -> Told:
    return Told(
        fit,
        kind=str(KINDS[fit.offer.kind]),
        because=tuple(because(reason, fit.offer, names, asked) for reason in fit.because),
        but=tuple(Sentence(but(reason, fit.offer, names, asked)) for reason in fit.but),
    )


def is_of_its_group(offer: Offer) -> bool:
    """Of a piece of work: topic, meetings and mostly language are its group's, not its own."""
    return offer.section != Section.PLACES


def because(reason: Reason, offer: Offer, names: Names, asked: Asked) -> Sentence:
    match reason.what:
        case Question.SKILLS:
            words = _("You know %s, which it takes.")
        case Question.ROLES:
            words = _("It needs what you like to do: %s.")
        case Question.TOPICS:
            words = _("Its group is about %s.") if is_of_its_group(offer) else _("It is about %s.")
        case Question.HOURS:
            return Sentence(takes_words(reason, asked))
        case Question.LANGUAGES:
            words = _("You speak its language: %s.")
        case Question.TIMES:
            free, dates, first = reason.values
            until = first + timedelta(minutes=offer.minutes)
            return Sentence(free_words(free, dates, offer), first, until)
        case "taught":
            return Sentence(_("You can learn %s there.") % names.listed("skills", reason.values))
        case "newcomers":
            return Sentence(_("Newcomers are welcome."))
        case "free":
            return Sentence(_("Nobody is at it."))
        case _:
            return Sentence(_("It is looking for people now."))
    return Sentence(words % names.listed(reason.what, reason.values))


def takes_words(reason: Reason, asked: Asked) -> str:
    """Whether it is enough or not."""
    return _("It takes %(hours)s; you have %(mine)s.") % {
        "hours": hours_words(*reason.values),
        "mine": asked.hours,
    }


def free_words(free: int, dates: int, offer: Offer) -> str:
    if is_of_its_group(offer):
        one = _("You are free at the one date of its group in the next four weeks:")
        many = ngettext(
            "You are free at %(free)d of the %(dates)d dates of its group in the next four weeks:",
            "You are free at %(free)d of the %(dates)d dates of its group in the next four weeks, "
            "first",
            free,
        )
    else:
        one = _("You are free at its one date in the next four weeks:")
        many = ngettext(
            "You are free at %(free)d of its %(dates)d dates in the next four weeks:",
            "You are free at %(free)d of its %(dates)d dates in the next four weeks, first",
            free,
        )
    return one if dates == 1 else many % {"free": free, "dates": dates}


def but(reason: Reason, offer: Offer, names: Names, asked: Asked) -> str:
    match reason.what:
        case Question.SKILLS:
            return _("It takes other skills than yours: %s.") % names.listed(
                reason.what, reason.values
            )
        case "needed":
            return _("It also needs %s, which you did not name.") % names.listed(
                "skills", reason.values
            )
        case Question.ROLES:
            return _("It needs other work than you like: %s.") % names.listed(
                reason.what, reason.values
            )
        case Question.HOURS:
            return takes_words(reason, asked)
        case Question.LANGUAGES:
            languages = names.listed(reason.what, reason.values, last=_("or"))
            if is_of_its_group(offer):
                return _("It is done in %s, which you did not name.") % languages
            return _("It is held in %s, which you did not name.") % languages
        case _:
            return no_time_words(reason.values[1], offer)


def no_time_words(dates: int, offer: Offer) -> str:
    if is_of_its_group(offer):
        words = ngettext(
            "The one date of its group in the next four weeks is outside your free hours.",
            "None of the %(n)d dates of its group in the next four weeks is in your free hours.",
            dates,
        )
    else:
        words = ngettext(
            "Its one date in the next four weeks is outside your free hours.",
            "None of its %(n)d dates in the next four weeks is in your free hours.",
            dates,
        )
    return words % {"n": dates}


def ruled_out_words(question: Question, n: int) -> str:
    """Of a question that can rule out."""
    match question:
        case Question.HOURS:
            words = ngettext(
                "%(n)d takes more hours than you have.", "%(n)d take more hours than you have.", n
            )
        case Question.LANGUAGES:
            words = ngettext(
                "%(n)d is held in no language you named.",
                "%(n)d are held in no language you named.",
                n,
            )
        case _:
            words = ngettext(
                "%(n)d meeting has no date in your free hours.",
                "%(n)d meetings have no date in your free hours.",
                n,
            )
    return words % {"n": n}


def hours_words(least: int, most: int | None) -> str:
    if most is None:
        return ngettext("at least %(n)d hour a week", "at least %(n)d hours a week", least) % {
            "n": least
        }
    if least == most:
        return ngettext("%(n)d hour a week", "%(n)d hours a week", least) % {"n": least}
    return _("%(least)d to %(most)d hours a week") % {"least": least, "most": most}


def answer_words(question: Question, asked: Asked, names: Names) -> str:
    """What was answered to a question, short; empty when nothing was."""
    if not asked.says(question):
        return ""
    match question:
        case Question.HOURS:
            return ngettext("%(n)d hour", "%(n)d hours", asked.hours) % {"n": asked.hours}
        case Question.TIMES:
            parts: Sequence[str] = [str(PARTS[when]) for when in asked.when]
            place = _("%s time") % zones.place(asked.tz) if asked.tz else _("zone unknown")
            return f"{get_text_list(parts, _('and'))} ({place})"
    return names.listed(question.value, getattr(asked, question.value))
