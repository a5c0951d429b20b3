from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.onboarding import access
from initiatives.onboarding.actions import edition as moving
from initiatives.onboarding.actions import journey as walking
from initiatives.onboarding.actions import sharing
from initiatives.onboarding.actions.certificate import NotEarned, certify_walk
from initiatives.onboarding.forms import PauseForm, WalkForm
from initiatives.onboarding.queries.certificate import certificate_of, is_earned_by
from initiatives.onboarding.queries.editions import newer_edition
from initiatives.onboarding.queries.step_words import why_it_stays
from initiatives.onboarding.queries.walk import people_for, walk, walks_of
from portal.kit import clock
from portal.kit.addresses import absolute


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
    return screen(request, journey)


def screen(request, journey, link=""):
    own = walk(journey=journey)
    context = {
        "walk": own,
        "people": people_for(
            step=own.progress.next, initiative=own.initiative, on=clock.now().date()
        ),
        "newer": newer_edition(journey=own.journey),
        "certificate": certificate_of(walk=own),
        "may_be_certified": is_earned_by(own),
        "pause": PauseForm(),
        "is_lot_drawn": bool(settings.HOLD_BACK_KEY),
        "link": link,
        "trail": [(_("Your paths"), reverse("onboarding:journeys"))],
    }
    return render(request, "onboarding/journey.html", context)


@require_safe
@login_required
def newer(request, slug):
    """What the newest edition would change for them, before they take it."""
    journey = access.get_journey(request.user, slug)
    own = walk(journey=journey)
    found = None if own.is_left else newer_edition(journey=own.journey)
    if found is None or found.is_final:
        return redirect(own.url)
    trail = [(_("Your paths"), reverse("onboarding:journeys")), (own.path.title, own.url)]
    return render(request, "onboarding/newer.html", {"walk": own, "newer": found, "trail": trail})


def take(request, path, journey):
    form = WalkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("We could not read which step you meant. Please try again."))
        return redirect(request.path)
    verb = form.cleaned_data["verb"]
    if verb == WalkForm.START:
        walking.start_journey(person=request.user, path=path)
        return redirect(request.path)
    if journey is None:
        raise Http404
    try:
        if verb == WalkForm.LINK:
            return with_link(request, journey)
        if verb == WalkForm.CERTIFY:
            return redirect(certify_walk(journey=journey, now=clock.now()))
        act(request, journey, verb, form.cleaned_data["step"])
    except walking.JourneyLeft:
        messages.error(request, _("You have left this path. Return to it first."))
    except walking.NoSuchStep:
        messages.error(request, _("Your path has no such step."))
    except walking.StepLocked:
        messages.error(request, _("Other steps come before this one."))
    except walking.NotOwnMark as others:
        messages.error(request, why_it_stays(others.source))
    except walking.MustBeShown:
        messages.error(request, _("This step counts once you have shown something for it."))
    except walking.MustBeAnswered:
        messages.error(request, _("This step counts once you have answered its questions."))
    except NotEarned:
        messages.error(request, _("Not yet: what you showed has to be found to count first."))
    except moving.NothingNewer:
        messages.info(request, _("You walk the newest edition already."))
    return redirect("onboarding:journeys" if verb == WalkForm.LEAVE else request.path)


def with_link(request, journey):
    """Told on the answer itself: it is kept nowhere, so no other page could tell it."""
    link = absolute("onboarding:shared", sharing.share_by_link(journey=journey))
    return screen(request, access.get_journey(request.user, journey.path.slug), link)


def act(request, journey, verb, key):
    now = clock.now()
    match verb:
        case WalkForm.LEAVE:
            walking.leave_journey(journey=journey)
            messages.success(request, _("You have left this path. Your marks are kept."))
        case WalkForm.DONE:
            walking.complete_step(journey=journey, key=key)
        case WalkForm.PRIOR:
            walking.claim_prior_work(journey=journey, key=key)
        case WalkForm.UNDO:
            walking.undo_step(journey=journey, key=key)
        case WalkForm.UNLINK:
            sharing.end_link(journey=journey)
            messages.success(request, _("The link finds nothing any more."))
        case WalkForm.PUBLISH | WalkForm.HIDE:
            sharing.show_on_own_page(journey=journey, is_public=verb == WalkForm.PUBLISH)
        case WalkForm.COVERED:
            moving.confirm_covered(journey=journey, now=now)
        case WalkForm.NEWEST:
            moving.take_newest(journey=journey, now=now)
            messages.success(request, _("You walk the newest edition now. What you did is kept."))
        case WalkForm.GO_ON:
            walking.go_on(journey=journey)
        case WalkForm.PAUSE:
            pause = PauseForm(request.POST)
            if pause.is_valid():
                walking.pause_journey(journey=journey, until=pause.last_day(now.date()))
            else:
                messages.error(request, _("Choose how long you want to rest."))
