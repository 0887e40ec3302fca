"""The protocol that OpenRefine speaks, walked over HTTP as a client walks it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from samples import framework, item
from schema_judge import schema_errors
from typed import Run

from swcompetence import Course, Curriculum, get_framework, propose
from swcompetence.errors import NotABaseError, PortTakenError
from swcompetence.exchange.reconciliation import MOST_QUERIES
from swcompetence.workflow.mapping import editions_to_map
from swcompetence.workflow.reconciling import ReconciliationService

OWN = framework(
    item("a", label="Oversteken", definition="Zwemmen & <b>varen</b> op de stormachtige Noordzee."),
    item("a.deel", label="Oversteken", level="deel", parent="a"),
    id="zonder-indicatoren",
)


@pytest.fixture(scope="module")
def service() -> Iterator[ReconciliationService]:
    editions = [get_framework("ocmw-praktijk"), get_framework("krachtlijnen"), OWN]
    with ReconciliationService(editions) as made:
        thread = Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def fetched(url: str, form: dict[str, str] | None = None) -> Any:
    body = urlencode(form).encode() if form else None
    with urlopen(url, body, timeout=30) as answer:  # noqa: S310 - our own service
        assert answer.headers["Content-Type"].startswith("application/json")
        return json.load(answer)


def judged(kind: str, data: Any) -> Any:
    assert schema_errors("reconciliation-0.2", {kind: data}) == []
    return data


def asked(service: ReconciliationService, **queries: dict[str, Any]) -> Any:
    form = {"queries": json.dumps(queries)}
    return judged("results", fetched(f"{service.address}/", form))


def status_of(service: ReconciliationService, method: str, path: str, **more: Any) -> int:
    server = http.client.HTTPConnection("127.0.0.1", service.server_port, timeout=30)
    with closing(server) as connection:
        connection.request(method, path, **more)
        with connection.getresponse() as answer:
            return answer.status


def test_openrefine_walks_from_the_manifest_to_new_columns(service: ReconciliationService) -> None:
    manifest = judged("manifest", fetched(f"{service.address}/"))

    kinds = [kind["id"] for kind in manifest["defaultTypes"]]
    assert kinds == ["ocmw-praktijk", "krachtlijnen", "zonder-indicatoren"]
    query = {"query": "Budget- en schuldhulpverlening", "type": kinds[0], "type_strict": "should"}
    (candidate, *_) = asked(service, q0=query)["q0"]["result"]
    assert (candidate["id"], candidate["match"]) == ("ocmw-praktijk:schuldhulp", True)

    suggest = manifest["suggest"]["entity"]
    url = f"{suggest['service_url']}{suggest['service_path']}?prefix=schuldh"
    found = judged("suggestions", fetched(url))["result"]
    assert "ocmw-praktijk:schuldhulp" in [entity["id"] for entity in found]

    propose_at = manifest["extend"]["propose_properties"]
    url = f"{propose_at['service_url']}{propose_at['service_path']}?type={kinds[0]}"
    names = [p["id"] for p in judged("proposals", fetched(url))["properties"]]
    wish = {"ids": [candidate["id"]], "properties": [{"id": name} for name in names]}
    rows = judged("extension", fetched(f"{service.address}/", {"extend": json.dumps(wish)}))["rows"]
    facts = rows[candidate["id"]]
    assert facts["label"] == [{"str": "Budget- en schuldhulpverlening"}]
    assert facts["parent"][0]["id"] == "ocmw-praktijk:schulden_energie_wonen"
    assert facts["uri"][0]["str"].endswith("/framework/ocmw-praktijk/schuldhulp")
    assert len(facts["sources"]) > 1
    assert facts["own"] == [{"str": "nee"}]


def test_a_score_is_the_confidence_of_the_matcher(service: ReconciliationService) -> None:
    text = "We oefenen budgetbegeleiding en onderhandelen met schuldeisers over een afbetaling."
    course = Course(id="x", code="x", title="Schulden", fields={"content": text})
    editions = [get_framework("ocmw-praktijk"), get_framework("krachtlijnen")]
    links = propose(Curriculum(id="x", courses=(course,)), editions).links

    query = {"query": "Schulden", "properties": [{"pid": "inhoud", "v": [text, {"id": "y"}, 3]}]}
    found = asked(service, q=query)["q"]["result"]

    expected = {str(link.item): round(100 * link.confidence, 1) for link in links}
    assert {one["id"]: one["score"] for one in found} == {
        name: score for name, score in expected.items() if score >= 1
    }
    assert [one["score"] for one in found] == sorted((o["score"] for o in found), reverse=True)
    assert "De tekst noemt ‘" in found[0]["description"]
    assert not any(one["match"] for one in found)


def test_each_query_is_answered_on_its_own(service: ReconciliationService) -> None:
    words = ["Leefloon", "Leefloon", "Politiserend werken", "onzin"]
    together = asked(service, **{f"q{n}": {"query": word} for n, word in enumerate(words)})

    for number, word in enumerate(words):
        assert asked(service, q={"query": word})["q"] == together[f"q{number}"]
    assert together["q3"] == {"result": []}


def test_types_and_limits_hold(service: ReconciliationService) -> None:
    found = asked(
        service,
        one={"query": "Politiserend werken met schulden", "type": ["krachtlijnen"]},
        none={"query": "Politiserend werken", "type": "onbekend"},
        few={"query": "Schulden en leefloon en energie", "limit": 2},
    )

    assert {c["type"][0]["id"] for c in found["one"]["result"]} == {"krachtlijnen"}
    assert found["none"]["result"] == []
    assert len(found["few"]["result"]) == 2


@pytest.mark.parametrize(
    "word", ["krachtlijnen:politiserend", "politiserend", "politiserend WERKEN"]
)
def test_a_code_or_a_name_is_a_match(service: ReconciliationService, word: str) -> None:
    best = asked(service, q={"query": word})["q"]["result"][0]

    assert (best["id"], best["score"], best["match"]) == ("krachtlijnen:politiserend", 100, True)


def test_of_two_items_with_one_name_none_is_a_match(service: ReconciliationService) -> None:
    found = asked(service, q={"query": "Oversteken"})["q"]["result"]

    assert [(one["score"], one["match"]) for one in found] == [(100, False), (100, False)]


def test_an_item_without_indicators_is_found_by_its_words(service: ReconciliationService) -> None:
    query = {
        "query": "Varen en zwemmen",
        "properties": [{"pid": "x", "v": "Stormachtige Noordzee"}],
    }

    best = asked(service, q=query)["q"]["result"][0]

    assert best["id"] == "zonder-indicatoren:a"


def test_the_preview_shows_the_literal_words(service: ReconciliationService) -> None:
    manifest = fetched(f"{service.address}/")
    asked(service, q={"query": "Stormachtige Noordzee: zwemmen, varen <script>"})
    url = manifest["preview"]["url"].replace("{{id}}", quote("zonder-indicatoren:a", safe=""))
    with urlopen(url, timeout=30) as answer:  # noqa: S310 - our own service
        page = answer.read().decode()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

    assert "<mark>Stormachtige" in page
    assert "Noordzee</mark>: " in page
    assert "&lt;script&gt;" in page
    assert "Zwemmen &amp; &lt;b&gt;varen" in page
    assert "<script" not in page


def test_suggestions_go_on_from_a_cursor(service: ReconciliationService) -> None:
    url = f"{service.address}/suggest"
    first = judged("suggestions", fetched(f"{url}/entity?prefix=o"))["result"]
    second = fetched(f"{url}/entity?prefix=o&cursor=10")["result"]

    assert len(first) == len(second) == 10
    assert not {one["id"] for one in first} & {one["id"] for one in second}
    assert fetched(f"{url}/entity") == fetched(f"{url}/entity?prefix=%20") == {"result": []}
    assert fetched(f"{url}/entity?prefix=krachtlijnen:verb")["result"][0]["name"]
    assert fetched(f"{url}/entity?prefix=afbetalingsplannen")["result"]
    kinds = judged("suggestions", fetched(f"{url}/type?prefix=kracht"))["result"]
    assert [kind["id"] for kind in kinds] == ["krachtlijnen"]
    assert fetched(f"{url}/property?prefix=defin")["result"][0]["id"] == "definition"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?queries=geen", 400),
        ("/?queries=[]", 400),
        (f"/?queries={quote(json.dumps({'q': {'query': 'x', 'limit': 0}}))}", 400),
        (f"/?queries={quote(json.dumps({str(n): {} for n in range(MOST_QUERIES + 1)}))}", 400),
        (f"/?extend={quote('{}')}", 400),
        ("/suggest/entity?cursor=x", 400),
        ("/suggest/alles", 400),
        ("/preview?id=geen:item", 404),
        ("/etc/passwd", 404),
    ],
)
def test_what_cannot_be_answered_is_refused(
    service: ReconciliationService, path: str, status: int
) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{service.address}{path}", timeout=30)  # noqa: S310 - our own service

    with refused.value as answer:
        assert answer.code == status
        assert json.load(answer)["error"]


def test_a_refusal_is_dutch(service: ReconciliationService) -> None:
    for asked_for, why in (
        ("queries={bad", "Deze vraag is niet te lezen: geef een JSON-object."),
        ("queries=[]", "Deze vraag is niet te lezen: geef een JSON-object."),
        (
            f"queries={quote(json.dumps({'q': {'limit': 0}}))}",
            "Deze vraag is niet te lezen: ‘q.limit’ ontbreekt of heeft een verkeerde vorm.",
        ),
    ):
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{service.address}/?{asked_for}", timeout=30)  # noqa: S310 - our own service
        with refused.value as answer:
            assert json.load(answer) == {"error": why}


@pytest.mark.parametrize("method", ["DELETE", "HEAD", "PUT", "ONZIN"])
def test_another_method_is_refused(service: ReconciliationService, method: str) -> None:
    server = http.client.HTTPConnection("127.0.0.1", service.server_port, timeout=30)
    with closing(server) as connection:
        connection.request(method, "/")
        with connection.getresponse() as answer:
            content = answer.read()

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, POST")
    assert answer.headers["Content-Type"].startswith("application/json")
    if method != "HEAD":
        why = "Deze vraag is niet te lezen; stel ze met GET of POST."
        assert json.loads(content) == {"error": why}


def test_what_is_no_http_is_refused(service: ReconciliationService) -> None:
    with socket.create_connection(("127.0.0.1", service.server_port), timeout=30) as client:
        client.sendall(b"GET / en meer HTTP/1.1\r\n\r\n")
        answer = client.makefile("rb").read()

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'{"error": "Deze vraag is niet te lezen' in answer


def test_the_frameworks_are_those_of_map(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReconciliationService, "serve_forever", lambda _: None)

    _, _, err = run("reconcile", "--port", "0")

    refs = ", ".join(edition.ref for edition in editions_to_map())
    assert f"Kaders: {refs}." in err
    assert "werkvelden" not in err


def test_nobody_from_elsewhere_is_answered(service: ReconciliationService) -> None:
    port = service.server_port
    for host in (
        "kwaad.example",
        f"kwaad.example:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port + 1}",
        "",
    ):
        assert status_of(service, "GET", "/", headers={"Host": host}) == 421, host
    for origin in ("https://kwaad.example", "http://127.0.0.1.kwaad.example", "null", "http://["):
        assert status_of(service, "GET", "/", headers={"Origin": origin}) == 403, origin
        assert status_of(service, "OPTIONS", "/", headers={"Origin": origin}) == 403, origin


def test_a_page_on_this_computer_may_read(service: ReconciliationService) -> None:
    for origin in ("http://127.0.0.1:3333", "http://localhost:3333"):
        for method in ("GET", "OPTIONS"):
            request = Request(f"{service.address}/", method=method, headers={"Origin": origin})  # noqa: S310
            with urlopen(request, timeout=30) as answer:  # noqa: S310 - our own service
                assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert (
        status_of(service, "GET", "/", headers={"Host": f"localhost:{service.server_port}"}) == 200
    )


def test_a_question_has_a_length_and_a_limit(service: ReconciliationService) -> None:
    assert status_of(service, "POST", "/", headers={"Content-Length": "3000000"}) == 413
    chunked = {"Transfer-Encoding": "chunked"}
    assert status_of(service, "POST", "/", headers=chunked, body=iter([b"a"])) == 411
    long = {"q": {"query": "x" * 20_001}}
    body = urlencode({"queries": json.dumps(long)})
    assert status_of(service, "POST", "/", body=body) == 400


def test_a_fault_of_ours_ends_one_question_only(
    service: ReconciliationService, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(service.reconciler, "answers", lambda _: 1 // 0)
        assert status_of(service, "GET", "/?queries=%7B%7D") == 500

    assert status_of(service, "GET", "/?queries=%7B%7D") == 200


def test_a_port_in_use_is_told(service: ReconciliationService, run: Run) -> None:
    with pytest.raises(PortTakenError) as refused:
        ReconciliationService([OWN], service.server_port)
    assert refused.value.port == service.server_port

    code, out, err = run("reconcile", "--framework", "krachtlijnen", "--port", service.server_port)
    assert (code, out) == (2, "")
    assert (
        f"Op poort {service.server_port} kan niets luisteren (een ander programma gebruikt ze al)."
        in err
    )
    assert "--port: geef hoogstens 65535." in run("reconcile", "--port", "99999").err

    with pytest.raises(NotABaseError):
        ReconciliationService([OWN], base="geen begin")


@pytest.mark.skipif(os.name == "nt", reason="stuurt een signaal")
def test_control_c_ends_it_cleanly() -> None:
    command = [sys.executable, "-m", "swcompetence", "reconcile", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, "--framework", "krachtlijnen"],
        stdout=pipe,
        stderr=pipe,
        text=True,
        # What a shell starts in the background is deaf to it, and so is what that starts.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as program:
        try:
            assert program.stdout is not None
            address = program.stdout.readline().strip()
            assert urlsplit(address).hostname == "127.0.0.1"
            assert fetched(address)["versions"] == ["0.2"]
            program.send_signal(signal.SIGINT)
            out, err = program.communicate(timeout=30)
        finally:
            program.kill()

    assert (program.returncode, out) == (0, "")
    assert "OpenRefine" in err
    assert err.endswith("Gestopt.\n")
