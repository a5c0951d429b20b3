from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.onboarding import access
from initiatives.onboarding.actions.evidence import AlreadyDone, hand_in
from initiatives.onboarding.actions.journey import JourneyLeft, NoSuchStep, StepLocked
from initiatives.onboarding.forms import EvidenceForm
from initiatives.onboarding.queries.verifiers import is_for_its_group
from initiatives.onboarding.queries.walk import walk
from portal.kit import clock
from portal.kit.posted import posted

DIGITS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request, slug, key):
    """Showing something for one step. It leads back to the walk where there is nothing to show."""
    journey = access.get_journey(request.user, slug)
    own = walk(journey=journey)
    one = next((step for step in own.steps if step.step.key == key), None)
    if one is None or not one.step.is_shown or one.done or own.is_left:
        return redirect(own.url)
    # Drawing a picture anew is work, also where it is refused then: with one each try counts.
    if request.FILES and not may_show_more(request):
        return ratelimit.respond_429(request)
    form = EvidenceForm(
        posted(request),
        request.FILES or None,
        kind=one.step.kind,
        initial={"link": pull_request_named(request, one.step)},
    )
    if request.method == "POST" and form.is_valid():
        if not request.FILES and not may_show_more(request):
            return ratelimit.respond_429(request)
        shown(request, journey, one, form)
        return redirect(own.url)
    trail = [(_("Your paths"), reverse("onboarding:journeys")), (own.path.title, own.url)]
    context = {
        "walk": own,
        "one": one,
        "form": form,
        "is_for_its_group": is_for_its_group(journey=journey, on=clock.now().date()),
        "trail": trail,
    }
    return render(request, "onboarding/show.html", context)


def may_show_more(request):
    return ratelimit.consume(request, action="evidence", user=request.user)


def pull_request_named(request, step):
    """The address of one of the step's own repository, and nothing else anybody may put there."""
    number = request.GET.get("pull", "")
    is_one = step.repository and number.isascii() and number.isdecimal() and len(number) <= DIGITS
    return f"https://github.com/{step.repository}/pull/{number}" if is_one else ""


def shown(request, journey, one, form):
    try:
        hand_in(
            journey=journey,
            key=one.step.key,
            link=form.cleaned_data["link"],
            words=form.cleaned_data["words"],
            picture=form.cleaned_data["picture"],
            is_prior=one.is_locked,
            now=clock.now(),
        )
    except (AlreadyDone, NoSuchStep, StepLocked, JourneyLeft):
        messages.error(request, _("This step has changed meanwhile. Nothing was shown."))
    else:
        messages.success(request, _("Shown. It counts, and you hear when somebody has looked."))
