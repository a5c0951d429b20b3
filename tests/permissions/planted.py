"""Private words in the remaining fields of rows that no stranger may see."""

from events.models import (
    ActionItem,
    AgendaItem,
    Decision,
    EventPage,
    Minutes,
    Occurrence,
    Rsvp,
    Series,
    Slot,
    Visitor,
)
from initiatives.onboarding.models import Edition, Path, PathPage, Step
from mentorship.models import (
    Application,
    Cohort,
    Goal,
    Match,
    Program,
    ProgramIndexPage,
    ProgramPage,
    Run,
)
from portal.people.models import User
from tests.factories.notices import NoticeFactory

LINK = "https://example.org/canary"


def plant() -> None:
    of_meetings()
    of_paths()
    of_mentorship()
    guest = User.objects.get(username="canary-guest")
    NoticeFactory(person=guest, key="canary", url="/canary/", mail="stopped")
    to_a_guest = {"person": None, "address": "canary@example.org", "invitation": "CANARY"}
    NoticeFactory(**to_a_guest, mail="failed")


def of_meetings() -> None:
    hidden = Series.objects.filter(is_published=False)
    hidden.update(
        region="CANARY region",
        place="CANARY place",
        place_url=LINK,
        notes_url=LINK,
        recordings_url=LINK,
        access_note="CANARY note",
        source="CANARY source",
        source_url=LINK,
    )
    Slot.objects.filter(series__slug="hidden-meeting").update(uid="canary@portal.example.org")
    Occurrence.objects.filter(series__in=hidden).update(
        override_title="CANARY title", override_location="CANARY place", recording_url=LINK
    )
    EventPage.objects.filter(live=False).update(summary="CANARY summary")
    AgendaItem.objects.filter(occurrence__series__in=hidden).update(drop_reason="CANARY reason")
    opened = Occurrence.objects.filter(series__slug="open-meeting").first()
    guest = {"guest_name": "CANARY of no account", "guest_email": "canary@example.org"}
    organisation = {"organisation": "CANARY organisation"}
    Rsvp.objects.create(occurrence=opened, **guest, **organisation, answer="no", place="none")
    Visitor.objects.create(occurrence=opened, name="CANARY visitor", **organisation)
    draft = Minutes.objects.create(occurrence=opened, text="CANARY minutes")
    Decision.objects.create(minutes=draft, text="CANARY decision")
    ActionItem.objects.create(minutes=draft, text="CANARY action", name="CANARY somebody")


def of_paths() -> None:
    hidden = Path.objects.filter(slug="hidden-path")
    hidden.update(summary="CANARY summary", outcomes="CANARY outcome")
    Edition.objects.filter(path__in=hidden).update(digest="canary")
    Step.objects.filter(edition__path__in=hidden).update(
        why="CANARY why", text="CANARY text", link=LINK, meeting="canary", needs=["canary"]
    )
    PathPage.objects.filter(live=False).update(summary="CANARY summary", outcomes="CANARY outcome")


def of_mentorship() -> None:
    hidden = Program.objects.get(slug="hidden-program")
    hidden.summary = "CANARY summary"
    hidden.save()
    Cohort.objects.filter(program=hidden).update(name="CANARY cohort")
    Goal.objects.create(program=hidden, slug="canary", name="CANARY goal")
    text = ProgramPage(summary="CANARY summary", live=False)
    text.tell_about(hidden)
    ProgramIndexPage.objects.get().add_child(instance=text)
    Application.objects.update(imported={"notes": "CANARY notes"})
    for model, column in ((Run, "result"), (Match, "explanation")):
        for row in model.objects.all():
            setattr(row, column, getattr(row, column) | {"canary": "CANARY"})
            row.save()
