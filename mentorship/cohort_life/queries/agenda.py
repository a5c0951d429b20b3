"""What somebody's pairs, and the pairs of those they look after, ask of them next."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.cohort_life.core.attention import GRAVE
from mentorship.cohort_life.core.rounds import Settled
from mentorship.cohort_life.core.weeks import first_day, week_on
from mentorship.cohort_life.models import CheckIn, Evaluation, Word
from mentorship.core.phases import MINUTE, end_of_day
from mentorship.models import Cohort, Match
from mentorship.queries.match_detail import shown_name
from portal.core.agenda import Item
from portal.people.models import User

from .addresses import life_url, pair_url
from .attention import attention
from .pair import day_in, last_day, rounds_of, running_matches, settled_by_match, side_of
from .pair_page import ROUND_WORDS

MOST_PAIRS = 10
A_WEEK = timedelta(days=6)


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """A round to answer that is not decided yet, else the check-in of this week, until one of the
    two said that they met. One query where there is no pair, else four."""
    matches = list(running_matches(person=person)[:MOST_PAIRS])
    if not matches:
        return []
    enough = Q(person=person) | Q(word=Word.MET)
    said = set(CheckIn.objects.filter(enough, match__in=matches).values_list("match", "week"))
    given = set(
        Evaluation.objects.filter(match__in=matches, author=person).values_list("match", "round")
    )
    settled = settled_by_match(match__in=matches)
    items = [
        item_of(match, person, now, said, given, settled=settled[match.pk]) for match in matches
    ]
    return [item for item in items if item]


def item_of(
    match: Match,
    person: User,
    now: datetime,
    said: set[tuple[int, int]],
    given: set[tuple[int, str]],
    *,
    settled: Settled,
) -> Item | None:
    cohort, today = match.cohort, day_in(match.cohort, now)
    other = match.mentor if side_of(match, person) == "mentee" else match.mentee
    name = shown_name(other.person, is_mentor=other is match.mentor)
    for one in rounds_of(cohort, settled):
        answered = one.name in settled or (match.pk, one.name.value) in given
        if one.is_open(today) and not answered:
            return Item(
                what=_("Say how it goes: %(program)s") % {"program": cohort.program.name},
                url=reverse("cohort_life:evaluate", args=[match.public_id, one.name.value]),
                due=end_of_day(one.last_day, cohort.timezone) - MINUTE,
                with_whom=name,
                why=str(ROUND_WORDS[one.name]),
                action=_("Answer"),
                kind=_("Mentorship"),
                is_waiting=True,
            )
    week = week_on(today, starts_on=cohort.starts_on, ends_on=last_day(cohort, settled))
    if week is None or (match.pk, week) in said:
        return None
    sunday = first_day(week, starts_on=cohort.starts_on) + A_WEEK
    return Item(
        what=_("Did you meet this week? %(program)s") % {"program": cohort.program.name},
        url=pair_url(match),
        due=end_of_day(sunday, cohort.timezone) - MINUTE,
        with_whom=name,
        why=_("One press, by either of you."),
        action=_("Say it"),
        kind=_("Mentorship"),
    )


def runbook_lines(*, cohort: Cohort, reader: User, now: datetime) -> list[Item]:
    """When rounds open and close, and how many pairs but the reader's own need somebody. Eight
    queries."""
    items = [
        Item(
            what=_("Both sides say how it goes: %(round)s") % {"round": ROUND_WORDS[one.name]},
            url=life_url(cohort),
            at=end_of_day(one.opens_on - timedelta(days=1), cohort.timezone),
            until=end_of_day(one.last_day, cohort.timezone) - MINUTE,
            why=_("The portal asks and reminds them; you decide once they have answered."),
            kind=_("Pairs"),
        )
        for one in rounds_of(cohort)
    ]
    needs = [row for row in attention(cohort=cohort, reader=reader, now=now) if not row.is_calm]
    if needs:
        grave = sum(not GRAVE.isdisjoint(row.codes) for row in needs)
        items.append(
            Item(
                what=_("Pairs that need somebody: %(n)s, of them soon: %(grave)s")
                % {"n": len(needs), "grave": grave},
                url=life_url(cohort),
                is_stale=True,
                why=f"{needs[0].mentee}, {needs[0].mentor}: {needs[0].reasons[0]}",
                action=_("Look"),
                kind=_("Pairs"),
                is_waiting=True,
            )
        )
    return items
