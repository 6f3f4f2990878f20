"""Optimizers and schedules give PyTorch 2.13's numbers: the loss a² + 3b² from (1, 2) after 12 steps at rate 0.1."""

import numpy as np
import pytest

from minigrad import lab


def bowl(w):
    return w[0] ** 2 + 3.0 * w[1] ** 2


@pytest.mark.parametrize(
    ("optimizer", "torch"),
    [("sgd", 0.004722369860569367), ("momentum", 2.372402219059058), ("nesterov", 0.018795881929153328),
     ("rmsprop", 7.555667297618163e-06), ("adagrad", 6.759044471044856), ("adam", 2.1380279425008974),
     ("adamw", 2.056708712339932)],
    ids=str,
)  # fmt: skip
def test_optimizers_end_where_torchs_do(optimizer, torch):
    run = lab.trajectory(bowl, np.array([1.0, 2.0]), 0.1, optimizer=optimizer, steps=12)
    assert run.final == pytest.approx(torch, rel=1e-9)


@pytest.mark.parametrize(
    ("schedule", "rate", "torch"),
    [(lab.Step(3, 0.5), 0.1, 0.08934215299755097), (lab.Cosine(12), 0.1, 0.05951728633210251),
     (lab.WarmUp(4), 0.1, 0.009514673233998001), (lab.OneCycle(13), 0.1, 0.07241762689816487),
     (lab.Plateau(patience=1, gamma=0.5), 0.34, 6.063043856435918e-07)],
    ids=["step", "cosine", "warm-up", "one-cycle", "plateau"],
)  # fmt: skip
def test_schedules_end_where_torchs_do(schedule, rate, torch):
    run = lab.trajectory(bowl, np.array([1.0, 2.0]), rate, schedules=[schedule], steps=12)
    assert run.final == pytest.approx(torch, rel=1e-9)


def test_a_schedule_is_drawn_beside_its_loss():
    run = lab.trajectory(bowl, np.array([1.0, 2.0]), 0.1, schedules=[lab.Step(3, 0.5)], steps=12)
    picture = lab.plot_schedule(lab.Step(3, 0.5), run)
    assert "The rate goes from 0.1" in picture.alt
    assert "to 0.00625" in picture.alt


def test_an_option_is_part_of_the_name():
    run = lab.trajectory(
        bowl, np.array([1.0, 2.0]), 0.1, optimizer=("sgd", {"momentum": 0.5}), steps=2
    )
    assert run.optimizer == "sgd(momentum=0.5)"
