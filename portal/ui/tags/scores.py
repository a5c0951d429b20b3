"""What a score is made of, as a bar and in words."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui.hues import hue_class
from portal.ui.library import register
from portal.ui.score import ScorePart

WIDTH = 100


@register.simple_tag
def score_bar(*, score: float, parts: Sequence[ScorePart]) -> SafeString:
    """Each part as wide as its points. The words say the same; a part that weighs nothing is left
    out, because the score would be no other with it."""
    weighed = [part for part in parts if part.weight]
    words = "; ".join(
        _("%(label)s %(points)s of %(weight)s")
        % {"label": part.label, "points": f"{part.points:.1f}", "weight": part.weight}
        for part in weighed
    )
    return format_html(
        '<span class="score-bar"><b class="num">{}</b> <svg viewBox="0 0 {} 8" width="{}"'
        ' height="8" preserveAspectRatio="none" role="img" aria-label="{}"><title>{}</title>{}'
        "</svg></span>",
        f"{score:.1f}",
        WIDTH,
        WIDTH,
        words,
        words,
        segments(weighed),
    )


def segments(parts: Sequence[ScorePart]) -> SafeString:
    drawn, at = [], 0.0
    for number, part in enumerate(parts):
        drawn.append((hue_class(number % 12 + 1), f"{at:.2f}", f"{part.points:.2f}"))
        at += part.points
    return format_html_join("", '<rect class="{}" x="{}" width="{}" height="8"/>', drawn)
