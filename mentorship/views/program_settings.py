"""What counts in the matching of a program, and who runs it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship import access
from mentorship.actions.program import LastAdmin, NobodyThere, appoint_admin, dismiss_admin
from mentorship.actions.score import NothingNew, change_score
from mentorship.core.assignment import OutOfRange
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance_reading import config_from
from mentorship.forms.program import AdminForm
from mentorship.forms.score import ScoreForm
from mentorship.queries.instance import config_of
from mentorship.queries.limit_words import rules_of
from mentorship.queries.program_admins import admins_of
from mentorship.queries.score_versions import effect_of, shares_of, versions_of
from mentorship.views.desk import FORM_METHODS, trail
from portal.kit import clock


@require_http_methods(FORM_METHODS)
@login_required
def score(request, slug):
    """Looks before it keeps; `look` writes nothing."""
    program = access.get_program_to_configure(request.user, slug)
    config = config_of(program)
    form = ScoreForm(request.POST if request.method == "POST" else None, config=config)
    shown = {}
    if form.is_valid():
        asked = {"weights": form.weights(), "rules": form.rules(), "limits": form.limits()}
        if "keep" in request.POST:
            kept(request, program, why=form.cleaned_data["why"], **asked)
            return redirect("mentorship:desk_score", slug)
        would_be = config_from(asked)
        shown["shares"], shown["rules"] = shares_of(would_be), rules_of(would_be)
        shown["effect"] = effect(request, program, asked)
    here = (program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(
        request,
        "mentorship/desk/score.html",
        {
            "program": program,
            "form": form,
            "now_counts": shares_of(config),
            "now_asked": rules_of(config),
            "versions": versions_of(program=program),
            "trail": trail(here),
            **shown,
        },
    )


def kept(request, program, *, why, **asked) -> None:
    try:
        version = change_score(
            program=program,
            why=why,
            by=request.user,
            now=clock.now(),
            **asked,
        )
    except NothingNew:
        messages.info(request, _("Nothing has changed, so there is no new version."))
    else:
        messages.success(
            request,
            _("Version %(n)s holds from the next run on. Nothing that is published changes.")
            % {"n": version.number},
        )


def effect(request, program, asked):
    """Of people only for those who may read them, and so often in an hour: the engine works."""
    if not access.may_read_people(request.user, program):
        return None
    if not ratelimit.consume(request, action="what_would", user=request.user):
        messages.error(
            request,
            _("You have asked often what would be. What it does to pairs is told in an hour."),
        )
        return None
    try:
        return effect_of(program=program, now=clock.now(), **asked)
    except (OutOfRange, QuotaOutOfReach):
        messages.error(
            request, _("With the dials of the last run these weights and rules give no matching.")
        )
        return None


@require_http_methods(FORM_METHODS)
@login_required
def people(request, slug):
    program = access.get_program_to_configure(request.user, slug)
    form = AdminForm(request.POST if "appoint" in request.POST else None)
    if "dismiss" in request.POST:
        admin = access.get_admin(program, request.POST["dismiss"])
        dismissed(request, admin)
        if admin.person_id == request.user.pk:
            return redirect("home:desk")
        return redirect("mentorship:desk_admins", slug)
    if form.is_valid() and may_name(request, form):
        try:
            appoint_admin(program=program, email=form.cleaned_data["email"], by=request.user)
        except NobodyThere:
            form.add_error(
                "email", _("Nobody has an account whose address this is, confirmed by mail.")
            )
        else:
            messages.success(request, _("They run the program with you from now on."))
            return redirect("mentorship:desk_admins", slug)
    here = (program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(
        request,
        "mentorship/desk/admins.html",
        {
            "program": program,
            "form": form,
            "admins": admins_of(program=program, reader=request.user),
            "trail": trail(here),
        },
    )


def may_name(request, form) -> bool:
    """Nobody finds out by trying who has an account."""
    if ratelimit.consume(request, action="reviewer", user=request.user):
        return True
    form.add_error("email", _("You have named many people. Go on in an hour."))
    return False


def dismissed(request, admin) -> None:
    try:
        dismiss_admin(admin=admin, by=request.user)
    except LastAdmin:
        messages.warning(request, _("Somebody has to run the program. Name another person first."))
    else:
        messages.success(request, _("They no longer run this program."))
