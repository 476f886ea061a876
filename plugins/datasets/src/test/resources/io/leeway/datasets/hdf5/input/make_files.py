"""Makes the small files beside this script with h5py: one dataset in D4RL's layout, laid out in the ways that HDF5 has.

    python make_files.py FOLDER

Row i, column j of observations is i + j / 8, so that readers can be checked without h5py; every 10th row is a timeout, and
row 24 is terminal.
"""

import pathlib
import sys
from typing import Any

import h5py
import numpy as np

ROWS, COLUMNS, ACTIONS = 40, 3, 2
COMPRESSED = {"compression": "gzip", "shuffle": True}
LAYOUTS: dict[str, tuple[str, dict[str, Any]]] = {
    "contiguous": ("earliest", {}),
    "gzip": ("earliest", {"rows": 16, **COMPRESSED}),
    "tiles": ("earliest", {"rows": 7, "tile": 2, **COMPRESSED}),
    "checked": ("earliest", {"rows": 16, "fletcher32": True, **COMPRESSED}),
    "lzf": ("earliest", {"rows": 16, "compression": "lzf", "shuffle": True}),
    "latest-contiguous": ("v110", {}),
    "latest-fixed": ("v110", {"rows": 16, **COMPRESSED}),
    "latest-growing": ("v110", {"rows": 4, "maximum": None, **COMPRESSED}),
    "latest-single": ("v110", {"rows": ROWS, **COMPRESSED}),
    "big-endian": ("earliest", {"order": ">", "rows": 16, **COMPRESSED}),
    "incompressible": ("earliest", {"rows": 16, "noise": True, **COMPRESSED}),
    "compact": ("earliest", {"compact": True}),
}


def arrays(order: str, noise: bool) -> dict[str, np.ndarray]:
    """Returns the arrays by name, numbers in the given byte order."""
    row = np.arange(ROWS)
    observations = row[:, None] + np.arange(COLUMNS) / 8
    if noise:
        bits = np.random.default_rng(0).integers(0, 2**32, (ROWS, COLUMNS), dtype=np.uint32)
        observations = (bits & 0x3FFFFFFF).view(np.float32)
    return {
        "observations": observations.astype(order + "f4"),
        "next_observations": (observations + 1).astype(order + "f4"),
        "actions": (np.sin(row[:, None] + np.arange(ACTIONS))).astype(order + "f4"),
        "rewards": (row / 4).astype(order + "f8"),
        "terminals": row == 24,
        "timeouts": row % 10 == 9,
        "infos/step": row.astype(order + "i4"),
    }


def create(file: h5py.File, name: str, values: np.ndarray, layout: dict[str, Any]) -> None:
    """Writes one array."""
    if layout.get("compact"):
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_layout(h5py.h5d.COMPACT)
        links = h5py.h5p.create(h5py.h5p.LINK_CREATE)
        links.set_create_intermediate_group(True)
        kind = h5py.h5t.py_create(values.dtype, logical=True)
        space = h5py.h5s.create_simple(values.shape)
        dataset = h5py.h5d.create(file.id, name.encode(), kind, space, dcpl=creation, lcpl=links)
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(values))
        return
    options = {key: value for key, value in layout.items() if key in ("compression", "shuffle", "fletcher32")}
    if "rows" in layout:
        tail = tuple(layout.get("tile", size) for size in values.shape[1:])
        options["chunks"] = (layout["rows"], *tail)
    if "maximum" in layout:
        options["maxshape"] = (layout["maximum"], *values.shape[1:])
    file.create_dataset(name, data=values, track_times=False, **options)


def main() -> None:
    """Writes every file."""
    for name, (version, layout) in LAYOUTS.items():
        with h5py.File(
            pathlib.Path(sys.argv[1]) / f"{name}.hdf5",
            "w",
            libver=(version, version) if version != "earliest" else version,
        ) as file:
            file.attrs["env_id"] = "Made-v0"
            file.attrs["seed"] = 7
            for array, values in arrays(layout.get("order", "<"), layout.get("noise", False)).items():
                create(file, array, values, layout)


if __name__ == "__main__":
    main()
