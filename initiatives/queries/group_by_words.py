from initiatives.models import Initiative


def group_by_words(words: str) -> Initiative | None:
    """A listed group by its slug, or by its name in any case; never a guess among several."""
    listed = Initiative.objects.listed()
    by_slug = listed.filter(slug=words.lower()).first()
    if by_slug is not None:
        return by_slug
    named = list(listed.filter(name__iexact=words)[:2])
    return named[0] if len(named) == 1 else None
