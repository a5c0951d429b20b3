#!/usr/bin/env python3
"""Tells every share of a fairness report from its CSV, with nothing but Python.

    python3 recompute_shares.py spring-fairness.csv

A share is what is left at a stage, of a hundred who applied: of everybody, or of one group. Halves
are rounded up. It also checks that no stage has more people than the one before it, and that the
reasons for having no pair add up; a hidden count is an empty cell, of which nothing is said.
"""

import csv
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

FIRST, RULES_MET, PAIRED = "applied", "eligible", "accepted"


def read(lines):
    """(part, name, group) -> number, in the order of the file; None where it is hidden."""
    return {
        (row["part"], row["name"], row["group"]): Decimal(row["number"]) if row["number"] else None
        for row in csv.DictReader(lines)
    }


def shares(numbers):
    for (part, stage, group), people in numbers.items():
        whole = numbers.get((part, FIRST, group))
        if part == "stage" and people is not None and whole:
            yield stage, group, (100 * people / whole).quantize(Decimal(1), ROUND_HALF_UP)


def defects(numbers):
    seen = {}
    for (part, stage, group), people in numbers.items():
        if part != "stage" or people is None:
            continue
        if people > seen.get(group, people):
            yield f"{stage}: more people of {group} than at the stage before"
        seen[group] = people
    reasons = [people for (part, _, _), people in numbers.items() if part == "reason"]
    without = numbers["stage", RULES_MET, "all"] - numbers["stage", PAIRED, "all"]
    if None not in reasons and sum(reasons) != without:
        yield f"{sum(reasons)} reasons for {without} people without a pair"


def main(path):
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        numbers = read(file)
    for stage, group, share in shares(numbers):
        sys.stdout.write(f"{stage}\t{group}\t{share} %\n")
    found = list(defects(numbers))
    for defect in found:
        sys.stderr.write(f"{defect}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
