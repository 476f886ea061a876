"""Writes an array of numbers in every variant of HDF5 that h5py can, and what h5py itself reads of each.

    python variants.py FOLDER

FOLDER gets NAME.hdf5, each with one array 'values', and NAME.bin with its numbers: int64 for whole ones and flags, float64
for others. A line of the output names the variant and the array's shape, and says 'whole' or 'real'.
"""

import itertools
import pathlib
import sys
from collections.abc import Callable
from typing import Any

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

ROWS, COLUMNS = 61, 5
FOLDER = pathlib.Path(sys.argv[1])
VERSIONS = ["earliest", "v108", "v110", "v112", "v114", "latest"]


def numbers(kind: str) -> np.ndarray:
    """Returns numbers of a type that use its range."""
    random = np.random.default_rng(7)
    type_ = np.dtype(kind)
    if type_.kind == "f":
        values = random.normal(size=(ROWS, COLUMNS)) * 10.0 ** random.integers(-3, 4, (ROWS, COLUMNS))
        return values.astype(type_)
    if type_.kind == "b":
        return random.integers(0, 2, (ROWS, COLUMNS)).astype(bool)
    limits = np.iinfo(type_)
    return random.integers(limits.min, limits.max, (ROWS, COLUMNS), dtype=type_.newbyteorder("="), endpoint=True).astype(
        type_
    )


def report(name: str) -> None:
    """Reads an array with h5py, and keeps what it is."""
    with h5py.File(FOLDER / f"{name}.hdf5", "r") as file:
        values = file["values"][...]
    whole = values.dtype.kind in "iub"
    values.astype("<i8" if whole else "<f8").tofile(FOLDER / f"{name}.bin")
    print(name, *values.shape, "whole" if whole else "real")


def high(name: str, version: str, options: dict[str, Any], kind: str = "<f4", rows: slice = slice(None)) -> None:
    """Writes some rows of numbers by h5py's own interface."""
    values = numbers(kind)
    bound = version if version == "earliest" else (version, version)
    with h5py.File(FOLDER / f"{name}.hdf5", "w", libver=bound) as file:
        made = file.create_dataset("values", values.shape, kind, **options)
        made[rows] = values[rows]
    report(name)


def low(
    name: str,
    kind: h5t.TypeID,
    given: np.ndarray,
    change: Callable[[h5p.PropDCID], None] = lambda creation: None,
    version: str = "earliest",
    after: Callable[[h5d.DatasetID], None] = lambda made: None,
) -> None:
    """Writes numbers by HDF5's own interface, which converts them to the type."""
    bound = version if version == "earliest" else (version, version)
    with h5py.File(FOLDER / f"{name}.hdf5", "w", libver=bound) as file:
        creation = h5p.create(h5p.DATASET_CREATE)
        change(creation)
        made = h5d.create(file.id, b"values", kind, h5s.create_simple(given.shape), dcpl=creation)
        made.write(h5s.ALL, h5s.ALL, np.ascontiguousarray(given))
        after(made)
    report(name)


def integer(size: h5t.TypeID, precision: int, offset: int, signed: bool, big: bool) -> h5t.TypeID:
    """Returns whole numbers of unusual precision."""
    kind = size.copy()
    kind.set_precision(precision)
    kind.set_offset(offset)
    kind.set_sign(h5t.SGN_2 if signed else h5t.SGN_NONE)
    kind.set_order(h5t.ORDER_BE if big else h5t.ORDER_LE)
    return kind


def real(size: int, sign: int, exponent: tuple[int, int], mantissa: tuple[int, int], bias: int) -> h5t.TypeID:
    """Returns floating-point numbers with fields of their own."""
    kind = h5t.IEEE_F64LE.copy()
    kind.set_fields(sign, exponent[0], exponent[1], mantissa[0], mantissa[1])
    kind.set_ebias(bias)
    kind.set_size(size)
    kind.set_precision(8 * size)
    return kind


