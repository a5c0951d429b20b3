"""A step as it is written in the CMS, and the plan that a list of them makes."""

import re
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms.utils import ErrorList
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from initiatives.onboarding.core.check import Problem, Trouble
from initiatives.onboarding.core.plan import Plan, PlanStep
from portal.kit.prose import TextBlock, clean_html

from .signals import meetings_asked

LONGEST_KEY = 60
LONGEST_STEP = 60 * 40  # minutes: a working week
ON_THE_WEB = RegexValidator(r"^https?://", gettext_lazy("An address begins with https://"))
BETWEEN_STEPS = re.compile(r"[,;\n]")
# The part of a step where a problem is to be mended; the others are told above all steps.
MENDED_AT = {
    Trouble.KEY_TWICE: "key",
    Trouble.NEEDS_UNKNOWN: "needs",
    Trouble.NEEDS_OPTIONAL: "needs",
    Trouble.LOOP: "needs",
    Trouble.NO_MEETING: "meeting",
}


class StepKind(models.TextChoices):
    READ = "read", gettext_lazy("Read")
    WATCH = "watch", gettext_lazy("Watch")
    DO = "do", gettext_lazy("Do")
    ATTEND = "attend", gettext_lazy("Come to a meeting")
    MEET = "meet", gettext_lazy("Talk to somebody")
    EVIDENCE = "evidence", gettext_lazy("Show what you made")


class StepPerson(models.TextChoices):
    """Whom a step is done with: a role, never a name."""

    NOBODY = "", gettext_lazy("Nobody in particular")
    LEAD = "lead", gettext_lazy("Whoever leads the group")
    MAINTAINER = "maintainer", gettext_lazy("A maintainer")
    MENTOR = "mentor", gettext_lazy("A mentor")
    ANYONE = "anyone", gettext_lazy("Anyone in the group")


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
    key = blocks.CharBlock(
        label=gettext_lazy("Short name"),
        required=False,
        max_length=LONGEST_KEY,
        help_text=gettext_lazy(
            "Made from the title by itself. People's progress hangs on it: never change it later."
        ),
    )

    class Meta:
        icon = "tick"
        label = gettext_lazy("Step")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=[
                *("kind", "title", "why", "text", "link", "minutes", "with_whom"),
                *("meeting", "rsvp_is_enough"),
            ],
            settings=["is_optional", "needs", "one_is_enough", "key"],
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
    return tuple(step_of(child.value) for child in steps)


def step_of(value: blocks.StructValue) -> PlanStep:
    text = value.get("text")
    needs = (slugify(name)[:LONGEST_KEY].strip("-_") for name in told_apart(value.get("needs")))
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
        needs=tuple(dict.fromkeys(key for key in needs if key)),
        one_is_enough=bool(value.get("one_is_enough")),
        meeting=value.get("meeting") or "",
        rsvp_is_enough=bool(value.get("rsvp_is_enough")),
    )


def told_apart(names: str | None) -> Iterator[str]:
    yield from BETWEEN_STEPS.split(names or "")


def told_on_the_steps(
    steps: StreamValue, problems: Iterable[Problem]
) -> StreamBlockValidationError:
    """Each problem where it can be mended."""
    plan = plan_of(steps)
    places = {step.key: index for index, step in enumerate(plan)}  # of two alike, the second
    above, on_steps = ErrorList(), dict[int, dict[str, ErrorList]]()
    for problem in problems:
        words = in_words(problem, plan)
        part = MENDED_AT.get(problem.trouble)
        if part is None:
            above.append(words)
            continue
        on_step = on_steps.setdefault(places[problem.keys[0]], {})
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
            return _("There is no step “%(needed)s”.") % {"needed": told[1]}
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
