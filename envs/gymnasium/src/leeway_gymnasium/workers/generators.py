"""The generators of random numbers that a process shares: NumPy's, Python's and, where it is loaded, PyTorch's.

Environments should draw from their own `np_random`; many draw from these. Workers are forked, so that each would draw what
all others draw.
"""

from __future__ import annotations

import random
import sys

import numpy as np


def refresh() -> None:
    """Gives all of them entropy of this process's own."""
    np.random.seed()
    random.seed()
    refresh_torch()


def refresh_torch() -> None:
    """Gives PyTorch's entropy of this process's own, where it is loaded: it begins with the same seed everywhere."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.seed()


def seed(value: int) -> None:
    """Seeds all of them with what follows from an environment's seed."""
    words = np.random.SeedSequence(value).generate_state(8)
    np.random.seed(words)
    random.seed(words.tobytes())
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(int(words[0]) << 32 | int(words[1]))
