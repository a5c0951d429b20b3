import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("debug", [True, False])
def test_a_wrong_address_shows_our_own_page(client, settings, debug):
    settings.DEBUG = debug
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert [template.name for template in response.templates][:1] == ["404.html"]
