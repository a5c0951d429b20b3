"""The pages a person starts from: what is next for them, and what needs them."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.home.queries.start_pages import agenda_of, desk_of, doors_of
from portal.kit import clock
from portal.people.queries.completeness import missing_parts
from portal.people.queries.profile import is_new
from portal.people.second_factor import has_shown_second_factor

# What a person has of their own; each slice keeps its pages below /me/.
OWN_PAGES = (
    (_("Paths"), "onboarding:journeys"),
    (_("Ladders"), "ladder:mine"),
    (_("Meetings"), "events:my_meetings"),
    (_("Mentorship"), "mentorship:mine"),
    (_("Notices"), "notices:list"),
    (_("Skills"), "people:skills"),
    (_("Languages"), "people:languages"),
    (_("Free hours"), "people:availability"),
    (_("Profile"), "people:profile"),
)
# Remembered for the header, so that no page has to ask whether somebody has a desk.
HAS_DESK = "has_desk"


@require_safe
@login_required
def me(request):
    items = agenda_of(person=request.user, now=clock.now())
    remember_desk(request, doors_of(person=request.user))
    context = {
        "pages": [(label, reverse(name), False) for label, name in OWN_PAGES],
        "first": next(iter(items), None),
        "rest": items[1:],
        "missing": missing_parts(person=request.user),
        "zone": request.reader_zone,
    }
    return render(request, "home/me.html", context)


@require_safe
@login_required
def desk(request):
    found = desk_of(person=request.user, now=clock.now())
    remember_desk(request, found.doors)
    return render(request, "home/desk.html", {"desk": found, "zone": request.reader_zone})


@require_safe
@login_required
def signed_in(request):
    """Where a sign-in without a destination leads.

    Who has a duty starts at the desk, which asks for a second factor: without one, and for
    everybody else, it is their own page. Who never saw it is welcomed first.
    """
    doors = doors_of(person=request.user)
    remember_desk(request, doors)
    if doors and has_shown_second_factor(request):
        return redirect("home:desk")
    return redirect("people:welcome" if is_new(person=request.user) else "home:me")


def remember_desk(request, doors: list[tuple[str, str]]) -> None:
    if request.session.get(HAS_DESK, False) != bool(doors):
        request.session[HAS_DESK] = bool(doors)
