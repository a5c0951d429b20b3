"""The years a date in an address, a query or a cursor may lie in."""

YEARS = range(1970, 2200)
