"""What the pairs of a cohort want from those who run it, on their desk."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.cohort_life.core.silence import Rung
from mentorship.cohort_life.models import Evaluation, Outcome, Recommends, ToldRung
from mentorship.models import Cohort, Match
from portal.core.agenda import Item
from portal.people.models import User

from .addresses import life_url
from .attention import grave_of
from .pair import own, running_matches

ASKS = (Recommends.END, Recommends.STOP, Recommends.HELP)


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Pairs that ask for something, and pairs that are silent since it was told, by the reading of
    the screen; never one's own. One line a cohort; six queries each, one where there is none."""
    found: dict[Cohort, list[Match]] = defaultdict(list)
    for match in told_of(person, now):
        found[match.cohort].append(match)
    counts = {cohort: grave_of(matches, cohort, now) for cohort, matches in found.items()}
    return [item_of(cohort, count) for cohort, count in counts.items() if count]


def told_of(person: User, now: datetime) -> list[Match]:
    """Those that may need somebody: one of the two asked in a round nobody has decided, or was
    silent so long that it was told, and the pair may still go on. One query."""
    decided = Outcome.objects.filter(match=OuterRef("match"), round=OuterRef("round"))
    asked = Evaluation.objects.filter(~Exists(decided), match=OuterRef("pk"), recommends__in=ASKS)
    silent = ToldRung.objects.filter(match=OuterRef("pk"), rung__gte=Rung.TELL)
    yesterday = now.date() - timedelta(days=1)  # still today somewhere
    longer = Outcome.objects.filter(match=OuterRef("pk"), ends_on__gte=yesterday)
    goes_on = Q(cohort__ends_on__gte=yesterday) | Exists(longer)
    mine = running_matches().filter(cohort__program__admins__person=person)
    told = mine.exclude(own("", person)).filter(Exists(asked) | Exists(silent) & goes_on)
    return list(told.order_by("cohort", "pk"))


def item_of(cohort: Cohort, count: int) -> Item:
    words = ngettext("%(n)s pair needs somebody", "%(n)s pairs need somebody", count)
    return Item(
        what=f"{words % {'n': count}}: {cohort.program.name}, {cohort.name}",
        url=life_url(cohort),
        why=_("They ask for help or an end, or are silent."),
        action=_("Look"),
        kind=_("Mentorship"),
        is_waiting=True,
    )
