from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DataType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DATA_TYPE_UNSPECIFIED: _ClassVar[DataType]
    DATA_TYPE_BOOL: _ClassVar[DataType]
    DATA_TYPE_INT8: _ClassVar[DataType]
    DATA_TYPE_UINT8: _ClassVar[DataType]
    DATA_TYPE_INT16: _ClassVar[DataType]
    DATA_TYPE_UINT16: _ClassVar[DataType]
    DATA_TYPE_INT32: _ClassVar[DataType]
    DATA_TYPE_UINT32: _ClassVar[DataType]
    DATA_TYPE_INT64: _ClassVar[DataType]
    DATA_TYPE_UINT64: _ClassVar[DataType]
    DATA_TYPE_FLOAT32: _ClassVar[DataType]
    DATA_TYPE_FLOAT64: _ClassVar[DataType]
    DATA_TYPE_FLOAT16: _ClassVar[DataType]

class NumberKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NUMBER_KIND_UNSPECIFIED: _ClassVar[NumberKind]
    NUMBER_KIND_PYTHON: _ClassVar[NumberKind]
    NUMBER_KIND_SCALAR: _ClassVar[NumberKind]
    NUMBER_KIND_ARRAY: _ClassVar[NumberKind]
DATA_TYPE_UNSPECIFIED: DataType
DATA_TYPE_BOOL: DataType
DATA_TYPE_INT8: DataType
DATA_TYPE_UINT8: DataType
DATA_TYPE_INT16: DataType
DATA_TYPE_UINT16: DataType
DATA_TYPE_INT32: DataType
DATA_TYPE_UINT32: DataType
DATA_TYPE_INT64: DataType
DATA_TYPE_UINT64: DataType
DATA_TYPE_FLOAT32: DataType
DATA_TYPE_FLOAT64: DataType
DATA_TYPE_FLOAT16: DataType
NUMBER_KIND_UNSPECIFIED: NumberKind
NUMBER_KIND_PYTHON: NumberKind
NUMBER_KIND_SCALAR: NumberKind
NUMBER_KIND_ARRAY: NumberKind

class Tensor(_message.Message):
    __slots__ = ("type", "shape", "data")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    type: DataType
    shape: _containers.RepeatedScalarFieldContainer[int]
    data: bytes
    def __init__(self, type: _Optional[_Union[DataType, str]] = ..., shape: _Optional[_Iterable[int]] = ..., data: _Optional[bytes] = ...) -> None: ...

class Value(_message.Message):
    __slots__ = ("tensor", "texts", "entries", "items", "sequences", "graphs", "choices")
    TENSOR_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    SEQUENCES_FIELD_NUMBER: _ClassVar[int]
    GRAPHS_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    tensor: Tensor
    texts: TextBatch
    entries: ValueEntries
    items: ValueItems
    sequences: SequenceBatch
    graphs: GraphBatch
    choices: ChoiceBatch
    def __init__(self, tensor: _Optional[_Union[Tensor, _Mapping]] = ..., texts: _Optional[_Union[TextBatch, _Mapping]] = ..., entries: _Optional[_Union[ValueEntries, _Mapping]] = ..., items: _Optional[_Union[ValueItems, _Mapping]] = ..., sequences: _Optional[_Union[SequenceBatch, _Mapping]] = ..., graphs: _Optional[_Union[GraphBatch, _Mapping]] = ..., choices: _Optional[_Union[ChoiceBatch, _Mapping]] = ...) -> None: ...

class TextBatch(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, values: _Optional[_Iterable[str]] = ...) -> None: ...

class ValueEntries(_message.Message):
    __slots__ = ("entries",)
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[ValueEntry]
    def __init__(self, entries: _Optional[_Iterable[_Union[ValueEntry, _Mapping]]] = ...) -> None: ...

