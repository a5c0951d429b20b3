from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative, InitiativePage
from initiatives.onboarding.blocks import (
    StepPerson,
    StepsBlock,
    change_in_words,
    declared_of,
    drafts_of,
    named,
    plan_of,
    told_on_the_steps,
    without_old_words,
)
from initiatives.onboarding.core.check import Problem, Surroundings, check
from initiatives.onboarding.core.edition_diff import Change, Published, Refusal, compare, refusals
from initiatives.onboarding.core.plan import Plan
from portal.kit import clock
from portal.kit.fields import ProseField
from portal.kit.fixed_page import FixedPageMixin
from portal.kit.prose import ProseBlock
from portal.people.models import Skill, SkillArea

from .lookers import looking_at
from .path import Edition, Level, Path


class PathIndexPage(FixedPageMixin, Page):
    """The shelf of paths that belong to no single group. Its address is the list of all paths."""

    owns_slug = "paths"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["onboarding.PathPage"]
    preview_modes = []
    content_panels = [
        FieldPanel(
            "title",
            help_text=_("Only editors see this. Open “Paths” below to write one for every group."),
        )
    ]
    promote_panels = []

    class Meta:
        verbose_name = _("paths for every group")

    def serve(self, request, *args, **kwargs):
        raise Http404


class PathPageForm(WagtailAdminPageForm):
    """Refuses to hand in or publish a plan that nobody could walk; a draft may be unfinished."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if path := self.instance.own_path:
            self.fields["slug"].disabled = True
            without_old_words(self.instance.steps, path.newest.plan)

    def clean(self):
        cleaned = super().clean()
        if "steps" in cleaned:
            cleaned["steps"] = named(cleaned["steps"])
        slug = cleaned.get("slug")
        taken = Path.objects.filter(slug=slug).exclude(
            translation_key=self.instance.translation_key
        )
        if slug and taken.exists():
            self.add_error("slug", _("Another path has this address already. Choose another."))
        must_be_walkable = not self.is_deferred_validation or self.instance.workflow_in_progress
        if must_be_walkable and "steps" in cleaned:
            group = group_above(self.parent_page)
            found = refused(cleaned["steps"], path=self.instance.own_path, group=group)
            if found:
                self.add_error("steps", told_on_the_steps(cleaned["steps"], found))
        return cleaned


def refused(
    steps: StreamValue, *, path: Path | None, group: Initiative | None
) -> tuple[Problem, ...] | tuple[Refusal, ...]:
    """Why these steps cannot come out as the next edition; what is said of them is looked at only
    once they can be walked."""
    plan = plan_of(steps)
    newest = path.newest if path else Published(())
    retired = path.retired_steps() if path else {}
    around = Surroundings(
        drafts_of(steps),
        {*retired, *(step.key for step in newest.plan)},
        empty_seats(group),
        looking_at(group) if any(step.is_shown for step in plan) else None,
        {step.key for step in newest.plan if step.is_shown},
    )
    found = check(plan, around)
    if found or path is None:
        return found
    return refusals(newest, Published(plan, declared_of(steps)), retired)


def empty_seats(group: Initiative | None) -> frozenset[str]:
    """Roles a step may ask for that nobody in the group holds; of "a group" nobody knows."""
    if group is None:
        return frozenset()
    today = clock.now().date()
    held = set(group.roles.current(today).values_list("role", flat=True))
    seats = {StepPerson.LEAD.value: LEAD_ROLES, StepPerson.MAINTAINER.value: {"maintainer"}}
    return frozenset(whom for whom, roles in seats.items() if held.isdisjoint(roles))


def group_above(page: Page) -> Initiative | None:
    above = page.specific
    return above.initiative if isinstance(above, InitiativePage) else None


class ChangesPanel(Panel):
    """What the next edition would change, as last saved; nothing before the first."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "onboarding/editor/changes.html"

        def is_shown(self) -> bool:
            return super().is_shown() and (
                self.instance.own_path is not None or self.instance.is_behind
            )

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"changes": self.instance.changes_in_words}


