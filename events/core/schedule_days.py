"""Weekdays in published text: "first and third Thursdays", "Wednesday after the fourth Tuesday"."""

from dataclasses import dataclass, replace

from portal.core.text_dates import DAY_NAMES, ORDINAL_NAMES, ordinal_of, weekday_of
from portal.core.text_tokens import NotClear, Token

WORKDAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays (0 is Monday), each with its number in the month or 0.

    `interval` in weeks, 0 when the words name none; `window` holds the days of the month of
    "Wednesday after the fourth Tuesday"; `is_every` marks "every second Wednesday".
    """

    pairs: tuple[tuple[int, int], ...]
    interval: int = 0
    is_every: bool = False
    window: tuple[int, ...] = ()

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(day for _, day in self.pairs)

    @property
    def ordinals(self) -> frozenset[int]:
        return frozenset(number for number, _ in self.pairs if number)

    def __str__(self) -> str:
        names = (f"{ORDINAL_NAMES.get(n, '')} {DAY_NAMES[day]}".strip() for n, day in self.pairs)
        return " and ".join(names)


def days_at(tokens: list[Token], i: int) -> tuple[Days | None, int]:
    """Weekdays with or without ordinals, and "Wednesday, after the fourth Tuesday"."""
    if tokens[i].low in {"weekday", "weekdays", "workdays"}:
        return Days(tuple((0, day) for day in WORKDAYS), 1), i + 1
    numbers, j = ordinals_at(tokens, i)
    if numbers and tokens[j].is_mark("-"):
        j += 1  # first-thursday
    weekdays, end = _weekdays_at(tokens, j)
    if not weekdays:
        return _day_after_at(tokens, i)
    if not numbers:
        days = Days(tuple((0, day) for day in weekdays))
        return _window_at(tokens, days, end)
    if len(weekdays) > 1:
        named = " and ".join(DAY_NAMES[day] for day in weekdays)
        raise NotClear(f"Which {named} of the month do you mean? Please name each one.")
    pairs = [(number, weekdays[0]) for number in numbers]
    more, more_end = next_in_list(tokens, end)
    if more_end and ordinal_of(tokens[more]) is not None:
        further, further_end = days_at(tokens, more)
        if further is not None and further.ordinals:
            return Days((*pairs, *further.pairs)), further_end
    return Days(tuple(pairs)), end


def ordinals_at(tokens: list[Token], i: int) -> tuple[list[int], int]:
    numbers: list[int] = []
    end = j = i
    while (number := ordinal_of(tokens[j])) is not None:
        last = j + 1
        while tokens[last].is_mark("-") or tokens[last].low == "to":
            last += 1
        if number == 2 and tokens[last].low == "last":  # "second-to-last"
            number, j = -2, last
        numbers.append(number)
        end = j + 1
        j, found = next_in_list(tokens, end)
        if not found:
            break
    return numbers, end


def _weekdays_at(tokens: list[Token], i: int) -> tuple[list[int], int]:
    first = weekday_of(tokens[i])
    if first is None:
        return [], i
    weekdays, end = [first], i + 1
    while True:
        if tokens[end].low in {"-", "to", "through", "thru"}:
            last = weekday_of(tokens[end + 1])
            if last is not None:
                span = (last - weekdays[-1]) % 7
                weekdays += [(weekdays[-1] + n) % 7 for n in range(1, span + 1)]
                end += 2
                continue
        j, found = next_in_list(tokens, end)
        day = weekday_of(tokens[j])
        if not found or day is None:
            return weekdays, end
        weekdays.append(day)
        end = j + 1


def next_in_list(tokens: list[Token], i: int) -> tuple[int, bool]:
    """Behind a comma, slash or "and": where the next member of a list would start."""
    j = i
    while j < i + 2 and (tokens[j].is_mark(",/&+") or tokens[j].low == "and"):
        j += 1
    if tokens[j].low == "or" and (weekday_of(tokens[j + 1]) is not None):
        day = DAY_NAMES[weekday_of(tokens[j + 1]) or 0]
        raise NotClear(f"The text offers {day} as one of several days. On which day do you meet?")
    found = j > i
    return j + (found and tokens[j].low in {"on", "the"}), found


def _window_at(tokens: list[Token], days: Days, end: int) -> tuple[Days, int]:
    """The weekday before or after an nth weekday, as seven days of the month."""
    j = end + tokens[end].is_mark(",")
    sign = {"after": 1, "following": 1, "before": -1, "preceding": -1}.get(tokens[j].low)
    if sign is None or len(days.pairs) != 1:
        return days, end
    j += 1 + (tokens[j + 1].low == "the")
    anchor, anchor_end = days_at(tokens, j) if ordinal_of(tokens[j]) else (None, j)
    if anchor is None or len(anchor.pairs) != 1:
        return days, end
    (number, base), (_, day) = anchor.pairs[0], days.pairs[0]
    apart = ((day - base) * sign % 7 or 7) * sign
    first = 7 * number - 6 + apart
    if number < 1 or first < 1 or first + 6 > 31:
        raise NotClear(
            f"The {DAY_NAMES[day]} {'after' if sign > 0 else 'before'} the {anchor} can fall in "
            "another month. On which dates do you meet?"
        )
    return replace(days, window=tuple(range(first, first + 7))), anchor_end


def _day_after_at(tokens: list[Token], i: int) -> tuple[Days | None, int]:
    """ "the day after the second Tuesday"."""
    if tokens[i].low != "day" or tokens[i + 1].low not in {"after", "following", "before"}:
        return None, i
    j = i + 2 + (tokens[i + 2].low == "the")
    anchor, _ = days_at(tokens, j) if ordinal_of(tokens[j]) else (None, j)
    if anchor is None or len(anchor.pairs) != 1:
        return None, i
    step = -1 if tokens[i + 1].low == "before" else 1
    return _window_at(tokens, Days(((0, (anchor.pairs[0][1] + step) % 7),)), i + 1)
