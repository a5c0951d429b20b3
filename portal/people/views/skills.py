from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.people import access
from portal.people.actions.skill import MOST_SKILLS, TooManySkills, remove_skill, set_skill
from portal.people.forms.skill import FindSkillForm, SkillForm
from portal.people.queries.skills import own_skill, own_skills, skill_names, vocabulary


@login_required
@require_safe
def skills(request):
    """What somebody typed is read, never kept: one known word leads to its page at once."""
    form = FindSkillForm(request.GET or None)
    typed = form.cleaned_data["word"].strip() if form.is_valid() else ""
    found, missing = [], []
    if typed:
        words = vocabulary()
        reading = words.read(typed)
        if len(reading.known) == 1 and not reading.unknown:
            return redirect("people:skill", reading.known[0])
        found = [(slug, words.names[slug]) for slug in reading.known]
        missing = [
            (part, [(slug, words.names[slug]) for slug in words.similar(part)], tell_editors(part))
            for part in reading.unknown
        ]
    context = {
        "form": form,
        "typed": typed,
        "found": found,
        "missing": missing,
        "own": own_skills(person=request.user),
        "names": skill_names().values(),
    }
    return render(request, "people/skills.html", context)


def tell_editors(word: str) -> str:
    """A mail the person sends themselves: nothing they typed is kept here."""
    query = urlencode({"subject": _("A skill that is missing: %s") % word})
    return f"mailto:{settings.DEFAULT_FROM_EMAIL}?{query.replace('+', '%20')}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def skill(request, slug):
    word = access.get_skill(request.user, slug)
    own = own_skill(person=request.user, skill=word)
    initial = {
        "teach_level": own.teach_level if own else None,
        "learn_level": own.learn_level if own else None,
        "importance": own.importance if own else 2,
    }
    posted = request.POST if request.method == "POST" else None
    form = SkillForm(posted, initial=initial)
    if request.method == "POST" and "remove" in request.POST:
        if remove_skill(person=request.user, skill=word, by=request.user):
            messages.success(request, _("%s is off your list.") % word.name)
        return redirect("people:skills")
    if request.method == "POST" and form.is_valid():
        try:
            set_skill(person=request.user, skill=word, by=request.user, **form.cleaned_data)
        except TooManySkills:
            form.add_error(
                None, _("Your list has %d skills: remove one before you add another.") % MOST_SKILLS
            )
        else:
            messages.success(request, _("%s is on your list.") % word.name)
            return redirect("people:skills")
    context = {
        "form": form,
        "skill": word,
        "is_own": own is not None,
        "trail": [(_("Your skills"), reverse("people:skills"))],
    }
    return render(request, "people/skill.html", context)
