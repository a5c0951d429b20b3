"""Building the form of a cohort: one page with the list, one for each question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship import access
from mentorship.actions.prerequisite import (
    AskedAlready,
    TooManyFirst,
    add_prerequisite,
    remove_prerequisite,
)
from mentorship.actions.questionnaire import (
    CantBeAsked,
    NothingNew,
    TooMany,
    add_rule,
    move_question,
    publish_questions,
    remove_question,
    remove_rule,
    take_over_questions,
    write_question,
)
from mentorship.forms.prerequisite import PrerequisiteForm
from mentorship.forms.question import QuestionForm, RuleForm
from mentorship.forms.question_field import preview_of
from mentorship.queries.questions_desk import questions_desk
from mentorship.views.desk import FORM_METHODS, trail
from portal.kit import clock

ROLES = ("mentee", "mentor")


@require_http_methods(FORM_METHODS)
@login_required
def questions(request, slug, key, role):
    cohort = cohort_of(request, slug, key, role)
    desk = questions_desk(cohort=cohort, role=role)
    is_adding = "add_rule" in request.POST
    rule_form = RuleForm(request.POST if is_adding else None, questions=desk.questions, role=role)
    first_form = PrerequisiteForm(request.POST if "add_first" in request.POST else None)
    forms = {"rule_form": rule_form, "first_form": first_form}
    if request.method == "POST" and done(request, cohort, role, desk, **forms):
        return redirect("mentorship:desk_questions", slug, key, role)
    roles = [
        (_("Mentees"), reverse("mentorship:desk_questions", args=[slug, key, "mentee"])),
        (_("Mentors"), reverse("mentorship:desk_questions", args=[slug, key, "mentor"])),
    ]
    return render(
        request,
        "mentorship/desk/questions.html",
        {
            "cohort": cohort,
            "role": role,
            "roles": [(words, url, f"/{role}/" in url) for words, url in roles],
            "desk": desk,
            **forms,
            "preview": preview_of(desk.questions),
            "trail": cohort_trail(cohort),
        },
    )


def done(request, cohort, role, desk, *, rule_form, first_form) -> bool:
    """One press, one change; a refusal is said on the page."""
    said, facts = request.POST, {"cohort": cohort, "role": role, "by": request.user}
    try:
        if "up" in said or "down" in said:
            key = said.get("up") or said.get("down") or ""
            move_question(**facts, key=key, up="up" in said)
        elif "remove" in said:
            remove_question(**facts, key=said["remove"])
        elif "remove_rule" in said:
            remove_rule(**facts, place=place_of(said["remove_rule"]))
        elif "add_rule" in said:
            if not rule_form.is_valid():
                return False
            add_rule(**facts, rule=rule_form.chosen())
        elif "remove_first" in said:
            gone = access.get_prerequisite(cohort, role, said["remove_first"])
            remove_prerequisite(prerequisite=gone, by=request.user, now=clock.now())
        elif "add_first" in said:
            if not first_form.is_valid():
                return False
            add_prerequisite(**facts, **first_form.cleaned_data, now=clock.now())
        elif "take_over" in said and desk.earlier:
            take_over_questions(**facts, earlier=desk.earlier)
        elif "publish" in said:
            edition = publish_questions(**facts, now=clock.now())
            messages.success(
                request,
                _("Published as version %(n)s. It is asked from now on.") % {"n": edition.number},
            )
    except CantBeAsked:
        messages.warning(request, _("Some questions can't be asked like this; it says why below."))
    except NothingNew:
        messages.info(request, _("Nothing has changed since the last version."))
    except AskedAlready:
        messages.info(request, _("This is asked already."))
    except (TooMany, TooManyFirst):
        messages.warning(request, _("There are as many as people can bear."))
    return True


def place_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


@require_http_methods(FORM_METHODS)
@login_required
def question(request, slug, key, role, question_key):
    """One question; `new` writes another one at the end."""
    cohort = cohort_of(request, slug, key, role)
    all_of = questions_desk(cohort=cohort, role=role).questions
    is_new = question_key == "new"
    found = next((one for one in all_of if one.key == question_key), None)
    if found is None and not is_new:
        raise Http404
    earlier = all_of[: all_of.index(found)] if found else all_of
    form = QuestionForm(
        request.POST if request.method == "POST" else None, earlier=earlier, question=found
    )
    if form.is_valid():
        try:
            write_question(
                cohort=cohort,
                role=role,
                key="" if is_new else question_key,
                question=form.question(),
                by=request.user,
            )
        except TooMany:
            form.add_error(None, _("There are as many questions as people can bear."))
        else:
            messages.success(request, _("Kept. It is asked once you publish the questions."))
            return redirect("mentorship:desk_questions", slug, key, role)
    here = (_("Questions"), reverse("mentorship:desk_questions", args=[slug, key, role]))
    return render(
        request,
        "mentorship/desk/form.html",
        {
            "form": form,
            "title": _("New question") if is_new else _("Change a question"),
            "submit": _("Keep the question"),
            "trail": [*cohort_trail(cohort), here],
        },
    )


def cohort_of(request, slug, key, role):
    if role not in ROLES:
        raise Http404
    return access.get_cohort_to_configure(request.user, slug, key)


def cohort_trail(cohort) -> list[tuple[str, str]]:
    program = cohort.program
    return trail((program.name, reverse("mentorship:desk_program", args=[program.slug])))