def types() -> None:
    """Every type, in every order of bytes."""
    for kind in ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "?"]:
        for order in "<>":
            high(f"type-{np.dtype(kind).name}-{'le' if order == '<' else 'be'}", "earliest", {}, order + kind)
            high(
                f"type-{np.dtype(kind).name}-{'le' if order == '<' else 'be'}-gzip",
                "v110",
                {"chunks": (16, 2), "compression": "gzip", "shuffle": True},
                order + kind,
            )
    for size, precision, offset in [(2, 12, 0), (2, 12, 3), (4, 20, 7), (1, 3, 2), (8, 40, 5), (8, 63, 1), (4, 32, 0)]:
        base = {1: h5t.STD_I8LE, 2: h5t.STD_I16LE, 4: h5t.STD_I32LE, 8: h5t.STD_I64LE}[size]
        for signed, big in itertools.product([True, False], [True, False]):
            reach = 2 ** (precision - 1)
            given = np.random.default_rng(1).integers(-reach if signed else 0, reach, (ROWS, COLUMNS))
            name = f"{'int' if signed else 'uint'}-{size}-{precision}-{offset}-{'be' if big else 'le'}"
            kind = integer(base, precision, offset, signed, big)
            low(f"bits-{name}", kind, given)
            low(f"nbit-{name}", kind, given, nbit)
    choices = h5t.enum_create(h5t.STD_I32LE)
    for index, word in enumerate([b"left", b"right", b"up"]):
        choices.enum_insert(word, index * 7 - 3)
    with h5py.File(FOLDER / "enum.hdf5", "w") as file:
        file.create_dataset(
            "values", data=np.arange(ROWS) % 3 * 7 - 3, dtype=h5py.enum_dtype({"left": -3, "right": 4, "up": 11}, "i4")
        )
    report("enum")
    with h5py.File(FOLDER / "small-arrays.hdf5", "w") as file:
        file.create_dataset("values", (ROWS,), np.dtype((">f4", (3, 2))), chunks=(8,))[...] = np.arange(
            ROWS * 6
        ).reshape(ROWS, 3, 2)
    report("small-arrays")
    for size, kind in [(8, h5t.STD_B8LE), (16, h5t.STD_B16BE), (32, h5t.STD_B32LE)]:
        given = numbers(f"u{size // 8}")
        with h5py.File(FOLDER / f"bits-{size}.hdf5", "w") as file:
            made = h5d.create(file.id, b"values", kind, h5s.create_simple(given.shape))
            made.write(h5s.ALL, h5s.ALL, given, mtype=kind if size != 16 else h5t.STD_B16LE)
        report(f"bits-{size}")


def floats() -> None:
    """Floating-point numbers of other kinds than IEEE's."""
    given = np.concatenate([numbers("f8").ravel(), [0, -0.0, np.inf, -np.inf, 1, -1, 0.5]])
    for name, kind in {
        "bfloat16": real(2, 15, (7, 8), (0, 7), 127),
        "bias": real(4, 31, (23, 8), (0, 23), 100),
        "fields": real(4, 0, (1, 8), (9, 23), 127),
        "short": real(4, 31, (26, 5), (6, 20), 15),
        "wide": real(8, 63, (52, 11), (2, 50), 1023),
        "wide-bias": real(8, 63, (52, 11), (0, 52), 1000),
        "byte": real(1, 7, (2, 5), (0, 2), 15),
    }.items():
        low(f"float-{name}", kind, given)
        low(f"nbit-float-{name}", kind, given, nbit)
    low("float-80", h5t.NATIVE_LDOUBLE, given)
    unusual = h5t.IEEE_F32LE.copy()
    unusual.set_norm(h5t.NORM_NONE)
    with h5py.File(FOLDER / "float-norm.hdf5", "w") as file:
        made = h5d.create(file.id, b"values", unusual, h5s.create_simple((ROWS,)))
        made.write(h5s.ALL, h5s.ALL, np.arange(ROWS).astype("f8"))
    report("float-norm")


def nbit(creation: h5p.PropDCID) -> None:
    """Chunks that leave out what a type does not use."""
    creation.set_chunk((16, 2)[: len(creation_shape(creation))])
    creation.set_filter(h5py.h5z.FILTER_NBIT, h5py.h5z.FLAG_OPTIONAL)


RANK = [2]


def creation_shape(creation: h5p.PropDCID) -> range:
    """Returns as many numbers as the array has dimensions."""
    return range(RANK[0])


