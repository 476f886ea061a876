"""D4RL's mazes (Fu et al. 2020). A row of text is a step along x, a column along y."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """A maze: '#' is a wall, 'O' is free, 'G' is the goal.

    Attributes:
        rows: the cells, x by y.
        horizon: steps of an episode.
        scores: the returns of a random policy and of D4RL's expert.
        dense_scores: the same for the dense reward.
    """

    rows: tuple[str, ...]
    horizon: int
    scores: tuple[float, float]
    dense_scores: tuple[float, float]

    def cells(self, kinds: str) -> list[tuple[int, int]]:
        """Returns where cells of some kinds are, x before y."""
        return [(x, y) for x, row in enumerate(self.rows) for y, cell in enumerate(row) if cell in kinds]


LAYOUTS = {
    "umaze": Layout(
        ("#####", "#GOO#", "###O#", "#OOO#", "#####"),
        300,
        (23.85, 161.86),
        (68.537689, 193.66285642381482),
    ),
    "medium": Layout(
        ("########", "#OO##OO#", "#OO#OOO#", "##OOO###", "#OO#OOO#", "#O#OO#O#", "#OOO#OG#", "########"),
        600,
        (13.13, 277.39),
        (44.264742, 297.4552547777125),
    ),
    "large": Layout(
        (
            "############",
            "#OOOO#OOOOO#",
            "#O##O#O#O#O#",
            "#OOOOOO#OOO#",
            "#O####O###O#",
            "#OO#O#OOOOO#",
            "##O#O#O#O###",
            "#OO#OOO#OGO#",
            "############",
        ),
        800,
        (6.7, 273.99),
        (30.569041, 303.4857382709002),
    ),
}
