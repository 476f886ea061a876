from leeway.env.v1 import space_pb2 as _space_pb2
from leeway.env.v1 import value_pb2 as _value_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Capability(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CAPABILITY_UNSPECIFIED: _ClassVar[Capability]
    CAPABILITY_RENDER: _ClassVar[Capability]
    CAPABILITY_TRANSITION: _ClassVar[Capability]
    CAPABILITY_STATE: _ClassVar[Capability]
    CAPABILITY_RESUME: _ClassVar[Capability]
    CAPABILITY_ATTRIBUTES: _ClassVar[Capability]
    CAPABILITY_REWARD: _ClassVar[Capability]
    CAPABILITY_TERMINATIONS: _ClassVar[Capability]
    CAPABILITY_STATE_PICTURES: _ClassVar[Capability]

class AutoresetMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AUTORESET_MODE_UNSPECIFIED: _ClassVar[AutoresetMode]
    AUTORESET_MODE_NEXT_STEP: _ClassVar[AutoresetMode]
    AUTORESET_MODE_SAME_STEP: _ClassVar[AutoresetMode]
    AUTORESET_MODE_DISABLED: _ClassVar[AutoresetMode]

class TimeLimit(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TIME_LIMIT_UNSPECIFIED: _ClassVar[TimeLimit]
    TIME_LIMIT_OFF: _ClassVar[TimeLimit]
    TIME_LIMIT_STEPS: _ClassVar[TimeLimit]

class FailureKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FAILURE_KIND_UNSPECIFIED: _ClassVar[FailureKind]
    FAILURE_KIND_ENVIRONMENT_ERROR: _ClassVar[FailureKind]
    FAILURE_KIND_TIMEOUT: _ClassVar[FailureKind]
    FAILURE_KIND_WORKER_LOST: _ClassVar[FailureKind]
    FAILURE_KIND_BAD_REQUEST: _ClassVar[FailureKind]
    FAILURE_KIND_RESOURCE_EXHAUSTED: _ClassVar[FailureKind]
    FAILURE_KIND_OUT_OF_SEQUENCE: _ClassVar[FailureKind]
    FAILURE_KIND_SESSION_LOST: _ClassVar[FailureKind]
    FAILURE_KIND_UNSUPPORTED: _ClassVar[FailureKind]
CAPABILITY_UNSPECIFIED: Capability
CAPABILITY_RENDER: Capability
CAPABILITY_TRANSITION: Capability
CAPABILITY_STATE: Capability
CAPABILITY_RESUME: Capability
CAPABILITY_ATTRIBUTES: Capability
CAPABILITY_REWARD: Capability
CAPABILITY_TERMINATIONS: Capability
CAPABILITY_STATE_PICTURES: Capability
AUTORESET_MODE_UNSPECIFIED: AutoresetMode
AUTORESET_MODE_NEXT_STEP: AutoresetMode
AUTORESET_MODE_SAME_STEP: AutoresetMode
AUTORESET_MODE_DISABLED: AutoresetMode
TIME_LIMIT_UNSPECIFIED: TimeLimit
TIME_LIMIT_OFF: TimeLimit
TIME_LIMIT_STEPS: TimeLimit
FAILURE_KIND_UNSPECIFIED: FailureKind
FAILURE_KIND_ENVIRONMENT_ERROR: FailureKind
FAILURE_KIND_TIMEOUT: FailureKind
FAILURE_KIND_WORKER_LOST: FailureKind
FAILURE_KIND_BAD_REQUEST: FailureKind
FAILURE_KIND_RESOURCE_EXHAUSTED: FailureKind
FAILURE_KIND_OUT_OF_SEQUENCE: FailureKind
FAILURE_KIND_SESSION_LOST: FailureKind
FAILURE_KIND_UNSUPPORTED: FailureKind

class HandshakeRequest(_message.Message):
    __slots__ = ("protocol_version", "client")
    PROTOCOL_VERSION_FIELD_NUMBER: _ClassVar[int]
    CLIENT_FIELD_NUMBER: _ClassVar[int]
    protocol_version: str
    client: str
    def __init__(self, protocol_version: _Optional[str] = ..., client: _Optional[str] = ...) -> None: ...

class HandshakeResponse(_message.Message):
    __slots__ = ("protocol_version", "server", "capabilities", "versions", "limits", "instance")
    class VersionsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    PROTOCOL_VERSION_FIELD_NUMBER: _ClassVar[int]
    SERVER_FIELD_NUMBER: _ClassVar[int]
    CAPABILITIES_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    INSTANCE_FIELD_NUMBER: _ClassVar[int]
    protocol_version: str
    server: str
    capabilities: _containers.RepeatedScalarFieldContainer[Capability]
    versions: _containers.ScalarMap[str, str]
    limits: Limits
    instance: str
    def __init__(self, protocol_version: _Optional[str] = ..., server: _Optional[str] = ..., capabilities: _Optional[_Iterable[_Union[Capability, str]]] = ..., versions: _Optional[_Mapping[str, str]] = ..., limits: _Optional[_Union[Limits, _Mapping]] = ..., instance: _Optional[str] = ...) -> None: ...

class Limits(_message.Message):
    __slots__ = ("sessions", "environments_per_session", "environments", "message_bytes", "tensor_bytes", "pipeline_depth", "transition_rows", "renders_per_second", "idle_seconds", "resume_seconds")
    SESSIONS_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENTS_PER_SESSION_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENTS_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    TENSOR_BYTES_FIELD_NUMBER: _ClassVar[int]
    PIPELINE_DEPTH_FIELD_NUMBER: _ClassVar[int]
    TRANSITION_ROWS_FIELD_NUMBER: _ClassVar[int]
    RENDERS_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    IDLE_SECONDS_FIELD_NUMBER: _ClassVar[int]
    RESUME_SECONDS_FIELD_NUMBER: _ClassVar[int]
    sessions: int
    environments_per_session: int
    environments: int
    message_bytes: int
    tensor_bytes: int
    pipeline_depth: int
    transition_rows: int
    renders_per_second: float
    idle_seconds: float
    resume_seconds: float
    def __init__(self, sessions: _Optional[int] = ..., environments_per_session: _Optional[int] = ..., environments: _Optional[int] = ..., message_bytes: _Optional[int] = ..., tensor_bytes: _Optional[int] = ..., pipeline_depth: _Optional[int] = ..., transition_rows: _Optional[int] = ..., renders_per_second: _Optional[float] = ..., idle_seconds: _Optional[float] = ..., resume_seconds: _Optional[float] = ...) -> None: ...

class ListSpecsRequest(_message.Message):
    __slots__ = ("contains", "page_token", "page_size")
    CONTAINS_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    contains: str
    page_token: str
    page_size: int
    def __init__(self, contains: _Optional[str] = ..., page_token: _Optional[str] = ..., page_size: _Optional[int] = ...) -> None: ...

class ListSpecsResponse(_message.Message):
    __slots__ = ("specs", "next_page_token")
    SPECS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    specs: _containers.RepeatedCompositeFieldContainer[SpecSummary]
    next_page_token: str
    def __init__(self, specs: _Optional[_Iterable[_Union[SpecSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SpecSummary(_message.Message):
    __slots__ = ("id", "maximum_episode_steps", "reward_threshold", "nondeterministic")
    ID_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_EPISODE_STEPS_FIELD_NUMBER: _ClassVar[int]
    REWARD_THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    NONDETERMINISTIC_FIELD_NUMBER: _ClassVar[int]
    id: str
    maximum_episode_steps: int
    reward_threshold: float
    nondeterministic: bool
    def __init__(self, id: _Optional[str] = ..., maximum_episode_steps: _Optional[int] = ..., reward_threshold: _Optional[float] = ..., nondeterministic: bool = ...) -> None: ...

class Spec(_message.Message):
    __slots__ = ("id", "observation_space", "action_space", "maximum_episode_steps", "reward_threshold", "nondeterministic", "reference_scores", "settings", "model_sha256", "capabilities", "render_modes", "render_fps", "attributes", "kwargs_json")
    class SettingsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    OBSERVATION_SPACE_FIELD_NUMBER: _ClassVar[int]
    ACTION_SPACE_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_EPISODE_STEPS_FIELD_NUMBER: _ClassVar[int]
    REWARD_THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    NONDETERMINISTIC_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_SCORES_FIELD_NUMBER: _ClassVar[int]
    SETTINGS_FIELD_NUMBER: _ClassVar[int]
    MODEL_SHA256_FIELD_NUMBER: _ClassVar[int]
    CAPABILITIES_FIELD_NUMBER: _ClassVar[int]
    RENDER_MODES_FIELD_NUMBER: _ClassVar[int]
    RENDER_FPS_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    KWARGS_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    observation_space: _space_pb2.Space
    action_space: _space_pb2.Space
    maximum_episode_steps: int
    reward_threshold: float
    nondeterministic: bool
    reference_scores: ReferenceScores
    settings: _containers.ScalarMap[str, str]
    model_sha256: str
    capabilities: _containers.RepeatedScalarFieldContainer[Capability]
    render_modes: _containers.RepeatedScalarFieldContainer[str]
    render_fps: float
    attributes: _containers.RepeatedScalarFieldContainer[str]
    kwargs_json: str
    def __init__(self, id: _Optional[str] = ..., observation_space: _Optional[_Union[_space_pb2.Space, _Mapping]] = ..., action_space: _Optional[_Union[_space_pb2.Space, _Mapping]] = ..., maximum_episode_steps: _Optional[int] = ..., reward_threshold: _Optional[float] = ..., nondeterministic: bool = ..., reference_scores: _Optional[_Union[ReferenceScores, _Mapping]] = ..., settings: _Optional[_Mapping[str, str]] = ..., model_sha256: _Optional[str] = ..., capabilities: _Optional[_Iterable[_Union[Capability, str]]] = ..., render_modes: _Optional[_Iterable[str]] = ..., render_fps: _Optional[float] = ..., attributes: _Optional[_Iterable[str]] = ..., kwargs_json: _Optional[str] = ...) -> None: ...

class ReferenceScores(_message.Message):
    __slots__ = ("random", "expert")
    RANDOM_FIELD_NUMBER: _ClassVar[int]
    EXPERT_FIELD_NUMBER: _ClassVar[int]
    random: float
    expert: float
    def __init__(self, random: _Optional[float] = ..., expert: _Optional[float] = ...) -> None: ...

class MakeRequest(_message.Message):
    __slots__ = ("id", "count", "autoreset", "kwargs_json", "time_limit", "maximum_episode_steps", "render_mode", "infos", "step_timeout_seconds", "notes")
    ID_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    AUTORESET_FIELD_NUMBER: _ClassVar[int]
    KWARGS_JSON_FIELD_NUMBER: _ClassVar[int]
    TIME_LIMIT_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_EPISODE_STEPS_FIELD_NUMBER: _ClassVar[int]
    RENDER_MODE_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    STEP_TIMEOUT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    id: str
    count: int
    autoreset: AutoresetMode
    kwargs_json: str
    time_limit: TimeLimit
    maximum_episode_steps: int
    render_mode: str
    infos: InfoSelection
    step_timeout_seconds: float
    notes: bool
    def __init__(self, id: _Optional[str] = ..., count: _Optional[int] = ..., autoreset: _Optional[_Union[AutoresetMode, str]] = ..., kwargs_json: _Optional[str] = ..., time_limit: _Optional[_Union[TimeLimit, str]] = ..., maximum_episode_steps: _Optional[int] = ..., render_mode: _Optional[str] = ..., infos: _Optional[_Union[InfoSelection, _Mapping]] = ..., step_timeout_seconds: _Optional[float] = ..., notes: bool = ...) -> None: ...

class InfoSelection(_message.Message):
    __slots__ = ("all", "names", "items")
    ALL_FIELD_NUMBER: _ClassVar[int]
    NAMES_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    all: bool
    names: _containers.RepeatedScalarFieldContainer[str]
    items: bool
    def __init__(self, all: bool = ..., names: _Optional[_Iterable[str]] = ..., items: bool = ...) -> None: ...

class MakeResponse(_message.Message):
    __slots__ = ("session_id", "session_token", "spec")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SPEC_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    spec: Spec
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ..., spec: _Optional[_Union[Spec, _Mapping]] = ...) -> None: ...

class SessionRequest(_message.Message):
    __slots__ = ("sequence", "acknowledged", "attach", "reset", "step", "save_state", "load_state", "get_attribute", "set_attribute", "call_method", "compute_reward")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGED_FIELD_NUMBER: _ClassVar[int]
    ATTACH_FIELD_NUMBER: _ClassVar[int]
    RESET_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    SAVE_STATE_FIELD_NUMBER: _ClassVar[int]
    LOAD_STATE_FIELD_NUMBER: _ClassVar[int]
    GET_ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    SET_ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    CALL_METHOD_FIELD_NUMBER: _ClassVar[int]
    COMPUTE_REWARD_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    acknowledged: int
    attach: Attach
    reset: Reset
    step: Step
    save_state: SaveState
    load_state: LoadState
    get_attribute: GetAttribute
    set_attribute: SetAttribute
    call_method: CallMethod
    compute_reward: ComputeReward
    def __init__(self, sequence: _Optional[int] = ..., acknowledged: _Optional[int] = ..., attach: _Optional[_Union[Attach, _Mapping]] = ..., reset: _Optional[_Union[Reset, _Mapping]] = ..., step: _Optional[_Union[Step, _Mapping]] = ..., save_state: _Optional[_Union[SaveState, _Mapping]] = ..., load_state: _Optional[_Union[LoadState, _Mapping]] = ..., get_attribute: _Optional[_Union[GetAttribute, _Mapping]] = ..., set_attribute: _Optional[_Union[SetAttribute, _Mapping]] = ..., call_method: _Optional[_Union[CallMethod, _Mapping]] = ..., compute_reward: _Optional[_Union[ComputeReward, _Mapping]] = ...) -> None: ...

class Attach(_message.Message):
    __slots__ = ("session_id", "session_token")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ...) -> None: ...

class Reset(_message.Message):
    __slots__ = ("seeds", "mask", "options_json")
    SEEDS_FIELD_NUMBER: _ClassVar[int]
    MASK_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_JSON_FIELD_NUMBER: _ClassVar[int]
    seeds: _containers.RepeatedCompositeFieldContainer[Seed]
    mask: bytes
    options_json: str
    def __init__(self, seeds: _Optional[_Iterable[_Union[Seed, _Mapping]]] = ..., mask: _Optional[bytes] = ..., options_json: _Optional[str] = ...) -> None: ...

class Seed(_message.Message):
    __slots__ = ("value",)
    VALUE_FIELD_NUMBER: _ClassVar[int]
    value: int
    def __init__(self, value: _Optional[int] = ...) -> None: ...

class Step(_message.Message):
    __slots__ = ("actions",)
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    actions: _value_pb2.Value
    def __init__(self, actions: _Optional[_Union[_value_pb2.Value, _Mapping]] = ...) -> None: ...

class SaveState(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LoadState(_message.Message):
    __slots__ = ("state",)
    STATE_FIELD_NUMBER: _ClassVar[int]
    state: bytes
    def __init__(self, state: _Optional[bytes] = ...) -> None: ...

class GetAttribute(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class SetAttribute(_message.Message):
    __slots__ = ("name", "values")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    name: str
    values: _value_pb2.InfoItems
    def __init__(self, name: _Optional[str] = ..., values: _Optional[_Union[_value_pb2.InfoItems, _Mapping]] = ...) -> None: ...

class CallMethod(_message.Message):
    __slots__ = ("name", "arguments", "named_arguments")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    NAMED_ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    arguments: _containers.RepeatedCompositeFieldContainer[_value_pb2.InfoItem]
    named_arguments: _containers.RepeatedCompositeFieldContainer[_value_pb2.InfoEntry]
    def __init__(self, name: _Optional[str] = ..., arguments: _Optional[_Iterable[_Union[_value_pb2.InfoItem, _Mapping]]] = ..., named_arguments: _Optional[_Iterable[_Union[_value_pb2.InfoEntry, _Mapping]]] = ...) -> None: ...

class ComputeReward(_message.Message):
    __slots__ = ("achieved_goals", "desired_goals", "infos")
    ACHIEVED_GOALS_FIELD_NUMBER: _ClassVar[int]
    DESIRED_GOALS_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    achieved_goals: _value_pb2.Value
    desired_goals: _value_pb2.Value
    infos: _value_pb2.InfoItems
    def __init__(self, achieved_goals: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., desired_goals: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., infos: _Optional[_Union[_value_pb2.InfoItems, _Mapping]] = ...) -> None: ...

class SessionResponse(_message.Message):
    __slots__ = ("sequence", "attached", "reset", "step", "save_state", "load_state", "failure", "get_attribute", "set_attribute", "call_method", "compute_reward")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ATTACHED_FIELD_NUMBER: _ClassVar[int]
    RESET_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    SAVE_STATE_FIELD_NUMBER: _ClassVar[int]
    LOAD_STATE_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    GET_ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    SET_ATTRIBUTE_FIELD_NUMBER: _ClassVar[int]
    CALL_METHOD_FIELD_NUMBER: _ClassVar[int]
    COMPUTE_REWARD_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    attached: Attached
    reset: ResetReply
    step: StepReply
    save_state: SaveStateReply
    load_state: LoadStateReply
    failure: Failure
    get_attribute: GetAttributeReply
    set_attribute: SetAttributeReply
    call_method: CallMethodReply
    compute_reward: ComputeRewardReply
    def __init__(self, sequence: _Optional[int] = ..., attached: _Optional[_Union[Attached, _Mapping]] = ..., reset: _Optional[_Union[ResetReply, _Mapping]] = ..., step: _Optional[_Union[StepReply, _Mapping]] = ..., save_state: _Optional[_Union[SaveStateReply, _Mapping]] = ..., load_state: _Optional[_Union[LoadStateReply, _Mapping]] = ..., failure: _Optional[_Union[Failure, _Mapping]] = ..., get_attribute: _Optional[_Union[GetAttributeReply, _Mapping]] = ..., set_attribute: _Optional[_Union[SetAttributeReply, _Mapping]] = ..., call_method: _Optional[_Union[CallMethodReply, _Mapping]] = ..., compute_reward: _Optional[_Union[ComputeRewardReply, _Mapping]] = ...) -> None: ...

class Attached(_message.Message):
    __slots__ = ("last_sequence",)
    LAST_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    last_sequence: int
    def __init__(self, last_sequence: _Optional[int] = ...) -> None: ...

class ResetReply(_message.Message):
    __slots__ = ("observations", "infos", "notes")
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    observations: _value_pb2.Value
    infos: _value_pb2.Infos
    notes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, observations: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., infos: _Optional[_Union[_value_pb2.Infos, _Mapping]] = ..., notes: _Optional[_Iterable[str]] = ...) -> None: ...

class StepReply(_message.Message):
    __slots__ = ("observations", "rewards", "terminated", "truncated", "infos", "final_observations", "final_infos", "notes")
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    TERMINATED_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    FINAL_OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    FINAL_INFOS_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    observations: _value_pb2.Value
    rewards: bytes
    terminated: bytes
    truncated: bytes
    infos: _value_pb2.Infos
    final_observations: _value_pb2.Value
    final_infos: _value_pb2.Infos
    notes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, observations: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., rewards: _Optional[bytes] = ..., terminated: _Optional[bytes] = ..., truncated: _Optional[bytes] = ..., infos: _Optional[_Union[_value_pb2.Infos, _Mapping]] = ..., final_observations: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., final_infos: _Optional[_Union[_value_pb2.Infos, _Mapping]] = ..., notes: _Optional[_Iterable[str]] = ...) -> None: ...

class SaveStateReply(_message.Message):
    __slots__ = ("state",)
    STATE_FIELD_NUMBER: _ClassVar[int]
    state: bytes
    def __init__(self, state: _Optional[bytes] = ...) -> None: ...

class LoadStateReply(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetAttributeReply(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _value_pb2.InfoItems
    def __init__(self, values: _Optional[_Union[_value_pb2.InfoItems, _Mapping]] = ...) -> None: ...

class SetAttributeReply(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CallMethodReply(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _value_pb2.InfoItems
    def __init__(self, values: _Optional[_Union[_value_pb2.InfoItems, _Mapping]] = ...) -> None: ...

class ComputeRewardReply(_message.Message):
    __slots__ = ("rewards",)
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    rewards: _value_pb2.Tensor
    def __init__(self, rewards: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ...) -> None: ...

class Failure(_message.Message):
    __slots__ = ("kind", "message", "environments")
    KIND_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENTS_FIELD_NUMBER: _ClassVar[int]
    kind: FailureKind
    message: str
    environments: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, kind: _Optional[_Union[FailureKind, str]] = ..., message: _Optional[str] = ..., environments: _Optional[_Iterable[int]] = ...) -> None: ...

class RenderRequest(_message.Message):
    __slots__ = ("session_id", "session_token", "environment")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    environment: int
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ..., environment: _Optional[int] = ...) -> None: ...

class RenderResponse(_message.Message):
    __slots__ = ("image",)
    IMAGE_FIELD_NUMBER: _ClassVar[int]
    image: _value_pb2.Tensor
    def __init__(self, image: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ...) -> None: ...

class TransitionRequest(_message.Message):
    __slots__ = ("session_id", "session_token", "observations", "actions")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    observations: _value_pb2.Value
    actions: _value_pb2.Value
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ..., observations: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., actions: _Optional[_Union[_value_pb2.Value, _Mapping]] = ...) -> None: ...

class TransitionResponse(_message.Message):
    __slots__ = ("next_observations", "rewards", "terminated")
    NEXT_OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    TERMINATED_FIELD_NUMBER: _ClassVar[int]
    next_observations: _value_pb2.Value
    rewards: bytes
    terminated: bytes
    def __init__(self, next_observations: _Optional[_Union[_value_pb2.Value, _Mapping]] = ..., rewards: _Optional[bytes] = ..., terminated: _Optional[bytes] = ...) -> None: ...

class TerminationsRequest(_message.Message):
    __slots__ = ("session_id", "session_token", "observations", "actions", "next_observations")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    observations: _value_pb2.Tensor
    actions: _value_pb2.Tensor
    next_observations: _value_pb2.Tensor
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ..., observations: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ..., actions: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ..., next_observations: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ...) -> None: ...

class TerminationsResponse(_message.Message):
    __slots__ = ("terminated",)
    TERMINATED_FIELD_NUMBER: _ClassVar[int]
    terminated: bytes
    def __init__(self, terminated: _Optional[bytes] = ...) -> None: ...

class DrawStateRequest(_message.Message):
    __slots__ = ("session_id", "session_token", "observation")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    OBSERVATION_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    observation: _value_pb2.Tensor
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ..., observation: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ...) -> None: ...

class DrawStateResponse(_message.Message):
    __slots__ = ("image",)
    IMAGE_FIELD_NUMBER: _ClassVar[int]
    image: _value_pb2.Tensor
    def __init__(self, image: _Optional[_Union[_value_pb2.Tensor, _Mapping]] = ...) -> None: ...

class CloseRequest(_message.Message):
    __slots__ = ("session_id", "session_token")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    session_token: str
    def __init__(self, session_id: _Optional[str] = ..., session_token: _Optional[str] = ...) -> None: ...

class CloseResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
