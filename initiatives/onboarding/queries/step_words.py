"""What a step says about itself in a line: kind, time, with whom, what comes first."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Initiative
from initiatives.onboarding.core.path_pattern import patterns_of
from initiatives.onboarding.core.plan import Plan, PlanStep
from initiatives.onboarding.models import Counts, Source, StepKind, StepPerson

HOUR = 60


def time_in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def whom_in_words(step: PlanStep, initiative: Initiative | None) -> str:
    """A role, never a name; empty where one goes alone."""
    group = initiative.name if initiative else ""
    match step.with_whom:
        case StepPerson.LEAD:
            return _("whoever leads %(group)s") % {"group": group} if group else _("a group's lead")
        case StepPerson.MAINTAINER:
            return _("a maintainer")
        case StepPerson.MENTOR:
            return _("a mentor")
        case StepPerson.ANYONE:
            return _("anyone in %(group)s") % {"group": group} if group else _("anyone in a group")
    return ""


def note(step: PlanStep, initiative: Initiative | None) -> str:
    """`Read · 20 min · with a maintainer`."""
    return " · ".join(parts_of_note(step, initiative))


def parts_of_note(step: PlanStep, initiative: Initiative | None) -> Iterator[str]:
    yield str(StepKind(step.kind).label)
    if step.minutes:
        yield time_in_words(step.minutes)
    if whom := whom_in_words(step, initiative):
        yield _("with %(whom)s") % {"whom": whom}
    if counted := counted_in_words(step):
        yield counted


def counted_in_words(step: PlanStep) -> str:
    """What marks it as done by itself; empty where nothing does."""
    match step.counts:
        case Counts.MERGED:
            told = ngettext(
                "a merged pull request in %(repository)s",
                "%(many)s merged pull requests in %(repository)s",
                step.how_many,
            )
        case Counts.DOCS:
            told = ngettext(
                "a merged change of the docs in %(repository)s",
                "%(many)s merged changes of the docs in %(repository)s",
                step.how_many,
            )
        case Counts.REVIEWED:
            told = ngettext(
                "a review in %(repository)s",
                "%(many)s reviews in %(repository)s",
                step.how_many,
            )
        case Counts.TASK:
            told = ngettext("a task taken here", "%(many)s tasks taken here", step.how_many)
        case Counts.MET:
            told = ngettext(
                "a meeting of a mentorship pair",
                "%(many)s meetings of a mentorship pair",
                step.how_many,
            )
        case _:
            return ""
    told %= {"many": step.how_many, "repository": step.repository}
    return f"{told} ({', '.join(patterns_of(step.paths))})" if step.paths else told


def by_itself_in_words(step: PlanStep, *, is_of_a_group: bool) -> str:
    """What they do in the portal that marks it; empty where nothing there does."""
    match step.counts:
        case Counts.TASK if is_of_a_group:
            return _("Done by itself once you hand in a task of this group that you took here.")
        case Counts.TASK:
            return _("Done by itself once you hand in a task of any group that you took here.")
        case Counts.MET:
            return _("Done by itself once one of your mentorship pair says that you met.")
    return ""


def done_in_words(step: PlanStep) -> str:
    """What somebody says of themselves when they mark the step."""
    return {
        StepKind.READ: _("I have read it"),
        StepKind.WATCH: _("I have watched it"),
        StepKind.ATTEND: _("I was there"),
        StepKind.MEET: _("We have talked"),
    }.get(StepKind(step.kind), _("I have done it"))


def why_it_stays(source: Source) -> str:
    """What kind of word it rests on, never whose, and what would change it."""
    return {
        Source.RSVP: _("You said that you come to its meeting. Say there that you do not."),
        Source.ATTENDANCE: _("You were ticked as there at its meeting, so it stays."),
        Source.GITHUB: _("GitHub tells of your work for this step, so it stays."),
        Source.TASK: _("It was done with a task you took here and handed in, so it stays."),
        Source.MET: _(
            "A check-in of a mentorship pair says that you met, so it stays. Whoever of you said "
            "so can answer for that week again."
        ),
        Source.VERIFIED: _("Somebody looked at what you showed and it counts, so it stays."),
    }.get(source, _("Others say that this step is done, so it stays."))


def what_comes_first(step: PlanStep, plan: Plan) -> str:
    every = joined(titles_of(step.all_of, plan), _("%(most)s and %(last)s"))
    one_of = joined(titles_of(step.any_of, plan), _("%(most)s or %(last)s"))
    if every and one_of:
        return _("after %(steps)s, and after %(one_of)s") % {"steps": every, "one_of": one_of}
    told = every or one_of
    return _("after %(steps)s") % {"steps": told} if told else ""


def titles_of(keys: Collection[str], plan: Plan) -> list[str]:
    return [_("“%s”") % step.title for step in plan if step.key in keys]


def joined(titles: list[str], joint: str) -> str:
    if len(titles) > 1:
        return joint % {"most": ", ".join(titles[:-1]), "last": titles[-1]}
    return titles[0] if titles else ""
