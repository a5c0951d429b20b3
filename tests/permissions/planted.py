"""Private words in the remaining fields of rows that no stranger may see."""

from datetime import UTC, datetime
from uuid import UUID

from django.core.files.base import ContentFile

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
from initiatives.contributions.models import Contribution, Poll, Repository
from initiatives.ladder.actions.edition import publish_ladder
from initiatives.ladder.models import (
    Edition as LadderEdition,
)
from initiatives.ladder.models import (
    Holding,
    Objection,
    Promotion,
    Sponsorship,
    Work,
)
from initiatives.models import Initiative
from initiatives.onboarding.models import (
    Completion,
    Edition,
    Evidence,
    Journey,
    Path,
    PathPage,
    Step,
)
from mentorship.cohort_life.models import Outcome, PraisedStep
from mentorship.equity.actions.count import make_report
from mentorship.equity.actions.group import set_groups
from mentorship.equity.actions.report import publish_report
from mentorship.equity.models import EquityGroup, FairnessReport
from mentorship.equity.models.answer import EquityAnswer
from mentorship.models import (
    Application,
    Cohort,
    Goal,
    LeftOut,
    Match,
    Prerequisite,
    Program,
    ProgramIndexPage,
    ProgramPage,
    Proof,
    Questionnaire,
    QuestionnaireEdition,
    Run,
    ScoreVersion,
    StatusChange,
)
from portal.kit import clock
from portal.people.models import User
from tests.factories.notices import NoticeFactory

SHOWN = UUID("00000000-0000-4000-8000-000000000003")
ASKED = UUID("00000000-0000-4000-8000-000000000004")
OVER = datetime(2026, 7, 6, 12, tzinfo=UTC)
LINK = "https://example.org/canary"
A_QUESTION = {
    "key": "canary",
    "kind": "short",
    "text": "CANARY question",
    "help": "CANARY help",
    "choices": [],
    "is_required": False,
    "is_sensitive": True,
    "only_if": "",
    "only_if_is": "",
}
A_RULE = {"kind": "answer", "key": "canary", "answer": "CANARY rule", "least": 0}


def plant() -> dict[str, object]:
    """Returns the keys of what was planted that stand in addresses."""
    of_meetings()
    of_paths()
    holding = of_ladders()
    of_mentorship()
    of_pairs()
    of_groups()
    guest = User.objects.get(username="canary-guest")
    NoticeFactory(person=guest, key="canary", url="/canary/", mail="stopped")
    to_a_guest = {"person": None, "address": "canary@example.org", "invitation": "CANARY"}
    NoticeFactory(**to_a_guest, mail="failed")
    return {"ladder_holding": holding.pk}


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
    Step.objects.filter(edition__path__in=hidden).update(
        replaces=["canary"],
        repository="canary/canary",
        paths="canary",
        also_needs=["canary"],
        questions="CANARY question",
    )
    Poll.objects.create(
        repository=Repository.objects.create(name="canary/canary"),
        next_at=clock.now(),
        begun_at=clock.now(),
        etag="canary",
        next_url="https://api.github.com/canary",
        called="canary/renamed",
        failure="CANARY silence",
    )
    Contribution.objects.create(
        person=User.objects.get(username="canary-guest"),
        repository_id=1,
        kind="merged",
        subject=1,
        at=clock.now(),
        author=1,
        number=1,
        files=["canary"],
    )
    walked = Journey.objects.get(path__slug="withdrawn-path")
    Completion.objects.create(journey=walked, step=walked.edition.steps.last(), key="canary")
    Journey.objects.filter(pk=walked.pk).update(kept_open=["canary"], covered=["canary"])
    shown_and_sent_back()
    PathPage.objects.filter(live=False).update(summary="CANARY summary", outcomes="CANARY outcome")


def shown_and_sent_back() -> None:
    """On the path of a group, by somebody who has left it: its lead may look, nobody else."""
    path = Path.objects.get(slug="open-path")
    left = Journey.objects.create(
        person=User.objects.get(username="canary-guest"),
        path=path,
        edition=path.editions.last(),
        left_at=OVER,
    )
    Evidence.objects.create(
        public_id=SHOWN,
        journey=left,
        step=left.edition.steps.last(),
        key="canary",
        link=LINK,
        fingerprint="canary",
        words="CANARY what was shown",
        picture=ContentFile(b"CANARY picture", name="canary.png"),
        state="changes",
        answer="CANARY what is wanted",
        decided_as=["canary"],
        decided_at=OVER,
    )


