from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.onboarding import access
from initiatives.onboarding.actions.journey import JourneyLeft, NoSuchStep, answer_quiz
from initiatives.onboarding.core.quiz import read_quiz
from initiatives.onboarding.forms import QuizForm
from initiatives.onboarding.queries.walk import walk
from portal.kit.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request, slug, key):
    """The questions of one step. What was answered is told on the answer itself and kept nowhere;
    it leads back to the walk where nothing is asked."""
    journey = access.get_journey(request.user, slug)
    own = walk(journey=journey)
    one = next((step for step in own.steps if step.step.key == key), None)
    if one is None or not one.step.is_answered or own.is_left:
        return redirect(own.url)
    questions = read_quiz(one.step.questions)
    form = QuizForm(posted(request), questions=questions)
    marks = ()
    if request.method == "POST" and form.is_valid():
        try:
            marks = answer_quiz(journey=journey, key=key, chosen=form.chosen)
        except (JourneyLeft, NoSuchStep):
            messages.error(request, _("This step has changed meanwhile. Nothing was kept."))
            return redirect(own.url)
        own = walk(journey=access.get_journey(request.user, slug))
    context = {
        "walk": own,
        "one": one,
        "form": form,
        "told": list(zip(questions, marks, strict=True)) if marks else [],
        "right": sum(marks),
        "is_done": key in own.marks,
        "trail": [(_("Your paths"), reverse("onboarding:journeys")), (own.path.title, own.url)],
    }
    return render(request, "onboarding/quiz.html", context)
