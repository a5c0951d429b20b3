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
from initiatives.contributions.actions.contribution import forget_unconnected
from initiatives.contributions.actions.counting import count_again
from initiatives.contributions.actions.poll import ask_due_repositories
from initiatives.contributions.queries.rules import note_whether_any_is_dead
from initiatives.ladder.actions.window import tend_promotions
from initiatives.onboarding.actions.edition import end_grace
from initiatives.onboarding.actions.look_call import call_lookers
from initiatives.onboarding.actions.nudge import remind_walkers
from initiatives.onboarding.actions.shown_page import look_at_shown_pages
from initiatives.onboarding.actions.shown_picture import forget_lost_pictures
from mentorship.actions.forget import forget_reasons
from mentorship.actions.match import lapse_matches, remind_of_answers
from mentorship.actions.next_best import find_next_best
from mentorship.actions.sensitive import forget_undecided
from mentorship.alumni.actions.graduation import send_due_letters
from mentorship.alumni.actions.later import ask_graduates
from mentorship.alumni.actions.mentor_again import tell_of_calls
from mentorship.cohort_life.actions.evaluation import ask_for_evaluations
from mentorship.cohort_life.actions.ladder import climb_ladders
from mentorship.cohort_life.actions.praise import suggest_praise
from mentorship.equity.actions.count import count_terms
from mentorship.equity.actions.report import publish_due
from mentorship.proposals.actions.mentor import forget_silent_addresses
from mentorship.review.actions.assignment import assign_what_is_new
from mentorship.review.actions.forget import forget_texts
from mentorship.review.actions.reminder import remind_readers
from mentorship.selection.actions.ask import ask_for_lists
from mentorship.selection.actions.forget import forget_words
from portal.credentials.actions.signing_key import keep_key
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.actions.notice import forget_old_notices
from portal.record.actions.head import sign_yesterday


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
        forgotten += forget_silent_addresses(now=clock.now())
        self.stdout.write(
            f"Seats: {passed_on} offers and requests of guests ran out, {reminded} people "
            f"reminded, {forgotten} guests forgotten."
        )
        lapsed = lapse_matches(now=clock.now())
        told = remind_of_answers(now=clock.now())
        found, published = find_next_best(now=clock.now())
        self.stdout.write(
            f"Matches: {lapsed} not answered in time, {told} people reminded, {found} runs made "
            f"for places that came free, {published} of them published."
        )
        asked = ask_for_lists(now=clock.now())
        self.stdout.write(f"Selection: {asked} mentors asked whom they can help best.")
        unasked = forget_undecided(now=clock.now())
        forgotten = forget_words(now=clock.now()) + forget_texts(now=clock.now())
        forgotten += forget_reasons(now=clock.now())
        self.stdout.write(
            f"Applications: sensitive answers of {unasked} never decided removed, and {forgotten} "
            f"texts about people of terms that are over."
        )
        read = assign_what_is_new(now=clock.now())
        reminded = remind_readers(now=clock.now())
        self.stdout.write(f"Review: {read} readings given out, {reminded} readers reminded.")
        told = send_clash_digests(now=clock.now())
        self.stdout.write(f"Clashes: {told} people told of new ones.")
        terms = follow_terms(on=clock.now().date())
        self.stdout.write(f"Rights: {terms} groups looked at whose terms began or ended.")
        asked = ask_due_repositories(now=clock.now())
        forgotten, counted = forget_unconnected(), count_again()
        note_whether_any_is_dead(now=clock.now())
        self.stdout.write(
            f"Work on GitHub: {asked} repositories to be asked about, {counted} steps completed, "
            f"{forgotten} facts of accounts that are connected no longer removed."
        )
        moved = end_grace(now=clock.now())
        reminded = remind_walkers(now=clock.now())
        called = call_lookers(now=clock.now())
        lost = forget_lost_pictures(now=clock.now())
        self.stdout.write(
            f"Paths: {moved} people moved to a newer edition, {reminded} reminded of a step, "
            f"{called} called to what waits for a look, {lost} files removed that no row named."
        )
        ready = tend_promotions(now=clock.now())
        self.stdout.write(f"Ladders: {ready} promotions ready to be decided.")
        silence = climb_ladders(now=clock.now())
        asked = ask_for_evaluations(now=clock.now())
        praise = suggest_praise(now=clock.now())
        self.stdout.write(
            f"Pairs: {silence} letters about silence, {asked} people asked how it goes, {praise} "
            f"mentors told whom to praise."
        )
        counted, made = count_terms(now=clock.now())
        published = publish_due(now=clock.now())
        self.stdout.write(
            f"Fairness: {counted} applications counted, {made} reports made, {published} published."
        )
        keep_key(now=clock.now())
        if head := sign_yesterday(now=clock.now()):
            self.stdout.write(f"Record: signed up to entry {head.number}.")
        told = send_due_letters(now=clock.now())
        asked = ask_graduates(now=clock.now())
        called = tell_of_calls(now=clock.now())
        self.stdout.write(
            f"Alumni: {told} mentees told what was decided, {asked} graduates asked how it went "
            f"on, {called} told of a call for mentors."
        )
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
        pages = look_at_shown_pages(now=clock.now())
        self.stdout.write(
            f"Pages: {asked} leads asked whether all is still right. Links: {links.asked} asked, "
            f"{links.dead} died, {links.healed} answer again. Shown for steps: "
            f"{pages.asked} asked, {pages.gone} gone, {pages.back} there again."
        )
        call_command("clearsessions")
        call_command("prune_db_task_results", verbosity=0)
        self.stdout.write("Sessions and finished jobs: old ones removed.")
