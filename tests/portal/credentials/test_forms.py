from portal.credentials.forms import NameForm


def test_a_name_that_strangers_read_holds_nothing_that_only_machines_see():
    form = NameForm({"name": "A\u202eda\u200b  Lovelace"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Ada Lovelace"
