"""What the engine promises, and the tests that prove it; one of them is here, the others are where
what they are about is."""

from dataclasses import replace
from importlib import import_module

import pytest

from mentorship.core.scoring import Scoreboard
from tests.mentorship.core.drawn import draw_instance, for_any_draw

PROVEN_BY = {
    "most matched, then the highest total: as by trying all, by another solver, as published": (
        "core.test_assignment.test_the_flow_finds_what_trying_all_finds_and_it_is_proven",
        "core.test_assignment.test_the_other_engine_finds_the_same_pairs",
        "core.test_assignment.test_a_big_one_equals_an_independent_solver",
        "core.test_matching.test_small_programmes_are_matched_as_well_as_can_be",
        "core.test_limits.test_with_any_limits_small_programmes_are_matched_as_well_as_can_be",
    ),
    "the certificate takes what is best and nothing else": (
        "core.test_assignment.test_anything_worse_is_not_proven",
        "core.test_assignment.test_what_is_no_matching_is_not_proven",
        "core.test_assignment.test_prices_that_never_settle_are_no_proof",
        "core.test_optimum.test_what_was_found_among_few_is_proven_over_all",
    ),
    "no pair breaks a rule, locked ones stay, whoever has nobody has one reason, a true one": (
        "core.test_matching.test_pairs_keep_every_rule_or_say_which_a_lock_breaks",
        "core.test_matching.test_who_has_nobody_is_told_the_first_true_reason",
    ),
    "more places, pairs or mentees are never worse, and who was not chosen is not missed": (
        "core.test_assignment.test_more_room_or_more_pairs_are_never_worse",
        "core.test_assignment.test_a_pair_that_was_not_chosen_is_not_missed",
    ),
    "rows, names, processes, blocks, widths, seeds of hashes and engines change nothing": (
        "core.test_matching.test_any_order_of_rows_gives_the_same_bytes",
        "core.test_optimum.test_a_programme_has_one_result_however_it_is_worked_out",
        "core.test_optimum.test_few_pairs_have_the_matching_and_the_prices_of_all",
        "core.test_same_bytes.test_neither_rows_nor_processes_nor_widths_change_a_byte",
        "core.test_same_bytes.test_no_seed_of_hashes_changes_a_byte",
        "core.test_tied.test_whichever_of_the_best_was_found_the_same_one_is_taken",
        "core.test_without_ortools.test_the_same_file_has_the_same_result",
    ),
    "two who would both rather are counted one by one; none are where mentors select": (
        "core.test_measures.test_blocking_pairs_are_two_who_would_both_rather",
        "core.test_selected.test_of_all_stable_outcomes_it_is_the_one_every_mentee_likes_best",
        "core.test_selected.test_where_one_order_speaks_for_both_the_dearest_pair_comes_first",
    ),
    "the worst off are lifted as by trying all, quotas met whenever they can be": (
        "core.test_dials.test_the_worst_off_come_first",
        "core.test_dials.test_a_quota_is_met_whenever_it_can_be_without_losing_a_match",
    ),
    "one place more or fewer is worth its price; points that are short are as many as are said": (
        "core.test_assignment.test_one_place_more_or_fewer_changes_the_whole_by_the_price",
        "core.test_assignment.test_the_points_said_to_be_short_win_a_place_and_one_fewer_does_not",
        "core.test_matching.test_every_place_said_to_help_helps",
        "core.test_more_hours.test_two_more_hours_would_have_given_these_people_a_mentor",
    ),
    "scores are as defined, add up, know no unit of weights; what was left empty orders nobody": (
        "core.test_scoring.test_every_pair_scores_as_defined",
        "core.test_scoring.test_every_pair_scores_as_defined_in_any_zone",
        "core.test_limits.test_with_any_limits_every_pair_scores_and_breaks_as_defined",
        "core.test_scoring.test_a_score_is_its_parts_and_no_unit_of_weights_changes_it",
        "core.test_matching.test_scaling_all_weights_changes_nothing_but_the_fingerprint",
        "core.test_invariants.test_what_a_mentee_left_empty_puts_no_mentor_before_another",
    ),
    "starts in common are starts of the common time, in any zone and week": (
        "core.test_week_grid.test_starts_in_common_are_starts_of_the_common_time",
        "core.test_week_grid.test_two_people_who_move_to_another_zone_together_meet_as_often",
        "core.test_every_zone.test_no_pair_is_published_that_cannot_meet",
    ),
    "what is written is read as the same, and a stored run gives the same bytes": (
        "core.test_instance_reading.test_an_instance_written_and_read_is_the_same",
        "core.test_matching.test_a_stored_run_is_run_again_with_the_same_bytes",
        "core.test_matching.test_whatever_is_stored_is_run_again_with_the_same_edges_and_bytes",
    ),
    "teams are the best by trying all": ("core.test_teams.test_no_better_teams_could_be_formed",),
    "nobody is told what is not theirs to know": (
        "core.test_told.test_nobody_is_told_of_anybody_but_who_they_are_with",
        "core.test_told.test_who_is_refused_is_told_what_they_are_told_where_no_place_was_left",
        "core.test_told.test_a_group_changes_nothing_that_is_told",
    ),
}


@pytest.mark.parametrize("promise", PROVEN_BY)
def test_every_promise_has_its_tests(promise):
    for path in PROVEN_BY[promise]:
        module, _, name = path.rpartition(".")
        assert callable(getattr(import_module(f"tests.mentorship.{module}"), name)), path


@pytest.mark.parametrize("field", ["goals", "initiatives"])
@for_any_draw()
def test_what_a_mentee_left_empty_puts_no_mentor_before_another(field, draw):
    drawn = draw_instance(draw, mentees=6, mentors=6)
    others = tuple(replace(each, id=f"{each.id}-too", **{field: ()}) for each in drawn.mentors)
    empty = tuple(replace(each, **{field: ()}) for each in drawn.mentees)
    wishes = {"mentee_preferences": {}, "mentor_preferences": {}}
    board = Scoreboard(replace(drawn, mentees=empty, mentors=(*drawn.mentors, *others), **wishes))
    for at in range(len(board.mentees)):
        scores = board.row(at).scores
        for mentor in drawn.mentors:
            twins = board.mentor_at[mentor.id], board.mentor_at[f"{mentor.id}-too"]
            assert scores[twins[0]] == scores[twins[1]]
