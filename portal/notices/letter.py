"""What a notice says: a folder of templates, the facts of the notice, the person's own zone.

`templates/mail/<slice>/<verb>/` has `subject.txt` (one line, also the line of the list in the app),
`body.txt` and `body.html` (a few paragraphs each; greeting, link and footer come from the layout).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, engines
from django.utils.safestring import SafeString

from portal.core import zones
from portal.notices.models import Notice
from portal.notices.stop_link import stop_url
from portal.people.models import User

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def letter_of(notice: Notice) -> Letter:
    """Raises what the templates raise: a missing file or an unknown tag."""
    zone = zone_of(notice)
    facts = facts_of(notice, zone)
    around = {
        **facts,
        "is_guest": notice.person is None,
        "foundation_name": settings.FOUNDATION_NAME,
        "settings_url": f"{settings.PORTAL_BASE_URL}/me/notices/settings/",
        "stop_url": stop_url(notice),
        "kind": notice.get_kind_display(),
        "subject": subject_of(notice, zone),
    }
    text = as_text(f"mail/{notice.template}/body.txt", facts).strip()
    html = as_html(f"mail/{notice.template}/body.html", facts)
    return Letter(
        subject=around["subject"],
        text=as_text("mail/layout.txt", {**around, "body": text}),
        html=as_html("mail/layout.html", {**around, "body": html}),
    )


def subject_of(notice: Notice, zone: str) -> str:
    """One line whatever the facts hold: a line break in a header begins another header."""
    said = as_text(f"mail/{notice.template}/subject.txt", facts_of(notice, zone))
    return " ".join(said.split())[:LONGEST_SUBJECT]


def facts_of(notice: Notice, zone: str) -> dict[str, object]:
    return {**notice.context, "url": settings.PORTAL_BASE_URL + notice.url, "zone": zone}


def zone_of(notice: Notice) -> str:
    """A guest's was noted when they asked to come."""
    return zone_of_person(notice.person) if notice.person else str(notice.context["zone"])


def zone_of_person(person: User) -> str:
    """UTC for who never said, or said what no list of zones knows any more."""
    try:
        return zones.canonical(person.timezone) if person.timezone else "UTC"
    except zones.UnknownZone:
        return "UTC"


def as_text(name: str, facts: Mapping[str, object]) -> str:
    return _rendered(name, facts, autoescape=False)


def as_html(name: str, facts: Mapping[str, object]) -> SafeString:
    return SafeString(_rendered(name, facts, autoescape=True))


def _rendered(name: str, facts: Mapping[str, object], *, autoescape: bool) -> str:
    engine = engines["django"].engine
    return engine.get_template(name).render(Context(dict(facts), autoescape=autoescape))