def layouts() -> None:
    """Every index of chunks, in every version of the format, with every kind of filter, whole and in part."""
    filters: dict[str, dict[str, Any]] = {
        "none": {},
        "gzip": {"compression": "gzip", "shuffle": True},
        "check": {"fletcher32": True},
    }
    growing: dict[str, Any] = {
        "fixed": None,
        "limited": (80, 9),
        "first": (None, COLUMNS),
        "second": (ROWS, None),
        "both": (None, None),
        "first-limited": (None, 12),
    }
    parts = {"all": slice(None), "some": slice(20, 33)}
    for version, (filter_, options), (growth, most), (part, rows) in itertools.product(
        VERSIONS, filters.items(), growing.items(), parts.items()
    ):
        for chunks in [(16, 2), (1, 1), (61, 5)]:
            if chunks != (16, 2) and (version not in ("earliest", "v110", "latest") or part == "all"):
                continue
            name = f"chunks-{version}-{filter_}-{growth}-{part}-{chunks[0]}x{chunks[1]}"
            high(name, version, {"chunks": chunks, "maxshape": most, "fillvalue": 0.25, **options}, rows=rows)
    for version, filter_ in itertools.product(["earliest", "v110", "latest"], ["none", "gzip"]):
        values = np.arange(30_000, dtype="<i4")
        bound = version if version == "earliest" else (version, version)
        for growth, most in [("fixed", None), ("growing", (None,)), ("limited", (100_000,))]:
            name = f"many-{version}-{filter_}-{growth}"
            with h5py.File(FOLDER / f"{name}.hdf5", "w", libver=bound) as file:
                made = file.create_dataset("values", values.shape, "<i4", chunks=(3,), maxshape=most, **filters[filter_])
                made[:9000] = values[:9000]
                made[21_000:21_300] = values[21_000:21_300]
                made[29_999] = 7
            report(name)
    for version in VERSIONS:
        high(f"compact-{version}", version, {}, "<i2")
        high(f"plain-{version}", version, {"fillvalue": 3.5}, rows=slice(0, 0))
        with h5py.File(FOLDER / f"shrunk-{version}.hdf5", "w", libver=version) as file:
            made = file.create_dataset("values", (ROWS, COLUMNS), "<f4", chunks=(7, 2), maxshape=(None, None))
            made[...] = numbers("<f4")
            made.resize((23, 4))
            made.resize((31, 5))
        report(f"shrunk-{version}")

    def compact(creation: h5p.PropDCID) -> None:
        creation.set_layout(h5d.COMPACT)

    def implicit(creation: h5p.PropDCID) -> None:
        creation.set_chunk((16, 2))
        creation.set_alloc_time(h5d.ALLOC_TIME_EARLY)

    for version in VERSIONS:
        low(f"header-{version}", h5t.IEEE_F32BE, numbers("f4"), compact, version)
        low(f"implicit-{version}", h5t.IEEE_F32LE, numbers("f4"), implicit, version)


def fills() -> None:
    """What was never written, by every rule of what it is."""
    times = {"always": h5d.FILL_TIME_ALLOC, "never": h5d.FILL_TIME_NEVER, "if-set": h5d.FILL_TIME_IFSET}
    values = {"default": None, "nan": np.float32(np.nan), "number": np.float32(-7.5), "undefined": ...}
    for version, (time, when), (value, fill), chunked in itertools.product(
        ["earliest", "v110", "latest"], times.items(), values.items(), [True, False]
    ):
        name = f"fill-{version}-{time}-{value}-{'chunked' if chunked else 'plain'}"
        bound = version if version == "earliest" else (version, version)
        with h5py.File(FOLDER / f"{name}.hdf5", "w", libver=bound) as file:
            creation = h5p.create(h5p.DATASET_CREATE)
            creation.set_fill_time(when)
            if fill is not None and fill is not ...:
                creation.set_fill_value(np.array(fill))
            if chunked:
                creation.set_chunk((16, 2))
            made = h5d.create(
                file.id, b"values", h5t.IEEE_F32LE, h5s.create_simple((ROWS, COLUMNS)), dcpl=creation
            )
            if chunked:
                h5py.Dataset(made)[16:32] = numbers("<f4")[16:32]
        report(name)


