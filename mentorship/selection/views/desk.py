"""Who selects in a cohort, and what mentors have said, for those who run the program."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.pin import HasAMatch, NoPair
from mentorship.actions.run import AlreadyPublished
from mentorship.selection import access
from mentorship.selection.actions.judged import AlreadyJudged, OwnWord, judge_word
from mentorship.selection.actions.way import set_way
from mentorship.selection.forms import JudgeForm, WayForm
from mentorship.selection.queries.applicants import chose_nobody
from mentorship.selection.queries.desk_selection import (
    STATES,
    against_rows,
    mentor_rows,
    ranked_words,
)
from mentorship.selection.queries.mentors_read import letter_to_read_ones
from mentorship.selection.queries.way import MEANING, last_minute, list_days, selects_in
from mentorship.views.desk import NOT_AS_SEEN
from portal.kit import clock
from portal.kit.csv_file import csv_file

PAGE_SIZE = 50
MOST_LINES = 50
REFUSALS = {
    AlreadyPublished: gettext_lazy("A result is published: who selects can't be changed any more."),
    AlreadyJudged: gettext_lazy("This was decided before, or taken back. Nothing has changed."),
    OwnWord: gettext_lazy("Somebody else has to decide about this one."),
    NoPair: gettext_lazy("Both have to be accepted before they can be kept apart."),
    HasAMatch: gettext_lazy("This mentee has a published match. It comes first until it ends."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def selection(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    selects = selects_in(cohort)
    form = WayForm(
        request.POST if "selects" in request.POST else None, initial={"selects": selects}
    )
    preview = None
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        preview = decide(request, cohort, form)
        if preview is None:
            return redirect(request.path)
    days = list_days(cohort, clock.now())
    lists = {"cohort": cohort, "reader": request.user}
    is_asked = selects != "engine"
    rows = mentor_rows(**lists, selects=selects) if is_asked else []
    contests, impossible = ranked_words(**lists) if is_asked else ([], [])
    chosen = request.GET.get("which", "")
    narrowed = [row for row in rows if row.state == chosen] if chosen in STATES else rows
    return render(
        request,
        "selection/desk.html",
        {
            "cohort": cohort,
            "program": cohort.program,
            "form": form,
            "preview": preview,
            "meaning": [(word.label, MEANING[word]) for word in type(selects)],
            "selects": selects,
            "days": days,
            "until": last_minute(days),
            "is_asked": is_asked,
            "filters": filters(rows, chosen),
            "page": Paginator(narrowed, PAGE_SIZE).get_page(request.GET.get("page")),
            "against": against_rows(**lists),
            "contests": contests[:MOST_LINES],
            "impossible": impossible[:MOST_LINES],
            "nobodys": chose_nobody(cohort) if is_asked else 0,
            "trail": trail(cohort),
        },
    )


def filters(rows, chosen: str) -> list[tuple[str, str, bool]]:
    counted = [
        (word, label, sum(row.state == word for row in rows)) for word, label in STATES.items()
    ]
    return [
        (f"{_('All')} ({len(rows)})", "?", chosen not in STATES),
        *((f"{label} ({n})", f"?which={word}", word == chosen) for word, label, n in counted if n),
    ]


def decide(request, cohort, form):
    """The letter to look at first, or None where all is done or refused."""
    seen = request.POST.get("seen", "")
    try:
        if form.is_bound:
            set_way(cohort=cohort, by=request.user, seen=seen, **form.cleaned_data)
            messages.success(request, _("Saved. It counts from the next run on."))
            return None
        judge_form = JudgeForm(request.POST)
        if not judge_form.is_valid():
            messages.error(request, _("We could not read what you meant. Please try again."))
            return None
        word = access.get_word(request.user, cohort, judge_form.cleaned_data["word"])
        keep_apart = judge_form.cleaned_data["what"] == "apart"
        judge_word(word=word, by=request.user, keep_apart=keep_apart, now=clock.now())
        messages.success(
            request, _("Kept apart from the next run on.") if keep_apart else _("Noted.")
        )
    except NotAsSeen:
        if seen:
            messages.warning(request, NOT_AS_SEEN)
        return letter_to_read_ones(cohort=cohort, reader=request.user)
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    return None


@require_safe
@login_required
def lists_csv(request, slug, key):
    """A line for each mentor; who is missing is in it too."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    rows = mentor_rows(cohort=cohort, reader=request.user, selects=selects_in(cohort))
    return csv_file(
        name=f"{cohort.key}-lists.csv",
        heading=["mentor", "state", "places", "handed_in_at", "list"],
        rows=(
            [
                row.name,
                row.state_label,
                row.places,
                row.handed_in_at.isoformat() if row.handed_in_at else "",
                "; ".join(row.listed),
            ]
            for row in rows
        ),
    )


def trail(cohort) -> list[tuple[str, str]]:
    return [
        (_("Desk"), "/desk/"),
        (_("Mentorship"), reverse("mentorship:desk")),
        (
            f"{cohort.program.name}, {cohort.name}",
            reverse("mentorship:desk_cohort", args=[cohort.program.slug, cohort.key]),
        ),
    ]
