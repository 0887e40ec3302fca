"""A reconciliation service on this computer alone, for OpenRefine and other clients.

The standard library serves it: six addresses on the loopback interface, without TLS, files or
sessions, ask for no framework. No JSONP either, which 0.2 leaves free: it would run our answer as
code in any page. A page of another site reads nothing here, whatever name it gives this computer.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from swcompetence.errors import BadQueryError, PortTakenError, checked
from swcompetence.exchange.names import BASE, checked_base
from swcompetence.exchange.reconciliation import Reconciler
from swcompetence.model import Framework

_HOST = "127.0.0.1"
_HOSTS = frozenset({_HOST, "localhost"})
_MOST_BYTES = 2_000_000
"""Of a batch of queries."""
_PATIENCE = 30
"""Seconds that a client may be silent."""
_METHODS = "GET, POST"
_WHY = {
    errno.EADDRINUSE: "een ander programma gebruikt ze al",
    errno.EACCES: "dit systeem laat dat niet toe",
}
"""Why nothing can listen, by the number of the system's error."""
_HTML, _JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"


class ReconciliationService(ThreadingHTTPServer):
    """The service, which listens as soon as it is made; `serve_forever` answers.

    Its address is `address`. Leave it with `shutdown` from another thread, and close it by `with`.
    """

    daemon_threads = True
    allow_reuse_address: bool = os.name != "nt"  # there it would let two programs share a port

    @checked
    def __init__(self, frameworks: Sequence[Framework], port: int = 0, *, base: str = BASE) -> None:
        """Listen at a port.

        Args:
            frameworks: the editions whose items are the answers, each of another framework.
            port: 0 takes one that is free.
            base: beginning of the names of items on the web.

        Raises:
            PortTakenError: nothing can listen at that port.
            NotABaseError: the base is no beginning of URIs.
        """
        self.reconciler: Reconciler = Reconciler(frameworks, base=checked_base(base))
        try:
            super().__init__((_HOST, port), _Handler)
        except OverflowError as error:
            raise PortTakenError(port, "een poort is een getal van 0 tot 65535") from error
        except OSError as error:
            raise PortTakenError(port, _WHY.get(error.errno or 0, str(error))) from error

    def handle_error(self, *_: object) -> None:
        """Keep silent about clients that hang up; their questions are answered by then or never."""

    @property
    def address(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://{_HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ReconciliationService
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Answer a question whose words stand in the address."""
        self._answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        """Answer a question whose words stand in a form."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "De lengte van de vraag ontbreekt.")
        elif int(length) > _MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "De vraag is te groot; deel ze op.")
        else:
            form = self.rfile.read(int(length)).decode("utf-8", errors="replace")
            self._answer(parse_qs(form))

    def do_OPTIONS(self) -> None:
        """Tell a page which questions it may ask."""
        if self._is_from_here():
            self._send(HTTPStatus.NO_CONTENT, b"", _JSON)

    def send_error(self, code: int, *_: object) -> None:
        """Refuse what the server itself cannot read, as any other question: in Dutch, as JSON."""
        is_method = code == HTTPStatus.NOT_IMPLEMENTED
        status = HTTPStatus.METHOD_NOT_ALLOWED if is_method else HTTPStatus(code)
        self._refuse(status, "Deze vraag is niet te lezen; stel ze met GET of POST.")

    def _answer(self, given: dict[str, list[str]]) -> None:
        if not self._is_from_here():
            return
        try:
            answer = self._answer_to(urlsplit(self.path).path, {k: v[-1] for k, v in given.items()})
        except BadQueryError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
            return
        except Exception as error:  # noqa: BLE001 - one bad question does not end the service
            why = f"Hier ging iets mis in swcompetence ({type(error).__name__})."
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, why)
            return
        if answer is None:
            self._refuse(HTTPStatus.NOT_FOUND, "Dit staat hier niet.")
        elif isinstance(answer, str):
            self._send(HTTPStatus.OK, answer.encode(), _HTML)
        else:
            self._send(HTTPStatus.OK, json.dumps(answer, ensure_ascii=False).encode(), _JSON)

    def _answer_to(self, path: str, given: dict[str, str]) -> dict[str, Any] | str | None:
        reconciler = self.server.reconciler
        match path.strip("/").split("/"):
            case [""]:
                return self._about_items(given)
            case ["suggest", kind]:
                prefix, cursor = given.get("prefix", ""), given.get("cursor", "0")
                return reconciler.suggestions(kind, prefix, cursor)
            case ["properties"]:
                return reconciler.proposed_properties(given.get("type", ""))
            case ["preview"]:
                return reconciler.preview(given.get("id", ""))
        return None

    def _about_items(self, given: dict[str, str]) -> dict[str, Any]:
        if "queries" in given:
            return self.server.reconciler.answers(given["queries"])
        if "extend" in given:
            return self.server.reconciler.extension(given["extend"])
        return self.server.reconciler.manifest(self.server.address)

    def _is_from_here(self) -> bool:
        """Refuse whoever reaches this computer under another name, and pages of other sites."""
        port = self.server.server_port
        if self.headers.get("Host") not in {f"{name}:{port}" for name in _HOSTS}:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, f"Vraag dit aan {self.server.address}.")
            return False
        if (origin := self.headers.get("Origin")) and not _is_local(origin):
            self._refuse(HTTPStatus.FORBIDDEN, "Deze dienst is er enkel voor deze computer.")
            return False
        return True

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self.close_connection = True
        self._send(status, json.dumps({"error": why}, ensure_ascii=False).encode(), _JSON)

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        origin = self.headers.get("Origin", "") if hasattr(self, "headers") else ""
        if _is_local(origin):
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", _METHODS)
            self.send_header("Access-Control-Allow-Headers", "Content-Type")
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", _METHODS)
        self.send_header("Vary", "Origin")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", f"{len(content)}")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep silent: what is asked is nobody's business."""


def _is_local(origin: str) -> bool:
    try:
        return urlsplit(origin).hostname in _HOSTS
    except ValueError:
        return False
