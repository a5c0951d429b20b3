from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.ui.icons import ICONS
from portal.ui.palette import palette
from portal.ui.styleguide import component_examples, sample


@require_safe
def styleguide(request):
    """Every component in every state. `?dir=rtl` and `?theme=dark` show the other faces."""
    asked = request.GET
    context = sample(request)
    if asked.get("dir") in {"ltr", "rtl"}:
        context["direction"] = asked["dir"]
    if asked.get("theme") in {"light", "dark"}:
        context["theme"] = asked["theme"]
    context["icons"] = ICONS
    context["palette"] = palette()
    context["examples"] = component_examples(request, context)
    return render(request, "styleguide/index.html", context)
