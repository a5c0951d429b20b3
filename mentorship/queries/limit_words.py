"""What the rules of a program ask of two people, in words for everybody; with their numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core.formula import FULL, MOST_SENIOR
from mentorship.core.instance import Config, Limits

# Where the numbers stand beside them.
RULE_LABELS = {
    "language": gettext_lazy("They speak one language in common."),
    "time": gettext_lazy("They are both free for a meeting in enough weeks."),
    "skill": gettext_lazy("The mentor can teach enough of what the mentee wants to learn."),
    "seniority": gettext_lazy("The mentor has enough experience, compared with the mentee."),
    "organisation": gettext_lazy("They do not work for the same organisation."),
}
LIMIT_LABELS = {
    "weeks_percent": gettext_lazy("In how many weeks of a hundred they can meet, at least"),
    "meeting_minutes": gettext_lazy("How many minutes a meeting lasts"),
    "skill": gettext_lazy("Points for skills they reach, of 1000, at least"),
    "seniority_gap": gettext_lazy("Steps of experience the mentor is above, at least"),
}


def rules_of(config: Config) -> tuple[str, ...]:
    """Those that hold."""
    words = rule_words(config.limits)
    return tuple(said for name, said in words.items() if getattr(config.rules, name))


def rule_words(limits: Limits) -> dict[str, str]:
    told = {name: str(words) for name, words in RULE_LABELS.items()}
    return told | {
        "time": time_words(limits),
        "skill": skill_words(limits.skill),
        "seniority": seniority_words(limits.seniority_gap),
    }


def time_words(limits: Limits) -> str:
    if limits.weeks_percent == 100:
        said = _("They are both free for %(minutes)s minutes at a time in every week.")
    else:
        said = _(
            "They are both free for %(minutes)s minutes at a time in at least %(percent)s %% of "
            "the weeks."
        )
    return said % {"minutes": limits.meeting_minutes, "percent": limits.weeks_percent}


def skill_words(least: int) -> str:
    if least == 1:
        return _("The mentor can teach at least one thing the mentee wants to learn.")
    return _(
        "What the mentor can teach of what the mentee wants to learn is worth at least %(n)s of "
        "%(most)s points."
    ) % {"n": least, "most": FULL}


def seniority_words(gap: int) -> str:
    if gap == 0:
        return _("The mentor has at least as much experience as the mentee.")
    if gap == 1:
        return _("The mentor has more experience than the mentee.")
    return _(
        "The mentor is at least %(n)s steps above the mentee, on a scale of experience from 0 to "
        "%(most)s."
    ) % {"n": gap, "most": MOST_SENIOR}
