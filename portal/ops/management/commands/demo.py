import logging

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.home.actions.lay_foundation import point_site_at
from portal.kit import clock
from portal.ops import demo_serve
from portal.ops.demo_fill import fill_demo, is_untouched
from portal.ops.demo_mentorship import PHASES, NotTheDemo, move_demo
from portal.ops.demo_sign_in import issue_link
from portal.ops.models import DemoMarker
from portal.people.models import User


class Command(BaseCommand):
    help = "A demo on this machine: migrate, fill an untouched database, and with --serve show it."

    def add_arguments(self, parser):
        parser.add_argument("--serve", action="store_true", help="start worker and web server")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--phase", choices=PHASES, help="move the demo cohort there")

    def handle(self, *args, serve: bool, port: int, phase: str | None, **options):
        logging.disable(logging.INFO)  # a line for every page would hide the few that matter
        try:
            self.prepare()
            if phase:
                self.move(phase)
        finally:
            logging.disable(logging.NOTSET)
        self.base_url = f"http://{demo_serve.HOST}:{port}"
        if not serve:
            self.tell()
            return
        point_site_at(base_url=self.base_url)
        try:
            demo_serve.serve(port=port, on_ready=self.tell)
        except demo_serve.PortTaken:
            raise CommandError(
                f"Port {port} is taken. Choose another: make run PORT={port + 1}"
            ) from None
        except demo_serve.ProcessEnded:
            raise CommandError("The server stopped by itself; its last lines are above.") from None

    def prepare(self):
        call_command("migrate", interactive=False, verbosity=0)
        if not DemoMarker.objects.exists() and is_untouched():
            self.stdout.write("Filling the demo. This takes a minute the first time.")
            self.stdout.flush()
            fill_demo()

    def move(self, phase: str):
        if not DemoMarker.objects.exists():
            raise CommandError("This database has content of its own: there is no demo to move.")
        try:
            cohort = move_demo(phase=phase, now=clock.now())
        except NotTheDemo:
            raise CommandError("The demo's cohort is gone, so nothing was moved.") from None
        self.stdout.write(f"{cohort} is moved to: {phase}.")

    def tell(self):
        """The address, and a line for each role that can sign in by its link."""
        self.stdout.write(f"\nThe portal: {self.base_url}/")
        if not DemoMarker.objects.exists():
            self.stdout.write("The database has content of its own: no demo, no sign-in links.")
        elif not settings.DEBUG:
            self.stdout.write("No sign-in links without DEBUG=1.")
        else:
            self.stdout.write("Mail appears here, such as the link of who creates an account.")
            self.stdout.write("Sign in, each link once:")
            for user in User.objects.filter(username__startswith="demo-").order_by("username"):
                link = issue_link(user=user, base_url=self.base_url)
                self.stdout.write(f"  {user.get_full_name()}: {link}")
        self.stdout.flush()
