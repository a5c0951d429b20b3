"""What the design system page shows: each example is a template whose source is shown beside it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.ui.score import ScorePart

EXAMPLES = (
    ("buttons", _("Buttons")),
    ("next_mark", _("The next mark")),
    ("marks", _("Tags, stages, hues")),
    ("banners", _("Banners")),
    ("empty_state", _("Empty state")),
    ("breadcrumbs", _("Breadcrumbs and section menu")),
    ("cards", _("Cards")),
    ("moments", _("Moments")),
    ("timetable", _("Timetable")),
    ("zone_note", _("Zone note")),
    ("month", _("Month")),
    ("week", _("Week to paint")),
    ("rows", _("Rows")),
    ("facets", _("Facets, chips, count")),
    ("pagination", _("Pagination")),
    ("search_box", _("Search box")),
    ("form", _("Form")),
    ("facts", _("Facts and sources")),
    ("people", _("People and channels")),
    ("outline", _("Outline")),
    ("hierarchy_map", _("Hierarchy map")),
    ("year_bands", _("Over the years")),
    ("week_heat", _("How hard each half-hour is")),
    ("year_weeks", _("A year of weeks")),
    ("trail", _("Trail and progress")),
    ("score", _("Score")),
    ("table", _("Table")),
    ("disclosure", _("Details and dialog")),
    ("prose", _("Prose")),
)
LONG_NAME = "Open Source Cyber Incident Response Policy Special Interest Group"


@dataclass(frozen=True)
class Example:
    slug: str
    title: str
    source: str
    shown: SafeString


class SampleForm(forms.Form):
    """One field of each kind; bound to nothing, it comes back with errors."""

    name = forms.CharField(label=_("Your name"), help_text=_("As you want others to read it."))
    email = forms.EmailField(label=_("E-mail address"))
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=[("Europe/Berlin", "Europe/Berlin"), ("UTC", "UTC")]
    )
    hours = forms.ChoiceField(
        label=_("Hours a week"),
        choices=[("1", _("One")), ("3", _("Three")), ("8", _("A day"))],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=_("What brings you here?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    agree = forms.BooleanField(label=_("I have read the code of conduct"))


def component_examples(request, context: dict[str, object]) -> list[Example]:
    examples = []
    for slug, title in EXAMPLES:
        template = get_template(f"styleguide/examples/{slug}.html")
        source = template.template.source.removeprefix("{% load ui %}\n")
        examples.append(Example(slug, title, source.strip(), template.render(context, request)))
    return examples


def sample(request) -> dict[str, object]:
    """The same on every day, so that a picture of the page can be compared with yesterday's."""
    at = datetime(2026, 3, 5, 16, tzinfo=UTC)
    return {
        "at": at,
        "until": at + timedelta(hours=1),
        "free": frozenset({*range(18, 24), *range(162, 166)}),
        "late": datetime(2026, 3, 6, 4, 30, tzinfo=UTC),
        "changed": datetime(2026, 3, 10, 15, tzinfo=UTC),
        "seen": date(2026, 5, 7),
        "today": date(2026, 3, 5),
        "tomorrow": date(2026, 3, 6),
        "long_name": LONG_NAME,
        "trail": [(_("Home"), "/"), (_("Groups"), "/initiatives/")],
        "sections": [
            (_("By day"), "#breadcrumbs", True),
            (_("By month"), "#month", False),
            (_("Subscribe"), "#rows", False),
        ],
        "stages": ["unknown", "sandbox", "incubating", "graduated", "archived"],
        "hues": range(1, 13),
        "kinds": [
            {"value": "wg", "label": _("Working group"), "count": 9, "chosen": True},
            {"value": "sig", "label": _("Special interest group"), "count": 12, "chosen": False},
            {"value": "board", "label": _("Board"), "count": 0, "chosen": False},
        ],
        "orders": [
            {"value": "name", "label": _("By name"), "count": None, "chosen": True},
            {"value": "next", "label": _("By next meeting"), "count": None, "chosen": False},
        ],
        "applied": [(_("Working group"), "?"), (_("Stage: incubating"), "?kind=wg")],
        "page_of_many": Paginator(range(500), 25).page(7),
        "form": SampleForm(),
        "wrong_form": SampleForm(
            {"wrong-email": "not an address", "wrong-zone": "UTC"}, prefix="wrong"
        ),
        "nodes": _nodes(),
        "score": 71.5,
        "score_parts": [
            ScorePart(_("Skills"), 32.0, 40),
            ScorePart(_("Time"), 14.5, 20),
            ScorePart(_("Languages"), 25.0, 40),
        ],
        "marks": [
            ("done", False),
            ("done", False),
            ("here", False),
            ("optional", True),
            ("ahead", False),
        ],
        "month": date(2026, 3, 1),
        "weeks": _weeks(date(2026, 2, 23)),
        "heat": [
            (_("Monday"), [(0, 14, 3), (14, 4, 2), (18, 2, 1), (20, 12, 0), (32, 16, 2)]),
            (_("Tuesday"), [(0, 20, 3), (20, 12, 1), (32, 16, 3)]),
        ],
        "heat_marks": [20],
        "year_meetings": [
            SimpleNamespace(
                title=_("Weekly call"),
                weeks=[SimpleNamespace(on=n % 9 != 4, off=n % 9 == 4) for n in range(52)],
            ),
            SimpleNamespace(
                title=_("Office hours"),
                weeks=[SimpleNamespace(on=2 * (n % 4 == 1), off=0) for n in range(52)],
            ),
        ],
        "clock_weeks": [3, 34],
        "first_year": date(2020, 1, 1),
        "last_year": date(2026, 3, 5),
        "strips": [
            (
                _("Stage"),
                [
                    ("", date(2020, 1, 1), date(2021, 6, 1)),
                    (_("Sandbox"), date(2021, 6, 1), date(2024, 2, 1)),
                    (_("Incubating"), date(2024, 2, 1), date(2026, 3, 5)),
                ],
            ),
            (_("Reports to"), [(LONG_NAME, date(2020, 1, 1), date(2026, 3, 5))]),
        ],
    }


