"""A step as it is written in the CMS, and the plan that a list of them makes."""

import re
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms.utils import ErrorList
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from initiatives.onboarding.core.check import Problem, Trouble
from initiatives.onboarding.core.edition_diff import Change, Declared, Lie, Refusal, StepChange
from initiatives.onboarding.core.plan import Plan, PlanStep
from initiatives.onboarding.core.repository import repository_named
from portal.kit.prose import TextBlock, clean_html

from .signals import meetings_asked

LONGEST_KEY = 60
LONGEST_STEP = 60 * 40  # minutes: a working week
LONGEST_REPOSITORY = 140
MOST_COUNTED = 20
LONGEST_QUIZ = 5000
LONGEST_PATTERNS = 5000
ON_THE_WEB = RegexValidator(r"^https?://", gettext_lazy("An address begins with https://"))
BETWEEN_STEPS = re.compile(r"[,;\n]")
# What an editor may say of a step that is no longer as it was published.
SAID = [
    (Change.EDITORIAL.value, gettext_lazy("Only its words")),
    (Change.SUBSTANTIVE.value, gettext_lazy("What is asked")),
    (Change.RETURNED.value, gettext_lazy("Nothing: it is a step of before, back again")),
]
# The part of a step where a problem is to be mended; the others are told above all steps.
MENDED_AT: dict[Trouble | Lie, str] = {
    Trouble.KEY_TWICE: "key",
    Trouble.NEEDS_UNKNOWN: "needs",
    Trouble.NEEDS_OPTIONAL: "needs",
    Trouble.LOOP: "needs",
    Trouble.NEEDS_DRAFT: "needs",
    Trouble.NEEDS_RETIRED: "needs",
    Trouble.ONE_OF_NONE: "one_is_enough",
    Trouble.NO_MEETING: "meeting",
    Trouble.MEETING_SHOWS_NOTHING: "meeting",
    Trouble.NOBODY_THERE: "with_whom",
    Trouble.FEW_LOOK: "kind",
    Trouble.NO_REPOSITORY: "repository",
    Trouble.COUNTS_NOTHING: "counts",
    Trouble.CANNOT_BE_COUNTED: "counts",
    Trouble.CANNOT_BE_COUNTED_HERE: "counts",
    Trouble.NO_REPOSITORY_HERE: "repository",
    Trouble.ODD_PATTERN: "paths",
    Trouble.PATTERNS_ELSEWHERE: "paths",
    Trouble.NO_QUESTION: "questions",
    Trouble.FEW_CHOICES: "questions",
    Trouble.NONE_RIGHT: "questions",
    Trouble.CHOICE_TWICE: "questions",
    Trouble.QUESTIONS_ELSEWHERE: "questions",
    Trouble.NEVER_ENOUGH: "enough_right",
    Trouble.MEETING_ANSWERS_NOTHING: "meeting",
    Lie.NOT_EDITORIAL: "change",
    Lie.ANOTHER_KIND: "kind",
    Lie.USED_BEFORE: "key",
    Lie.NOT_NEW: "replaces",
    Lie.NEVER_THERE: "replaces",
    Lie.STILL_THERE: "replaces",
}


class StepKind(models.TextChoices):
    READ = "read", gettext_lazy("Read")
    WATCH = "watch", gettext_lazy("Watch")
    DO = "do", gettext_lazy("Do")
    ATTEND = "attend", gettext_lazy("Come to a meeting")
    MEET = "meet", gettext_lazy("Talk to somebody")
    EVIDENCE = "evidence", gettext_lazy("Show what you made")
    VERIFY = "verify", gettext_lazy("Have it looked at")
    QUIZ = "quiz", gettext_lazy("Answer questions")


class StepPerson(models.TextChoices):
    """Whom a step is done with: a role, never a name."""

    NOBODY = "", gettext_lazy("Nobody in particular")
    LEAD = "lead", gettext_lazy("Whoever leads the group")
    MAINTAINER = "maintainer", gettext_lazy("A maintainer")
    MENTOR = "mentor", gettext_lazy("A mentor")
    ANYONE = "anyone", gettext_lazy("Anyone in the group")


class Counts(models.TextChoices):
    """Work that completes a step without a click: in a repository, or in the portal itself."""

    NOTHING = "", gettext_lazy("Nothing")
    MERGED = "merged", gettext_lazy("Merged pull requests")
    DOCS = "docs", gettext_lazy("Merged pull requests with a label for docs")
    REVIEWED = "reviewed", gettext_lazy("Reviews of pull requests of others")
    TASK = "task", gettext_lazy("Tasks taken here and done")
    MET = "met", gettext_lazy("Meetings of a mentorship pair")


