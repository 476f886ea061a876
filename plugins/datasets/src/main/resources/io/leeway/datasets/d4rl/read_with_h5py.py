"""Reads arrays of an HDF5 file once for each line of standard input, and prints how many seconds it took."""

import sys
import time

import h5py

with h5py.File(sys.argv[1], "r") as file:
    for _ in sys.stdin:
        began = time.perf_counter()
        arrays = {name: file[name][()] for name in sys.argv[2:]}
        print(time.perf_counter() - began, flush=True)
        del arrays
