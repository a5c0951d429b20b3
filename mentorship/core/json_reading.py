"""JSON as its standard has it: one value for a key, no NaN, nothing too big or too deep."""

import json
import math
from typing import Any, NoReturn

MAX_BYTES = 256 * 1024 * 1024


class NotJson(ValueError):
    """Says in a sentence what is wrong with the bytes."""


def read_json(raw: bytes) -> Any:
    """Raises NotJson for whatever could be read in two ways or not at all."""
    if len(raw) > MAX_BYTES:
        raise NotJson(f"The file is larger than {MAX_BYTES // 1024**2} MiB.")
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except UnicodeDecodeError as error:
        raise NotJson(f"Byte {error.start} is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"Line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except RecursionError:
        raise NotJson("It is nested too deeply.") from None


def _object(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(items)
    if len(found) < len(items):
        keys = [key for key, _ in items]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise NotJson(f"The key {shown(twice)} stands twice in one object.")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not a JSON number.")


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotJson(f"The number {shown(digits)} is too big.")
    return number


def _int(digits: str) -> int:
    if len(digits) > 20:
        raise NotJson(f"The number {shown(digits)} is too big.")
    return int(digits)


def shown(value: Any) -> str:
    """A stranger's value in a message: one line, short, always writable."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    text = json.dumps(value, ensure_ascii=not (isinstance(value, str) and is_unicode(value)))
    return text if len(text) <= 60 else f"{text[:57]}…"


def is_unicode(text: str) -> bool:
    """JSON can spell half a character, which no file and no database takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
