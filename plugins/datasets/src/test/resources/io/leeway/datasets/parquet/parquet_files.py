"""Writes Parquet files in many ways, or prints what is in one."""

import json
import sys
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet

EPISODES, STEPS = 4, 6


def table(floats: str, fixed: bool, optional: bool) -> pyarrow.Table:
    rows = EPISODES * STEPS
    count = numpy.arange(rows)
    real = pyarrow.from_numpy_dtype(numpy.dtype(floats))

    def vectors(values: numpy.ndarray) -> pyarrow.Array:
        flat = pyarrow.array(values.astype(floats).reshape(-1))
        if fixed:
            return pyarrow.FixedSizeListArray.from_arrays(flat, 2)
        return pyarrow.array(values.astype(floats).tolist(), pyarrow.list_(real))

    seen = numpy.stack([count / 3, -count], axis=1)
    after = numpy.stack([(count + 1) / 3, -(count + 1)], axis=1)
    last = count % STEPS == STEPS - 1
    columns = {
        "episode": pyarrow.array(count // STEPS + 10),
        "observations": vectors(seen),
        "actions": vectors(seen / 2),
        "rewards": pyarrow.array((count / 7).astype(floats)),
        "next_observations": vectors(after),
    }
    if optional:
        columns["step"] = pyarrow.array((count % STEPS).astype("int32"))
        columns["terminations"] = pyarrow.array(last & (count // STEPS % 2 == 0))
        columns["truncations"] = pyarrow.array(last & (count // STEPS % 2 == 1))
        columns["comment"] = pyarrow.array(["a text"] * rows)
    return pyarrow.table(columns)


def write(folder: Path) -> None:
    variant = 0
    for floats in ("float32", "float64"):
        for compression in ("none", "snappy", "zstd", "gzip", "lz4"):
            for version in ("1.0", "2.0"):
                for fixed in (False, True):
                    name = f"{variant:03}-{floats}-{compression}-{version}-{fixed}.parquet"
                    pyarrow.parquet.write_table(
                        table(floats, fixed, variant % 3 != 0),
                        folder / name,
                        compression=compression,
                        data_page_version=version,
                        use_dictionary=variant % 2 == 0,
                        row_group_size=(5, 24, 7)[variant % 3],
                        use_byte_stream_split=["rewards"] if variant % 4 == 1 else False,
                        column_encoding={"episode": "DELTA_BINARY_PACKED"} if variant % 4 == 3 else None,
                    )
                    variant += 1


def show(path: Path) -> None:
    read = pyarrow.parquet.read_table(path)
    shown = {"columns": {field.name: str(field.type) for field in read.schema}}
    for name in ("episode", "step"):
        shown[name] = read[name].to_pylist()
    for name in ("observations", "next_observations", "rewards"):
        values = read[name].combine_chunks()
        flat = values.flatten() if pyarrow.types.is_list(values.type) else values
        shown[name] = flat.to_numpy(zero_copy_only=False).tobytes().hex()
    metadata = pyarrow.parquet.read_schema(sorted(path.glob("*.parquet"))[0]).metadata
    shown["metadata"] = {key.decode(): value.decode() for key, value in metadata.items()}
    print(json.dumps(shown))


if __name__ == "__main__":
    {"write": write, "show": show}[sys.argv[1]](Path(sys.argv[2]))
