"""Threads, asyncio tasks and nested contexts do not see each other's recording."""

from __future__ import annotations

import asyncio
import threading

import minigrad as mg


def in_a_thread(function: object) -> object:
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join()
    return found[0]


def test_another_thread_does_not_record_on_this_threads_tape() -> None:
    v = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        here = v * v
        there = in_a_thread(lambda: v * v)
    assert there.node is None
    assert float(tape.gradient(here, v)) == 6.0


def test_no_grad_in_one_thread_leaves_the_others_alone() -> None:
    x = mg.tensor(3.0, requires_grad=True)
    with mg.no_grad():
        there = in_a_thread(lambda: x * x)
        here = x * x
    assert there.requires_grad
    assert not here.requires_grad


def test_tasks_that_interleave_keep_their_own_tapes() -> None:
    v = mg.Variable(3.0)

    async def slope(times: float) -> float:
        with mg.GradientTape() as tape:
            y = v * times
            await asyncio.sleep(0)
            y = y * v
            await asyncio.sleep(0)
        return float(tape.gradient(y, v))

    async def both() -> list[float]:
        return list(await asyncio.gather(slope(1.0), slope(10.0)))

    assert asyncio.run(both()) == [6.0, 60.0]


def test_a_task_started_inside_a_tape_that_outlives_it_is_harmless() -> None:
    v = mg.Variable(3.0)

    async def late(release: asyncio.Event) -> object:
        await release.wait()
        return v * v

    async def program() -> tuple[object, object, object]:
        release = asyncio.Event()
        with mg.GradientTape(persistent=True) as tape:
            y = v * v
            task = asyncio.create_task(late(release))
        release.set()
        z = await task
        return tape.gradient(y, v), tape.gradient(z, v), z

    found, of_late, z = asyncio.run(program())
    assert float(found) == 6.0
    assert of_late is None  # computed after this tape had closed
    assert float(z) == 9.0


def test_no_grad_pauses_a_tape_and_gives_it_back() -> None:
    v = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        y = v * v
        with mg.no_grad():
            k = v * 5.0
            with mg.enable_grad():
                pass
        z = y * k
    assert float(tape.gradient(z, v)) == 90.0


def test_no_grad_is_a_decorator_and_can_be_entered_twice() -> None:
    x = mg.tensor(3.0, requires_grad=True)

    @mg.no_grad()
    def plain(again: bool) -> object:
        return plain(False) if again else x * x

    assert not plain(True).requires_grad
    assert (x * x).requires_grad
