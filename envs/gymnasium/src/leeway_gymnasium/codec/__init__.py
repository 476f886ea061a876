"""Gymnasium's spaces, values and infos, to and from the protocol's messages, bit for bit."""

from leeway_gymnasium.codec.batches import copied, length, row, stack
from leeway_gymnasium.codec.bits import pack_bits, unpack_bits
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.infos import decode_info, decode_infos
from leeway_gymnasium.codec.items import decode_item, decode_items, encode_item, encode_items
from leeway_gymnasium.codec.pieces import Pieces, pieces, size, within
from leeway_gymnasium.codec.spaces import decode_space, encode_space
from leeway_gymnasium.codec.tensors import decode_tensor, encode_tensor
from leeway_gymnasium.codec.values import decode_value, encode_value

__all__ = [
    "CodecError",
    "Pieces",
    "copied",
    "decode_info",
    "decode_infos",
    "decode_item",
    "decode_items",
    "decode_space",
    "decode_tensor",
    "decode_value",
    "encode_item",
    "encode_items",
    "encode_space",
    "encode_tensor",
    "encode_value",
    "length",
    "pack_bits",
    "pieces",
    "row",
    "size",
    "stack",
    "unpack_bits",
    "within",
]
