from django.core.management.base import BaseCommand

from portal.ops.health import readiness_problem
from portal.ops.production import unsafe_server


class Command(BaseCommand):
    help = "Name every unsafe or missing setting with its fix. Exit 1 if unsafe for production."
    requires_system_checks = []

    def handle(self, *args, **options):
        found = [str(unsafe) for unsafe in unsafe_server()]
        problem = readiness_problem()
        if problem == "database":
            found.append(
                "DATABASE_URL: the database does not answer. Check the address and its server."
            )
        elif problem == "schema":
            found.append("schema: migrations are waiting. Run `python manage.py migrate`.")
        for line in found:
            self.stdout.write(line)
        if found:
            raise SystemExit(1)
        self.stdout.write("Safe for production.")
