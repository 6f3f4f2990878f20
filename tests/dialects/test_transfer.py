"""Every name in the transfer table is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import minigrad.dialects
from minigrad.dialects import tensorflow as tf, torch

TABLE = Path(minigrad.dialects.__file__).with_name("TRANSFER.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split("|") for line in TABLE.splitlines() if line.startswith("| ")]
NAMES = sorted({name for row in ROWS for name in re.findall(r"`tf\.([\w.]+)", row[1])})
TORCH_NAMES = sorted({name for row in ROWS for name in re.findall(r"`torch\.([\w.]+)", row[2])})


@pytest.mark.parametrize("name", NAMES)
def test_name_of_the_table_is_there(name: str) -> None:
    found = tf
    for part in name.split("."):
        found = getattr(found, part)
    assert found is not None


@pytest.mark.parametrize("name", TORCH_NAMES)
def test_torchs_name_of_the_table_is_there(name: str) -> None:
    found = torch
    for part in name.split("."):
        found = getattr(found, part)
    assert found is not None


def test_rows_have_four_columns() -> None:
    assert {len(row) for row in ROWS} == {4}


def test_table_has_at_least_a_hundred_names() -> None:
    assert len(NAMES) >= 100
