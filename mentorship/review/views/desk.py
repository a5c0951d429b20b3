"""The reading of applications, for those who run a program."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.actions.decision import InConflict, OwnApplication, StaleApplication
from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.program import NobodyThere
from mentorship.actions.status import MoveNotAllowed
from mentorship.review import access
from mentorship.review.actions import rubric as rubrics
from mentorship.review.actions.assignment import assign_readers
from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.actions.interview import (
    AlreadyPast,
    propose_interview,
    write_interview_note,
)
from mentorship.review.actions.reviewer import (
    Applies,
    name_reviewer,
    take_off_reviewer,
)
from mentorship.review.forms import (
    ConflictForm,
    CriterionForm,
    InterviewForm,
    InterviewNoteForm,
    ReviewerForm,
    ReviewForm,
)
from mentorship.review.queries.desk_application import desk_application, reader_name
from mentorship.review.queries.desk_table import desk_table, hidden_from
from mentorship.review.queries.due import due_at
from mentorship.review.queries.giving_out import letter_to_readers
from mentorship.review.queries.reviewers import reviewers_of
from mentorship.review.queries.rubric import criteria_of, words_of
from mentorship.review.queries.short_words import short_words
from mentorship.review.queries.standing import is_frozen, review_of
from mentorship.views.desk import NOT_AS_SEEN, instant
from portal.kit import clock
from portal.kit.csv_file import csv_file

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE_SIZE = 50
ORDER_WORDS = {
    "highest": gettext_lazy("Highest first"),
    "lowest": gettext_lazy("Lowest first"),
    "waiting": gettext_lazy("Most to do first"),
}
FLAG_WORDS = {
    "": gettext_lazy("All"),
    "apart": gettext_lazy("Readers disagree"),
    "short": gettext_lazy("Too few readers"),
}
REFUSALS = {
    rubrics.RubricFrozen: gettext_lazy("Scores were given by this rubric: it stays as it is."),
    rubrics.TooManyCriteria: gettext_lazy("Eight criteria are the most."),
    rubrics.LastCriterion: gettext_lazy("There is nothing to score without a criterion."),
    StaleApplication: gettext_lazy(
        "This application has changed since you opened it. Please read it again."
    ),
    MoveNotAllowed: gettext_lazy("From where it stands, nobody is asked to talk."),
    OwnApplication: gettext_lazy("Somebody else has to answer your own application."),
    InConflict: gettext_lazy(
        "You should not judge this one, by your own word or by what the portal knows."
    ),
    AlreadyPast: gettext_lazy("This time is over."),
}


def trail(cohort, *, to_review: bool = True) -> list[tuple[str, str]]:
    keys = [cohort.program.slug, cohort.key]
    steps = [
        (_("Desk"), "/desk/"),
        (_("Mentorship"), reverse("mentorship:desk")),
        (cohort.name, reverse("mentorship:desk_cohort", args=keys)),
    ]
    if to_review:
        steps.append((_("Review"), reverse("review:desk", args=keys)))
    return steps


def frame(cohort, *, to_review: bool = True) -> dict:
    return {
        "cohort": cohort,
        "program": cohort.program,
        "trail": trail(cohort, to_review=to_review),
    }


@require_http_methods(FORM_METHODS)
@login_required
def index(request, slug, key):
    """The table, and one press that gives readers to all that lack some."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    review = review_of(cohort=cohort)
    if review is None:
        return redirect("review:desk_rubric", slug, key)
    preview = None
    if "assign" in request.POST:
        preview = given_out(request, review)
        if preview is None:
            return redirect(request.path)
    order, flag = request.GET.get("order", "highest"), request.GET.get("flag", "")
    rows = desk_table(review=review, reader=request.user, order=order)
    shown = [row for row in rows if row.has(flag)]
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "review/desk/index.html",
        {
            **frame(cohort, to_review=False),
            "review": review,
            "preview": preview,
            "due_at": due_at(review),
            "page": page,
            "rows": page.object_list,
            "total": len(rows),
            "given": sum(row.given for row in rows),
            "wanted": sum(row.wanted for row in rows),
            "lacking": sum(bool(row.lacks) for row in rows),
            "flags": [
                (words, f"?order={order}&flag={word}", word == flag)
                for word, words in FLAG_WORDS.items()
            ],
            "orders": [
                (words, f"?order={word}&flag={flag}", word == order)
                for word, words in ORDER_WORDS.items()
            ],
        },
    )


def given_out(request, review):
    """The letter to look at first, or None where all is done."""
    seen = request.POST.get("seen", "")
    try:
        made = assign_readers(review=review, by=request.user, now=clock.now(), seen=seen)
    except NotAsSeen:
        if seen:
            messages.warning(request, NOT_AS_SEEN)
        return letter_to_readers(review=review, reader=request.user)
    messages.success(request, _("Readings given out: %(n)s.") % {"n": made.made})
    for words in short_words(review=review, short=made.short):
        messages.warning(request, words)
    return None


@require_safe
@login_required
def scores_csv(request, slug, key):
    review = access.get_review(request.user, slug, key)
    return csv_file(
        name=f"{key}-scores.csv",
        heading=["application", "name", "status", "given", "wanted", "mean", "apart", "on"],
        rows=(
            [
                row.public_id,
                row.name,
                row.status,
                "" if row.is_hidden else row.given,
                row.wanted,
                "" if row.mean is None else row.result,
                "" if row.is_hidden else row.between,
                "; ".join(row.apart),
            ]
            for row in desk_table(review=review, reader=request.user)
        ),
    )


