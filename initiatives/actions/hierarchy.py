from initiatives.core.hierarchy import find_bad_chain
from initiatives.models import Parent


class EndlessChain(Exception):
    """The group would report to itself, round some corners; `chain` names them."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__(" → ".join(chain))
        self.chain = chain


def refuse_endless_chain() -> None:
    """After a parent was written, in the same transaction. Raises EndlessChain."""
    links = Parent.objects.open().values_list("initiative__slug", "parent__slug")
    if chain := find_bad_chain(dict(links)):
        raise EndlessChain(chain)
