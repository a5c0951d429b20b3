"""What people ask for, from the side of who sponsors, objects and decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.ladder import access
from initiatives.ladder.actions import sponsorship as speaking
from initiatives.ladder.actions.decision import (
    MayNotDecide,
    NotReady,
    ObjectionUnanswered,
    ObjectionUnread,
    decide,
)
from initiatives.ladder.actions.promotion import NotOpen
from initiatives.ladder.forms import DecisionForm, DeskForm, ObjectionForm, SponsorForm
from initiatives.ladder.queries.ask_words import sponsors_in_words
from initiatives.ladder.queries.promotion_list import (
    groups_with_a_ladder_to_keep,
    waiting_for,
)
from initiatives.ladder.queries.promotion_page import promotion_page
from portal.kit import clock

PAGE_SIZE = 24


@login_required
@require_safe
def index(request):
    now = clock.now()
    waits = waiting_for(person=request.user, now=now)
    context = {
        "page": Paginator(waits, PAGE_SIZE).get_page(request.GET.get("page")),
        "led": groups_with_a_ladder_to_keep(person=request.user, now=now),
        "trail": [(_("Desk"), reverse("home:desk"))],
    }
    return render(request, "ladder/desk/promotions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, public_id):
    promotion, part = access.get_promotion(request.user, public_id)
    found = promotion_page(promotion=promotion, part=part, reader=request.user, now=clock.now())
    asked = DeskForm(request.POST)
    verb = asked.cleaned_data["verb"] if asked.is_valid() else ""
    forms = forms_of(found, verb, request.POST)
    if request.method != "POST":
        return shown(request, found, forms)
    if verb in forms and not forms[verb].is_valid():
        return shown(request, found, forms)
    try:
        act(request, promotion, verb, forms)
    except (speaking.MayNotSpeak, MayNotDecide) as error:
        raise Http404 from error
    except speaking.SameOrganisation:
        forms[verb].add_error("organisation", _("One more of another organisation is needed."))
        return shown(request, found, forms)
    except (
        NotOpen,
        NotReady,
        ObjectionUnanswered,
        ObjectionUnread,
        speaking.SpokenAlready,
    ) as error:
        # What they wrote is still in the form, below what happened meanwhile.
        promotion, part = access.get_promotion(request.user, public_id)
        found = promotion_page(promotion=promotion, part=part, reader=request.user, now=clock.now())
        if isinstance(error, ObjectionUnread):
            said = _("Somebody said meanwhile that they would wait. Read it; nothing was decided.")
        else:
            said = _("This has changed meanwhile. Nothing was done.")
        messages.error(request, said)
        return shown(request, found, forms, status=409)
    return redirect(request.path)


def forms_of(found, verb, posted) -> dict:
    """One for each thing the reader may say, bound where they said it."""

    def of(name):
        return posted if name == verb else None

    return {
        DeskForm.SPONSOR: SponsorForm(
            of(DeskForm.SPONSOR), initial={"organisation": found.known_organisation}
        ),
        DeskForm.OBJECT: ObjectionForm(of(DeskForm.OBJECT), prefix="objection"),
        DeskForm.DECIDE: DecisionForm(
            of(DeskForm.DECIDE),
            may_grant=found.told.is_over,
            has_objections=bool(found.told.objections),
            prefix="decision",
        ),
    }


def act(request, promotion, verb, forms) -> None:
    by, now = request.user, clock.now()
    said = forms[verb].cleaned_data if verb in forms else {}
    if verb == DeskForm.SPONSOR:
        speaking.give_sponsorship(
            promotion=promotion,
            by=by,
            organisation=said["organisation"],
            words=said["words"],
            now=now,
        )
        messages.success(request, _("You sponsor them. Thank you for saying why."))
    elif verb == DeskForm.OBJECT:
        speaking.make_objection(promotion=promotion, by=by, words=said["words"], now=now)
        messages.success(request, _("They read it now, with your name."))
    elif verb == DeskForm.NO_SPONSOR:
        speaking.take_sponsorship_back(promotion=promotion, by=by, now=now)
    elif verb == DeskForm.NO_OBJECTION:
        speaking.take_objection_back(promotion=promotion, by=by)
    elif verb == DeskForm.DECIDE:
        read = request.POST.getlist("read")
        decide(promotion=promotion, by=by, now=now, read=read, **said)
        messages.success(request, _("Decided. They hear of it now, in your words."))


def shown(request, found, forms, status=200):
    ladder, rung = found.promotion.edition.ladder, found.promotion.asked_rung
    context = {
        "found": found,
        "sponsors_asked": sponsors_in_words(ladder, rung),
        "sponsor_form": forms[DeskForm.SPONSOR],
        "objection_form": forms[DeskForm.OBJECT],
        "decision_form": forms[DeskForm.DECIDE],
        "trail": [
            (_("Desk"), reverse("home:desk")),
            (_("Promotions"), reverse("ladder:desk")),
        ],
    }
    return render(request, "ladder/desk/promotion.html", context, status=status)
