"""The calendars that go along with a letter, for its one reader."""

from icalendar import Calendar


def addressed_to(invitation: str, address: str) -> list[tuple[str, str]]:
    """Each calendar with exactly one ATTENDEE, who has answered already, and with its METHOD."""
    answered = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    addressed = []
    for calendar in Calendar.from_ical(invitation, multiple=True):
        for event in calendar.walk("VEVENT"):
            event.add("ATTENDEE", f"mailto:{address}", parameters=answered)
        addressed.append((calendar.to_ical().decode(), str(calendar["METHOD"])))
    return addressed