def of_ladders() -> Holding:
    """Of a group, as it stood when somebody asked for a rung of it; their lead may look, and nobody
    else. Another group keeps its ladder to itself, as it does all of itself."""
    led = Initiative.objects.get(slug="led")
    before = "rungs: [{key: canary, title: CANARY rung, sponsors: {count: 9}}]"
    now_it_says = "rungs: [{key: helper, title: Helper}]"
    for text in (before, now_it_says):
        publish_ladder(initiative=led, text=text, by=None, now=OVER)
    hidden = Initiative.objects.get(slug="hidden")
    publish_ladder(initiative=hidden, text=before, by=None, now=OVER)
    person = User.objects.get(username="canary-guest")
    asked = {
        "initiative": led,
        "person": person,
        "edition": LadderEdition.objects.get(initiative=led, number=1),
        "rung": "canary",
        "words": "CANARY what they say of themselves",
        "said": ["canary"],
    }
    opened = Promotion.objects.create(public_id=ASKED, **asked)
    Promotion.objects.create(
        **asked,
        state="not_yet",
        answer="CANARY what is missing",
        decided_as=["canary"],
        decided_at=OVER,
    )
    Work.objects.create(promotion=opened, ask=0, link=LINK, fingerprint="canary")
    other = User.objects.get(username="canary-confirmer")
    Sponsorship.objects.create(
        promotion=opened,
        person=other,
        organisation="CANARY organisation",
        stood_as=["canary"],
        words="CANARY why they vouch",
    )
    Objection.objects.create(promotion=opened, person=other, words="CANARY why they would wait")
    return Holding.objects.create(
        initiative=led, person=other, rung="canary", since=OVER.date(), became="noted"
    )


def of_pairs() -> None:
    """Decided about a pair nobody else knows, and told in it."""
    match = Match.objects.get(cohort__key="other-program-running")
    Outcome.objects.create(match=match, round="midterm", verdict="pass", reason="CANARY reason")
    path = Path.objects.get(slug="withdrawn-path")
    PraisedStep.objects.create(match=match, path=path, key="canary")


def of_groups() -> None:
    """A cohort that asks, a report for everybody, one nobody else reads, and what somebody said."""
    asks = Cohort.objects.get(key="open-program-call")
    set_groups(cohort=asks, groups=[("Early in a career", 0)], by=None)
    for slug in ("open-program", "other-program"):
        cohort = Cohort.objects.select_related("program").get(key=f"{slug}-matched")
        make_report(cohort=cohort, now=OVER)
    publish_report(
        report=FairnessReport.objects.get(cohort__program__slug="open-program"), by=None, now=OVER
    )
    hidden = FairnessReport.objects.get(cohort__program__slug="other-program")
    hidden.figures |= {"canary": "CANARY figure"}
    hidden.save()
    cohort = Cohort.objects.get(key="hidden-program-call")
    group = EquityGroup.objects.create(cohort=cohort, key="canary", name="CANARY group")
    EquityAnswer.objects.create(key="canary", cohort=cohort, group=group)


def others_draft() -> Application:
    return Application.objects.get(motivation="CANARY draft")


def of_mentorship() -> None:
    hidden = Program.objects.get(slug="hidden-program")
    hidden.summary = "CANARY summary"
    hidden.save()
    Cohort.objects.filter(program=hidden).update(name="CANARY cohort")
    Goal.objects.create(program=hidden, slug="canary", name="CANARY goal")
    text = ProgramPage(summary="CANARY summary", live=False)
    text.tell_about(hidden)
    ProgramIndexPage.objects.get().add_child(instance=text)
    asked = Questionnaire.objects.create(
        cohort=Cohort.objects.get(key="hidden-program-call"),
        role="mentee",
        questions=[A_QUESTION],
        rules=[A_RULE],
    )
    edition = QuestionnaireEdition.objects.create(
        questionnaire=asked, number=1, questions=[A_QUESTION], rules=[A_RULE]
    )
    Application.objects.update(
        imported={"notes": "CANARY notes"},
        edition=edition,
        said={"canary": "CANARY answer"},
        unmet=[A_RULE],
    )
    # Where mentors rank, nobody could be ranked who chose what nobody offers.
    Application.objects.filter(cohort__selection_way=None).update(choices=["canary"])
    asked = Prerequisite.objects.create(
        cohort=Cohort.objects.get(key="hidden-program-call"),
        role="mentee",
        title="CANARY prerequisite",
        text="CANARY text",
    )
    Proof.objects.create(
        application=others_draft(),
        prerequisite=asked,
        text="CANARY proof",
        link=LINK,
        word="CANARY",
    )
    others = Application.objects.get(decision_reason="CANARY reason")
    StatusChange.objects.create(
        application=others, became="declined", mover="program", reason="CANARY reason"
    )
    ScoreVersion.objects.create(program=hidden, number=1, why="CANARY why it counts so")
    Match.objects.update(ending_reason="CANARY why it ended")
    lonely = Application.objects.get(person__username="canary-lonely")
    LeftOut.objects.create(application=lonely, reason="CANARY why they are left out")
    for model, column in ((Run, "result"), (Match, "explanation")):
        for row in model.objects.all():
            setattr(row, column, getattr(row, column) | {"canary": "CANARY"})
            row.save()
