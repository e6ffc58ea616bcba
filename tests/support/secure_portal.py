"""A loopback proxy that answers for https hosts itself: real crawls of real addresses, nothing leaves."""

from __future__ import annotations

import datetime
import socketserver
import ssl
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: What a host answers: status, content type, body by full address.
Answer = Callable[[str], tuple[int, str, bytes]]


@contextmanager
def secure_proxy(
    folder: Path,
    host: str | Sequence[str],
    answer: Answer,
    *,
    is_trusted: bool = True,
    newest: ssl.TLSVersion | None = None,
) -> Iterator[dict[str, str]]:
    """Run the proxy; the environment that sends a crawl through it and lets it trust the certificate.

    `host` is the name, or the names, that the certificate is for. `newest` is the newest version of TLS
    that the server speaks. Plain http is answered too.
    """
    certificate = _certificate(folder, [host] if isinstance(host, str) else host)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            method, target, *_ = self.rfile.readline().split()
            _pass_head(self.rfile)
            if method != b"CONNECT":
                self.wfile.write(_response(answer(target.decode())))
                return
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            if newest is not None:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DeprecationWarning)
                    context.minimum_version = context.maximum_version = newest
                context.set_ciphers("DEFAULT:@SECLEVEL=0")
            with suppress(OSError), context.wrap_socket(self.connection, server_side=True) as secure:
                stream = secure.makefile("rb")
                name = target.decode().partition(":")[0]
                while line := stream.readline():
                    _pass_head(stream)
                    secure.sendall(_response(answer(f"https://{name}{line.split()[1].decode()}")))

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        # All portals of the country connect at once: of more than five a busy machine would drop some.
        request_queue_size = 128

    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        trust = {"SSL_CERT_FILE": str(certificate)} if is_trusted else {}
        yield {"http_proxy": address, "https_proxy": address} | trust
        server.shutdown()


def _pass_head(stream: BinaryIO) -> None:
    """Read past the headers of a request, and past its body."""
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    stream.read(length)


def _response(answered: tuple[int, str, bytes]) -> bytes:
    status, media, body = answered
    head = f"HTTP/1.1 {status} x\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _certificate(folder: Path, hosts: Sequence[str]) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "portal.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file
