"""What a reader does: reads, gives a score, reads what others gave, says that they can't judge."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.actions.status import MoveNotAllowed
from mentorship.review import access
from mentorship.review.actions import score as scores
from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.actions.interview import write_interview_note
from mentorship.review.actions.reviewer import step_down
from mentorship.review.forms import ConflictForm, InterviewNoteForm, ScoreForm
from mentorship.review.queries.own_readings import ORDERS, asked_to_read, own_review
from mentorship.review.queries.reading_page import reading_page
from portal.kit import clock

FORM_METHODS = ["GET", "HEAD", "POST"]
REFUSALS = {
    scores.ReadingOver: gettext_lazy("This application is no longer yours to read."),
    scores.GivenBefore: gettext_lazy("Your score was given before. Change it with a reason."),
    scores.Unfinished: gettext_lazy("Each criterion wants its points."),
    scores.NothingToRevise: gettext_lazy("Nothing is different from before."),
    MoveNotAllowed: gettext_lazy("No talk is planned."),
}
ORDER_WORDS = {
    "number": gettext_lazy("As they came"),
    "highest": gettext_lazy("Highest first"),
    "lowest": gettext_lazy("Lowest first"),
}


def trail(cohort=None) -> list[tuple[str, str]]:
    steps = [
        (_("Your mentorship"), reverse("mentorship:mine")),
        (_("Applications you read"), reverse("review:mine")),
    ]
    if cohort:
        steps.append((cohort.name, reverse("review:mine_of", args=[cohort.key])))
    return steps


@require_safe
@login_required
def mine(request):
    return render(
        request,
        "review/mine.html",
        {"asked": asked_to_read(person=request.user), "trail": trail()[:1]},
    )


@require_http_methods(FORM_METHODS)
@login_required
def mine_of(request, key):
    reviewer = access.get_own_reviewer(request.user, key)
    if "step_down" in request.POST:
        step_down(review=reviewer.review, by=request.user, now=clock.now())
        messages.success(request, _("You read no more here. Others take over."))
        return redirect("review:mine")
    order = request.GET.get("order", ORDERS[0])
    return render(
        request,
        "review/mine_of.html",
        {
            "one": own_review(reviewer=reviewer, order=order, now=clock.now()),
            "orders": [
                (words, f"?order={word}", word == order) for word, words in ORDER_WORDS.items()
            ],
            "trail": trail(),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def reading(request, public_id):
    """One page for all its buttons, so that signing in again leads back to it."""
    found = access.get_own_reading(request.user, public_id)
    now = clock.now()
    page = reading_page(reading=found, now=now)
    is_final = "give" in request.POST or "revise" in request.POST
    is_score = is_final or "save" in request.POST
    form = ScoreForm(
        request.POST if is_score else None,
        criteria=page.criteria,
        reading=found,
        is_final=is_final,
    )
    conflict = ConflictForm(request.POST if "conflict" in request.POST else None)
    note = InterviewNoteForm(
        request.POST if "note" in request.POST and page.talk else None,
        initial={"text": page.own_note},
    )
    if conflict.is_valid():
        declare_conflict(
            review=found.reviewer.review,
            application=found.application,
            by=request.user,
            now=now,
            **conflict.facts(),
        )
        messages.success(request, _("Said. Somebody else reads it, and your score counts not."))
        return redirect("review:mine_of", page.cohort_key)
    if done(request, found, form, note, now):
        return (
            redirect("review:mine_of", page.cohort_key)
            if "save" in request.POST
            else redirect(request.path)
        )
    return render(
        request,
        "review/reading.html",
        {
            "one": page,
            "form": form,
            "conflict": conflict,
            "note": note,
            "trail": trail(found.reviewer.review.cohort),
        },
    )


def done(request, found, form, note, now) -> bool:
    facts = {"reading": found, "by": request.user}
    try:
        if form.is_valid():
            if "give" in request.POST:
                scores.give_score(said=form.said(), now=now, **facts)
                messages.success(request, _("Given. You see now who it is and what others gave."))
            elif "revise" in request.POST:
                reason = form.cleaned_data["reason"]
                scores.revise_score(said=form.said(), reason=reason, now=now, **facts)
                messages.success(request, _("Changed. What it was before stays, with your reason."))
            else:
                scores.save_draft(said=form.said(), **facts)
                messages.success(request, _("Kept as a draft. Nobody else sees it."))
        elif note.is_valid():
            text = note.cleaned_data["text"]
            write_interview_note(application=found.application, text=text, by=request.user, now=now)
            messages.success(request, _("Noted."))
        else:
            return False
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return False
    return True
