"""A pair as one of its two people reads it: what now, by when, with whom."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.cohort_life.core.rounds import Round, RoundName, is_shown_to_the_other
from mentorship.cohort_life.core.silence import Rung, Side, Silence
from mentorship.cohort_life.core.weeks import first_day, open_weeks, week_on
from mentorship.cohort_life.models import (
    CheckIn,
    Evaluation,
    KickoffMark,
    KickoffStep,
    LineKind,
    NotAgain,
    Note,
    Outcome,
    PlanLine,
    Word,
)
from mentorship.core.choices import ChoiceName
from mentorship.core.meetings import next_meetings
from mentorship.core.phases import end_of_day, start_of_day
from mentorship.models import Match
from mentorship.queries.match_detail import choice_of, meeting_minutes, shown_name
from mentorship.queries.pair_hours import two_of
from portal.people.models import User

from .pair import OPEN_AFTER, Life, application_of, day_in, life_of, other_side, rounds_of, side_of
from .shared_paths import SharedPath, is_over, paths_of_mentee, share_of

ROUND_WORDS = {
    RoundName.MIDTERM: gettext_lazy("Half time"),
    RoundName.FINAL: gettext_lazy("The end"),
    RoundName.LONGER: gettext_lazy("The later end"),
}
MINUTE = timedelta(minutes=1)
RECENT = 2


@dataclass(frozen=True)
class Now:
    """The one next thing: `anchor` is where on the page it is done, `url` another page."""

    title: str
    why: str
    anchor: str = ""
    url: str = ""
    due: datetime | None = None


@dataclass(frozen=True)
class Week:
    number: int
    first_day: date
    mine: str
    theirs: str
    my_word: str
    they_met: bool
    is_open: bool
    differs: bool

    @property
    def asks_me(self) -> bool:
        return self.is_open and not self.mine and not self.they_met


@dataclass(frozen=True)
class KickoffRow:
    step: str
    words: str
    is_done: bool


@dataclass(frozen=True)
class NoteRow:
    public_id: str
    text: str
    by: str
    is_mine: bool
    is_private: bool
    at: datetime


@dataclass(frozen=True)
class RoundRow:
    """`theirs` only once it may be read; `settled` is what those who run the program made of it."""

    name: str
    words: str
    opens_at: datetime
    last_minute: datetime
    is_open: bool
    is_over: bool
    mine: Evaluation | None
    theirs: Evaluation | None
    they_gave: bool
    settled: Outcome | None
    url: str

    @property
    def may_change(self) -> bool:
        return self.is_open and not (self.mine and self.they_gave)


@dataclass(frozen=True)
class PairPage:
    partner: str
    partner_role: str
    is_mentee: bool
    program: str
    cohort: str
    choice: ChoiceName | None
    timezone: str
    week: int | None
    weeks: int
    ends_at: datetime
    is_over: bool
    may_write: bool
    now: Now | None
    meeting: tuple[datetime, datetime] | None
    my_zone: str
    their_zone: str
    kickoff: tuple[KickoffRow, ...]
    goals: tuple[PlanLine, ...]
    milestones: tuple[PlanLine, ...]
    check_ins: tuple[Week, ...]
    notes: tuple[NoteRow, ...]
    rounds: tuple[RoundRow, ...]
    silence: Silence
    is_flagged: bool
    is_asked: bool
    flagged_at: datetime
    rests_until: date | None
    shows_mentor: bool
    shows_program: bool
    shows_waits: bool
    never_again: bool
    paths: tuple[SharedPath, ...]
    words: tuple[tuple[str, str], ...]
    url: str
    match_url: str
    leave_url: str

    @property
    def shows_paths(self) -> bool:
        return self.shows_mentor or self.shows_program

    @property
    def recent(self) -> tuple[Week, ...]:
        return self.check_ins[:RECENT]

    @property
    def earlier(self) -> tuple[Week, ...]:
        return self.check_ins[RECENT:]

    @property
    def kickoff_done(self) -> int:
        return sum(row.is_done for row in self.kickoff)


def pair_page(*, match: Match, reader: User, now: datetime) -> PairPage:
    """Twelve queries, three more where a mentor is shown paths, one more once it has ended, and
    those of what it is for."""
    side = side_of(match, reader) or Side.MENTEE
    life = life_of(match=match)
    cohort, today = match.cohort, day_in(match.cohort, now)
    theirs = application_of(match, other_side(side))
    partner = shown_name(theirs.person, is_mentor=side is Side.MENTEE)
    marks = set(KickoffMark.objects.filter(match=match).values_list("step", flat=True))
    lines = list(PlanLine.objects.filter(match=match))
    kickoff = tuple(
        KickoffRow(step.value, str(step.label), step.value in marks) for step in KickoffStep
    )
    milestones = tuple(line for line in lines if line.kind == LineKind.MILESTONE)
    check_ins = weeks_of(life, reader, today)
    rounds = rounds_shown(match, reader, today)
    silence = life.silence(side, today)
    share, over = share_of(match), is_over(life, today)
    starts_at = start_of_day(life.pair.begins_on, cohort.timezone)
    ends_at = end_of_day(life.pair.ends_on, cohort.timezone)
    mentee, mentor = two_of(match, over_at=ends_at, now=now)
    me, them = (mentee, mentor) if side is Side.MENTEE else (mentor, mentee)
    minutes = meeting_minutes(match)
    found = (
        next_meetings(me, them, after=max(now, starts_at), until=ends_at, minutes=minutes, count=1)
        if not over
        else ()
    )
    rests = rest_of(life, today)
    said: dict[str, Any] = {
        "rounds": rounds,
        "check_ins": check_ins,
        "kickoff": kickoff,
        "milestones": milestones,
        "silence": silence,
    }
    return PairPage(
        partner=partner,
        partner_role=_("Your mentor") if side is Side.MENTEE else _("Your mentee"),
        is_mentee=side is Side.MENTEE,
        program=cohort.program.name,
        cohort=cohort.name,
        choice=choice_of(match),
        timezone=cohort.timezone,
        week=week_on(today, starts_on=cohort.starts_on, ends_on=life.pair.ends_on),
        weeks=((life.pair.ends_on - cohort.starts_on).days + 1) // 7,
        ends_at=ends_at - MINUTE,
        is_over=over,
        may_write=match.is_agreed and today <= life.pair.ends_on + OPEN_AFTER,
        now=what_now(cohort.timezone, today, rests, **said) if match.is_agreed else None,
        meeting=(found[0], found[0] + timedelta(minutes=minutes)) if found else None,
        my_zone=me.timezone,
        their_zone=them.timezone,
        kickoff=kickoff,
        goals=tuple(line for line in lines if line.kind == LineKind.GOAL),
        milestones=milestones,
        check_ins=check_ins,
        notes=notes_for(match, reader, partner),
        rounds=rounds,
        silence=silence,
        is_flagged=match.is_agreed and life.flag(side, today) is not None,
        is_asked=match.is_agreed and silence.rung == Rung.ASK and not rests,
        flagged_at=start_of_day(silence.since, cohort.timezone),
        rests_until=rests,
        shows_mentor=share is not None and share.to_mentor,
        shows_program=share is not None and share.to_program,
        shows_waits=share is not None and share.with_waits,
        never_again=match.ended_at is not None
        and NotAgain.objects.filter(person=reader, other=theirs.person).exists(),
        paths=paths_of_mentee(match)
        if share and share.to_mentor and not over and side is Side.MENTOR
        else (),
        words=tuple((word.value, str(word.label)) for word in Word),
        url=reverse("cohort_life:pair", args=[match.public_id]),
        match_url=match.get_absolute_url(),
        leave_url=reverse("cohort_life:leave", args=[match.public_id]),
    )


def rest_of(life: Life, today: date) -> date | None:
    """The last day of the pause that is on."""
    return max((one.last for one in life.pair.breaks if one.holds(today)), default=None)


def weeks_of(life: Life, reader: User, today: date) -> tuple[Week, ...]:
    """The newest first: every week that can be spoken of or was. One query."""
    match = life.match
    starts_on = match.cohort.starts_on
    can_be_said = open_weeks(today, starts_on=starts_on, ends_on=life.pair.ends_on)
    mine: dict[int, CheckIn] = {}
    theirs: dict[int, CheckIn] = {}
    for said in CheckIn.objects.filter(match=match):
        (mine if said.person_id == reader.pk else theirs)[said.week] = said
    first = week_on(life.pair.begins_on, starts_on=starts_on, ends_on=life.pair.ends_on) or 1
    numbers = {week for week in can_be_said if week >= first} | set(mine) | set(theirs)
    return tuple(
        Week(
            number=week,
            first_day=first_day(week, starts_on=starts_on),
            mine=str(mine[week].get_word_display()) if week in mine else "",
            theirs=str(theirs[week].get_word_display()) if week in theirs else "",
            my_word=mine[week].word if week in mine else "",
            they_met=week in theirs and theirs[week].word == Word.MET,
            is_open=week in can_be_said and match.is_agreed,
            differs=week in mine
            and week in theirs
            and (mine[week].word == Word.MET) != (theirs[week].word == Word.MET),
        )
        for week in sorted(numbers, reverse=True)
    )


def notes_for(match: Match, reader: User, partner: str) -> tuple[NoteRow, ...]:
    """One's own, and what the other one shares. One query."""
    shared = Note.objects.filter(match=match, is_private=False)
    own = Note.objects.filter(match=match, author=reader)
    return tuple(
        NoteRow(
            public_id=str(note.public_id),
            text=note.text,
            by=_("You") if note.author_id == reader.pk else partner,
            is_mine=note.author_id == reader.pk,
            is_private=note.is_private,
            at=note.written_at,
        )
        for note in shared | own
    )


