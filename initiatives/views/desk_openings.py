"""What a group needs, from the side of who keeps its page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import access
from initiatives.actions.opening import (
    TooManyOpenings,
    change_opening,
    close_opening,
    renew_opening,
    state_opening,
)
from initiatives.forms.opening import OpeningForm
from initiatives.queries.mend_list import still_right_url
from initiatives.queries.openings import kept_openings
from portal.kit import clock
from portal.kit.posted import posted

from .desk_trail import desk_trail

TOO_MANY = gettext_lazy("Your group asks for very much already. Close one before you add another.")


@login_required
@require_safe
def index(request, slug):
    initiative = kept(request, slug)
    context = {
        "initiative": initiative,
        "openings": kept_openings(initiative=initiative, on=clock.now().date()),
        "trail": desk_trail(initiative),
    }
    return render(request, "initiatives/desk/openings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug):
    initiative = kept(request, slug)
    form = OpeningForm(posted(request), on=clock.now().date())
    if request.method == "POST" and form.is_valid():
        try:
            opening = state_opening(initiative=initiative, facts=form.facts(), by=request.user)
        except TooManyOpenings:
            form.add_error(None, TOO_MANY)
        else:
            messages.success(request, _("Published: “%s”.") % opening.title)
            return redirect("initiatives:desk_openings", initiative.slug)
    return edited(request, initiative, form, _("A new opening"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, key):
    initiative = kept(request, slug)
    opening = access.get_opening(initiative, key)
    form = OpeningForm(posted(request), on=clock.now().date(), opening=opening)
    if request.method == "POST" and form.is_valid():
        change_opening(opening=opening, facts=form.facts(), by=request.user)
        messages.success(request, _("Saved: “%s”.") % opening.title)
        return redirect("initiatives:desk_openings", initiative.slug)
    return edited(request, initiative, form, opening.title)


@login_required
@require_POST
def renew(request, slug, key):
    initiative = kept(request, slug)
    opening = access.get_opening(initiative, key)
    try:
        renew_opening(opening=opening, on=clock.now().date(), by=request.user)
    except TooManyOpenings:
        messages.error(request, TOO_MANY)
    else:
        said = _("“%(title)s” is shown until %(day)s.")
        day = format_date(opening.fresh_until, "j F Y")
        messages.success(request, said % {"title": opening.title, "day": day})
    return redirect(came_from(request, initiative))


@login_required
@require_POST
def close(request, slug, key):
    initiative = kept(request, slug)
    opening = access.get_opening(initiative, key)
    close_opening(opening=opening, by=request.user)
    messages.success(request, _("“%s” is closed and no longer shown.") % opening.title)
    return redirect(came_from(request, initiative))


def kept(request, slug):
    return access.get_initiative(request.user, slug, "recruit_for", follow=False)


def came_from(request, initiative) -> str:
    if "still-right" in request.POST:
        return still_right_url(initiative, "openings")
    return reverse("initiatives:desk_openings", args=[initiative.slug])


def edited(request, initiative, form, here: str):
    back = reverse("initiatives:desk_openings", args=[initiative.slug])
    context = {
        "initiative": initiative,
        "form": form,
        "here": here,
        "back_url": back,
        "trail": [*desk_trail(initiative), (_("What you need"), back)],
    }
    return render(request, "initiatives/desk/opening.html", context)
