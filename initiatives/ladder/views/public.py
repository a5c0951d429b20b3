"""A group's ladder, as everybody may read it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.ladder import access
from initiatives.ladder.queries.ask_words import lines_of


@require_safe
def page(request, slug):
    edition = access.get_ladder(request.user, slug)
    initiative = edition.initiative
    own = reverse("ladder:own", args=[slug])
    lines = lines_of(edition.ladder)
    context = {
        "initiative": initiative,
        "edition": edition,
        "lines": lines,
        "marks": [(line.state, False) for line in lines],
        "own_url": own
        if request.user.is_authenticated
        else f"{reverse('account_login')}?{urlencode({'next': own})}",
        "trail": [
            (_("Groups"), reverse("initiatives:index")),
            (initiative.name, initiative.get_absolute_url()),
        ],
    }
    return render(request, "ladder/ladder.html", context)
