"""Who may call and what may be asked for."""

from __future__ import annotations

import datetime
import ipaddress
import json
import subprocess
import time
import urllib.request

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from wire import ODD, Line, Player, command, environment, eventually, running

from leeway.env.v1 import environment_pb2 as m

TOKEN = "correct-horse-battery"


@pytest.fixture(scope="module")
def server():
    limits = ("--max-sessions", "3", "--max-environments", "10", "--max-environments-per-session", "8",
              "--max-tensor-bytes", "100000", "--max-message-bytes", "100000", "--max-transition-rows", "10")  # fmt: skip
    with running(*limits, "--id", "CartPole-v1", "--id", "H*-v5") as started:
        yield started


def refused(call, code):
    with pytest.raises(grpc.RpcError) as error:
        call()
    assert error.value.code() == code, error.value.details()
    return error.value.details()


def start(*options):
    done = subprocess.run(command(*options), capture_output=True, text=True, timeout=30, env=environment())
    assert done.stdout == ""
    return done.returncode, done.stderr


class Authority:
    """Signs certificates."""

    def __init__(self, folder):
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority")])
        self.certificate = self._write("authority", self._key, self._name, days=1, is_authority=True)[0]

    def issue(self, name, days=1):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        return self._write(name, key, subject, days, is_authority=False)

    def _write(self, name, key, subject, days, is_authority):
        now = datetime.datetime.now(datetime.timezone.utc)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=10))
            .not_valid_after(now + datetime.timedelta(days=days))
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName(
                    [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
                ),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        certificate_file, key_file = self._folder / f"{name}.pem", self._folder / f"{name}.key"
        certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        key_file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        key_file.chmod(0o600)
        return certificate_file, key_file


def shake(channel, metadata=()):
    from leeway.env.v1 import environment_pb2_grpc

    stub = environment_pb2_grpc.EnvironmentServiceStub(channel)
    return stub.Handshake(m.HandshakeRequest(protocol_version="1.0"), metadata=metadata, timeout=10)


def test_the_handshake_tells_what_there_is(server):
    answer = server.stub().Handshake(m.HandshakeRequest(protocol_version="1.7.2", client="test"))
    assert answer.protocol_version == "1.2"
    assert answer.versions["gymnasium"]
    assert answer.limits.environments == 10
    assert m.CAPABILITY_RESUME in answer.capabilities
    for version in ("2.0", "", "1", "x.y", "1.0.0.0"):
        details = refused(
            lambda version=version: server.stub().Handshake(m.HandshakeRequest(protocol_version=version)),
            grpc.StatusCode.FAILED_PRECONDITION,
        )
        assert "1.2" in details


def test_the_list_has_pages(server):
    stub = server.stub()
    whole = [spec.id for spec in stub.ListSpecs(m.ListSpecsRequest()).specs]
    assert "CartPole-v1" in whole
    assert "Walker2d-v5" not in whole
    paged, token = [], ""
    while True:
        page = stub.ListSpecs(m.ListSpecsRequest(page_size=2, page_token=token))
        paged += [spec.id for spec in page.specs]
        token = page.next_page_token
        if not token:
            break
    assert paged == whole
    (spec,) = stub.ListSpecs(m.ListSpecsRequest(contains="Cheetah-v5")).specs
    assert spec.maximum_episode_steps == 1000


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"id": "HalfCheeta-v5"}, "did you mean HalfCheetah-v5"),
        ({"id": "Walker2d-v5"}, "is not served here"),
        ({"id": "os:Env-v0"}, "would import code"),
        ({"kwargs_json": '{"xml_file": "/etc/passwd"}'}, "'xml_file' is not allowed"),
        ({"kwargs_json": '{"render_mode": "human"}'}, "'render_mode' is not allowed"),
        ({"kwargs_json": "[]"}, "must be a JSON object"),
        ({"kwargs_json": "{"}, "is not JSON"),
        ({"kwargs_json": '{"frame_skip": "many"}'}, "cannot be made"),
        ({"count": 0}, "count is 0"),
        ({"autoreset": 0}, "autoreset must be"),
        ({"time_limit": m.TIME_LIMIT_STEPS}, "maximum_episode_steps must be"),
        ({"render_mode": "human"}, "must be empty or rgb_array"),
        ({"step_timeout_seconds": -1.0}, "step_timeout_seconds is -1"),
        ({"step_timeout_seconds": float("nan")}, "step_timeout_seconds is nan"),
    ],
)
def test_what_cannot_be_made_is_refused(server, request_, said):
    asked = m.MakeRequest(**{"id": "HalfCheetah-v5", "count": 1, "autoreset": 1, **request_})
    assert said in refused(lambda: server.stub().Make(asked), grpc.StatusCode.INVALID_ARGUMENT)


