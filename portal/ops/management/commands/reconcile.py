from django.core.management.base import BaseCommand

from initiatives.actions.project_rights import project_rights, remove_stray_groups
from initiatives.models import Initiative


class Command(BaseCommand):
    help = "Repair what is projected from rows: editing rights of the people who lead a group."

    def handle(self, *args, **options):
        led = [
            initiative
            for initiative in Initiative.objects.all()
            if project_rights(initiative=initiative)
        ]
        stray = remove_stray_groups()
        self.stdout.write(f"{len(led)} groups with rights of their own, {stray} strays removed.")
