"""Openings and tasks of the demo. All are invented, and their titles say so."""

from datetime import datetime, timedelta
from pathlib import Path

import yaml

from initiatives.actions.opening import OpeningFacts, SkillWanted, state_opening
from initiatives.models import Initiative, Task
from portal.people.models import Skill, User

WORK = Path(__file__).parent / "demo" / "openings.yaml"
# No real tracker: nobody is sent to an issue that says something else.
TRACKER = "https://example.org/demo"


def fill_work(*, by: User, now: datetime) -> None:
    content = yaml.safe_load(WORK.read_text(encoding="utf-8"))
    skills = {skill.name: skill for skill in Skill.objects.all()}
    for entry in content["openings"]:
        write_opening(entry, skills, by=by, now=now)
    for entry in content["tasks"]:
        write_task(entry, skills, now=now)


def write_opening(entry: dict, skills: dict[str, Skill], *, by: User, now: datetime) -> None:
    least, most = entry.get("hours", (None, None))
    facts = OpeningFacts(
        title=entry["title"],
        role=entry["role"],
        summary=entry.get("summary", ""),
        hours_min=least,
        hours_max=most,
        languages=entry.get("languages", ()),
        contact=entry.get("contact", ""),
        ai_policy=entry.get("policy", ""),
        is_for_newcomers=entry.get("newcomers", False),
        fresh_until=now.date() + timedelta(days=entry["days"]),
        skills=[
            SkillWanted(skill=skills[one["skill"]], need=one["need"], level=one["level"])
            for one in entry.get("skills", ())
        ],
    )
    state_opening(initiative=Initiative.objects.get(slug=entry["group"]), facts=facts, by=by)


def write_task(entry: dict, skills: dict[str, Skill], *, now: datetime) -> None:
    group, number = entry["group"], entry["number"]
    touched = now - timedelta(days=entry["days_ago"])
    task = Task.objects.create(
        initiative=Initiative.objects.get(slug=group),
        repository=f"demo/{group}",
        number=number,
        title=entry["title"],
        url=f"{TRACKER}/{group}/issues/{number}",
        role=entry["role"],
        size=entry["size"],
        is_for_newcomers=entry.get("newcomers", False),
        is_assigned=entry.get("assigned", False),
        opened_at=touched,
        changed_at=touched,
        seen_at=now,
    )
    task.skills.set([skills[name] for name in entry.get("skills", ())])