def test_all_problems_are_told_at_once(server):
    asked = m.MakeRequest(id="Nothing-v0", kwargs_json='{"xml_file": ""}', render_mode="ansi")
    details = refused(lambda: server.stub().Make(asked), grpc.StatusCode.INVALID_ARGUMENT)
    for said in ("Nothing-v0", "xml_file", "count is 0", "autoreset", "render_mode"):
        assert said in details


def test_limits_are_told(server):
    stub = server.stub()

    def make(**arguments):
        return stub.Make(m.MakeRequest(**{"id": "CartPole-v1", "count": 1, "autoreset": 1, **arguments}))

    exhausted = grpc.StatusCode.RESOURCE_EXHAUSTED
    assert "8" in refused(lambda: make(count=9), exhausted)
    deep = json.dumps({"g": [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]})
    assert "deeper" in refused(lambda: make(kwargs_json=deep), exhausted)
    assert "65536" in refused(lambda: make(kwargs_json=json.dumps({"g": "x" * 70000})), exhausted)
    refused(lambda: make(kwargs_json="x" * 200_000), exhausted)
    made = [make(count=8)]
    assert "10 environments: 8 are open, 3 more" in refused(lambda: make(count=3), exhausted)
    made += [make(), make()]
    assert "3 sessions" in refused(make, exhausted)
    for one in made:
        stub.Close(m.CloseRequest(session_id=one.session_id, session_token=one.session_token))
    cheetah = Player(stub, "HalfCheetah-v5", 1)
    reply = cheetah.reset([0])
    import numpy as np

    from leeway_gymnasium import codec

    asked = m.TransitionRequest(
        session_id=cheetah.made.session_id,
        session_token=cheetah.made.session_token,
        observations=codec.encode_value(cheetah.observation_space, np.zeros((11, 17))),
        actions=codec.encode_value(cheetah.action_space, np.zeros((11, 6), np.float32)),
    )
    assert reply.HasField("reset")
    assert "10 rows" in refused(lambda: stub.Transition(asked), exhausted)
    cheetah.close()


def test_tensors_have_a_limit():
    with running("--max-tensor-bytes", "4096") as server:
        request = m.MakeRequest(id="HalfCheetah-v5", count=64, autoreset=1)
        assert "4,096" in refused(lambda: server.stub().Make(request), grpc.StatusCode.RESOURCE_EXHAUSTED)
        assert server.workers() == []


def test_ids_that_import_are_listed():
    options = ("--allow-import", "--id", "odd_environments:Counting-v0", "--id", "odd_infos:*", "--id", "Hopper-v*")
    with running(*options) as server:
        listed = [spec.id for spec in server.stub().ListSpecs(m.ListSpecsRequest()).specs]
        assert "odd_environments:Counting-v0" in listed
        assert "Hopper-v5" in listed
        assert not any("*" in id for id in listed)
        made = server.stub().Make(m.MakeRequest(id="odd_environments:Counting-v0", count=1, autoreset=1))
        assert made.spec.id == "odd_environments:Counting-v0"


def test_closing_what_is_not_there_is_no_error(server):
    server.stub().Close(m.CloseRequest(session_id="nothing", session_token="x"))
    details = refused(lambda: server.stub().Render(m.RenderRequest(session_id="nothing")), grpc.StatusCode.NOT_FOUND)
    assert "no such session" in details


def test_a_token_is_asked_for_by_every_call_but_health(tmp_path):
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n")
    file.chmod(0o600)
    with running("--token-file", str(file), "--reflection") as server, grpc.insecure_channel(server.address) as channel:
        unauthenticated = grpc.StatusCode.UNAUTHENTICATED
        for metadata in ((), (("authorization", TOKEN),), (("authorization", f"Bearer {TOKEN}x"),),
                         (("authorization", f"Bearer {TOKEN}"), ("authorization", f"Bearer {TOKEN}"))):  # fmt: skip
            assert TOKEN not in refused(lambda metadata=metadata: shake(channel, metadata), unauthenticated)
        refused(lambda: next(server.stub(channel).Session(iter([m.SessionRequest()]))), unauthenticated)
        reflection = reflection_pb2_grpc.ServerReflectionStub(channel)
        listing = reflection_pb2.ServerReflectionRequest(list_services="")
        refused(lambda: next(reflection.ServerReflectionInfo(iter([listing]))), unauthenticated)
        shown = (("authorization", f"Bearer {TOKEN}"),)
        assert shake(channel, shown).protocol_version == "1.2"
        (answer,) = reflection.ServerReflectionInfo(iter([listing]), metadata=shown)
        assert "leeway.env.v1.EnvironmentService" in [s.name for s in answer.list_services_response.service]
        health = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
        assert health.status == health_pb2.HealthCheckResponse.SERVING
        assert TOKEN not in server.log()


