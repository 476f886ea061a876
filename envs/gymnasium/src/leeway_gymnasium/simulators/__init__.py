"""What is known of particular simulators: their facts, true outcomes, and states that can be saved."""

from leeway_gymnasium.simulators.facts import Facts, facts
from leeway_gymnasium.simulators.oracle import Oracle, oracle
from leeway_gymnasium.simulators.registration import register
from leeway_gymnasium.simulators.snapshots import Snapshots, snapshots

__all__ = ["Facts", "Oracle", "Snapshots", "facts", "oracle", "register", "snapshots"]
