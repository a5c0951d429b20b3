"""What somebody said about their group is read in four places, and nowhere else."""

READERS = {
    "mentorship/equity/actions/answer.py": "its writer",
    "mentorship/equity/actions/count.py": "makes sums of it and deletes it",
    "mentorship/equity/queries/group_places.py": "gives it to the engine",
    "mentorship/equity/queries/own_answer.py": "shows it to who said it",
}


def test_answers_about_groups_are_read_by_their_writer_the_engine_and_the_sums(code_files, root):
    found = {
        str(path)
        for path in code_files
        if "EquityAnswer" in (root / path).read_text()
        or "models.answer" in (root / path).read_text()
    }
    assert found == {*READERS, "mentorship/equity/models/answer.py"}


def test_no_key_of_an_answer_is_made_elsewhere(code_files, root):
    found = {str(path) for path in code_files if "answer_key" in (root / path).read_text()}
    assert found == {*READERS, "mentorship/equity/queries/answer_key.py"}