def _nodes() -> list[dict[str, object]]:
    return [
        {
            "name": "Technical Advisory Council",
            "kind": _("Council"),
            "url": "#outline",
            "hue": 8,
            "activity": 4,
            "children": [
                {
                    "name": "Supply Chain Integrity",
                    "kind": _("Working group"),
                    "url": "#outline",
                    "hue": 2,
                    "stage": "graduated",
                    "activity": 5,
                    "children": [
                        {
                            "name": "Build provenance",
                            "kind": _("Project"),
                            "url": "#outline",
                            "hue": 2,
                            "stage": "incubating",
                            "activity": 2,
                            "is_here": True,
                        },
                        {
                            "name": "Signed baskets",
                            "kind": _("Project"),
                            "url": "#outline",
                            "hue": 3,
                            "stage": "archived",
                        },
                    ],
                },
                {
                    "name": "Global Cyber Policy",
                    "kind": _("Working group"),
                    "url": "#outline",
                    "hue": 5,
                    "stage": "incubating",
                    "activity": 2,
                    "children": [
                        {
                            "name": LONG_NAME,
                            "kind": _("Special interest group"),
                            "url": "#outline",
                            "hue": 5,
                            "stage": "unknown",
                            "activity": 1,
                        }
                    ],
                },
            ],
        },
        {
            "name": "Governing Board",
            "kind": _("Board"),
            "url": "#outline",
            "hue": 10,
            "activity": 1,
        },
    ]


def _weeks(monday: date) -> list[list[dict[str, object]]]:
    days = [monday + timedelta(days=n) for n in range(35)]
    return [
        [
            {
                "day": day,
                "in_month": day.month == 3,
                "is_today": day == date(2026, 3, 5),
                "bars": _bars(day),
                "items": _items(day),
            }
            for day in days[start : start + 7]
        ]
        for start in range(0, 35, 7)
    ]


def _bars(day: date) -> list[SimpleNamespace]:
    nth = (day - date(2026, 3, 13)).days + 1
    if nth not in range(1, 6):
        return []
    return [
        SimpleNamespace(
            title=_("Summit of maintainers"),
            url="#month",
            hue=4,
            status="",
            lane=1,
            nth=nth,
            total=5,
            is_named=nth == 1 or day.weekday() == 0,
            is_first=nth == 1,
            is_last=nth == 5,
        )
    ]


def _items(day: date) -> list[tuple[str, str, str, int, str]]:
    if day.weekday() == 1:
        return [("17:00", "Supply Chain Integrity", "#month", 2, "")]
    if day == date(2026, 3, 5):
        return [
            ("16:00", "Open call", "#month", 8, ""),
            ("16:30", LONG_NAME, "#month", 5, "cancelled"),
        ]
    return []
