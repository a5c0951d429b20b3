"""The calendar that goes along with a letter, for its one reader."""

from icalendar import Calendar


def addressed_to(invitation: str, address: str) -> tuple[str, str]:
    """With exactly one ATTENDEE, who has answered already, and its METHOD."""
    calendar = Calendar.from_ical(invitation)
    answered = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    for event in calendar.walk("VEVENT"):
        event.add("ATTENDEE", f"mailto:{address}", parameters=answered)
    return calendar.to_ical().decode(), str(calendar["METHOD"])
