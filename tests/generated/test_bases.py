"""Percentages of honest bases other than the group's N pass, and impossible ones do not."""

from collections import Counter
from random import Random

import pytest
from conftest import slowly
from shared.published import judged

from generated.bases import BASES, based, impossible


@pytest.mark.parametrize(("seed", "tables"), [(1, 20), *slowly((2, 400))])
def test_at_most_two_percent_of_honest_percentages_of_another_base_are_flagged(seed, tables):
    rng, seen, flagged = Random(seed), Counter(), Counter()
    for _ in range(tables):
        table, bases = based(rng)
        verdicts = judged(table.ledger())
        seen.update(bases.values())
        flagged.update(base for row, base in bases.items() if verdicts.get(table.rows[row][1:4]))
    others = seen.total() - seen["group"]
    assert min(seen[base] for base in BASES) >= tables // 2
    assert flagged.total() - flagged["group"] <= 0.02 * others, (flagged, seen)
    assert flagged["group"] == 0


@pytest.mark.parametrize(("seed", "tables"), [(3, 20), *slowly((4, 400))])
def test_every_impossible_percentage_among_them_is_found(seed, tables):
    rng = Random(seed)
    for _ in range(tables):
        table, row = impossible(rng, *based(rng))
        assert judged(table.ledger()).get(table.rows[row][1:4]), table.rows[row]