def test_reflection_is_off_unless_asked_for(server):
    stub = reflection_pb2_grpc.ServerReflectionStub(grpc.insecure_channel(server.address))
    listing = reflection_pb2.ServerReflectionRequest(list_services="")
    refused(lambda: next(stub.ServerReflectionInfo(iter([listing]))), grpc.StatusCode.UNIMPLEMENTED)


def test_tls_and_client_certificates(tmp_path):
    authority = Authority(tmp_path)
    certificate, key = authority.issue("server")
    root = authority.certificate.read_bytes()
    options = ("--tls-certificate", str(certificate), "--tls-key", str(key))
    unavailable = grpc.StatusCode.UNAVAILABLE

    def connect(server, pair=None):
        credentials = grpc.ssl_channel_credentials(root, *(file.read_bytes() for file in reversed(pair or ())))
        return shake(grpc.secure_channel(server.address, credentials))

    with running(*options) as server:
        assert connect(server).protocol_version == "1.2"
        refused(lambda: shake(grpc.insecure_channel(server.address)), unavailable)
    with running(*options, "--tls-client-authority", str(authority.certificate)) as server:
        refused(lambda: connect(server), unavailable)
        assert connect(server, authority.issue("client")).protocol_version == "1.2"
        refused(lambda: connect(server, authority.issue("late", days=-1)), unavailable)
        refused(lambda: shake(grpc.insecure_channel(server.address)), unavailable)
        for said in (
            "the client showed no certificate, which --tls-client-authority asks for",
            "the client's certificate is not of --tls-client-authority, or its time is over",
            "the client does not speak TLS",
        ):
            eventually(lambda said=said: f"WARNING leeway.transport: refused a TLS handshake: {said}" in server.log())


def test_files_that_cannot_secure_a_server_are_named(tmp_path):
    authority = Authority(tmp_path)
    certificate, key = map(str, authority.issue("server"))
    other = str(authority.issue("other")[1])
    late = [*map(str, authority.issue("late", days=-1))]
    text = tmp_path / "text"
    text.write_text("-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n")
    text.chmod(0o600)
    open_key = tmp_path / "open.key"
    open_key.write_text((tmp_path / "server.key").read_text())
    open_key.chmod(0o644)
    for pair, said in (
        ((certificate, other), f"--tls-key {other} is not the key of --tls-certificate {certificate}"),
        ((certificate, str(text)), f"--tls-key {text} holds no private key in PEM form"),
        ((str(text), key), f"--tls-certificate {text} holds no certificate in PEM form"),
        (late, f"--tls-certificate {late[0]} expired on "),
        ((certificate, str(open_key)), f"--tls-key {open_key} can be read or written by every user: chmod 600"),
    ):
        code, told = start("--tls-certificate", pair[0], "--tls-key", pair[1])
        assert (code, said in told) == (2, True), told
    good = ("--tls-certificate", certificate, "--tls-key", key, "--tls-client-authority")
    for file, said in ((str(text), "holds no certificate in PEM form"), (late[0], "expired on ")):
        code, told = start(*good, file)
        assert (code, f"--tls-client-authority {file} {said}" in told) == (2, True), told


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        ("short", 0o600, "8 to 4096 visible ASCII characters"),
        ("two words of a token", 0o600, "there is a blank within it"),
        ("long" * 2000, 0o600, "it holds 8000 characters"),
        ("tokén-of-many-letters", 0o600, "visible ASCII"),
        (TOKEN, 0o644, "can be read or written by every user: chmod 600"),
    ],
)
def test_a_token_that_is_none_is_refused(tmp_path, content, mode, said):
    file = tmp_path / "token"
    file.write_text(content)
    file.chmod(mode)
    code, told = start("--token-file", str(file))
    assert (code, said in told) == (2, True), told
    assert content not in told


def test_refused_calls_say_why_and_are_logged(tmp_path):
    file = tmp_path / "token"
    file.write_text(TOKEN)
    file.chmod(0o600)
    with running("--token-file", str(file)) as server, grpc.insecure_channel(server.address) as channel:
        for shown, said in (
            ((), "none was shown"),
            ((("authorization", TOKEN),), "not of the form 'Bearer TOKEN'"),
            ((("authorization", f"Bearer {TOKEN}x"),), "is not this server's"),
        ):
            details = refused(lambda shown=shown: shake(channel, shown), grpc.StatusCode.UNAUTHENTICATED)
            assert said in details
            time.sleep(1.1)
            assert any("refused a call from" in line and said in line for line in server.log().splitlines())
    with running() as server:
        stub = server.stub()
        refused(
            lambda: stub.Handshake(m.HandshakeRequest(protocol_version="9.0\x1b[31m")),
            grpc.StatusCode.FAILED_PRECONDITION,
        )
        assert "refused a handshake of" in server.log()
        assert "\x1b" not in server.log()


