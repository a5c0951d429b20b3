"""Where somebody stands on a rule: what counts by itself, what they may claim, what waits."""

from itertools import permutations

from initiatives.contributions.core.rule import Rule, What, standing
from tests.initiatives.contributions.core.facts import START, fact

MERGED, DOCS, REVIEWED = Rule(What.MERGED), Rule(What.DOCS), Rule(What.REVIEWED)


def test_a_merged_pull_request_keeps_the_rule_from_the_moment_it_was_merged():
    stands = standing(MERGED, [fact("opened", 1), fact("merged", 2)], START)
    assert (stands.kept_at, stands.under_way) == (fact("merged", 2).at, ())


def test_one_that_is_open_is_under_way_and_one_that_was_given_up_is_nothing():
    told = [fact("opened", 1), fact("opened", 1, pull=2), fact("closed", 2, pull=2)]
    told += [fact("closed", 3, pull=3), fact("reopened", 4, pull=3)]
    stands = standing(MERGED, told, START)
    assert [one.number for one in stands.under_way] == [1, 3]
    assert (stands.kept_at, stands.is_prior_work) == (None, False)


def test_several_are_counted_each_once_and_the_last_that_was_wanted_says_when():
    three = Rule(What.MERGED, how_many=3)
    told = [fact("merged", day, pull=day) for day in (1, 2, 2, 4, 5)]
    for order in permutations(told):
        assert standing(three, order, START).kept_at == fact("merged", 4).at
    assert standing(three, told[:3], START).kept_at is None


def test_what_was_merged_by_its_author_waits_for_somebody_to_look():
    own = fact("merged", 2, is_own_merge=True)
    stands = standing(MERGED, [own], START)
    assert (stands.kept_at, stands.own_merges, stands.counted) == (None, (own,), ())


def test_what_was_done_when_another_had_the_account_waits_for_somebody_to_look():
    earlier = fact("merged", 1, had_by_another=True)
    own = fact("merged", 2, pull=2, is_own_merge=True, had_by_another=True)
    before = fact("merged", -3, pull=3, had_by_another=True)
    since = fact("merged", 4, pull=4)
    stands = standing(MERGED, [own, earlier, since, before], START)
    assert stands.had_by_another == (before, earlier, own)
    assert stands.facts == (since, before, earlier, own)
    assert (stands.counted, stands.before, stands.own_merges) == ((since,), (), ())

    perhaps = fact("merged", 1, files=("a.py",), had_by_another=True)
    stands = standing(Rule(What.DOCS, paths=("docs/",)), [perhaps], START)
    assert (stands.had_by_another, stands.unknown) == ((perhaps,), ())
    reviewed = fact("reviewed", 1, had_by_another=True)
    assert standing(REVIEWED, [reviewed], START).had_by_another == (reviewed,)
    again = fact("reviewed", 2)
    assert standing(REVIEWED, [reviewed, again, fact("reviewed", 3)], START).counted == (again,)


def test_work_of_before_is_offered_and_counts_nothing_by_itself():
    before = fact("merged", -400)
    stands = standing(MERGED, [before], START)
    assert (stands.kept_at, stands.before, stands.is_prior_work) == (None, (before,), True)


def test_work_of_before_is_not_offered_where_it_is_not_enough_or_not_needed():
    three = Rule(What.MERGED, how_many=3)
    before, after = fact("merged", -1), fact("merged", 1, pull=2)
    assert not standing(three, [before, after], START).is_prior_work
    assert standing(three, [before, after, fact("merged", 2, pull=3)], START).is_prior_work
    assert not standing(MERGED, [before, after], START).is_prior_work
    assert not standing(MERGED, [], START).is_prior_work


def test_what_happened_in_the_moment_they_began_counts():
    assert standing(MERGED, [fact("merged", 0)], START).kept_at == START


def test_of_changes_to_docs_only_those_that_say_so_count():
    code, docs = fact("merged", 1), fact("merged", 2, pull=2, is_docs=True)
    stands = standing(DOCS, [code, docs], START)
    assert (stands.counted, stands.kept_at) == ((docs,), docs.at)
    assert standing(MERGED, [code, docs], START).counted == (code, docs)


def test_many_reviews_of_one_pull_request_are_one():
    two = Rule(What.REVIEWED, how_many=2)
    told = [fact("reviewed", 1), fact("reviewed", 2), fact("merged", 3)]
    assert standing(two, told, START).counted == (fact("reviewed", 1),)
    assert standing(two, [*told, fact("reviewed", 4, pull=2)], START).kept_at is not None
    assert standing(MERGED, told, START).counted == (fact("merged", 3),)


class TestDocsByTheFilesThatWereChanged:
    RULE = Rule(What.DOCS, paths=("docs/",))

    def merged(self, *files, are_all_files=True, **told):
        return fact("merged", 1, files=files, are_all_files=are_all_files, **told)

    def test_one_file_that_is_meant_is_enough(self):
        one = self.merged("src/a.py", "docs/a.md")
        stands = standing(self.RULE, [one], START)
        assert (stands.counted, stands.unknown) == ((one,), ())

    def test_so_is_a_label_whatever_was_changed(self):
        one = self.merged("src/a.py", is_docs=True)
        assert standing(self.RULE, [one], START).counted == (one,)

    def test_others_are_no_docs(self):
        stands = standing(self.RULE, [self.merged("src/a.py")], START)
        assert (stands.counted, stands.unknown) == ((), ())

    def test_what_nobody_asked_about_is_neither(self):
        one = fact("merged", 1)
        stands = standing(self.RULE, [one], START)
        assert (stands.counted, stands.unknown) == ((), (one,))

    def test_nor_is_what_changed_more_files_than_were_read(self):
        some = self.merged("src/a.py", are_all_files=False)
        assert standing(self.RULE, [some], START).unknown == (some,)
        found = self.merged("docs/a.md", are_all_files=False)
        assert standing(self.RULE, [found], START).counted == (found,)

    def test_what_one_merged_oneself_waits_for_somebody_here_too(self):
        own = self.merged("docs/a.md", is_own_merge=True)
        assert standing(self.RULE, [own], START).own_merges == (own,)

    def test_the_files_say_nothing_where_no_step_asks_for_them(self):
        stands = standing(DOCS, [self.merged("docs/a.md")], START)
        assert (stands.counted, stands.unknown) == ((), ())
