"""Some environments of a vector, stepped one after the other exactly as Gymnasium's SyncVectorEnv does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode
from gymnasium.vector.utils import concatenate

from leeway_gymnasium.codec.batches import Batch, copied, is_ragged, row
from leeway_gymnasium.workers import generators
from leeway_gymnasium.workers.columns import Columns
from leeway_gymnasium.workers.layout import Memory
from leeway_gymnasium.workers.misfits import Misfit, Notes, number, unusable
from leeway_gymnasium.workers.ragged import restored, written
from leeway_gymnasium.workers.repeats import Said

_PARTS = 5


class EnvironmentRaised(Exception):
    """An environment raised: which one, and what."""

    def __init__(self, index: int, cause: BaseException) -> None:
        super().__init__(index, cause)
        self.index = index
        self.cause = cause


class Shard:
    """A vector's environments that live in this process."""

    def __init__(
        self,
        environments: list[gymnasium.Env[Any, Any]],
        mode: AutoresetMode,
        selection: frozenset[str] | None,
        items: bool,
        memory: Memory,
        alone: bool,
        notes: Notes | None,
    ) -> None:
        self.environments = environments
        self.count = len(environments)
        self._mode = mode
        self.items = items
        self._selection = selection
        self._alone = alone
        self.notes = notes
        self._silent = selection is not None and not selection
        self.memory = memory
        self.written: tuple[Any, ...] = ()
        self._space = environments[0].observation_space
        self._action_space = environments[0].action_space
        self._ragged = is_ragged(self._space)
        self._ragged_actions = is_ragged(self._action_space)
        self.observations: list[Any] = [None] * self.count
        self.over = np.zeros(self.count, np.bool_)
        self.said: Said = []
        self.final_infos = Columns(self.count, self.items)
        self.finals: tuple[Any, ...] | None = None
        self._selects_finals = selection is None or "final_info" in selection

    def reset(self, seeds: list[int | None] | None, mask: list[int] | None, options: dict[str, Any] | None) -> None:
        """Begins episodes, in the environments of `mask` or in all."""
        self._clear()
        for index in range(self.count) if mask is None else mask:
            info = self._reset(index, seed=seeds[index] if seeds else None, options=options)
            self.over[index] = self.memory.terminated[index] = self.memory.truncated[index] = False
            self._note(info, index)
        self.written = self._write(self.memory.observations, self.observations)

    def step(self, given: Batch, ragged: Iterable[Any]) -> None:
        """Steps every environment once with the actions given, and what shared memory has no place for."""
        self._clear()
        memory = self.memory
        space = self._action_space
        actions = restored(space, copied(given), iter(ragged)) if self._ragged_actions else copied(given)
        ended: dict[int, Any] = {}
        for index, environment in enumerate(self.environments):
            if self._mode == AutoresetMode.NEXT_STEP and self.over[index]:
                info = self._reset(index)
                memory.rewards[index] = 0.0
                memory.terminated[index] = memory.truncated[index] = False
            else:
                info = self._step(index, environment, row(space, actions, index, self._alone))
                if self._mode == AutoresetMode.SAME_STEP and (memory.terminated[index] or memory.truncated[index]):
                    ended[index] = self.observations[index]
                    if self._selects_finals:
                        self.final_infos.add(info, index)
                    info = self._reset(index)
            self._note(info, index)
        self.written = self._write(memory.observations, self.observations)
        self.over[:] = memory.terminated | memory.truncated
        if ended:
            last = [ended.get(index, observation) for index, observation in enumerate(self.observations)]
            self.finals = self._write(memory.final_observations, last)

    def _step(self, index: int, environment: gymnasium.Env[Any, Any], action: Any) -> dict[str, Any]:
        memory = self.memory
        try:
            outcome = environment.step(action)
            if not isinstance(outcome, tuple) or len(outcome) != _PARTS:
                raise Misfit(
                    f"gave {_count(outcome)} from step(), which must give observation, reward, terminated, "
                    "truncated, info"
                )
            if self.notes is not None:
                self.notes.of_step(index, outcome)
            self.observations[index], reward, memory.terminated[index], memory.truncated[index], info = outcome
            memory.rewards[index] = reward if type(reward) is float else number(reward)
        except Exception as error:
            raise EnvironmentRaised(index, error) from error
        return info

    def restore(self, observations: Batch, over: list[bool]) -> None:
        """Takes up what a saved vector had: its last observations, and which episodes were over."""
        self._clear()
        kept = copied(observations)
        self.observations = [row(self._space, kept, index) for index in range(self.count)]
        self.over[:] = over
        self.memory.terminated[:] = over
        self.memory.truncated[:] = False
        self.written = self._write(self.memory.observations, self.observations)

    def _clear(self) -> None:
        self.said = []
        self.final_infos = Columns(self.count, self.items)
        self.finals = None

    def _note(self, info: dict[str, Any], index: int) -> None:
        if not isinstance(info, Mapping):
            raise EnvironmentRaised(index, Misfit(f"gave an info that must be a dict, but is a {type(info).__name__}"))
        if not self._silent:
            self.said.append((index, chosen(info, self._selection)))

    def _reset(self, index: int, **arguments: Any) -> dict[str, Any]:
        if arguments.get("seed") is not None:
            generators.seed(arguments["seed"])
        try:
            outcome = self.environments[index].reset(**arguments)
            if not isinstance(outcome, tuple) or len(outcome) != 2:
                raise Misfit(f"gave {_count(outcome)} from reset(), which must give observation, info")
            self.observations[index], info = outcome
            if self.notes is not None:
                self.notes.of_observation(index, self.observations[index])
        except Exception as error:
            raise EnvironmentRaised(index, error) from error
        return info

    def _write(self, place: Batch, items: list[Any]) -> tuple[Any, ...]:
        """Puts a batch into shared memory and returns what has no place there."""
        try:
            batch = concatenate(self._space, items, place)
            return written(self._space, batch) if self._ragged else ()
        except Exception as error:
            for index, item in enumerate(items):
                if why := unusable(self._space, item):
                    raise EnvironmentRaised(index, Misfit(f"gave what is not of its space: {why}")) from error
            raise EnvironmentRaised(0, error) from error


def _count(outcome: Any) -> str:
    return f"{len(outcome)} values" if isinstance(outcome, tuple) else f"a {type(outcome).__name__}"


def chosen(info: dict[str, Any], selection: frozenset[str] | None) -> dict[str, Any]:
    """Returns a copy of what an environment said; only what is selected, unless that is None."""
    if selection is None:
        return dict(info)
    return {name: value for name, value in info.items() if name in selection}


def make_environments(make: Callable[[], gymnasium.Env[Any, Any]], count: int) -> list[gymnasium.Env[Any, Any]]:
    """Makes so many environments, which must have equal spaces."""
    environments = [make() for _ in range(count)]
    first = environments[0]
    for index, environment in enumerate(environments):
        for kind in ("observation_space", "action_space"):
            space, expected = getattr(environment, kind), getattr(first, kind)
            if space != expected:
                raise ValueError(
                    f"environments of one vector must have equal spaces, but the {kind} of number {index} is {space} "
                    f"and that of the first is {expected}"
                )
    return environments
