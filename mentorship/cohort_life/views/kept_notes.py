from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.cohort_life import access
from mentorship.cohort_life.actions.note import delete_note
from mentorship.cohort_life.forms import NoteRemovalForm
from mentorship.cohort_life.queries.kept_notes import kept_notes


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notes(request):
    """What one wrote oneself, for as long as one likes to keep it."""
    form = NoteRemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        note = access.get_own_note(request.user, None, form.cleaned_data["note"])
        delete_note(note=note, by=request.user)
        messages.success(request, _("The note is deleted."))
        return redirect("cohort_life:notes")
    return render(
        request,
        "cohort_life/kept_notes.html",
        {
            "notes": kept_notes(person=request.user),
            "trail": [(_("Your mentorship"), reverse("mentorship:mine"))],
        },
    )
