"""Clears the GPU code in a shared library that no GPU of one compute capability runs.

The compiler keeps code for each compute capability side by side in section .nv_fatbin: containers, each with a header and
entries, each of these with a header that says which GPU it is for. Entries keep their place and their header, so that the
driver finds its own as ever; the code of others becomes zeros, which compress to nothing.
"""

import mmap
import struct

MAGIC = b"\x50\xed\x55\xba"
PTX, ELF = 1, 2


def keep(path, architecture):
    """Clears in place what other GPUs run, wherever a container has code for this one; returns the bytes cleared."""
    cleared = 0
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as library:
        begin, end = section(library, b".nv_fatbin")
        at = library.find(MAGIC, begin, end)
        while at >= 0:
            header, size = struct.unpack_from("<HQ", library, at + 6)
            entries = list(walk(library, at + header, at + header + size))
            if any(kind == ELF and capability == architecture for kind, capability, _, _ in entries):
                for kind, capability, start, length in entries:
                    if kind != ELF or capability != architecture:
                        library[start : start + length] = bytes(length)
                        cleared += length
            at = library.find(MAGIC, at + header + size, end)
    return cleared


def walk(library, at, end):
    """Yields kind, compute capability, start and length of each entry's code."""
    while at < end:
        kind = struct.unpack_from("<H", library, at)[0]
        header, length = struct.unpack_from("<IQ", library, at + 4)
        capability = struct.unpack_from("<I", library, at + 28)[0]
        if kind not in (PTX, ELF) or header < 32 or at + header + length > end:
            raise ValueError(f"an entry of an unknown form at {at}")
        yield kind, capability, at + header, length
        at += header + length


def section(library, name):
    """Returns where a section of a 64-bit ELF file begins and ends."""
    table = struct.unpack_from("<Q", library, 40)[0]
    size, count, names = struct.unpack_from("<HHH", library, 58)
    headers = [struct.unpack_from("<IIQQQQ", library, table + i * size) for i in range(count)]
    strings = headers[names][4]
    for header in headers:
        begin = strings + header[0]
        if library[begin : begin + len(name) + 1] == name + b"\0":
            return header[4], header[4] + header[5]
    return 0, 0
