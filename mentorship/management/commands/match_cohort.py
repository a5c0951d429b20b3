import json

from django.core.management.base import BaseCommand, CommandError

from mentorship.actions.run import NobodyToMatch, start_run
from mentorship.core.assignment import OutOfRange
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.matching import solve
from mentorship.core.result import result_tree
from mentorship.models import Cohort
from mentorship.queries.matching import matching_instance
from portal.kit import clock


class Command(BaseCommand):
    help = "Match a cohort's accepted people. Makes a run for the desk and publishes nothing."

    def add_arguments(self, parser):
        parser.add_argument("key", help="key of the cohort")
        parser.add_argument("--dry-run", action="store_true", help="keep no run")
        parser.add_argument("--report", choices=["json"], help="print the summary as one object")

    def handle(self, *args, key: str, dry_run: bool, report: str | None, **options):
        cohort = Cohort.objects.select_related("program").filter(key=key).first()
        if cohort is None:
            raise CommandError(f"There is no cohort “{key}”.")
        summary = self.summary(cohort, dry_run=dry_run)
        if report:
            self.stdout.write(json.dumps(summary))
            return
        kept = "nothing is kept" if dry_run else "the run is kept, nothing is published"
        self.stdout.write(
            f"{summary['matched']} pairs, a proven optimum of {summary['feasible_pairs']} "
            f"possible ones, in {summary['seconds']} s: {kept}."
        )

    def summary(self, cohort: Cohort, *, dry_run: bool) -> dict[str, object]:
        try:
            if dry_run:
                return dry(cohort)
            return start_run(cohort=cohort, by=None, now=clock.now()).result["summary"]
        except NobodyToMatch:
            raise CommandError(
                "Nobody to match: the cohort has no accepted mentee or no accepted mentor."
            ) from None
        except (OutOfRange, QuotaOutOfReach) as refusal:
            raise CommandError(str(refusal)) from None


def dry(cohort: Cohort) -> dict[str, object]:
    instance = matching_instance(cohort)
    if not (instance.mentees and instance.mentors):
        raise NobodyToMatch
    return result_tree(solve(instance))["summary"]
