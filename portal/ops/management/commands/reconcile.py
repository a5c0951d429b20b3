from django.core.management.base import BaseCommand

from events.actions.rsvp import recount_seats
from initiatives.actions.project_rights import project_rights, remove_stray_groups
from initiatives.models import Initiative


class Command(BaseCommand):
    help = "Repair what is projected from rows: editing rights of leads, counts of seats."

    def handle(self, *args, **options):
        led = [
            initiative
            for initiative in Initiative.objects.all()
            if project_rights(initiative=initiative)
        ]
        stray = remove_stray_groups()
        self.stdout.write(f"{len(led)} groups with rights of their own, {stray} strays removed.")
        self.stdout.write(f"{recount_seats()} dates whose seats were counted wrong.")
