from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.people.actions.language import (
    MOST_LANGUAGES,
    TooManyLanguages,
    remove_language,
    set_language,
)
from portal.people.forms.language import LanguageForm
from portal.people.queries.languages import own_languages


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request):
    """One form adds a language or changes its level; a button at each takes it off."""
    own = own_languages(person=request.user)
    if request.method == "POST" and "remove" in request.POST:
        code = request.POST["remove"]
        if code in {one.code for one in own}:
            remove_language(person=request.user, language=code, by=request.user)
            messages.success(request, _("The language is off your list."))
        return redirect("people:languages")
    form = LanguageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_language(person=request.user, by=request.user, **form.cleaned_data)
        except TooManyLanguages:
            form.add_error(
                None,
                _("Your list has %d languages: remove one before you add another.")
                % MOST_LANGUAGES,
            )
        else:
            messages.success(request, _("Your languages are saved."))
            return redirect("people:languages")
    return render(request, "people/languages.html", {"form": form, "own": own})