def rounds_shown(match: Match, reader: User, today: date) -> tuple[RoundRow, ...]:
    """Two queries."""
    given = list(Evaluation.objects.filter(match=match))
    settled = {one.round: one for one in Outcome.objects.filter(match=match)}
    return tuple(
        round_row(
            match,
            one,
            mine=next((r for r in given if (r.round, r.author_id) == (one.name, reader.pk)), None),
            theirs=next(
                (r for r in given if r.round == one.name and r.author_id != reader.pk), None
            ),
            settled=settled.get(one.name),
            today=today,
        )
        for one in rounds_of(match.cohort, {name: one.ends_on for name, one in settled.items()})
    )


def round_row(
    match: Match,
    one: Round,
    *,
    mine: Evaluation | None,
    theirs: Evaluation | None,
    settled: Outcome | None,
    today: date,
) -> RoundRow:
    zone = match.cohort.timezone
    both_gave = mine is not None and theirs is not None
    return RoundRow(
        name=one.name.value,
        words=str(ROUND_WORDS[one.name]),
        opens_at=start_of_day(one.opens_on, zone),
        last_minute=end_of_day(one.last_day, zone) - MINUTE,
        is_open=one.is_open(today) and match.is_agreed,
        is_over=one.is_over(today),
        mine=mine,
        theirs=theirs if is_shown_to_the_other(one, both_gave=both_gave, day=today) else None,
        they_gave=theirs is not None,
        settled=settled,
        url=reverse("cohort_life:evaluate", args=[match.public_id, one.name.value]),
    )


