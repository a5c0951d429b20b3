"""How often, in published text: "biweekly", "every 4 Mondays", "twice a month", "odd weeks"."""

from dataclasses import dataclass, replace

from events.core.schedule_days import WORKDAYS, Days, days_at, next_in_list, ordinals_at
from portal.core.text_dates import number_of, ordinal_of, weekday_of
from portal.core.text_tokens import Answer, NotClear, Token

_UNITS = {
    **dict.fromkeys(("day", "days"), "DAILY"),
    **dict.fromkeys(("week", "weeks"), "WEEKLY"),
    **dict.fromkeys(("month", "months"), "MONTHLY"),
}
_UNIT_NAMES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
_RHYTHMS = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "biweekly": ("WEEKLY", 2),
    "fortnightly": ("WEEKLY", 2),
    "quadweekly": ("WEEKLY", 4),
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
}
_NEVER_IDLE = {"every", "once", "twice", "thrice", "week", "weeks", "month", "months"}
_COUNTED = {
    *("week", "weeks", "month", "day", "half", "quarter", "weekend"),
    *("full", "working", "business", "and", "or"),
}
_PERIODS = {"quarter": ("MONTHLY", 3), "fortnight": ("WEEKLY", 2)}
_TWO_MEANINGS = {
    "bimonthly": "“Bi-monthly” has two meanings. Do you meet twice a month or every two months?",
    "triweekly": "“Triweekly” has two meanings: three times a week or every three weeks?",
    "biannual": "“Biannual” has two meanings: twice a year or every two years?",
    "biannually": "“Biannually” has two meanings: twice a year or every two years?",
    "yearly": "On which dates do you meet, in which years?",
    "annual": "On which dates do you meet, in which years?",
    "annually": "On which dates do you meet, in which years?",
}
_MEANINGS = {
    "bimonthly": ("twice a month", "every two months"),
    "triweekly": ("three times a week", "every three weeks"),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`times`: "twice a month" says 2; 0 when no number of times is given.

    `phase`: odd ISO weeks are 1, even ones 0, "quadweekly-week-3" is 3; None when not counted so.
    """

    unit: str
    interval: int = 1
    times: int = 0
    phase: int | None = None

    def __str__(self) -> str:
        name = _UNIT_NAMES[self.unit]
        if self.times:
            return f"{self.times} times a {name}"
        return f"every {name}" if self.interval == 1 else f"every {self.interval} {name}s"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """ "on the 15th of the month"; -1 is the last day."""

    numbers: tuple[int, ...]


def rhythm_at(tokens: list[Token], i: int) -> tuple[Days | Rhythm | MonthDay | None, int]:
    """How often: "biweekly", "every two weeks", "every other Monday", "of the month"."""
    word, following = tokens[i].low, tokens[i + 1]
    if word in {"bi", "semi", "quad", "tri"} or (number_of(tokens[i]) and following.is_mark("-")):
        j = i + 1 + following.is_mark("-")
        if tokens[j].low in {"weekly", "monthly", "annual", "annually"}:
            span = tokens[i].start, tokens[j].end
            return _phase_at(tokens, j + 1, _compound(word, tokens[j].low, tokens[i], span))
    if word in {"semimonthly", "semiweekly"}:
        return Rhythm(word[4:].upper(), times=2), i + 1
    if word in _TWO_MEANINGS:
        raise _two_meanings(word, (tokens[i].start, tokens[i].end))
    if word in {"odd", "even"}:
        return _parity_at(tokens, i)
    if word in _RHYTHMS:
        return _phase_at(tokens, i + 1, Rhythm(*_RHYTHMS[word]))
    if word == "once" and following.low in {"every", "each"}:
        return rhythm_at(tokens, i + 1)
    if word in {"once", "twice", "thrice"} or number_of(tokens[i]):
        return _times_at(tokens, i)
    if word in {"every", "each"}:
        return _every_at(tokens, i)
    if word in {"alternate", "alternating"}:
        return _alternate_at(tokens, i)
    if (word in {"the", "a", "per"} or tokens[i].is_mark("/")) and following.low == "month":
        return Rhythm("MONTHLY"), i + 2
    if word in {"the", "a", "per"} and following.low in _PERIODS:
        return Rhythm(*_PERIODS[following.low]), i + 2
    if ordinal_of(tokens[i]) is not None:
        return _month_days_at(tokens, i)
    return None, i


def _phase_at(tokens: list[Token], i: int, rhythm: Rhythm) -> tuple[Rhythm, int]:
    """ "biweekly-odd", "quadweekly-week-2", "quadweekly-alternate": counted from the ISO week."""
    if rhythm.interval == 1 or rhythm.unit != "WEEKLY":
        return rhythm, i
    j = i + tokens[i].is_mark("-(")
    if tokens[j].low in {"odd", "even"}:
        parity, end = _parity_at(tokens, j)
        return replace(rhythm, phase=int(tokens[j].low == "odd")), end if parity else j + 1
    words = [token.low for token in tokens[i : i + 4]]
    if words[:2] == ["-", "alternate"]:
        return replace(rhythm, phase=rhythm.interval // 2), i + 2
    if words[:3] == ["-", "week", "-"] and words[3].isdecimal():
        return replace(rhythm, phase=int(words[3][:4]) % rhythm.interval), i + 4
    return rhythm, i


def _parity_at(tokens: list[Token], i: int) -> tuple[Rhythm | None, int]:
    """ "on odd weeks", "in even-numbered calendar weeks"."""
    j = i + 1
    while tokens[j].is_mark("-") or tokens[j].low in {"numbered", "calendar", "iso"}:
        j += 1
    if tokens[j].low not in {"week", "weeks"}:
        return None, i
    return Rhythm("WEEKLY", 2, phase=int(tokens[i].low == "odd")), j + 1


def _two_meanings(word: str, span: tuple[int, int]) -> NotClear:
    answers = (Answer(said.capitalize(), ((*span, said),)) for said in _MEANINGS.get(word, ()))
    return NotClear(_TWO_MEANINGS[word], *answers)


def _compound(prefix: str, unit: str, first: Token, span: tuple[int, int]) -> Rhythm:
    if prefix == "semi":
        return Rhythm(unit.upper(), times=2)
    if prefix in {"bi", "tri", "quad"}:
        word = prefix + unit
        if word in _RHYTHMS:
            return Rhythm(*_RHYTHMS[word])
        if word in _TWO_MEANINGS:
            raise _two_meanings(word, span)
        raise NotClear(f"How often is “{prefix}-{unit}”, in weeks?")
    return _checked(Rhythm(unit.upper(), number_of(first) or 1))


def _checked(rhythm: Rhythm) -> Rhythm:
    if not 1 <= rhythm.interval <= 52 or rhythm.unit not in _UNIT_NAMES:
        raise NotClear("How many weeks or months lie between two meetings?")
    return rhythm


def _times_at(tokens: list[Token], i: int) -> tuple[Rhythm | None, int]:
    """ "twice a week", "2x per month", "once a month"."""
    word = tokens[i].low
    times = {"once": 1, "twice": 2, "thrice": 3}.get(word) or number_of(tokens[i])
    j = i + 1
    if tokens[j].low in {"times", "time", "x"} and times:
        j += 1
    elif word not in {"once", "twice", "thrice"}:
        return None, i
    if tokens[j].low in {"weekly", "monthly"}:
        return _counted(tokens[j].low.upper(), times or 1), j + 1
    if tokens[j].low in {"a", "per", "every", "each", "/"} and tokens[j + 1].low in _UNITS:
        return _counted(_UNITS[tokens[j + 1].low], times or 1), j + 2
    return None, i


def _counted(unit: str, times: int) -> Rhythm:
    return Rhythm(unit) if times == 1 else Rhythm(unit, times=times)


def _every_at(tokens: list[Token], i: int) -> tuple[Days | Rhythm | MonthDay | None, int]:
    j = i + 1
    if tokens[j].low == "single":
        j += 1
    if tokens[j].low in {"business", "working", "work"} and tokens[j + 1].low == "day":
        return Days(tuple((0, day) for day in WORKDAYS), 1), j + 2
    if tokens[j].low in _UNITS:
        return Rhythm(_UNITS[tokens[j].low]), j + 1
    if tokens[j].low in _PERIODS:
        return Rhythm(*_PERIODS[tokens[j].low]), j + 1
    interval = 2 if tokens[j].low in {"other", "alternate"} else number_of(tokens[j])
    if interval is not None:
        return _every_nth(tokens, j + 1, interval)
    ordinal = ordinal_of(tokens[j])
    if ordinal and ordinal > 1 and tokens[j + 1].low in _UNITS:
        if [t.low for t in tokens[j + 2 : j + 5]] == ["of", "the", "month"]:
            return None, i
        return _checked(Rhythm(_UNITS[tokens[j + 1].low], ordinal)), j + 2
    days, end = days_at(tokens, j)
    if days is not None:
        days = replace(days, is_every=True, interval=0 if days.ordinals else 1)
        further, found = next_in_list(tokens, end)
        if found and tokens[further].low == tokens[i].low:  # every Monday and every Thursday
            more, more_end = _every_at(tokens, further)
            if isinstance(more, Days) and more.interval == days.interval:
                return replace(days, pairs=(*days.pairs, *more.pairs)), more_end
        return days, end
    if ordinal:
        return _month_days_at(tokens, j)
    return None, i


def _every_nth(tokens: list[Token], j: int, interval: int) -> tuple[Days | Rhythm | None, int]:
    if tokens[j].low in _UNITS:
        return _checked(Rhythm(_UNITS[tokens[j].low], interval)), j + 1
    days, end = days_at(tokens, j)
    if days is None or days.ordinals:
        return None, j
    _checked(Rhythm("WEEKLY", interval))
    return replace(days, is_every=True, interval=interval), end


def _alternate_at(tokens: list[Token], i: int) -> tuple[Days | Rhythm | None, int]:
    """ "on alternate Thursdays" is every other Thursday; "alternating" several days take turns."""
    days, end = days_at(tokens, i + 1)
    is_one = days is not None and (len(days.pairs) == 1 or tokens[i].low == "alternate")
    if days is not None and is_one and not days.ordinals:
        return replace(days, is_every=True, interval=2), end
    return None, i


def _month_days_at(tokens: list[Token], i: int) -> tuple[MonthDay | None, int]:
    """ "the 1st and 15th of every month", "the last day of the month"."""
    numbers, end = ordinals_at(tokens, i)
    end += tokens[end].low == "day"
    is_monthly = tokens[end].low == "of" and tokens[end + 2].low == "month"
    if not is_monthly or (tokens[end - 1].low != "day" and tokens[end - 1].kind != "ordinal"):
        return None, i
    if not all(-1 <= n <= 31 and n for n in numbers):
        raise NotClear("Which day of the month is it?")
    return MonthDay(tuple(numbers)), end + 1


def is_unread_rhythm(tokens: list[Token], i: int) -> bool:
    """Words of rhythm that no phrase above understood: reading on without them would be a guess.

    "First" counts something else in "first contribution" and "the first 10 minutes".
    """
    token, following = tokens[i], tokens[i + 1]
    if token.kind == "ordinal" or token.low in _NEVER_IDLE:
        return True
    counts_else = following.kind in {"word", "number"} and weekday_of(following) is None
    return ordinal_of(token) is not None and (not counts_else or following.low in _COUNTED)
