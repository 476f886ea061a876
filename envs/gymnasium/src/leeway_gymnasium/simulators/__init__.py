"""What is known of particular simulators: facts, true outcomes, terminations, states to save and states to draw."""

from leeway_gymnasium.simulators.facts import Facts, facts
from leeway_gymnasium.simulators.oracle import Oracle, oracle
from leeway_gymnasium.simulators.registration import register
from leeway_gymnasium.simulators.snapshots import Snapshots, snapshots
from leeway_gymnasium.simulators.state_pictures import has_state_pictures, state_pictures
from leeway_gymnasium.simulators.terminations import terminations

__all__ = [
    "Facts",
    "Oracle",
    "Snapshots",
    "facts",
    "has_state_pictures",
    "oracle",
    "register",
    "snapshots",
    "state_pictures",
    "terminations",
]
