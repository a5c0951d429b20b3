"""One open question about a group: what was published, what is asked, and that it is settled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives import access
from initiatives.actions.question import answer_question


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, slug, pk):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    question = access.get_question(initiative, pk)
    here = reverse("initiatives:desk_group", args=[slug])
    if request.method == "POST":
        if answer_question(question=question, by=request.user):
            messages.success(request, _("Settled. The same text is not asked about again."))
        else:
            messages.info(request, _("Somebody has already settled this."))
        return redirect(here)
    context = {
        "initiative": initiative,
        "question": question,
        "trail": [(_("Desk"), reverse("home:desk")), (initiative.name, here)],
    }
    return render(request, "initiatives/desk/question.html", context)