def meetings() -> list[tuple[str, str]]:
    """The meetings a step may be about, from whoever has meetings."""
    answers = meetings_asked.send(sender=None)
    return sorted((pair for _receiver, told in answers for pair in told), key=lambda pair: pair[1])


class StepBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=gettext_lazy("Kind"), choices=StepKind.choices, default=StepKind.DO
    )
    title = blocks.CharBlock(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("An invitation: “Say hello in the channel”."),
    )
    why = blocks.CharBlock(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("What the reader has from it. One sentence."),
    )
    text = TextBlock(label=gettext_lazy("What to do"), required=False)
    link = blocks.URLBlock(
        label=gettext_lazy("Link"), required=False, max_length=500, validators=[ON_THE_WEB]
    )
    minutes = blocks.IntegerBlock(
        label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=LONGEST_STEP
    )
    with_whom = blocks.ChoiceBlock(
        label=gettext_lazy("With whom"),
        required=False,
        choices=[choice for choice in StepPerson.choices if choice[0]],
        help_text=gettext_lazy(
            "A role, never a name: the page shows who holds the seat, as published."
        ),
    )
    meeting = blocks.ChoiceBlock(
        label=gettext_lazy("Meeting"),
        required=False,
        choices=meetings,
        help_text=gettext_lazy("For a step that is a meeting. Being there marks the step as done."),
    )
    rsvp_is_enough = blocks.BooleanBlock(
        label=gettext_lazy("Saying that one will come is enough"), required=False
    )
    counts = blocks.ChoiceBlock(
        label=gettext_lazy("Done by itself with"),
        required=False,
        choices=[choice for choice in Counts.choices if choice[0]],
        help_text=gettext_lazy(
            "From the day somebody began. Work on GitHub counts for people who connected their "
            "account there. Tasks are those of the path's group, or of any group for a path of "
            "all; a pair has met once one of the two says so."
        ),
    )
    repository = blocks.CharBlock(
        label=gettext_lazy("In the repository"),
        required=False,
        max_length=LONGEST_REPOSITORY,
        help_text=gettext_lazy("For work on GitHub: as in “owner/name”, or its address there."),
    )
    how_many = blocks.IntegerBlock(
        label=gettext_lazy("How many of them"),
        required=False,
        min_value=1,
        max_value=MOST_COUNTED,
        help_text=gettext_lazy("Empty: one."),
    )
    paths = blocks.TextBlock(
        label=gettext_lazy("Which files are docs"),
        required=False,
        rows=3,
        max_length=LONGEST_PATTERNS,
        help_text=gettext_lazy(
            "For merged changes of the docs: who changes one of these counts too, without a label. "
            "One pattern on a line: docs/ for all below it, *.md, **/*.md for any folder."
        ),
    )
    questions = blocks.TextBlock(
        label=gettext_lazy("Questions"),
        required=False,
        rows=6,
        max_length=LONGEST_QUIZ,
        help_text=gettext_lazy(
            "For a step that is answered. A question on a line; below it each choice on its own, "
            "right ones with * before them, others with -, and with > why it is so."
        ),
    )
    enough_right = blocks.IntegerBlock(
        label=gettext_lazy("How many right are enough"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty: all. Everybody may try as often as they like."),
    )
    is_optional = blocks.BooleanBlock(
        label=gettext_lazy("Optional: the path can be finished without it"), required=False
    )
    needs = blocks.CharBlock(
        label=gettext_lazy("Only after"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Titles of steps, with commas between. Mostly empty: the order is advice enough."
        ),
    )
    one_is_enough = blocks.BooleanBlock(
        label=gettext_lazy("One of these is enough"), required=False
    )
    also_needs = blocks.CharBlock(
        label=gettext_lazy("And in any case after"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Beside one of those above: titles of steps, with commas between."),
    )
    key = blocks.CharBlock(
        label=gettext_lazy("Short name"),
        required=False,
        max_length=LONGEST_KEY,
        help_text=gettext_lazy(
            "Made from the title by itself. People's progress hangs on it: never change it later."
        ),
    )

    change = blocks.ChoiceBlock(
        label=gettext_lazy("What changed since it was published"),
        required=False,
        choices=SAID,
        help_text=gettext_lazy(
            "Empty: as the list of changes below proposes. Where only words change, nobody who "
            "walks the path hears of it."
        ),
    )
    replaces = blocks.CharBlock(
        label=gettext_lazy("In the place of"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "For a new step: titles or short names of the steps it takes the place of, with commas "
            "between. Who did one of them is asked whether this one is done too."
        ),
    )
    carries = blocks.BooleanBlock(
        label=gettext_lazy("Who did all of those has done this one: do not ask"), required=False
    )
    is_draft = blocks.BooleanBlock(
        label=gettext_lazy("Not ready yet: publish the path without it"), required=False
    )

    class Meta:
        icon = "tick"
        label = gettext_lazy("Step")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=[
                *("kind", "title", "why", "text", "link", "minutes", "with_whom"),
                *("meeting", "rsvp_is_enough", "counts", "repository", "how_many", "paths"),
                *("questions", "enough_right"),
            ],
            settings=[
                *("is_optional", "needs", "one_is_enough", "also_needs", "key"),
                *("change", "replaces", "carries", "is_draft"),
            ],
        )


class StepsBlock(blocks.StreamBlock):
    step = StepBlock()


def named(steps: StreamValue) -> StreamValue:
    """The same steps, each with its short name written down before its title can change."""
    for child in steps:
        child.value["key"] = key_of(child.value)
    return steps


def key_of(value: blocks.StructValue) -> str:
    return slugify(value.get("key") or value.get("title") or "")[:LONGEST_KEY].strip("-_")


def plan_of(steps: Iterable[StreamValue.StreamChild]) -> Plan:
    """Without what is not ready yet."""
    return tuple(step_of(child.value) for child in steps if not child.value.get("is_draft"))


def drafts_of(steps: Iterable[StreamValue.StreamChild]) -> frozenset[str]:
    return frozenset(key_of(child.value) for child in steps if child.value.get("is_draft"))


def declared_of(steps: Iterable[StreamValue.StreamChild]) -> dict[str, Declared]:
    return {key_of(child.value): said_of(child.value) for child in steps}


def said_of(value: blocks.StructValue) -> Declared:
    return Declared(
        change=value.get("change") or "",
        replaces=keys_named(value.get("replaces")),
        carries=bool(value.get("carries")),
    )


def without_old_words(steps: StreamValue, newest: Plan) -> StreamValue:
    """What was said of a step when it came out says nothing about the next edition."""
    published = {step.key: step for step in newest}
    for child in steps:
        if published.get(key_of(child.value)) == step_of(child.value):
            child.value.update({"change": "", "replaces": "", "carries": False})
    return steps


def step_of(value: blocks.StructValue) -> PlanStep:
    text = value.get("text")
    return PlanStep(
        key=key_of(value),
        kind=value.get("kind") or StepKind.DO,
        title=value.get("title") or "",
        why=value.get("why") or "",
        text=clean_html(text.source) if text else "",
        link=value.get("link") or "",
        with_whom=value.get("with_whom") or "",
        minutes=value.get("minutes"),
        is_optional=bool(value.get("is_optional")),
        needs=keys_named(value.get("needs")),
        one_is_enough=bool(value.get("one_is_enough")),
        meeting=value.get("meeting") or "",
        rsvp_is_enough=bool(value.get("rsvp_is_enough")),
        counts=value.get("counts") or "",
        repository=repository_named(value.get("repository") or ""),
        how_many=(value.get("counts") and value.get("how_many")) or 1,
        paths="\n".join(line.strip() for line in (value.get("paths") or "").strip().splitlines()),
        also_needs=keys_named(value.get("also_needs")),
        questions="\n".join((value.get("questions") or "").strip().splitlines()),
        enough_right=value.get("enough_right"),
    )


def raw_of(step: PlanStep) -> dict[str, object]:
    """As the editor keeps it, with nothing said of its changes."""
    between = {"needs": ", ".join(step.needs), "also_needs": ", ".join(step.also_needs)}
    return vars(step) | between


def keys_named(names: str | None) -> tuple[str, ...]:
    keys = (slugify(name)[:LONGEST_KEY].strip("-_") for name in BETWEEN_STEPS.split(names or ""))
    return tuple(dict.fromkeys(key for key in keys if key))


def told_on_the_steps(
    steps: StreamValue, found: Iterable[Problem | Refusal]
) -> StreamBlockValidationError:
    """Each problem where it can be mended."""
    plan = tuple(step_of(child.value) for child in steps)  # also those not ready yet
    # Of two alike, the second.
    places = {key_of(child.value): index for index, child in enumerate(steps)}
    above, on_steps = ErrorList(), dict[int, dict[str, ErrorList]]()
    for one in found:
        words = in_words(one, plan) if isinstance(one, Problem) else refused_in_words(one, plan)
        part = MENDED_AT.get(one.trouble if isinstance(one, Problem) else one.lie)
        if part is None:
            above.append(words)
            continue
        key = one.keys[0] if isinstance(one, Problem) else one.key
        on_step = on_steps.setdefault(places[key], {})
        on_step.setdefault(part, ErrorList()).append(ValidationError(words))
    return StreamBlockValidationError(
        block_errors={
            index: StructBlockValidationError(block_errors=parts)
            for index, parts in on_steps.items()
        },
        non_block_errors=above,
    )


def in_words(problem: Problem, plan: Plan) -> str:
    titles = {step.key: step.title for step in plan}
    told = [titles.get(key, key) for key in problem.keys]
    match problem.trouble:
        case Trouble.NO_STEP:
            return _("A path needs at least one step.")
        case Trouble.NOTHING_REQUIRED:
            return _("Every step is optional, so nobody could say when the path is finished.")
        case Trouble.KEY_TWICE:
            return _("Two steps are called “%(step)s”.") % {"step": told[0]}
        case Trouble.NEEDS_UNKNOWN:
            return _("“%(step)s” waits for “%(needed)s”, and there is no such step.") % {
                "step": told[0],
                "needed": told[1],
            }
        case Trouble.NEEDS_DRAFT:
            return _(
                "“%(step)s” waits for “%(needed)s”, which is not ready yet: it could never begin."
            ) % {"step": told[0], "needed": told[1]}
        case Trouble.NEEDS_RETIRED:
            return _(
                "“%(step)s” waits for “%(needed)s”, which is no longer a step of this path."
            ) % {"step": told[0], "needed": told[1]}
        case Trouble.ONE_OF_NONE:
            return _("One of which steps? Name them, or take the tick away.")
        case Trouble.NEEDS_OPTIONAL:
            return _(
                "“%(step)s” cannot wait for “%(needed)s”, which is optional: "
                "who leaves that out could never go on."
            ) % {"step": told[0], "needed": told[1]}
        case Trouble.LOOP:
            return _("These steps wait for each other, so nobody could begin: %(loop)s") % {
                "loop": " → ".join(told)
            }
        case Trouble.NO_MEETING:
            return _("Which meeting? Choose one, or make it another kind of step.")
        case Trouble.MEETING_SHOWS_NOTHING:
            return _(
                "“%(step)s” counts once something was shown, and being at a meeting shows nothing. "
                "Take the meeting out, or make it a step of its own."
            ) % {"step": told[0]}
        case Trouble.NO_REPOSITORY:
            return _("In which repository? Name it as in “owner/name”.")
        case Trouble.COUNTS_NOTHING:
            return _("What in this repository counts? Choose it, or take the repository out.")
        case Trouble.CANNOT_BE_COUNTED:
            return _(
                "Only a step of the kind “%(do)s” or “%(evidence)s” can be done by itself with "
                "work on GitHub."
            ) % {"do": StepKind.DO.label, "evidence": StepKind.EVIDENCE.label}
        case Trouble.CANNOT_BE_COUNTED_HERE:
            return _(
                "Only a step of the kind “%(do)s” or “%(meet)s” can be done by itself with tasks "
                "or with meetings of a pair."
            ) % {"do": StepKind.DO.label, "meet": StepKind.MEET.label}
        case Trouble.NO_REPOSITORY_HERE:
            return _("Tasks and meetings of a pair are counted in no repository. Take it out.")
        case Trouble.ODD_PATTERN:
            return _(
                "Line %(line)s names no files. Write them as they stand in the repository, with "
                "no “/” before: docs/ for all below a folder, * for any part of one name, ** for "
                "any folders. Twenty lines at most."
            ) % {"line": problem.keys[1]}
        case Trouble.PATTERNS_ELSEWHERE:
            return _("Only where “%(docs)s” are counted, files say something.") % {
                "docs": Counts.DOCS.label
            }
        case Trouble.NO_QUESTION:
            return _("What is asked? A question stands on a line before its choices.")
        case Trouble.FEW_CHOICES:
            return _("“%(question)s” needs two choices at least, with words.") % {
                "question": told[1]
            }
        case Trouble.NONE_RIGHT:
            return _("Which answer to “%(question)s” is right? Put * before it.") % {
                "question": told[1]
            }
        case Trouble.CHOICE_TWICE:
            return _("“%(question)s” has the same choice twice.") % {"question": told[1]}
        case Trouble.NEVER_ENOUGH:
            return _("There are fewer questions than have to be answered right.")
        case Trouble.QUESTIONS_ELSEWHERE:
            return _("Only a step of the kind “%(quiz)s” has questions.") % {
                "quiz": StepKind.QUIZ.label
            }
        case Trouble.MEETING_ANSWERS_NOTHING:
            return _(
                "“%(step)s” is done by answering its questions. Take the meeting out, or make it a "
                "step of its own."
            ) % {"step": told[0]}
        case Trouble.FEW_LOOK:
            return few_look_in_words(told[0], *problem.keys[1:])
        case Trouble.NOBODY_THERE:
            return _(
                "Nobody in the group is “%(role)s” today, so “%(step)s” could not be finished."
            ) % {"role": StepPerson(problem.keys[1]).label, "step": told[0]}


def few_look_in_words(step: str, whose: str, people: str, wanted: str) -> str:
    told = {"step": step, "people": people, "wanted": wanted}
    if whose == "group":
        return (
            ngettext(
                "%(people)s person can look at what is shown for “%(step)s”, as who leads the "
                "group or was named by it to look; %(wanted)s should.",
                "%(people)s people can look at what is shown for “%(step)s”, as who leads the "
                "group or was named by it to look; %(wanted)s should.",
                int(people),
            )
            % told
            + " "
            + _("Name others at the desk, under “Shown by newcomers”.")
        )
    return (
        _(
            "%(people)s people who work for the foundation can look at what is shown for "
            "“%(step)s”, and no group has anybody for it; %(wanted)s should."
        )
        % told
    )


def refused_in_words(refusal: Refusal, plan: Plan) -> str:
    titles = {step.key: step.title for step in plan}
    step, told = titles.get(refusal.key, refusal.key), refusal.told
    match refusal.lie:
        case Lie.NOT_EDITORIAL:
            return _("More than words changed in “%(step)s”: %(fields)s.") % {
                "step": step,
                "fields": ", ".join(f"“{field_label(name)}”" for name in told),
            }
        case Lie.ANOTHER_KIND:
            return _(
                "“%(step)s” was “%(old)s” and is “%(new)s” now: that is another step. Give it a "
                "short name of its own, and say in whose place it comes."
            ) % {"step": step, "old": StepKind(told[0]).label, "new": StepKind(told[1]).label}
        case Lie.USED_BEFORE:
            return _(
                "An earlier edition had a step with the short name “%(key)s”. If it is that step, "
                "say that it is back again; if it is not, give it another short name."
            ) % {"key": refusal.key}
        case Lie.NOT_NEW:
            return _("“%(step)s” was there before, so it takes nobody's place.") % {"step": step}
        case Lie.NEVER_THERE:
            return _("No edition of this path had a step “%(key)s”.") % {"key": told[0]}
        case Lie.STILL_THERE:
            return _("“%(other)s” is still a step, so nothing takes its place.") % {
                "other": titles.get(told[0], told[0])
            }


def change_in_words(one: StepChange, titles: Mapping[str, str]) -> str:
    told = {
        "fields": ", ".join(f"“{field_label(name)}”" for name in one.fields),
        "others": ", ".join(f"“{titles.get(key, key)}”" for key in one.others),
    }
    match one.change:
        case Change.SAME:
            return _("as it was")
        case Change.EDITORIAL:
            return _("only words changed (%(fields)s): nobody is told") % told
        case Change.REWIRED:
            return _("what comes before it changed; for whom it is open it stays open")
        case Change.SUBSTANTIVE:
            return _("what it asks changed (%(fields)s); who did it keeps that") % told
        case Change.ADDED:
            return _("new")
        case Change.RETURNED:
            return _("back again; who did it then has done it")
        case Change.RENAMED | Change.SPLIT | Change.MERGED:
            return _("new, in the place of %(others)s") % told
        case Change.REMOVED if one.others:
            return _("gone; in its place: %(others)s") % told
        case Change.REMOVED:
            return _("gone; who did it keeps that, nobody else has to do it")


def field_label(name: str) -> str:
    return str(StepBlock.base_blocks[name].label)
