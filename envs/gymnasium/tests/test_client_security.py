"""The thin clients are let in with a certificate and a token, and told why without."""

from __future__ import annotations

import datetime
import ipaddress
import re

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from serving import serving

from leeway_gymnasium.address import AddressError
from leeway_gymnasium.certificates import SecurityError
from leeway_gymnasium.clients import EnvironmentFailure, FailureKind, RemoteEnv

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)
TOKEN = "correct-horse-battery-staple-0123456789"


class Authority:
    """Signs certificates; its own and theirs lie in a folder."""

    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate, _ = self.sign(name, self.key, NOW + DAY, authority=True)

    def sign(self, name, key=None, until=NOW + DAY, authority=False):
        key = key or ec.generate_private_key(ec.SECP256R1())
        hosts = [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, self.name)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 2 * DAY)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        files = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        form = serialization.PrivateFormat.PKCS8
        files[1].touch(0o600)
        files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
        return map(str, files)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certificates"), "authority")


@pytest.fixture(scope="module")
def token_file(authority):
    file = authority.folder / "token"
    file.touch(0o600)
    file.write_text(TOKEN + "\n")
    return str(file)


@pytest.fixture(scope="module")
def server(authority, token_file):
    certificate, key = authority.sign("server")
    arguments = ["--id", "CartPole-v1", "--tls-certificate", certificate, "--tls-key", key]
    with serving(*arguments, "--tls-client-authority", authority.certificate, "--token-file", token_file) as running:
        yield running


@pytest.fixture(scope="module")
def client(authority, token_file):
    certificate, key = authority.sign("client")
    return {
        "tls": True,
        "tls_authority": authority.certificate,
        "tls_certificate": certificate,
        "tls_key": key,
        "token_file": token_file,
        "deadline": 5,
    }


def test_who_shows_everything_is_let_in(server, client, monkeypatch):
    env = RemoteEnv(server.address, "CartPole-v1", **client)
    assert env.reset(seed=0)[0] in env.observation_space
    env.close()
    monkeypatch.setenv("LEEWAY_TOKEN", TOKEN)
    RemoteEnv(server.address, "CartPole-v1", **{**client, "token_file": None}).close()


def test_who_lacks_something_is_told(server, client, authority, tmp_path, monkeypatch):
    monkeypatch.delenv("LEEWAY_TOKEN", raising=False)
    with pytest.raises(EnvironmentFailure, match="token_file"):
        RemoteEnv(server.address, "CartPole-v1", **{**client, "token_file": None})
    wrong = tmp_path / "token"
    wrong.write_text("another-token-another-token-another-token")
    with pytest.raises(EnvironmentFailure, match="token_file") as failure:
        RemoteEnv(server.address, "CartPole-v1", **{**client, "token_file": str(wrong)})
    assert "another-token" not in str(failure.value)
    folder = tmp_path / "stranger"
    folder.mkdir()
    stranger = Authority(folder, "stranger")
    certificate, key = stranger.sign("client")
    expired = list(authority.sign("expired", until=NOW - DAY))
    for changes, said in (
        ({"tls": False, "tls_authority": None, "tls_certificate": None, "tls_key": None}, "needs tls=True"),
        ({"tls_certificate": None, "tls_key": None}, "it may ask for a client's certificate"),
        ({"tls_certificate": certificate, "tls_key": key}, f"it may not accept the certificate {certificate}"),
        ({"tls_authority": stranger.certificate}, "the server's certificate is not trusted"),
    ):
        with pytest.raises(EnvironmentFailure, match=server.address) as failure:
            RemoteEnv(server.address, "CartPole-v1", **{**client, **changes})
        assert failure.value.kind == FailureKind.LOST_SESSION
        assert said in str(failure.value)
    for changes, said in (
        ({"tls_certificate": expired[0], "tls_key": expired[1]}, f"tls_certificate {expired[0]} expired on"),
        ({"tls_certificate": expired[0]}, "is not the key of tls_certificate"),
        ({"tls_authority": str(wrong)}, "holds no certificate in PEM form"),
        ({"tls_authority": "/nowhere"}, "tls_authority /nowhere cannot be read: No such file"),
        ({"tls_key": None}, "must be given together"),
        ({"tls": False}, "need tls=True"),
        ({"token_file": "/nowhere"}, "token_file /nowhere cannot be read as text: No such file"),
    ):
        with pytest.raises(SecurityError, match=re.escape(said)):
            RemoteEnv(server.address, "CartPole-v1", **{**client, **changes})


def test_what_answers_otherwise_is_told():
    with serving("--id", "CartPole-v1") as server, pytest.raises(EnvironmentFailure, match="does not speak TLS"):
        RemoteEnv(server.address, "CartPole-v1", tls=True, deadline=5)
    with pytest.raises(EnvironmentFailure, match="connection refused.*is a server running"):
        RemoteEnv("127.0.0.1:1", "CartPole-v1", deadline=5)
    with pytest.raises(EnvironmentFailure, match="there is no host of that name"):
        RemoteEnv("no.such.host.invalid:1", "CartPole-v1", deadline=5)


@pytest.mark.parametrize("target", ["localhost", "", "127.0.0.1:", ":50051", "127.0.0.1:99999", "unix:"])
def test_what_is_no_address_is_told_before_anything_is_tried(target):
    with pytest.raises(AddressError, match=re.escape(f"The target {target!r} is not an address: ")):
        RemoteEnv(target, "CartPole-v1")
