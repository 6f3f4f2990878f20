"""Sweeps: what happens at which rate, told from the losses, and compared with what theory says."""

import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

import minigrad as mg
from minigrad import lab
from minigrad.errors import MissingExtra, ShapeError


def parabola(w):
    """Tutorial 1's question: y = 2, x = 3, loss (y - x w)², so L'' = 18."""
    return (2.0 - 3.0 * w) ** 2


def test_at_rate_0_2_the_weight_jumps_further_away_at_each_step():
    run = lab.trajectory(parabola, 1.0, 0.2, steps=3)
    np.testing.assert_allclose(run.path[:, 0], [1, -0.2, 2.92, -5.192])
    assert run.status == "diverged"
    assert run.step == 1
    assert "from there on the loss stays above its start" in run.reason


def test_the_four_regimes_lie_in_order_of_the_rate():
    runs = lab.sweep(parabola, 1.0, [0.0005, 0.02, 0.1, 0.2])
    assert [run.regime for run in runs] == ["too small", "good", "oscillates", "diverges"]


def test_the_measured_threshold_is_two_over_the_second_derivative_within_one_percent():
    assert lab.threshold(parabola, 1.0) == pytest.approx(1 / 9, rel=0.01)
    assert lab.bound(parabola, 1.0) == pytest.approx(1 / 9)


def test_power_iteration_finds_the_same_curvature_as_the_whole_hessian():
    bowl = lambda w: w[0] ** 2 + 10.0 * w[1] ** 2 + w[0] * w[1]  # noqa: E731
    exact = lab.curvature(bowl, np.array([1.0, 1.0]))
    assert lab.curvature(bowl, np.array([1.0, 1.0]), exact=0) == pytest.approx(exact, rel=1e-4)


def test_together_and_one_by_one_the_runs_are_the_same():
    X = np.random.default_rng(0).standard_normal((8, 3))

    def network(p):
        return mg.mean((mg.tanh(mg.matmul(X, p["W"]) + p["b"]) - 0.5) ** 2)

    start = {"W": np.ones((3, 2)), "b": np.zeros(2)}
    for optimizer in ("sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"):
        how = {
            "steps": 20,
            "optimizers": [optimizer],
            "schedules": [lab.WarmUp(4, lab.Plateau(patience=2))],
        }
        one = lab.sweep(network, start, [0.01, 0.1], **how)
        other = lab.sweep(network, start, [0.01, 0.1], together=False, **how)
        for a, b in zip(one, other, strict=True):
            np.testing.assert_allclose(a.losses, b.losses, rtol=1e-9)
        assert not one.notes


def test_a_random_loss_draws_the_same_numbers_at_every_rate_and_others_for_another_seed():
    noisy = lambda w, rng: (w - rng.standard_normal()) ** 2  # noqa: E731
    runs = lab.sweep(noisy, 1.0, [0.001, 0.002], seeds=[0, 1], steps=3)
    first = [run.losses[0] for run in runs]
    assert first[0] == first[1] != first[2] == first[3]


def test_a_loss_that_cannot_run_together_runs_one_by_one_and_says_why():
    runs = lab.sweep(lambda w: w * w if w > 0 else -w, 1.0, [0.01, 0.02], steps=5)
    assert [run.status for run in runs] == ["slow", "slow"]
    assert "ran one by one" in runs.notes[0]
    assert "if" in runs.notes[0]


def test_a_loss_that_raises_at_one_rate_fails_there_alone():
    def careful(w):
        if abs(float(w)) > 10:
            raise ArithmeticError("w is out of bounds")
        return w * w

    runs = lab.sweep(careful, 1.0, [0.1, 5.0, 0.2], steps=30)
    assert [run.status for run in runs] == ["converged", "failed", "converged"]
    assert "ArithmeticError: w is out of bounds" in runs[1].reason


def test_rates_that_are_not_positive_numbers_are_told_and_the_others_run():
    runs = lab.sweep(parabola, 1.0, [-0.1, 0.0, np.nan, 0.02])
    assert [run.status for run in runs] == ["failed", "failed", "failed", "converged"]
    assert all(
        "a learning rate is a positive number" in run.reason for run in runs[:3] if run.status
    )


def test_a_loss_that_is_not_one_number_is_refused_with_what_to_do():
    with pytest.raises(ShapeError, match=r"has shape \(2,\).*\.sum\(\)"):
        lab.sweep(lambda w: w * w, np.ones(2), [0.1])


def test_a_loss_that_changes_between_calls_is_noted():
    calls = []
    runs = lab.sweep(lambda w: calls.append(0) or w * w * len(calls), 1.0, [0.001], steps=2)
    assert "not a function of the weights alone" in runs.notes[0]


