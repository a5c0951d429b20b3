from initiatives.core.claim_counts import claim_counts

ENDS = ("lapsed", "done")


def claims(**ends: int) -> list[tuple[int, str]]:
    """So many people a word, each with one claim."""
    words = [word for word, n in ends.items() for _ in range(n)]
    return [(person, "" if word == "held" else word) for person, word in enumerate(words)]


def test_each_end_is_counted_beside_all_that_were_taken():
    found = claim_counts(claims(lapsed=6, done=7, held=5), ENDS)
    assert found == {"taken": 18, "lapsed": 6, "done": 7}


def test_what_would_tell_of_few_is_hidden():
    assert claim_counts(claims(lapsed=4, done=7, held=5), ENDS) == {"taken": 16, "done": 7}
    assert claim_counts(claims(lapsed=6, done=7, held=1), ENDS) == {"taken": 14, "lapsed": 6}
    assert claim_counts(claims(done=4), ENDS) == {}
    assert claim_counts([], ENDS) == {}


def test_one_person_who_takes_much_is_one():
    assert claim_counts([(1, "lapsed")] * 20, ENDS) == {}
