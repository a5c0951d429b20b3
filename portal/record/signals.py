"""Asked of every slice that says things for good; receivers are three lines.

`gather_standing()`: each receiver answers a `queries.standing.Kept`: its rows as their entries have
to have them, and what is wrong with what was made of them.
"""

from django.dispatch import Signal

gather_standing = Signal()