@require_http_methods(FORM_METHODS)
@login_required
def rubric(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    review = review_of(cohort=cohort)
    form = ReviewForm(request.POST if "set" in request.POST else None, cohort=cohort, review=review)
    if form.is_valid():
        rubrics.set_review(cohort=cohort, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(request.path)
    if review and "remove" in request.POST:
        gone = access.get_criterion(review, request.POST["remove"])
        try:
            rubrics.remove_criterion(review=review, criterion=gone, by=request.user)
            messages.success(request, _("Removed."))
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
        return redirect(request.path)
    return render(
        request,
        "review/desk/rubric.html",
        {
            **frame(cohort, to_review=review is not None),
            "review": review,
            "form": form,
            "criteria": criteria_of(review=review) if review else [],
            "is_frozen": review is not None and is_frozen(review=review),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def criterion(request, slug, key, number=None):
    review = access.get_review(request.user, slug, key)
    found = access.get_criterion(review, str(number)) if number else None
    form = CriterionForm(
        request.POST if request.method == "POST" else None,
        initial=words_of(found) if found else {},
    )
    if form.is_valid():
        try:
            rubrics.write_criterion(
                review=review, criterion=found, words=form.words(), by=request.user
            )
        except rubrics.SameName:
            form.add_error("name", _("Another criterion has this name."))
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
            return redirect("review:desk_rubric", slug, key)
        else:
            messages.success(request, _("Saved."))
            return redirect("review:desk_rubric", slug, key)
    cohort = review.cohort
    here = (_("Rubric"), reverse("review:desk_rubric", args=[slug, key]))
    return render(
        request,
        "mentorship/desk/form.html",
        {
            "form": form,
            "title": found.name if found else _("New criterion"),
            "submit": _("Save the criterion"),
            "trail": [*trail(cohort), here],
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def reviewers(request, slug, key):
    review = access.get_review(request.user, slug, key)
    form = ReviewerForm(request.POST if "name" in request.POST else None)
    preview, leaves = None, None
    if "take_off" in request.POST:
        leaves = access.get_reviewer(review, request.POST["take_off"])
        preview = taken_off(request, review, leaves)
        if preview is None:
            return redirect(request.path)
    if form.is_valid() and named(request, review, form):
        return redirect(request.path)
    return render(
        request,
        "review/desk/reviewers.html",
        {
            **frame(review.cohort),
            "review": review,
            "form": form,
            "preview": preview,
            "leaves": leaves,
            "leaver": reader_name(leaves.person) if preview else "",
            "rows": reviewers_of(review=review, reader=request.user),
        },
    )


def taken_off(request, review, reviewer):
    """The letter to those who take over, to look at first, or None where all is done."""
    seen = request.POST.get("seen", "")
    try:
        take_off_reviewer(reviewer=reviewer, by=request.user, now=clock.now(), seen=seen)
    except NotAsSeen:
        if seen:
            messages.warning(request, NOT_AS_SEEN)
        return letter_to_readers(review=review, reader=request.user, without=reviewer)
    messages.success(request, _("They read no more here. Others take over."))
    return None


def named(request, review, form) -> bool:
    """Nobody finds out by trying who has an account."""
    if not ratelimit.consume(request, action="reviewer", user=request.user):
        form.add_error("who", _("You have named many people. Go on in an hour."))
        return False
    try:
        name_reviewer(review=review, by=request.user, now=clock.now(), **form.cleaned_data)
    except NobodyThere:
        form.add_error("who", _("Nobody has this handle, or this address confirmed by mail."))
    except Applies:
        form.add_error("who", _("They apply for a place here themselves."))
    else:
        messages.success(request, _("Named. Give out readings when all are there."))
        return True
    return False


@require_http_methods(FORM_METHODS)
@login_required
def application(request, slug, key, public_id):
    review = access.get_review(request.user, slug, key)
    found = access.get_application_to_weigh(request.user, review, public_id)
    now = clock.now()
    is_hidden = found.pk in hidden_from(review=review, reader=request.user)
    shown = (
        None
        if is_hidden
        else desk_application(review=review, application=found, reader=request.user, now=now)
    )
    talk = InterviewForm(
        request.POST if "talk" in request.POST else None,
        zone=request.reader_zone or "UTC",
        now=now,
    )
    note = InterviewNoteForm(
        request.POST if "note" in request.POST else None,
        initial={"text": shown.own_note if shown else ""},
    )
    conflict = ConflictForm(request.POST if "conflict" in request.POST else None)
    if conflict.is_valid():
        declare_conflict(
            review=review, application=found, by=request.user, now=now, **conflict.facts()
        )
        messages.success(request, _("Said. Its scores are no longer shown to you."))
        return redirect("review:desk", slug, key)
    if shown and noted(request, found, talk, note, now):
        return redirect(request.path)
    return render(
        request,
        "review/desk/application.html",
        {
            **frame(review.cohort),
            "review": review,
            "application": found,
            "one": shown,
            "talk": talk,
            "note": note,
            "conflict": conflict,
            "seen": found.submitted_at.isoformat(),
            "may_talk": found.status in {"submitted", "complete", "in_review", "interview"},
        },
    )


def noted(request, found, talk, note, now) -> bool:
    facts = {"application": found, "by": request.user, "now": now}
    try:
        if talk.is_valid():
            propose_interview(**facts, **talk.facts(), seen=instant(request.POST.get("seen", "")))
            messages.success(request, _("The applicant hears of it, with the time in their zone."))
        elif note.is_valid():
            write_interview_note(**facts, text=note.cleaned_data["text"])
            messages.success(request, _("Noted."))
        else:
            return False
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return False
    return True