def what_now(
    zone: str,
    today: date,
    rests: date | None,
    *,
    rounds: tuple[RoundRow, ...],
    check_ins: tuple[Week, ...],
    kickoff: tuple[KickoffRow, ...],
    milestones: tuple[PlanLine, ...],
    silence: Silence,
) -> Now | None:
    """A round that is open, then a silence that was noticed, this week, the kickoff, the plan."""
    for one in rounds:
        if one.is_open and one.mine is None and one.settled is None:
            return Now(
                title=_("Say how it goes"),
                why=_("Five questions, both of you answer them."),
                url=one.url,
                due=one.last_minute,
            )
    if rests:
        return Now(
            title=_("You rest"),
            why=_("Nobody is asked for anything until the pause is over."),
            anchor="pause",
            due=end_of_day(rests, zone) - MINUTE,
        )
    if silence.rung >= Rung.ASK:
        return Now(
            title=_("Say that you are here"),
            why=_("Nothing was heard of you here for some time. One press is enough."),
            anchor="here",
        )
    if check_ins and check_ins[0].asks_me:
        sunday = check_ins[0].first_day + timedelta(days=6)
        return Now(
            title=_("Did you meet this week?"),
            why=_("One press, by either of you, and it may be changed later."),
            anchor="weeks",
            due=end_of_day(sunday, zone) - MINUTE,
        )
    for row in kickoff:
        if not row.is_done:
            return Now(title=row.words, why=_("The next step of your kickoff."), anchor="kickoff")
    for line in milestones:
        if line.due_on and not line.reached_at:
            return Now(
                title=line.text,
                why=_("Your next milestone."),
                anchor="plan",
                due=end_of_day(line.due_on, zone) - MINUTE,
            )
    return None
