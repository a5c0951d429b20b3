from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.onboarding import access
from initiatives.onboarding.actions import journey as walking
from initiatives.onboarding.forms import WalkForm
from initiatives.onboarding.queries.walk import newer_edition, people_for, walk, walks_of
from portal.kit import clock


@require_safe
@login_required
def index(request):
    return render(request, "onboarding/journeys.html", {"walks": walks_of(person=request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def detail(request, slug):
    """One screen, one next step. Every button of it posts here, so that signing in again leads back
    to the screen."""
    journey = access.find_journey(request.user, slug)
    path = journey.path if journey else access.get_path(request.user, slug)
    if request.method == "POST":
        return take(request, path, journey)
    if journey is None:
        return redirect(path)
    own = walk(journey=journey)
    context = {
        "walk": own,
        "people": people_for(
            step=own.progress.next, initiative=own.initiative, on=clock.now().date()
        ),
        "newer": newer_edition(journey=journey),
        "trail": [(_("Your paths"), reverse("onboarding:journeys"))],
    }
    return render(request, "onboarding/journey.html", context)


def take(request, path, journey):
    form = WalkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("We could not read which step you meant. Please try again."))
        return redirect(request.path)
    verb, key = form.cleaned_data["verb"], form.cleaned_data["step"]
    if verb == WalkForm.START:
        walking.start_journey(person=request.user, path=path)
        return redirect(request.path)
    if journey is None:
        raise Http404
    try:
        if verb == WalkForm.LEAVE:
            walking.leave_journey(journey=journey)
            messages.success(request, _("You have left this path. Your marks are kept."))
            return redirect("onboarding:journeys")
        if verb == WalkForm.DONE:
            walking.complete_step(journey=journey, key=key)
        else:
            walking.undo_step(journey=journey, key=key)
    except walking.JourneyLeft:
        messages.error(request, _("You have left this path. Return to it first."))
    except walking.NoSuchStep:
        messages.error(request, _("Your path has no such step."))
    except walking.StepLocked:
        messages.error(request, _("Other steps come before this one."))
    except walking.NotOwnMark:
        messages.error(request, _("A meeting says that this step is done, so it stays."))
    return redirect(request.path)
