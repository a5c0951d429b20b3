from initiatives.core.seats import SeatKey, seat

CHAIR = SeatKey("chair")
ANN, BOB = SeatKey("chair", "Ann"), SeatKey("chair", "Bob")
GONE = SeatKey("chair", is_withdrawn=True)


def seated(rows: list[SeatKey], entries: list[SeatKey]):
    numbered = list(enumerate(rows))
    result = seat(numbered, entries, row_key=lambda row: row[1], entry_key=lambda entry: entry)
    rows_met = [row[0] if row else None for row, _entry in result.pairs]
    return rows_met, [row[0] for row in result.unmentioned]


def test_a_name_meets_its_own_seat_in_any_order():
    assert seated([ANN, BOB], [BOB, ANN]) == ([1, 0], [])


def test_a_name_fills_a_seat_that_had_none():
    assert seated([CHAIR], [ANN]) == ([0], [])


def test_a_seat_without_a_name_means_any_seat_left_over():
    assert seated([ANN], [CHAIR]) == ([0], [])
    assert seated([ANN, CHAIR], [CHAIR]) == ([1], [0])


def test_each_seat_is_met_once():
    assert seated([CHAIR], [CHAIR, CHAIR]) == ([0, None], [])


def test_a_seat_of_another_role_is_another_seat():
    assert seated([SeatKey("lead")], [CHAIR]) == ([None], [0])


def test_a_withdrawn_seat_is_never_filled():
    assert seated([GONE], [ANN, CHAIR]) == ([None, None], [0])
    assert seated([GONE], [GONE]) == ([0], [])
