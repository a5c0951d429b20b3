from portal.core.kept_index import KeptIndex
from portal.core.typo_search import Doc


def test_an_index_is_made_again_only_when_its_stamp_moves():
    names, asked = ["Bread"], []

    def docs():
        asked.append(tuple(names))
        return [Doc(name, names=(name,)) for name in names]

    index = KeptIndex(stamp=lambda: len(names), docs=docs)
    assert [hit.key for hit in index.find("braed")] == ["Bread"]
    assert [hit.key for hit in index.find("oven")] == []
    names.append("Oven")
    assert [hit.key for hit in index.find("ovne")] == ["Oven"]
    assert asked == [("Bread",), ("Bread", "Oven")]