class ValueEntry(_message.Message):
    __slots__ = ("name", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: Value
    def __init__(self, name: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...

class ValueItems(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Value]
    def __init__(self, items: _Optional[_Iterable[_Union[Value, _Mapping]]] = ...) -> None: ...

class SequenceBatch(_message.Message):
    __slots__ = ("lengths", "items")
    LENGTHS_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    lengths: _containers.RepeatedScalarFieldContainer[int]
    items: Value
    def __init__(self, lengths: _Optional[_Iterable[int]] = ..., items: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...

class GraphBatch(_message.Message):
    __slots__ = ("node_counts", "nodes", "edge_counts", "edges", "edge_links", "without_edges")
    NODE_COUNTS_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    EDGE_COUNTS_FIELD_NUMBER: _ClassVar[int]
    EDGES_FIELD_NUMBER: _ClassVar[int]
    EDGE_LINKS_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_EDGES_FIELD_NUMBER: _ClassVar[int]
    node_counts: _containers.RepeatedScalarFieldContainer[int]
    nodes: Value
    edge_counts: _containers.RepeatedScalarFieldContainer[int]
    edges: Value
    edge_links: Tensor
    without_edges: bytes
    def __init__(self, node_counts: _Optional[_Iterable[int]] = ..., nodes: _Optional[_Union[Value, _Mapping]] = ..., edge_counts: _Optional[_Iterable[int]] = ..., edges: _Optional[_Union[Value, _Mapping]] = ..., edge_links: _Optional[_Union[Tensor, _Mapping]] = ..., without_edges: _Optional[bytes] = ...) -> None: ...

class ChoiceBatch(_message.Message):
    __slots__ = ("chosen", "items")
    CHOSEN_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    chosen: _containers.RepeatedScalarFieldContainer[int]
    items: _containers.RepeatedCompositeFieldContainer[Value]
    def __init__(self, chosen: _Optional[_Iterable[int]] = ..., items: _Optional[_Iterable[_Union[Value, _Mapping]]] = ...) -> None: ...

class Infos(_message.Message):
    __slots__ = ("columns", "omitted")
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    OMITTED_FIELD_NUMBER: _ClassVar[int]
    columns: _containers.RepeatedCompositeFieldContainer[InfoColumn]
    omitted: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, columns: _Optional[_Iterable[_Union[InfoColumn, _Mapping]]] = ..., omitted: _Optional[_Iterable[str]] = ...) -> None: ...

class InfoColumn(_message.Message):
    __slots__ = ("name", "present", "numbers", "texts", "group", "items", "number_kind")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PRESENT_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    NUMBER_KIND_FIELD_NUMBER: _ClassVar[int]
    name: str
    present: bytes
    numbers: Tensor
    texts: TextBatch
    group: Infos
    items: InfoItems
    number_kind: NumberKind
    def __init__(self, name: _Optional[str] = ..., present: _Optional[bytes] = ..., numbers: _Optional[_Union[Tensor, _Mapping]] = ..., texts: _Optional[_Union[TextBatch, _Mapping]] = ..., group: _Optional[_Union[Infos, _Mapping]] = ..., items: _Optional[_Union[InfoItems, _Mapping]] = ..., number_kind: _Optional[_Union[NumberKind, str]] = ...) -> None: ...

class InfoItems(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[InfoItem]
    def __init__(self, items: _Optional[_Iterable[_Union[InfoItem, _Mapping]]] = ...) -> None: ...

class InfoItem(_message.Message):
    __slots__ = ("none", "flag", "integer", "big_integer", "real", "text", "data", "scalar", "array", "texts", "objects", "list", "tuple", "dict")
    NONE_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    INTEGER_FIELD_NUMBER: _ClassVar[int]
    BIG_INTEGER_FIELD_NUMBER: _ClassVar[int]
    REAL_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    SCALAR_FIELD_NUMBER: _ClassVar[int]
    ARRAY_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    OBJECTS_FIELD_NUMBER: _ClassVar[int]
    LIST_FIELD_NUMBER: _ClassVar[int]
    TUPLE_FIELD_NUMBER: _ClassVar[int]
    DICT_FIELD_NUMBER: _ClassVar[int]
    none: bool
    flag: bool
    integer: int
    big_integer: str
    real: float
    text: str
    data: bytes
    scalar: Tensor
    array: Tensor
    texts: TextArray
    objects: ItemArray
    list: InfoItems
    tuple: InfoItems
    dict: InfoEntries
    def __init__(self, none: bool = ..., flag: bool = ..., integer: _Optional[int] = ..., big_integer: _Optional[str] = ..., real: _Optional[float] = ..., text: _Optional[str] = ..., data: _Optional[bytes] = ..., scalar: _Optional[_Union[Tensor, _Mapping]] = ..., array: _Optional[_Union[Tensor, _Mapping]] = ..., texts: _Optional[_Union[TextArray, _Mapping]] = ..., objects: _Optional[_Union[ItemArray, _Mapping]] = ..., list: _Optional[_Union[InfoItems, _Mapping]] = ..., tuple: _Optional[_Union[InfoItems, _Mapping]] = ..., dict: _Optional[_Union[InfoEntries, _Mapping]] = ...) -> None: ...

class TextArray(_message.Message):
    __slots__ = ("shape", "values")
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    shape: _containers.RepeatedScalarFieldContainer[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, shape: _Optional[_Iterable[int]] = ..., values: _Optional[_Iterable[str]] = ...) -> None: ...

class ItemArray(_message.Message):
    __slots__ = ("shape", "items")
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    shape: _containers.RepeatedScalarFieldContainer[int]
    items: _containers.RepeatedCompositeFieldContainer[InfoItem]
    def __init__(self, shape: _Optional[_Iterable[int]] = ..., items: _Optional[_Iterable[_Union[InfoItem, _Mapping]]] = ...) -> None: ...

class InfoEntries(_message.Message):
    __slots__ = ("entries",)
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[InfoEntry]
    def __init__(self, entries: _Optional[_Iterable[_Union[InfoEntry, _Mapping]]] = ...) -> None: ...

class InfoEntry(_message.Message):
    __slots__ = ("key", "value")
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    key: InfoItem
    value: InfoItem
    def __init__(self, key: _Optional[_Union[InfoItem, _Mapping]] = ..., value: _Optional[_Union[InfoItem, _Mapping]] = ...) -> None: ...
