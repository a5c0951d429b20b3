from django.core.management import call_command
from django.core.management.base import BaseCommand

from events.actions.calendar_source import ask_due_calendars
from events.actions.clash_digest import send_clash_digests
from events.actions.guest import forget_past_guests
from events.actions.horizon import roll_horizon
from events.actions.reminder import send_reminders
from events.actions.visitor import forget_past_visitors
from events.actions.waitlist import expire_offers
from initiatives.actions.link_check import check_links
from initiatives.actions.project_rights import follow_terms
from initiatives.actions.still_right import ask_still_right
from initiatives.actions.task_claim import tend_claims
from initiatives.actions.task_source import ask_due_sources
from initiatives.actions.trusted_signal import read_again
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.actions.notice import forget_old_notices


class Command(BaseCommand):
    help = "Run all periodic work that is due. Idempotent, safe to run twice at once."

    def handle(self, *args, **options):
        dates = roll_horizon(now=clock.now())
        self.stdout.write(
            f"Meetings: {dates.created} dates made, {dates.updated} updated, "
            f"{dates.removed} removed, {dates.shifted} moved by new zone data."
        )
        asked = ask_due_calendars(now=clock.now())
        self.stdout.write(f"Calendars: {asked} kept elsewhere to be read.")
        passed_on = expire_offers(now=clock.now())
        reminded = send_reminders(now=clock.now())
        forgotten = forget_past_guests(now=clock.now())
        forgotten += forget_past_visitors(now=clock.now())
        self.stdout.write(
            f"Seats: {passed_on} offers and requests of guests ran out, {reminded} people "
            f"reminded, {forgotten} guests forgotten."
        )
        told = send_clash_digests(now=clock.now())
        self.stdout.write(f"Clashes: {told} people told of new ones.")
        terms = follow_terms(on=clock.now().date())
        self.stdout.write(f"Rights: {terms} groups looked at whose terms began or ended.")
        mail = deliver_due(now=clock.now())
        old = forget_old_notices(now=clock.now())
        self.stdout.write(
            f"Mail: {mail.sent} sent, {mail.waiting} waiting, {mail.given_up} given up. "
            f"Notices: {old} old ones removed."
        )
        answered, failed = read_again(now=clock.now())
        self.stdout.write(f"Signals: {answered} sources read again, {failed} did not answer.")
        warned, lapsed, reopened = tend_claims(now=clock.now())
        asked = ask_due_sources(now=clock.now())
        self.stdout.write(
            f"Tasks: {warned} people warned, {lapsed} leases over, {reopened} open again, "
            f"{asked} repositories to be read."
        )
        asked = ask_still_right(now=clock.now())
        links = check_links(now=clock.now())
        self.stdout.write(
            f"Pages: {asked} leads asked whether all is still right. Links: {links.asked} asked, "
            f"{links.dead} died, {links.healed} answer again."
        )
        call_command("clearsessions")
        call_command("prune_db_task_results", verbosity=0)
        self.stdout.write("Sessions and finished jobs: old ones removed.")
