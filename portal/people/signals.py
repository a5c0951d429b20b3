"""Sent to every slice that keeps rows about people; receivers are three lines.

`gather_personal_facts(person=…)`: each receiver answers `(section, rows)`, the rows as plain dicts
of what its slice keeps about this person and nobody else.

`person_erased(person=…)`: sent inside the transaction, before the account's row is deleted. Rows
that hang on the account go or let go by themselves; catch it for what is more than that.

`own_acts_asked(person=…)`: asked, not told; each receiver answers whether its slice knows of
something this person did here of their own.
"""

from django.dispatch import Signal

gather_personal_facts = Signal()
person_erased = Signal()
own_acts_asked = Signal()
