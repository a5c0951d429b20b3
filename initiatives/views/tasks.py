"""Small pieces of work: which there are, and taking one for a week."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from initiatives import access
from initiatives.actions.task_claim import (
    ActFirst,
    AlreadyAtAnother,
    IntakeClosed,
    NotYours,
    OthersFirst,
    TaskNotOpen,
    TaskTaken,
    TooManyInReview,
    claim_task,
    give_back_task,
    hand_in_task,
)
from initiatives.forms.task import TaskFilterForm
from initiatives.queries.tasks import (
    ai_policy_words,
    listed_tasks,
    roles_of_tasks,
    skills_of_tasks,
    standing_of,
    task_lines,
)
from portal.kit import clock

from .openings import options, without

PAGE_SIZE = 30
NAMES = ("group", "role", "skill", "size", "free")
REFUSALS = {
    TaskTaken: gettext_lazy("Somebody else took it a moment ago. There are others."),
    TaskNotOpen: gettext_lazy("This task is not open any more."),
    AlreadyAtAnother: gettext_lazy(
        "You are at another task. Give it back or hand it in first: one at a time is enough."
    ),
    ActFirst: gettext_lazy(
        "Your account is new. Before your first task, do one other thing here that is yours."
    ),
    OthersFirst: gettext_lazy("Your week with it ran out. For some days it is for others first."),
    IntakeClosed: gettext_lazy("The group gives no task out at the moment."),
    TooManyInReview: gettext_lazy(
        "Three of your tasks wait for their groups to look at. Take the next when one is done."
    ),
    NotYours: gettext_lazy("This task is not yours any more."),
}


@require_safe
def index(request):
    """Five queries, however many there are."""
    now = clock.now()
    form = TaskFilterForm(
        request.GET, roles=roles_of_tasks(now=now), skills=skills_of_tasks(now=now)
    )
    filters = form.filters()
    rows = listed_tasks(now=now, filters=filters).prefetch_related("skills")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = task_lines(page.object_list)
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "lines": lines,
        "applied": applied(request, form, lines),
        "clear_url": request.path,
        "trail": [(_("Groups"), reverse("initiatives:index"))],
        "role_options": options(form.fields["role"].choices, filters.role),
        "size_options": options(form.fields["size"].choices, filters.size),
        "free_options": options([("on", _("Free to take"))], "on" if filters.is_free else ""),
    }
    return render(request, "initiatives/tasks/index.html", context)


def applied(request, form, lines) -> list[tuple[str, str]]:
    said = form.cleaned_data
    words = [
        ("group", lines[0].group if lines and said.get("group") else said.get("group")),
        ("role", dict(form.fields["role"].choices).get(said.get("role"))),
        ("skill", said.get("skill") and dict(form.fields["skill"].choices)[said["skill"]]),
        ("size", said.get("size") and dict(form.fields["size"].choices)[said["size"]]),
        ("free", said.get("free") and _("Free to take")),
    ]
    return [(str(label), without(request, name, NAMES)) for name, label in words if label]


@require_safe
def detail(request, key):
    task = access.get_task(request.user, key)
    person = request.user if request.user.is_authenticated else None
    group = task.initiative
    context = {
        "task": task,
        "initiative": group,
        "skills": [skill.name for skill in task.skills.all()],
        "standing": standing_of(task=task, person=person, now=clock.now()),
        "ai_policy": ai_policy_words(group=group),
        "trail": [
            (_("Groups"), reverse("initiatives:index")),
            (group.name, group.get_absolute_url()),
        ],
    }
    return render(request, "initiatives/tasks/detail.html", context)


@require_POST
def claim(request, key):
    """Who is signed out comes back to the page of the task and presses again."""
    return acted(
        request, key, claim_task, _("It is yours for a week. Begin by saying so where the work is.")
    )


@require_POST
def give_back(request, key):
    """Given back, or handed in: either way somebody is free again."""
    if request.POST.get("end") == "done":
        said = _("Handed in. Thank you! The group looks at it where the work is.")
        return acted(request, key, hand_in_task, said)
    said = _("Given back. Thank you for saying so: now somebody else can take it.")
    return acted(request, key, give_back_task, said)


def acted(request, key, action, said: str):
    task = access.get_task(request.user, key)
    page = reverse("initiatives:task", args=[key])
    if not request.user.is_authenticated:
        return redirect_to_login(page)
    try:
        action(task=task, by=request.user)
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        messages.success(request, said)
    return redirect(page)