class PathPage(Page):
    """A path being written. Publishing it freezes its steps as an edition of the path's row.

    Below a group's story it is that group's own path; on the shelf it is everybody's.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("One sentence: for whom this path is and where it leads."),
    )
    outcomes = models.TextField(
        _("what you will be able to do"),
        max_length=1000,
        help_text=_("One thing a line, each beginning with a verb: “Review a translation”."),
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=[("", _("Any role")), *SkillArea.choices],
        blank=True,
        help_text=_("The work it leads to."),
    )
    level = models.CharField(
        _("level"), max_length=12, choices=Level.choices, default=Level.NEWCOMER
    )
    hours_a_week = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        help_text=_("What the work takes once somebody has arrived. Empty: nobody knows."),
    )
    skills = ParentalManyToManyField(
        Skill, blank=True, related_name="+", verbose_name=_("skills it teaches")
    )
    upstream = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("about this path"),
        help_text=_("Optional, below the steps: who made it, what comes after."),
    )
    steps = ProseField(
        StepsBlock(required=False),
        blank=True,
        verbose_name=_("steps"),
        help_text=_("In the order you would tell a friend. Five to nine are plenty."),
    )

    private_page_options = []  # the path at its address is public, whatever the page is
    parent_page_types = ["onboarding.PathIndexPage", "initiatives.InitiativePage"]
    subpage_types = []
    base_form_class = PathPageForm
    content_panels = [
        TitleFieldPanel(
            "title", help_text=_("Say where it leads: “Your first documentation change”.")
        ),
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("role"), FieldPanel("level"), FieldPanel("hours_a_week")]
                ),
            ],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [FieldPanel("skills", widget=CheckboxSelectMultiple)],
            heading=_("Skills it teaches"),
            classname="collapsed",
        ),
        ChangesPanel(heading=_("What changes for people on this path")),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]
    promote_panels = [
        FieldPanel(
            "slug",
            help_text=_("The last part of the path's address. Fixed once it is published."),
        )
    ]

    class Meta:
        verbose_name = _("path")

    @cached_property
    def own_path(self) -> Path | None:
        return Path.objects.filter(translation_key=self.translation_key).first()

    @property
    def plan(self) -> Plan:
        return plan_of(self.steps)

    @property
    def as_published(self) -> Published:
        return Published(self.plan, declared_of(self.steps))

    @property
    def refused(self) -> tuple[Problem, ...] | tuple[Refusal, ...]:
        return refused(self.steps, path=self.own_path, group=self.initiative)

    @property
    def changes_in_words(self) -> list[tuple[str, str]]:
        """Step by step against the newest edition; a step that stays as it was is not told."""
        newest = self.own_path.newest if self.own_path else Published(())
        titles = {step.key: step.title for step in (*newest.plan, *self.plan)}
        return [
            (titles[one.key], change_in_words(one, titles))
            for one in compare(newest, self.as_published)
            if one.change is not Change.SAME
        ]

    @property
    def is_behind(self) -> bool:
        """Whether the path it was taken from has an edition nobody here has looked at."""
        if self.upstream is None:
            return False
        return self.upstream.path.editions.filter(number__gt=self.upstream.number).exists()

    @property
    def initiative(self) -> Initiative | None:
        """The group whose story it stands below."""
        return group_above(self.get_parent())

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None or self.own_path is None:
            return None
        site_id, root_url, _path = parts
        return site_id, root_url, self.own_path.get_absolute_url()

    def serve(self, request, *args, **kwargs):
        if self.own_path is None:
            raise Http404
        return redirect(self.own_path)

    def serve_preview(self, request, mode_name):
        """The view at the path's address renders the draft too: one renderer for both."""
        view = resolve(reverse("onboarding:path", args=[self.slug or "draft"]))
        return view.func(request, *view.args, **view.kwargs, draft=self)
