"""What has changed since a run was made, in words for those who run the program."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.instance import Instance, Pair
from mentorship.core.instance_parts import Changes, changes, parts_of
from mentorship.models import Run
from mentorship.queries.group_places import without_group_places

MOST_NAMED = 5

Names = Mapping[str, str]  # of people who take part, by public id
Versions = tuple[int | None, int | None]  # of weights and rules, before and after


def changed_since(run: Run, instance: Instance) -> Changes:
    """Nothing is known of a run that was made before this was kept."""
    now = without_group_places(instance)
    return changes(run.made_of, parts_of(now)) if run.made_of else Changes()


def but_for(told: Changes, own: Collection[str]) -> Changes:
    """Without pairs of who reads it: that a mentor would rather not have them is theirs to read
    nowhere."""

    def others(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        return tuple(pair for pair in pairs if not set(pair) & set(own))

    return replace(
        told,
        locked=others(told.locked),
        unlocked=others(told.unlocked),
        vetoes=others(told.vetoes),
        allowed=others(told.allowed),
    )


def change_words(told: Changes, names: Names, versions: Versions = (None, None)) -> list[str]:
    return list(lines(told, names, versions))


def lines(told: Changes, names: Names, versions: Versions) -> Iterator[str]:
    if told.came:
        yield _("New in the matching: %(who)s") % {"who": named(told.came, names)}
    if told.left:
        yield ngettext(
            "%(n)s person is not in the matching any more",
            "%(n)s people are not in the matching any more",
            len(told.left),
        ) % {"n": len(told.left)}
    if told.changed:
        yield _(
            "Tell something else about themselves or have another number of places: %(who)s"
        ) % {"who": named(told.changed, names)}
    for pairs, words in (
        (told.locked, _("Held together now: %(who)s")),
        (told.unlocked, _("Not held together any more: %(who)s")),
        (told.vetoes, _("Kept apart now, or came apart: %(who)s")),
        (told.allowed, _("Not kept apart any more: %(who)s")),
    ):
        if pairs:
            yield words % {"who": named_pairs(pairs, names)}
    if told.ranks:
        yield ngettext(
            "%(n)s mentor ranks otherwise: %(who)s",
            "%(n)s mentors rank otherwise: %(who)s",
            len(told.ranks),
        ) % {"n": len(told.ranks), "who": named(told.ranks, names)}
    if told.selection:
        yield _("Somebody else selects: the mentors, or the matching")
    before, after = versions
    if before and after and before != after:
        yield _("Weights and rules: version %(before)s → version %(after)s") % {
            "before": before,
            "after": after,
        }
    elif told.weights:
        yield _("The weights, the rules or the weeks of the program are others")
    if told.dials:
        yield _("The dials are others")


def named(people: Sequence[str], names: Names) -> str:
    return short([name_in(names, key) for key in people])


def named_pairs(pairs: Sequence[Pair], names: Names) -> str:
    return short([f"{name_in(names, one)} + {name_in(names, other)}" for one, other in pairs])


def name_in(names: Names, key: str | None) -> str:
    """Who has withdrawn is not named any more."""
    return names.get(key or "") or _("somebody who left")


def short(said: Sequence[str]) -> str:
    rest = len(said) - MOST_NAMED
    shown = ", ".join(said[:MOST_NAMED])
    return _("%(some)s and %(n)s more") % {"some": shown, "n": rest} if rest > 0 else shown
