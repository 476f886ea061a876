"""Makes 'plugin-filters.hdf5' beside this script with h5py and hdf5plugin: one array in every filter of theirs that is read.

    python make_plugin_files.py FOLDER

Each array holds 1,003 rows of 3 float32 numbers; row i, column j is round(1000 * sin(i + j)) / 8.
"""

import itertools
import pathlib
import sys

import h5py
import hdf5plugin
import numpy as np

ROWS, COLUMNS = 1003, 3
CODECS = ["blosclz", "lz4", "lz4hc", "zlib", "zstd"]
SHUFFLES = {
    "plain": hdf5plugin.Blosc.NOSHUFFLE,
    "shuffle": hdf5plugin.Blosc.SHUFFLE,
    "bits": hdf5plugin.Blosc.BITSHUFFLE,
}


def main() -> None:
    """Writes the file."""
    row = np.arange(ROWS)[:, None] + np.arange(COLUMNS)
    values = (np.round(1000 * np.sin(row)) / 8).astype("<f4")
    filters = {
        f"blosc-{codec}-{name}": hdf5plugin.Blosc(cname=codec, clevel=5, shuffle=shuffle)
        for codec, (name, shuffle) in itertools.product(CODECS, SHUFFLES.items())
    }
    filters["lz4"] = hdf5plugin.LZ4(nbytes=1024)
    filters["zstd"] = hdf5plugin.Zstd()
    for name in ["none", "lz4", "zstd"]:
        filters[f"bitshuffle-{name}"] = hdf5plugin.Bitshuffle(cname=name)
    with h5py.File(pathlib.Path(sys.argv[1]) / "plugin-filters.hdf5", "w", libver="v110") as file:
        for name, filter_ in filters.items():
            file.create_dataset(name, data=values, chunks=(500, COLUMNS), track_times=False, compression=filter_)
        file.create_dataset(
            "other-blosc2", data=values, chunks=(500, COLUMNS), track_times=False, compression=hdf5plugin.Blosc2()
        )
        file.create_dataset(
            "other-bzip2", data=values, chunks=(500, COLUMNS), track_times=False, compression=hdf5plugin.BZip2()
        )


if __name__ == "__main__":
    main()
