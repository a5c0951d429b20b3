"""Sent inside the transaction of the change; receivers are three lines and call an action."""

from django.dispatch import Signal

# Asked, not told. cohort (its program read), reader, now: receivers return a list of
# `portal.core.agenda.Item` for the runbook as `reader`, who runs it, reads it: nothing about
# themselves that the desk would not show them. `due`: to be done by then, late
# once it is over; `at`: happens then; `why`: whom or what it waits for; `action`: the button's
# words. Bounded queries, the same number however many people take part.
gather_runbook_lines = Signal()

# Asked, not told. application (its cohort and program read), now: receivers return a list of
# `mentorship.core.foreseen.Foreseen`, the letters that its person may await, by the dates that send
# them. Bounded queries.
gather_foreseen = Signal()

# Asked, not told. cohort: receivers return a list of `mentorship.core.choices.Choice`, what mentees
# may rank when they apply, such as projects; only what they may see.
gather_choices = Signal()

# Asked, not told. keys: receivers return key → `mentorship.core.choices.ChoiceName`, of those among
# them that are or were theirs, also where they are chosen no more. Bounded queries.
gather_choice_names = Signal()

# Asked, not told. cohort: receivers return a set of (mentee, mentor), public ids of applications
# that are never paired, whatever is pinned. Nobody is shown which of them it is that keeps them
# apart.
gather_pairs_apart = Signal()

# Asked, not told. cohort: receivers return public id of a mentor's application → how many mentees
# they may have here at most; matches that stand are kept even where that is more.
gather_places_left = Signal()

# cohort: the engine is about to read who takes part, outside of any transaction.
run_starts = Signal()

# Asked, not told. cohort: receivers return public id of a mentee's application → a name of a group,
# and how many places each group has at least. The names are for the engine alone: they are kept
# with no run and shown to nobody.
gather_group_places = Signal()

# Asked, not told. cohort: receivers return a `mentorship.core.choices.MentorRanks`, or None where
# mentors have no say in who is paired.
gather_mentor_ranks = Signal()

# Asked, not told. cohort, people, only: receivers return (application, person), primary keys: which
# applications of its mentees who of these people should not judge, by their own word or by what the
# portal knows; `only` is the one that is asked about, or None. Those of mentors bar nobody: they
# offer a place and take none. Bounded queries.
gather_conflicts = Signal()

# Asked, not told. cohort: receivers return public id of a match → `mentorship.core.last_words
# .LastWords`, what the two and those who run the program said of it in the end.
gather_last_words = Signal()
