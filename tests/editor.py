"""An editor for the tests: the real yaml-language-server, spoken to over JSON-RPC.

Like `sources` this imports nothing from the project. The server is a program of its own (npm
package yaml-language-server); where it is not installed, `start` says so.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Message = dict[str, Any]

NAME = "yaml-language-server"
TIMEOUT = 30.0
"""Seconds that an answer may take on a slow machine."""


def installed() -> bool:
    """Say whether the server can be started."""
    return shutil.which(NAME) is not None


class Editor:
    """One running server with the files opened in it."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process, self._root = process, root
        self._inbox: queue.Queue[Message | None] = queue.Queue()
        self._diagnostics: dict[str, list[Message]] = {}
        self._last = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def begin(self) -> None:
        """Shake hands; the folder's own schema comes from modelines only."""
        uri = self._root.as_uri()
        folders = [{"uri": uri, "name": self._root.name}]
        capabilities = {"workspace": {"configuration": True}, "textDocument": {}}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": uri,
                "workspaceFolders": folders,
                "capabilities": capabilities,
            },
        )
        self._tell("initialized", {})

    def end(self) -> None:
        """Say goodbye."""
        self._ask("shutdown", None)
        self._tell("exit", None)

    def open(self, name: str, text: str) -> list[Message]:
        """Open a file with this text and return what is wrong with it, by place."""
        self.show(name, text)
        return self.problems(name)

    def show(self, name: str, text: str) -> None:
        """Open a file with this text and wait for nothing."""
        item = {"uri": self._uri(name), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})

    def problems(self, name: str) -> list[Message]:
        """Wait for what is wrong with a file that has been opened, by place."""
        uri = self._uri(name)
        while uri not in self._diagnostics:
            self._handle(self._receive())
        found = self._diagnostics.pop(uri)
        return sorted(found, key=lambda d: (d["range"]["start"]["line"], d["message"]))

    def complete(self, name: str, line: int, column: int) -> dict[str, Message]:
        """Return the proposals at a place (counted from 0) by their labels."""
        answer = self._ask("textDocument/completion", self._at(name, line, column))
        return {item["label"]: item for item in answer["items"]}

    def hover(self, name: str, line: int, column: int) -> str:
        """Return what is shown for a place (counted from 0)."""
        answer = self._ask("textDocument/hover", self._at(name, line, column))
        return "" if answer is None else str(answer["contents"]["value"])

    def _uri(self, name: str) -> str:
        return (self._root / name).as_uri()

    def _at(self, name: str, line: int, column: int) -> Message:
        uri = self._uri(name)
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}

    def _ask(self, method: str, parameters: Any) -> Any:
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._handle(message)

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _handle(self, message: Message) -> None:
        """Answer the server's questions with nothing special; keep what it finds."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:
            asked = message.get("params", {}).get("items", [])
            self._send(
                {"id": message["id"], "result": [_SETTINGS.get(i["section"]) for i in asked]}
            )

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> Message:
        message = self._inbox.get(timeout=TIMEOUT)
        assert message is not None, "the server has gone away"
        return message

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while True:
            length = 0
            while (line := out.readline()).strip():
                key, _, value = line.decode().partition(":")
                length = int(value) if key.lower() == "content-length" else length
            if not line:
                self._inbox.put(None)
                return
            self._inbox.put(json.loads(out.read(length)))


_SETTINGS: dict[str, Message] = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
    }
}


@contextmanager
def start(root: Path) -> Iterator[Editor]:
    """Start the server in a folder; it is gone afterwards, whatever happened."""
    command = shutil.which(NAME)
    assert command is not None
    process = subprocess.Popen(
        [command, "--stdio"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        editor = Editor(process, root)
        editor.begin()
        yield editor
        editor.end()
        assert process.wait(TIMEOUT) == 0
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
