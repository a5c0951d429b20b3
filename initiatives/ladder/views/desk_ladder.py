"""The ladder of a group, written by who keeps its page, and who stood on it before."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.access import get_initiative
from initiatives.ladder import access
from initiatives.ladder.actions.edition import RungInUse, publish_ladder
from initiatives.ladder.actions.emeritus import NotThere, step_back
from initiatives.ladder.actions.holding import (
    NobodyThere,
    NoSuchRung,
    NotOneself,
    StandsAlready,
    note_holder,
)
from initiatives.ladder.forms import HolderForm, LadderForm, StepBackForm
from initiatives.ladder.queries.holders import holders, name_of
from initiatives.ladder.queries.ladders import ladder_of_group
from portal.kit import clock
from portal.kit.posted import posted

EXAMPLE = """\
return_months: 12
rungs:
  - key: member
    title: Member
    brings: Is named on our page and asked for reviews.
    asks:
      - work: 2
        what: something you made that we took in
      - said: You have read our guide for contributors
    sponsors: {count: 1, rung: reviewer}
  - key: reviewer
    title: Reviewer
    brings: Reviews changes; their word counts.
    asks:
      - months_below: 3
      - meetings: 4
      - work: 5
        what: reviews of changes by others
    sponsors: {count: 2, organisations: 2, rung: reviewer}
    objection_days: 7
"""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, slug):
    initiative = get_initiative(request.user, slug, "keep", follow=False)
    edition = ladder_of_group(initiative=initiative)
    sent = request.POST if "publish" in request.POST else None
    form = LadderForm(sent, initial={"text": edition.text if edition else ""})
    if form.is_valid() and published(request, initiative, form):
        messages.success(request, _("Who asks for a rung from now on is asked for this."))
        return redirect(request.path)
    context = {
        "initiative": initiative,
        "edition": edition,
        "form": form,
        "example": EXAMPLE,
        "trail": trail_to(initiative),
    }
    return render(request, "ladder/desk/ladder.html", context)


def published(request, initiative, form) -> bool:
    try:
        publish_ladder(
            initiative=initiative,
            text=form.cleaned_data["text"],
            by=request.user,
            now=clock.now(),
        )
    except RungInUse as error:
        said = _("People stand on “%(key)s”: keep the rung, or let them step back first.")
        for key in error.keys:
            form.add_error("text", said % {"key": key})
        return False
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, slug):
    initiative = get_initiative(request.user, slug, "keep", follow=False)
    edition = ladder_of_group(initiative=initiative)
    if edition is None:
        raise Http404
    form = HolderForm(request.POST if "note" in request.POST else None, ladder=edition.ladder)
    if form.is_valid() and noted(request, initiative, form):
        messages.success(request, _("They stand there from today, and hear of it."))
        return redirect(request.path)
    context = {
        "initiative": initiative,
        "rungs": holders(initiative=initiative, ladder=edition.ladder),
        "form": form,
        "trail": [
            *trail_to(initiative),
            (_("Ladder"), reverse("ladder:desk_ladder", args=[initiative.slug])),
        ],
    }
    return render(request, "ladder/desk/people.html", context)


def noted(request, initiative, form) -> bool:
    """Nobody finds out by trying who has an account."""
    if not ratelimit.consume(request, action="rung", user=request.user):
        form.add_error("email", _("You have named many people. Go on in an hour."))
        return False
    try:
        note_holder(
            initiative=initiative,
            rung=form.cleaned_data["rung"],
            email=form.cleaned_data["email"],
            by=request.user,
            now=clock.now(),
        )
    except NobodyThere:
        said = _("Nobody has an account whose address this is, confirmed by mail.")
        form.add_error("email", said)
        return False
    except NotOneself:
        form.add_error("email", _("Nobody puts themselves on a rung: ask somebody else to."))
        return False
    except StandsAlready:
        said = _("They stand on this ladder, or ask to: what comes next they ask for.")
        form.add_error("email", said)
        return False
    except NoSuchRung:
        form.add_error("rung", _("The ladder has changed meanwhile."))
        return False
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def emeritus(request, slug, key):
    """Asked once more, with words for the person: it is no small thing to read of oneself."""
    initiative = get_initiative(request.user, slug, "keep", follow=False)
    holding = access.get_holding(initiative, key)
    back = reverse("ladder:desk_people", args=[initiative.slug])
    form = StepBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            step_back(
                holding=holding,
                by=request.user,
                words=form.cleaned_data["words"],
                now=clock.now(),
            )
        except NotThere:
            messages.error(request, _("They stand there no longer."))
        else:
            messages.success(request, _("They are emeritus from today, and read your words."))
        return redirect(back)
    context = {
        "initiative": initiative,
        "holder": name_of(holding),
        "back": back,
        "form": form,
        "trail": [*trail_to(initiative), (_("Who stands where"), back)],
    }
    return render(request, "ladder/desk/emeritus.html", context)


def trail_to(initiative):
    return [
        (_("Desk"), reverse("home:desk")),
        (initiative.name, reverse("initiatives:desk_group", args=[initiative.slug])),
    ]