def test_an_interrupt_keeps_what_is_finished():
    calls = []

    def interrupted(w):
        calls.append(float(w))
        if len(calls) == 12:  # two at the start, six in the first run, four in the second
            raise KeyboardInterrupt
        return w * w

    runs = lab.sweep(interrupted, 1.0, [0.1, 0.2, 0.3], steps=5)
    assert [run.status for run in runs][1:] == ["interrupted", "interrupted"]
    assert "1 of 3 runs are complete" in runs.notes[-1]


@pytest.mark.parametrize(
    "pool", [ThreadPoolExecutor, ProcessPoolExecutor], ids=["threads", "processes"]
)
def test_an_executor_makes_the_same_runs(pool):
    if pool is ProcessPoolExecutor:
        import multiprocessing

        executor = pool(2, mp_context=multiprocessing.get_context("spawn"))
        loss = mg.squeeze  # a worker must be able to import the loss; its slope is 1
    else:
        executor, loss = pool(2), parabola
    with executor:
        runs = lab.sweep(loss, 1.0, [0.01, 0.02, 0.05, 0.3], executor=executor, steps=20)
    alone = lab.sweep(loss, 1.0, [0.01, 0.02, 0.05, 0.3], steps=20)
    for a, b in zip(runs, alone, strict=True):
        np.testing.assert_allclose(a.losses, b.losses)


def test_a_dask_cluster_makes_the_same_runs():
    distributed = pytest.importorskip(
        "distributed", reason="needs dask.distributed, which is not installed"
    )
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        runs = lab.sweep(parabola, 1.0, [0.01, 0.2], executor=client.get_executor())
    assert [run.regime for run in runs] == ["good", "diverges"]


@pytest.mark.parametrize("name", ["runs.json", "runs.npz"])
def test_a_sweep_is_saved_and_loaded_without_loss(tmp_path, name):
    runs = lab.sweep(parabola, 1.0, [0.01, 1e3], steps=150)
    runs.save(tmp_path / name)
    again = lab.load(tmp_path / name)
    assert (again.bound, again.notes) == (runs.bound, runs.notes)
    for a, b in zip(runs, again, strict=True):
        assert (a.rate, a.optimizer, a.status, a.step, a.reason) == (
            b.rate,
            b.optimizer,
            b.status,
            b.step,
            b.reason,
        )
        np.testing.assert_array_equal(a.losses, b.losses)
        np.testing.assert_array_equal(a.path, b.path)


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "x.json").write_text("{}")
    with pytest.raises(ValueError, match="holds no sweep"):
        lab.load(tmp_path / "x.json")


def test_optimizers_are_compared_from_the_same_start():
    runs = lab.compare(lambda w: w**2, 1.0, {"sgd": 0.1, "adam": 0.1})
    assert [run.losses[0] for run in runs] == [1, 1]
    with pytest.raises(ValueError, match="there is no optimizer 'adma'"):
        lab.compare(lambda w: w**2, 1.0, {"adma": 0.1})


def test_every_picture_tells_its_finding_in_words():
    runs = lab.sweep(parabola, 1.0, [0.0005, 0.02, 0.1, 0.2])
    for picture in (
        lab.plot_losses(runs),
        lab.plot_final(runs),
        lab.overview(runs),
        lab.plot_ratios(runs),
    ):
        assert picture.png().startswith(b"\x89PNG")
        assert "0.2" in picture.alt
        assert f'alt="{picture.alt[:10]}' in picture._repr_html_()
    assert "Rate 0.2 diverges." in lab.overview(runs).alt
    assert "2/λmax = 0.1111" in lab.overview(runs).alt
    assert "w = 1, -0.2, 2.92" in lab.plot_path(parabola, runs[3]).alt


def test_without_matplotlib_the_table_remains_and_a_picture_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    runs = lab.sweep(parabola, 1.0, [0.02])
    assert "pip install 'minigrad-course[lab]'" in runs._repr_html_()
    with pytest.raises(MissingExtra, match="Drawing curves needs matplotlib"):
        lab.plot_losses(runs)


def test_noise_is_not_taken_for_oscillation_nor_for_divergence():
    rng = np.random.default_rng(0)
    n = np.arange(400)
    noise = 0.1 * rng.standard_normal(400)
    assert lab.classify(np.exp(-n / 30) + 1 + noise).word == "converged"
    assert lab.classify(9 - n / 100 + noise).word == "slow"
    assert lab.classify(1 + n / 100 + noise).word == "diverged"
    assert lab.classify(1 + noise).word == "slow"
    assert lab.classify(1 + 0.5 * (-1.0) ** n).word == "oscillating"


def test_a_progress_bar_leaves_nothing_behind(capsys):
    from minigrad.lab.progress import Progress

    with Progress(3, delay=0.0) as progress:
        for _ in range(3):
            progress.tick()
    assert capsys.readouterr().err.endswith("\r")
