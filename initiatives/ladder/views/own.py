"""Where one stands, and asking for more. Every button of a page posts to the page itself."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.ladder import access
from initiatives.ladder.actions import promotion as asking
from initiatives.ladder.actions.emeritus import NotThere, step_back
from initiatives.ladder.forms import OwnForm, ShowForm
from initiatives.ladder.queries.ladders import groups_with_a_ladder
from initiatives.ladder.queries.own_ladder import my_ladders, own_ladder
from portal.kit import clock

CHANGED = (
    asking.NoLadder,
    asking.NothingAbove,
    asking.AskedAlready,
    asking.NotOpen,
    asking.BeingLookedAt,
    asking.TooLate,
    NotThere,
)


@require_safe
@login_required
def index(request):
    own = my_ladders(person=request.user)
    context = {"ladders": own, "groups": [] if own else groups_with_a_ladder()}
    return render(request, "ladder/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request, slug):
    edition = access.get_ladder(request.user, slug)
    own = own_ladder(person=request.user, edition=edition, now=clock.now())
    asked = OwnForm(request.POST)
    verb = asked.cleaned_data["verb"] if asked.is_valid() else ""
    form = show_form(own, request.POST if verb == OwnForm.SHOW else None)
    if request.method != "POST":
        return shown(request, own, form)
    if verb and not ratelimit.consume(request, action="promotion", user=request.user):
        return ratelimit.respond_429(request)
    if verb == OwnForm.SHOW and form is not None and not form.is_valid():
        return shown(request, own, form)
    try:
        said = act(request.user, own, verb, form)
    except CHANGED:
        messages.error(request, _("This has changed meanwhile. Nothing was done."))
    else:
        if said:
            messages.success(request, said)
    return redirect(own.url)


def show_form(own, posted):
    return ShowForm(posted, promotion=own.asked.promotion) if own.may_show else None


def act(person, own, verb, form) -> str:
    """What there is to say of it; nothing for a button that the page does not have."""
    now = clock.now()
    if verb == OwnForm.ASK:
        promotion = asking.ask_for_rung(initiative=own.initiative, person=person, now=now)
        if promotion.asked_rung.sponsors.count:
            return _("Asked. Those who may sponsor you hear of it.")
        return _("Asked.")
    if verb == OwnForm.RETURN:
        asking.ask_to_return(initiative=own.initiative, person=person, now=now)
        return _("Asked. Whoever leads the group hears of it.")
    if verb == OwnForm.SHOW and form is not None:
        asking.show_work(
            promotion=own.asked.promotion,
            links=form.links,
            said=form.said,
            words=form.cleaned_data["words"],
            now=now,
        )
        return _("Saved.")
    if verb == OwnForm.TAKE_BACK and own.asked:
        asking.take_back(promotion=own.asked.promotion)
        return _("Taken back. What you showed for it is deleted.")
    if verb == OwnForm.STEP_BACK and own.holding:
        step_back(holding=own.holding, by=person, now=now)
        return _("You have stepped back. Thank you for what you did.")
    return ""


def shown(request, own, form):
    trail = [(_("Your ladders"), reverse("ladder:mine"))]
    context = {"own": own, "form": form, "trail": trail}
    return render(request, "ladder/own.html", context)
