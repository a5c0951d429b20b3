"""A group's page from the side of who keeps it: part by part, each with its form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import access
from initiatives.actions.seat import SeatIsClaimed, end_seat
from initiatives.forms.group import EndSeatForm
from initiatives.queries.desk_groups import kept_groups
from initiatives.queries.group_rows import current, group_rows
from initiatives.queries.mend_list import still_right_url
from portal.kit import clock

from .desk_parts import PARTS, sent, shown, today

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
    one = PARTS[part]
    initiative = access.get_initiative(request.user, slug, one.verb, follow=False)
    form, is_saved = sent(request, initiative, one)
    back = reverse("initiatives:desk_group", args=[initiative.slug])
    if is_saved:
        messages.success(request, one.saved)
        return redirect(reverse("initiatives:desk_edit", args=[slug, part]) if one.above else back)
    context = {
        "initiative": initiative,
        "back_url": back,
        "trail": [*trail(), (initiative.name, back)],
        **shown(request, initiative, one, form),
    }
    return render(request, "initiatives/desk/part.html", context)


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
    if "still-right" in request.POST:
        return redirect(still_right_url(initiative, "people"))
    return redirect("initiatives:desk_edit", initiative.slug, "people")


def trail():
    return [(_("Desk"), reverse("home:desk")), (_("Groups"), reverse("initiatives:desk_groups"))]
