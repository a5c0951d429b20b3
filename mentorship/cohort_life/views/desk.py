"""The life of a cohort, for those who run the program."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.cohort_life import access
from mentorship.cohort_life.actions.evaluation import (
    AlreadySettled,
    LastRoundBegan,
    RoundNotOpen,
    WrongEnd,
    settle_round,
)
from mentorship.cohort_life.actions.ladder import set_ladder
from mentorship.cohort_life.actions.pair import PairOver
from mentorship.cohort_life.core.silence import Ladder
from mentorship.cohort_life.forms import LadderForm, SettleForm
from mentorship.cohort_life.queries.attention import FILTERS, attention, life_screen
from mentorship.cohort_life.queries.desk_pair import desk_pair
from mentorship.cohort_life.queries.load import mentors_of
from mentorship.cohort_life.queries.pair import ladder_of
from portal.kit import clock
from portal.kit.csv_file import csv_file

PAGE_SIZE = 50
NEEDS, ALL = "needs", "all"
REFUSALS = {
    AlreadySettled: gettext_lazy("Somebody has decided this before. Nothing has changed."),
    RoundNotOpen: gettext_lazy("Nobody can have answered yet. Nothing has changed."),
    LastRoundBegan: gettext_lazy("The last round has begun: a later end is given there."),
    WrongEnd: gettext_lazy("That is not later than the end they have. Nothing has changed."),
    PairOver: gettext_lazy("This pair has ended meanwhile. Nothing has changed."),
}


@require_safe
@login_required
def life(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    rows = life_screen(cohort=cohort, reader=request.user, now=clock.now())
    pairs = [row for row in rows if row.met is not None]
    chosen = request.GET.get("why", NEEDS)
    context = {
        **frame(cohort),
        "pairs": len(pairs),
        "calm": sum(row.is_calm for row in pairs),
        "filters": filters(rows, chosen),
        "page": Paginator(narrowed(rows, chosen), PAGE_SIZE).get_page(request.GET.get("page")),
        "ladder": ladder_of(cohort),
    }
    return render(request, "cohort_life/desk/life.html", context)


def narrowed(rows, chosen: str):
    """An unknown word narrows nothing."""
    if chosen == NEEDS:
        return [row for row in rows if not row.is_calm]
    return [row for row in rows if chosen in row.codes] if chosen in FILTERS else rows


def filters(rows, chosen: str) -> list[tuple[str, str, bool]]:
    """Label, query, and whether it is the one in use; a reason that nobody has is not offered."""
    choices = [(NEEDS, _("Need somebody"), sum(not row.is_calm for row in rows))]
    choices += [(ALL, _("All"), len(rows))]
    counted = (
        (why, str(label), sum(why in row.codes for row in rows)) for why, label in FILTERS.items()
    )
    choices += [(why.value, label, count) for why, label, count in counted if count]
    return [
        (f"{label} ({count})", f"?why={word}", word == chosen) for word, label, count in choices
    ]


@require_safe
@login_required
def pairs_csv(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    return csv_file(
        name=f"{cohort.key}-pairs.csv",
        heading=["mentee", "mentor", "why", "weeks_met", "last_sign", "rests_until"],
        rows=(
            [
                row.mentee,
                row.mentor,
                "; ".join(row.reasons),
                row.met,
                row.last_sign or "",
                row.rests_until or "",
            ]
            for row in attention(cohort=cohort, reader=request.user, now=clock.now())
        ),
    )


@require_safe
@login_required
def mentors(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    found = mentors_of(cohort=cohort, now=clock.now())
    rows = Paginator(found, PAGE_SIZE * 2).get_page(request.GET.get("page"))
    context = {**frame(cohort), "page": rows, "trail": trail(cohort, to_life=True)}
    return render(request, "cohort_life/desk/mentors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ladder(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    form = LadderForm(
        request.POST if request.method == "POST" else None, initial=vars(ladder_of(cohort))
    )
    if form.is_valid():
        set_ladder(cohort=cohort, by=request.user, ladder=Ladder(**form.cleaned_data))
        messages.success(request, _("Saved. It counts from now on."))
        return redirect("cohort_life:life", slug=slug, key=key)
    context = {**frame(cohort), "form": form, "trail": trail(cohort, to_life=True)}
    return render(request, "cohort_life/desk/ladder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pair(request, slug, key, public_id):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    match = access.get_desk_pair(request.user, cohort, public_id)
    name = request.POST.get("round", "")
    form = settle_form(name, request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        settle(request, match, form.cleaned_data)
        return redirect(request.path)
    shown = desk_pair(match=match, now=clock.now())
    rounds = [
        (one, form if form and name == one.name else settle_form(one.name)) for one in shown.rounds
    ]
    context = {
        **frame(cohort),
        "pair": shown,
        "rounds": rounds,
        "wrong": form,
        "trail": trail(cohort, to_life=True),
    }
    return render(request, "cohort_life/desk/pair.html", context)


def settle_form(name: str, given=None) -> SettleForm:
    return SettleForm(given, initial={"round": name}, auto_id=f"{name}-%s", name=name)


def settle(request, match, said) -> None:
    try:
        settle_round(
            match=match,
            by=request.user,
            name=said["round"],
            verdict=said["verdict"],
            weeks=said.get("weeks") or 0,
            reason=said["reason"],
            now=clock.now(),
        )
        messages.success(request, _("Decided. Both of them are told."))
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])


def frame(cohort) -> dict:
    return {"cohort": cohort, "program": cohort.program, "trail": trail(cohort)}


def trail(cohort, *, to_life: bool = False) -> list[tuple[str, str]]:
    keys = [cohort.program.slug, cohort.key]
    steps = [
        (_("Desk"), "/desk/"),
        (_("Mentorship"), reverse("mentorship:desk")),
        (cohort.name, reverse("mentorship:desk_cohort", args=keys)),
    ]
    if to_life:
        steps.append((_("How the pairs are doing"), reverse("cohort_life:life", args=keys)))
    return steps
