import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.actions.task import follow_issues
from initiatives.core.github_issues import NotIssues, is_repository, read_text
from initiatives.models import Initiative
from portal.kit import clock

MAX_BYTES = 32 << 20


class Command(BaseCommand):
    help = "Take tasks from a file of GitHub issues, as its API or `gh api` writes them."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--initiative", required=True, metavar="SLUG")
        parser.add_argument("--repository", default="", metavar="OWNER/NAME")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *args, file, initiative, repository, dry_run, report, **options):
        group = Initiative.objects.filter(slug=initiative).first()
        if group is None:
            raise CommandError(f"There is no group “{initiative}”.")
        if repository and not is_repository(repository):
            raise CommandError("A repository is written as owner/name.")
        try:
            reading = read_text(content_of(file), repository=repository)
        except NotIssues as error:
            raise CommandError(f"{file.name}: {error}") from error
        if not reading.issues and reading.problems:
            raise CommandError(f"{file.name}: {told(reading.problems)}")
        with transaction.atomic():
            done = follow_issues(initiative=group, issues=reading.issues, now=clock.now(), by=None)
            transaction.set_rollback(dry_run)
        facts = {
            "dry_run": dry_run,
            "initiative": group.slug,
            **asdict(done),
            "pull_requests": reading.pull_requests,
            "problems": [asdict(problem) for problem in reading.problems],
        }
        self.stdout.write(json.dumps(facts) if report == "json" else in_words(facts))


def content_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise CommandError(f"{file.name}: larger than {MAX_BYTES >> 20} MB.")
    return content


def told(problems) -> str:
    return "\n".join(f"{problem.place}: {problem.what}" for problem in problems[:20])


def in_words(facts) -> str:
    lines = [
        "Nothing is written: a dry run." if facts["dry_run"] else "",
        "{created} new, {updated} changed, {unchanged} as before, {done} done, "
        "{withdrawn} withdrawn.".format(**facts),
        "Left out: {not_offered} no label offers, {pull_requests} pull requests, "
        "{of_others} of other groups.".format(**facts),
        *(f"{problem['place']}: {problem['what']}" for problem in facts["problems"]),
    ]
    return "\n".join(line for line in lines if line)