@pytest.mark.parametrize(
    ("listen", "said"),
    [
        ("192.0.2.1:0", "Cannot assign requested address: it is not this machine's"),
        ("no.such.host.invalid:0", "Name or service not known"),
        ("unix:/nowhere/at/all", "the folder of the socket does not exist"),
    ],
)
def test_an_address_that_cannot_be_listened_to_says_why(listen, said):
    code, told = start("--listen", listen, "--insecure")
    assert (code, said in told) == (2, True), told


def test_a_unix_socket_is_the_owners_alone(tmp_path):
    path = tmp_path / "socket"
    with running("--listen", f"unix:{path}") as server:
        assert server.address == f"unix:{path}"
        assert shake(grpc.insecure_channel(server.address)).protocol_version == "1.2"
        assert path.stat().st_mode & 0o077 == 0
        code, said = start("--listen", f"unix:{path}")
        assert code == 2
        assert "taken" in said
        server.process.kill()
        server.process.wait()
    with running("--listen", f"unix:{path}") as server:
        assert shake(grpc.insecure_channel(server.address)).protocol_version == "1.2"
    (tmp_path / "file").write_text("precious")
    assert start("--listen", f"unix:{tmp_path / 'file'}")[0] == 2
    assert (tmp_path / "file").read_text() == "precious"


def test_other_machines_need_tls_and_a_token():
    code, said = start("--listen", "0.0.0.0:0")
    assert code == 2
    for word in ("--tls-certificate", "--token-file", "--insecure"):
        assert word in said


def test_all_option_problems_are_told_at_once():
    code, said = start(
        "--listen", "nowhere", "--token-file", "/nonexistent", "--tls-key", "/nonexistent", "--max-sessions", "0",
        "--step-timeout", "soon", "--log-format", "xml", "--metrics", "0.0.0.0:1", "--workers", "1.5",
    )  # fmt: skip
    assert code == 2
    for word in ("--listen", "--token-file", "--tls-key", "--max-sessions", "--step-timeout", "--log-format", "--metrics",
                 "--workers"):  # fmt: skip
        assert word in said
    code, said = start("--id", "HalfCheetah", "--id", "Nothing*", "--id", "a:b")
    assert code == 2
    assert "did you mean HalfCheetah-v5" in said
    assert "Nothing*" in said
    assert "--allow-import" in said


def test_a_taken_port_is_told():
    with running() as server:
        code, said = start("--listen", server.address)
        assert code == 2
        assert "cannot be listened to" in said


def test_help_has_examples():
    done = subprocess.run(command("--help"), capture_output=True, text=True, timeout=30, env=environment())
    assert done.returncode == 0
    assert "--id HalfCheetah-v5" in done.stdout
    assert "--max-environments-per-session" in done.stdout


def test_metrics_and_structured_logs():
    with running(*ODD, "--metrics", "127.0.0.1:19473", "--log-format", "json") as server:
        player = Player(server.stub(), "odd_environments:Counting-v0", 3)
        player.reset([0, 1, 2])
        for _ in range(4):
            player.step([0, 0, 0])
        player.step([1, 0, 0])
        page = urllib.request.urlopen("http://127.0.0.1:19473/metrics", timeout=5).read().decode()
        assert 'leeway_environment_steps_total{id="odd_environments:Counting-v0"} 12.0' in page
        assert 'leeway_failures_total{kind="environment_error"} 1.0' in page
        assert "leeway_sessions 1.0" in page
        assert 'leeway_request_seconds_count{command="step"} 4.0' in page
        player.close()
        time.sleep(0.2)
        entries = [json.loads(line) for line in server.log().splitlines()]
        assert {"time", "level", "logger", "message"} <= entries[0].keys()


def test_pictures_have_a_rate(tmp_path):
    with running("--max-renders-per-second", "2") as server:
        player = Player(server.stub(), "CartPole-v1", 2, render_mode="rgb_array")
        player.reset([0, 1])
        asked = m.RenderRequest(
            session_id=player.made.session_id, session_token=player.made.session_token, environment=1
        )
        try:
            image = player.stub.Render(asked).image
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.INTERNAL, error.details()
            assert "pygame" in error.details()
        else:
            assert list(image.shape) == [400, 600, 3]
        with pytest.raises(grpc.RpcError) as fast:
            for _ in range(10):
                try:
                    player.stub.Render(asked)
                except grpc.RpcError as error:
                    if error.code() != grpc.StatusCode.INTERNAL:
                        raise
        assert fast.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        assert "2 pictures a second" in fast.value.details()
        assert player.step([0, 0]).HasField("step")
        player.close()


def test_a_stream_that_never_attaches_holds_nothing(server):
    lines = [Line(server.stub(), None, attach=False) for _ in range(20)]
    assert shake(grpc.insecure_channel(server.address)).protocol_version == "1.2"
    for line in lines:
        line.cancel()
