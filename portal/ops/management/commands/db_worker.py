from django_tasks_db.management.commands import db_worker

from portal.ops.production import refuse_to_start, unsafe_settings


class Command(db_worker.Command):
    """Stands before the package's own command of this name, and does the same, safely."""

    def handle(self, *args, **options):
        refuse_to_start(unsafe_settings())
        super().handle(*args, **options)
