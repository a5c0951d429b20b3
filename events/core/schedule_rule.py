"""One recurrence rule out of everything a text says about days and rhythm."""

from collections.abc import Iterable, Sequence

from events.core.recurrence import Rule, Weekday
from events.core.schedule_days import WORKDAYS, Days
from events.core.schedule_rhythms import MonthDay, Rhythm
from portal.core.text_dates import DAY_NAMES, ORDINAL_NAMES
from portal.core.text_tokens import Answer, NotClear


def rule_of(
    days: Sequence[Days], rhythms: Sequence[Rhythm], month_days: Sequence[MonthDay]
) -> tuple[Rule, tuple[str, ...]]:
    """The rule, and what was read between the lines. Raises `NotClear` on contradictions and gaps.

    Without any rhythm, a weekday means every week and an nth weekday means every month.
    """
    pairs, window = _one_statement(days)
    weekdays = sorted({day for _, day in pairs})
    numbers = {number for number, _ in pairs if number}
    weeks = {r.interval for r in rhythms if r.unit == "WEEKLY"} | {d.interval for d in days} - {0}
    months = {r.interval for r in rhythms if r.unit == "MONTHLY"}
    if any(r.unit == "DAILY" for r in rhythms):
        return _daily(rhythms, weekdays, is_only=not (numbers or months or weeks - {1})), ()
    _refuse_two_rhythms(rhythms, weeks, months)
    is_every = any(d.is_every and d.ordinals for d in days)
    if is_every and len(numbers) == 1 and not months and min(numbers) > 1:
        if weeks == numbers:  # "biweekly, every second Wednesday"
            return _weekly(min(weeks), weekdays), ()
        raise _every_nth(min(numbers), weekdays[0])
    if numbers or window or month_days or months:
        if weeks - ({1} if not numbers else set()):
            raise NotClear("The text names both weeks and months. How often do you meet?")
        _count(rhythms, len(pairs) if numbers else 0)
        return _monthly(pairs, window, month_days, min(months, default=1), stated=bool(months))
    if not weekdays:
        raise NotClear("On which weekday do you meet?")
    _count(rhythms, len(weekdays))
    return _weekly(min(weeks, default=1), weekdays), ()


def _one_statement(days: Sequence[Days]) -> tuple[list[tuple[int, int]], tuple[int, ...]]:
    """Days said twice ("Thursday … monthly on 4th Thursday") count once, with their numbers."""
    exact = [d for d in days if d.ordinals or d.window] or list(days[:1])
    for other in days:
        if not other.weekdays <= exact[0].weekdays or (
            (other.ordinals or other.window) and other.pairs != exact[0].pairs
        ):
            raise NotClear(f"Do you meet on {exact[0]} or on {other}?")
    if not exact:
        return [], ()
    in_order = sorted(set(exact[0].pairs), key=lambda pair: (pair[0] < 0, pair))
    return in_order, exact[0].window


def _refuse_two_rhythms(rhythms: Sequence[Rhythm], weeks: set[int], months: set[int]) -> None:
    stated = [Rhythm("WEEKLY", n) for n in sorted(weeks)]
    stated += [Rhythm("MONTHLY", n) for n in sorted(months)]
    if len(weeks) > 1 or len(months) > 1:
        raise NotClear(f"Do you meet {stated[0]} or {stated[1]}?")


def _every_nth(number: int, day: int) -> NotClear:
    name = DAY_NAMES[day]
    counted = ORDINAL_NAMES.get(number, f"{number}th")
    apart = "every other week" if number == 2 else f"every {number} weeks"
    of_month = f"the {counted} {name} of the month"
    answers = [Answer(_sentence(apart), more=f"every {number} weeks")]
    answers += [Answer(_sentence(of_month), more="monthly")] if number in ORDINAL_NAMES else []
    return NotClear(f"Does “every {counted} {name}” mean {apart}, or {of_month}?", *answers)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _count(rhythms: Sequence[Rhythm], found: int) -> None:
    """ "Twice a month" needs two days named."""
    for rhythm in rhythms:
        if rhythm.times and rhythm.times != found:
            raise NotClear(f"You meet {rhythm}. On which days exactly?")


def _daily(rhythms: Sequence[Rhythm], weekdays: list[int], *, is_only: bool) -> Rule:
    interval = max(r.interval for r in rhythms if r.unit == "DAILY")
    _count(rhythms, 1)
    if not is_only or (weekdays and (interval > 1 or len(weekdays) < len(WORKDAYS))):
        raise NotClear("The text says daily and names other days too. On which days do you meet?")
    if weekdays:
        return _weekly(1, weekdays)
    return Rule("DAILY", interval)


def _weekly(interval: int, days: Iterable[int]) -> Rule:
    return Rule("WEEKLY", interval, tuple(Weekday(day) for day in days))


def _monthly(
    pairs: list[tuple[int, int]],
    window: tuple[int, ...],
    month_days: Sequence[MonthDay],
    interval: int,
    *,
    stated: bool,
) -> tuple[Rule, tuple[str, ...]]:
    numbers = {number for number, _ in pairs if number}
    weekdays = tuple(Weekday(day, nth=number) for number, day in pairs)
    if month_days:
        if pairs:
            raise NotClear("Do you meet on a weekday or on a day of the month?")
        chosen = tuple(sorted({n for item in month_days for n in item.numbers}))
        warning = "Months without that day are skipped." if max(chosen) > 28 else ""
        return Rule("MONTHLY", interval, (), chosen), (warning,) if warning else ()
    if window:
        warning = "In a month that ends before that day there is no meeting."
        return Rule("MONTHLY", interval, weekdays, window), (warning,) if window[-1] > 28 else ()
    if not numbers:
        name = " or ".join(DAY_NAMES[day] for _, day in pairs) or "weekday"
        raise NotClear(
            f"Which {name} of the month is it: the first, the second, the last?",
            *(
                Answer(f"The {nth} {DAY_NAMES[day]}", more=f"{nth} {DAY_NAMES[day]} of the month")
                for _, day in pairs[:1]
                for nth in ("first", "second", "third", "fourth", "last")
            ),
        )
    if not all(number in range(-2, 6) for number in numbers):
        raise NotClear("Which weekday of the month is it: the first, the second, the last?")
    warnings = []
    if 5 in numbers:
        warnings.append("Months without a fifth such weekday are skipped.")
    if not stated:
        warnings.append("Read as that weekday of every month.")
    return Rule("MONTHLY", interval, weekdays), tuple(warnings)
