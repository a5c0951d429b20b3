from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.people import access
from portal.people.queries.profile import shown_profile
from portal.people.rules import audience_of


@require_safe
def person(request, handle):
    """Only what the person shows to this reader; never found by robots unless shown to everyone."""
    found = access.get_person(request.user, handle)
    if handle != found.handle:
        return redirect("people:person", found.handle)
    shown = shown_profile(person=found, audience=audience_of(request.user))
    return render(request, "people/person.html", {"shown": shown})
