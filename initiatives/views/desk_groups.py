"""A group's page from the side of who keeps it: part by part, each with its form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import access
from initiatives.actions.decision import TooEarly, decide
from initiatives.actions.group_words import (
    SaidTwice,
    change_deliverables,
    change_links,
    change_words,
)
from initiatives.actions.hierarchy import EndlessChain
from initiatives.actions.seat import (
    NameTakenDown,
    SeatIsClaimed,
    SeatStandsAlready,
    announce_seat,
    end_seat,
)
from initiatives.forms.group import (
    DeliverablesForm,
    EndSeatForm,
    LinksForm,
    PlaceForm,
    SeatForm,
    WordsForm,
)
from initiatives.queries.desk_groups import kept_groups, seats_today
from initiatives.queries.group_rows import current, group_rows
from portal.kit import clock

PAGE_SIZE = 50
LONGEST_QUERY = 200


@login_required
@require_safe
def index(request):
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    groups = kept_groups(person=request.user, now=clock.now(), words=words)
    page = Paginator(groups, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "keeps_all": request.user.has_perm("initiatives.decide_initiative"),
        "trail": [(_("Desk"), reverse("home:desk"))],
    }
    return render(request, "initiatives/desk/groups.html", context)


@login_required
@require_safe
def group(request, slug):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    rows = group_rows(initiative)
    context = {
        "initiative": initiative,
        "rows": rows,
        "stage": next(iter(current(rows.stages, today())), None),
        "parent": next(iter(current(rows.parents, today())), None),
        "seats": current(rows.roles, today()),
        "may_decide": request.user.has_perm("initiatives.decide_initiative", initiative),
        "trail": trail(),
    }
    return render(request, "initiatives/desk/group.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, part):
    return PARTS[part](request, slug)


def text(request, slug):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    form = WordsForm(posted(request), initiative=initiative)
    if form.is_valid():
        change_words(initiative=initiative, words=form.words(), by=request.user, on=today())
        return saved(request, initiative)
    return shown(request, initiative, form, "words", _("What it is and why it matters"))


def links(request, slug):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    form = LinksForm(posted(request), initiative=initiative)
    if form.is_valid():
        try:
            change_links(
                initiative=initiative,
                links=form.links(),
                channels=form.channels(),
                by=request.user,
                on=today(),
            )
        except SaidTwice as twice:
            form.add_error(None, _("It is there already: %s.") % twice)
        else:
            return saved(request, initiative)
    return shown(request, initiative, form, "links", _("Channels and links"))


def deliverables(request, slug):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    form = DeliverablesForm(posted(request), initiative=initiative)
    if form.is_valid():
        try:
            change_deliverables(
                initiative=initiative, deliverables=form.deliverables(), by=request.user, on=today()
            )
        except SaidTwice as twice:
            form.add_error(None, _("It is there already: %s.") % twice)
        else:
            return saved(request, initiative)
    return shown(request, initiative, form, "deliverables", _("What it has made"))


def place(request, slug):
    initiative = access.get_initiative(request.user, slug, "decide", follow=False)
    form = PlaceForm(posted(request), initiative=initiative, on=today())
    if form.is_valid():
        try:
            decide(initiative=initiative, decision=form.decision(), by=request.user, on=today())
        except TooEarly as early:
            day = date_format(early.since, "j F Y")
            form.add_error("since", _("What holds now began on %s. Say a later day.") % day)
        except EndlessChain as endless:
            form.add_error("parent", _("It would report to itself: %s.") % endless)
        else:
            return saved(request, initiative)
    return shown(request, initiative, form, "place", _("Name, stage and place"))


def people(request, slug):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    may_give_leads = request.user.has_perm("initiatives.decide_initiative", initiative)
    form = SeatForm(posted(request), on=today(), by=request.user, may_give_leads=may_give_leads)
    if form.is_valid():
        try:
            announce_seat(
                initiative=initiative,
                said=form.said(),
                person=form.cleaned_data["account"],
                by=request.user,
                on=today(),
            )
        except NameTakenDown:
            form.add_error("holder_name", _("Whoever bears it asked not to stand here."))
        except SeatStandsAlready:
            form.add_error("role", _("This seat stands here already."))
        else:
            messages.success(request, _("The seat is announced."))
            return redirect("initiatives:desk_edit", initiative.slug, "people")
    return shown(
        request,
        initiative,
        form,
        "people",
        _("People and seats"),
        seats=seats_today(initiative=initiative, on=today()),
        end_form=EndSeatForm(on=today()),
        may_decide=may_give_leads,
    )


PARTS = {
    "text": text,
    "links": links,
    "people": people,
    "place": place,
    "deliverables": deliverables,
}


@login_required
@require_POST
def end(request, slug, seat):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    holding = access.get_seat(initiative, seat)
    form = EndSeatForm(request.POST, on=today())
    if not form.is_valid():
        messages.error(request, form.errors["until"][0])
    else:
        try:
            end_seat(
                holding=holding,
                until=form.cleaned_data["until"],
                by=request.user,
                on=today(),
                may_end_claimed=request.user.has_perm("initiatives.decide_initiative", initiative),
            )
        except SeatIsClaimed:
            said = _("Somebody works with the rights of this seat. They end it, or the staff does.")
            messages.error(request, said)
        else:
            messages.success(request, _("The seat has ended."))
    # Who has ended the seat they sat on keeps this page no longer.
    if not request.user.has_perm("initiatives.keep_initiative", initiative):
        return redirect(initiative)
    return redirect("initiatives:desk_edit", initiative.slug, "people")


def today():
    return clock.now().date()


def posted(request):
    return request.POST if request.method == "POST" else None


def trail():
    return [(_("Desk"), reverse("home:desk")), (_("Groups"), reverse("initiatives:desk_groups"))]


def saved(request, initiative):
    messages.success(request, _("Saved. It stands on the page of the group now."))
    return redirect("initiatives:desk_group", initiative.slug)


def shown(request, initiative, form, name: str, here: str, **more):
    back = reverse("initiatives:desk_group", args=[initiative.slug])
    context = {
        "initiative": initiative,
        "form": form,
        "here": here,
        "back_url": back,
        "trail": [*trail(), (initiative.name, back)],
        **more,
    }
    return render(request, f"initiatives/desk/{name}.html", context)
