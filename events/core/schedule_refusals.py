"""Statements that no recurrence rule can hold, each with the question it leads to."""

import re

from portal.core.text_tokens import NotClear

WHEN = "On which weekday, at what time and in which time zone do you meet?"

_REFUSALS = {
    f"The meeting time is not decided yet. {WHEN}": (
        r"tb[dac]",
        r"to be (?:determined|decided|announced|confirmed|defined|scheduled|set)",
        r"not (?:yet )?(?:scheduled|decided|known|fixed|set)",
        r"undecided",
        r"coming soon",
    ),
    "The meeting has no fixed rhythm. Could you name the next dates, with time and time zone?": (
        r"ad[ -]?hoc",
        r"on[ -]demand",
        r"(?:on|by|upon) (?:request|appointment|invitation|consensus)",
        r"(?:as|if|when|whenever) (?:and when )?(?:needed|required|necessary|there|requested)",
        r"irregular(?:ly)?",
        r"sporadic(?:ally)?",
        r"occasional(?:ly)?",
        r"sometimes|usually|typically|generally|flexible|often|frequently|rarely",
        r"intermittent(?:ly)?|from time to time",
        r"var(?:y|ies|ying|iable)",
        r"different (?:days?|times?|dates?|weeks?)",
        r"no (?:fixed|regular|set|standing)",
    ),
    "The time seems to change with the season. Which city's clock does it follow?": (
        r"(?:during|in|outside|when) (?:\w+ )?(?:dst|daylight sav\w+|summer|winter)(?! time)",
    ),
    "You meet inside another meeting. Which one is it, and on which of its dates?": (
        r"during",
        r"as part of",
        r"inside (?:of|the|another)",
        r"(?:folded|merged) into",
        r"co-?located with",
        r"same (?:time|slot|meeting|call) as",
        r"in the same (?:meeting|call|slot)",
    ),
    "The text says the meeting changed or stopped. When do you meet now, if you do?": (
        r"paused?",
        r"(?:on )?hiatus",
        r"on hold",
        r"suspended|cancell?ed|discontinued|retired|inactive|stopped|ended|postponed",
        r"no longer",
        r"formerly|previously|used to",
        r"~~",
    ),
    "Some dates seem to be left out. Which ones, and when do you meet otherwise?": (
        r"except|exclud\w+|unless|skip\w*",
        r"but not|not on|not held",
        r"other than|apart from",
        r"no meetings?",
        r"holidays?",
    ),
    "The time sounds provisional. Which weekday, time and time zone hold?": (
        r"tentative(?:ly)?|proposed|maybe|perhaps|possibly|probably|likely",
        r"temporar(?:y|ily)",
        r"for now",
        r"alternatively|either",
    ),
}
_PATTERNS = {
    question: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
    for question, words in _REFUSALS.items()
}


def refuse_open_ended(text: str) -> None:
    for question, pattern in _PATTERNS.items():
        if pattern.search(text):
            raise NotClear(question)
