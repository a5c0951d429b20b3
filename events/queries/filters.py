"""What a reader may narrow the calendar by; one value for pages, feeds and the API."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from events.models import Kind, Occurrence, Series
from events.models.occurrence import OccurrenceQuerySet
from events.models.series import SeriesQuerySet
from initiatives.models import Initiative, Topic
from portal.core.languages import LANGUAGES
from portal.people.queries.languages import language_name


@dataclass(frozen=True)
class Filters:
    kind: str = ""
    initiative: str = ""
    newcomers: bool = False
    tag: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.initiative or self.newcomers or self.tag or self.lang)


def published_occurrences(filters: Filters) -> OccurrenceQuerySet:
    return Occurrence.objects.filter(series__in=published_series(filters))


def published_series(filters: Filters) -> QuerySet[Series]:
    return narrowed(Series.objects.published(), filters=filters)


def narrowed(series: SeriesQuerySet, *, filters: Filters) -> SeriesQuerySet:
    """A joint meeting belongs to the group that hosts it and to every group it serves; topics and
    languages are the host's. One query more for a language."""
    if filters.kind:
        series = series.filter(kind=filters.kind)
    if filters.initiative:
        joint = Series.also_for.through.objects.filter(
            initiative__slug=filters.initiative, initiative__is_listed=True
        )
        series = series.filter(
            Q(initiative__slug=filters.initiative) | Q(pk__in=joint.values("series"))
        )
    if filters.newcomers:
        series = series.filter(is_open_to_newcomers=True)
    if filters.tag:
        tagged = Initiative.topics.through.objects.filter(topic__slug=filters.tag)
        series = series.filter(initiative__in=tagged.values("initiative"))
    if filters.lang:
        # SQLite has no way to ask what a list in a column holds.
        told = Initiative.objects.listed().exclude(languages=[]).values_list("pk", "languages")
        series = series.filter(initiative__in=[pk for pk, spoken in told if filters.lang in spoken])
    return series


def kinds_in_use() -> list[tuple[str, str]]:
    """Kinds some published series has, in the order of the model. One query."""
    used = set(Series.objects.published().order_by().values_list("kind", flat=True).distinct())
    return [(kind.value, str(kind.label)) for kind in Kind if kind.value in used]


def groups_that_meet() -> list[tuple[str, str]]:
    """Slug and name of every listed group with a published series, its own or a joint one."""
    published = Series.objects.published()
    joint = Series.also_for.through.objects.filter(series__in=published)
    return list(
        Initiative.objects.listed()
        .filter(Q(pk__in=published.values("initiative")) | Q(pk__in=joint.values("initiative")))
        .order_by("name")
        .values_list("slug", "name")
    )


def topics_in_use() -> list[tuple[str, str]]:
    """Slug and name of every topic that a group with a published meeting of its own has."""
    hosts = Series.objects.published().values("initiative")
    tagged = Initiative.topics.through.objects.filter(initiative__in=hosts)
    used = Topic.objects.filter(pk__in=tagged.values("topic"))
    return list(used.order_by("name").values_list("slug", "name"))


def languages_in_use() -> list[tuple[str, str]]:
    """Code and name of every language that such a group says it speaks, by name. One query."""
    hosts = Series.objects.published().values("initiative")
    told = Initiative.objects.filter(pk__in=hosts).exclude(languages=[])
    used = {code for spoken in told.values_list("languages", flat=True) for code in spoken}
    named = [(code, language_name(code)) for code in used if code in LANGUAGES]
    return sorted(named, key=lambda one: one[1])
