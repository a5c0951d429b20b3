from django.core.paginator import Page
from django.utils.safestring import SafeString

from portal.ui.library import fill, register


@register.simple_tag(takes_context=True)
def pagination(context, *, page: Page, label: str = "") -> SafeString:
    """Nothing for a single page. Keeps the other parameters of the address."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    request = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{request.path}?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return fill(
        "pagination",
        label=label,
        here=page.number,
        steps=[(n, address(n) if isinstance(n, int) else "") for n in numbers],
        previous_url=address(page.previous_page_number()) if page.has_previous() else "",
        next_url=address(page.next_page_number()) if page.has_next() else "",
    )


@register.simple_tag
def cursor_pagination(*, previous_url: str = "", next_url: str = "", label: str = "") -> SafeString:
    if not previous_url and not next_url:
        return SafeString("")
    return fill(
        "pagination", label=label, here=None, steps=(), previous_url=previous_url, next_url=next_url
    )
