"""Prints what TensorBoard's own reader finds below a folder: scalars, histograms and pictures, as one line of JSON."""

import json
import os
import struct
import sys
import zlib

from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer


def pixels(png):
    """Returns width, height and the bytes of a PNG of 8-bit RGB."""
    place, packed, width, height = 8, b"", 0, 0
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", data[:10])
            assert (depth, colour) == (8, 2), (depth, colour)
        elif kind == b"IDAT":
            packed += data
        place += length + 12
    raw, row = zlib.decompress(packed), width * 3 + 1
    before, result = bytearray(width * 3), bytearray()
    for y in range(height):
        kind, line = raw[y * row], bytearray(raw[y * row + 1 : (y + 1) * row])
        for x in range(len(line)):
            left = line[x - 3] if x >= 3 else 0
            up, corner = before[x], before[x - 3] if x >= 3 else 0
            guess = left + up - corner
            distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
            paeth = (left, up, corner)[distances.index(min(distances))]
            line[x] = (line[x] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
        result += line
        before = line
    return width, height, list(result)


root = sys.argv[1]
multiplexer = EventMultiplexer(
    size_guidance={"scalars": 0, "histograms": 0, "images": 0, "compressedHistograms": 1}, purge_orphaned_data=False
)
if os.path.isdir(root):
    multiplexer.AddRunsFromDirectory(root)
    multiplexer.Reload()
found = {"scalars": [], "histograms": [], "images": []}
for run, tags in sorted(multiplexer.Runs().items()):
    for tag in tags["scalars"]:
        for event in multiplexer.Scalars(run, tag):
            found["scalars"].append([run, tag, event.step, str(event.value), event.wall_time])
    for tag in tags["histograms"]:
        for event in multiplexer.Histograms(run, tag):
            value = event.histogram_value
            assert sum(value.bucket) == value.num and len(value.bucket) == len(value.bucket_limit)
            found["histograms"].append([run, tag, event.step, value.num, value.min, value.max, value.sum, value.bucket])
    for tag in tags["images"]:
        for event in multiplexer.Images(run, tag):
            found["images"].append([run, tag, event.step, *pixels(event.encoded_image_string)])
print(json.dumps(found))
