"""What a foundation filed about its groups, taken in from a list."""

from collections.abc import Iterable

from django.db import transaction

from initiatives.core.catalog_report import AskedQuestion
from initiatives.core.catalog_report import Report as Done
from initiatives.core.report_csv import Names, ReportLine
from initiatives.models import Alias, ChangeKind, Initiative, Report
from portal.kit import audit
from portal.people.models import User

from .change import record_change


@transaction.atomic
def import_reports(*, lines: Iterable[ReportLine], by: User | None) -> Done:
    """A name that no group or more than one has is asked about, never guessed. Safe to repeat.

    What a group had already is brought up to date and is no news to who follows it; what the list
    leaves open stays as it is.
    """
    groups = Initiative.objects.in_bulk()
    names = Names(known_names(groups.values()))
    known = {(one.initiative_id, one.quarter): one for one in Report.objects.all()}
    done = Done()
    for line in lines:
        found = names.find(line.group) or names.find(line.filed_as)
        if len(found) != 1:
            done += Done(questions=(question_about(line, [groups[pk] for pk in found]),))
            continue
        [group] = found
        done += take_in(line, groups[group], known, by)
    return done


def known_names(groups: Iterable[Initiative]) -> list[tuple[str, int]]:
    names = [(name, group.pk) for group in groups for name in (group.name, group.slug)]
    for alias in Alias.objects.all():
        names += [(name, alias.initiative_id) for name in (alias.name, alias.slug) if name]
    return names


def take_in(
    line: ReportLine, group: Initiative, known: dict[tuple[int, str], Report], by: User | None
) -> Done:
    said = {"filed_on": line.filed_on, "title": line.title, "url": line.url}
    said = {name: value for name, value in said.items() if value}
    report = known.get((group.pk, line.quarter))
    if report is None:
        report = Report.objects.create(initiative=group, quarter=line.quarter, **said)
        known[group.pk, line.quarter] = report
        record_change(initiative=group, kind=ChangeKind.REPORT, after=line.quarter)
        audit.record(by=by, verb="report.imported", on=report)
        return Done(created=1)
    if all(getattr(report, name) == value for name, value in said.items()):
        return Done(unchanged=1)
    for name, value in said.items():
        setattr(report, name, value)
    report.save(update_fields=list(said))
    audit.record(by=by, verb="report.imported", on=report)
    return Done(updated=1)


def question_about(line: ReportLine, found: list[Initiative]) -> AskedQuestion:
    if found:
        names = ", ".join(sorted(group.name for group in found))
        ask = f"More than one group is called so: {names}. Which of them filed this report?"
    else:
        ask = "No group is called so. Add it as another name of the group that filed this report."
    name = f"{line.group} ({line.filed_as})" if line.filed_as else line.group
    return AskedQuestion(where=f"line {line.line}", text=f"{line.quarter}: {name}", ask=ask)
