"""Which repositories a group's tasks come from, and what their labels mean."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from initiatives import access
from initiatives.actions.task_intake import set_intake
from initiatives.actions.task_source import (
    RepositoryTaken,
    TooManySources,
    add_source,
    map_labels,
    remove_source,
)
from initiatives.forms.task import RepositoryForm, label_rows
from initiatives.queries.task_sources import kept_sources, labels_seen
from portal.kit import clock
from portal.kit.posted import posted

from .desk_trail import desk_trail


def kept(request, slug):
    return access.get_initiative(request.user, slug, "keep", follow=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, slug):
    initiative = kept(request, slug)
    if "intake" in request.POST:
        is_open = request.POST["intake"] == "open"
        set_intake(initiative=initiative, takes_claims=is_open, by=request.user)
        return redirect(request.path)
    form = RepositoryForm(posted(request))
    if request.method == "POST" and form.is_valid():
        repository = form.cleaned_data["repository"]
        try:
            source = add_source(
                initiative=initiative, repository=repository, by=request.user, now=clock.now()
            )
        except RepositoryTaken:
            form.add_error("repository", _("Its issues are offered here already."))
        except TooManySources:
            form.add_error("repository", _("Twenty repositories are enough. Remove one first."))
        else:
            messages.success(request, _("%s is read within minutes.") % repository)
            return redirect("initiatives:desk_task_source", initiative.slug, source.repository)
    context = {
        "initiative": initiative,
        "form": form,
        "sources": kept_sources(initiative=initiative),
        "trail": desk_trail(initiative),
    }
    return render(request, "initiatives/desk/tasks.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source(request, slug, repository):
    initiative = kept(request, slug)
    row = access.get_task_source(initiative, repository)
    rows = label_rows(posted(request), source=row, seen=labels_seen(source=row))
    if request.method == "POST" and rows.is_valid():
        map_labels(source=row, labels=rows.labels(), by=request.user, now=clock.now())
        messages.success(request, _("Saved. Its issues are read anew within minutes."))
        return redirect("initiatives:desk_tasks", initiative.slug)
    back = reverse("initiatives:desk_tasks", args=[initiative.slug])
    context = {
        "initiative": initiative,
        "source": row,
        "rows": rows,
        "back_url": back,
        "trail": [*desk_trail(initiative), (_("Tasks"), back)],
    }
    return render(request, "initiatives/desk/task_source.html", context)


@login_required
@require_POST
def remove(request, slug, repository):
    initiative = kept(request, slug)
    row = access.get_task_source(initiative, repository)
    remove_source(source=row, by=request.user, now=clock.now())
    messages.success(request, _("%s is gone, and its tasks with it.") % repository)
    return redirect("initiatives:desk_tasks", initiative.slug)