def masks() -> None:
    """Chunks that some filters were not applied to."""
    values = numbers("<f4")
    for version, mask in itertools.product(["earliest", "v110", "latest"], range(8)):
        name = f"mask-{version}-{mask}"
        bound = version if version == "earliest" else (version, version)
        with h5py.File(FOLDER / f"{name}.hdf5", "w", libver=bound) as file:
            made = file.create_dataset(
                "values", values.shape, "<f4", chunks=(16, 5), compression="gzip", shuffle=True, fletcher32=True
            )
            made[...] = values
            other = file.create_dataset(
                "other",
                values.shape,
                "<f4",
                chunks=(16, 5),
                **{
                    **({} if mask & 1 else {"shuffle": True}),
                    **({} if mask & 2 else {"compression": "gzip"}),
                    **({} if mask & 4 else {"fletcher32": True}),
                },
            )
            other[...] = values
            made.id.write_direct_chunk((16, 0), other.id.read_direct_chunk((16, 0))[1], mask)
            del file["other"]
        report(name)


def packed() -> None:
    """The scale-offset filter, LZF, szip, and edges that are not filtered."""
    for kind in ["i1", "u1", "i2", "u2", "i4", "u4", "i8"]:
        for order, span in itertools.product("<>", [0, 5, 200, 60_000]):
            limits = np.iinfo(kind)
            values = np.random.default_rng(3).integers(
                max(limits.min, -span), min(limits.max, span), (ROWS, COLUMNS), endpoint=True
            )
            name = f"scaleoffset-{kind}-{'le' if order == '<' else 'be'}-{span}"
            for fill in [None, 3]:
                full = f"{name}-{fill}"
                with h5py.File(FOLDER / f"{full}.hdf5", "w") as file:
                    made = file.create_dataset(
                        "values", values.shape, order + kind, chunks=(16, 5), scaleoffset=0, fillvalue=fill
                    )
                    made[:50] = values[:50]
                report(full)
    for kind, order, digits in itertools.product(["f4", "f8"], "<>", [0, 1, 3, 6]):
        name = f"scaleoffset-{kind}-{'le' if order == '<' else 'be'}-{digits}"
        high(name, "earliest", {"chunks": (16, 5), "scaleoffset": digits}, order + kind)
        high(f"{name}-gzip", "v110", {"chunks": (16, 5), "scaleoffset": digits, "compression": "gzip"}, order + kind)
        high(f"{name}-fill", "v110", {"chunks": (16, 5), "scaleoffset": digits, "fillvalue": 2.5}, order + kind)
    for kind in ["<f4", ">i8", "|u1"]:
        high(f"lzf-{np.dtype(kind).name}", "earliest", {"chunks": (16, 5), "compression": "lzf"}, kind)
    if h5py.h5z.filter_avail(h5py.h5z.FILTER_SZIP) and h5py.h5z.get_filter_info(h5py.h5z.FILTER_SZIP) & 1:
        high("szip", "earliest", {"chunks": (16, 5), "compression": "szip"})


def elsewhere() -> None:
    """Numbers that are in other files, or put together."""
    with h5py.File(FOLDER / "source.h5", "w") as file:
        file["values"] = numbers("<f4")
    layout = h5py.VirtualLayout((ROWS, COLUMNS), "<f4")
    layout[...] = h5py.VirtualSource(str(FOLDER / "source.h5"), "values", (ROWS, COLUMNS))
    with h5py.File(FOLDER / "virtual.hdf5", "w") as file:
        file.create_virtual_dataset("values", layout)
    report("virtual")
    numbers("<f4").tofile(FOLDER / "external.raw")
    with h5py.File(FOLDER / "external.hdf5", "w") as file:
        file.create_dataset(
            "values",
            (ROWS, COLUMNS),
            "<f4",
            external=[(str(FOLDER / "external.raw"), 0, ROWS * COLUMNS * 4)],
        )
    report("external")
    with h5py.File(FOLDER / "committed.hdf5", "w") as file:
        file["type"] = np.dtype("<i4")
        file.create_dataset("values", data=numbers("<i4"), dtype=file["type"])
    report("committed")
    with h5py.File(FOLDER / "userblock.hdf5", "w", userblock_size=1024) as file:
        file.create_dataset("values", data=numbers("<i4"), chunks=(16, 2), compression="gzip")
    report("userblock")
    for name, kind in {"text": "S5", "complex": "<c8"}.items():
        with h5py.File(FOLDER / f"{name}.hdf5", "w") as file:
            file["values"] = np.zeros((ROWS, COLUMNS), kind)
        print(name, 0, "unread")


def main() -> None:
    """Writes every variant."""
    types()
    RANK[0] = 1
    floats()
    layouts()
    fills()
    masks()
    packed()
    elsewhere()


if __name__ == "__main__":
    main()
