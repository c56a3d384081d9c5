"""One keep-alive connection to a server on this machine, and a listener to the stream of events of one.

The client is written on sockets: a library's own costs would be a part of what is measured.
"""

import json
import socket
import threading
import time

EVENTS = "/.featsite/events"


class Broken(Exception):
    """The server ended the connection before the answer did."""


class Connection:
    """Sends one request after the other; connects again where the server ended the connection after an answer."""

    def __init__(self, port, limit=60.0):
        self.port, self.limit, self.socket, self.rest = port, limit, None, b""

    def get(self, path, headers=()):
        """The status, the headers (names in small letters) and the body."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *headers, "", ""]
        request = "\r\n".join(lines).encode()
        known = self.socket is not None
        try:
            return self._ask(request)
        except (Broken, ConnectionError):
            self.close()
            if not known:
                raise
            # A server may end a connection that waits at any moment.
            return self._ask(request)

    def close(self):
        """Ends the connection; the next request makes another."""
        if self.socket is not None:
            self.socket.close()
        self.socket, self.rest = None, b""

    def _ask(self, request):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), self.limit)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        head = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        version, status = head[0].split(" ", 2)[:2]
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        body, ended = self._body(int(status), headers)
        says = headers.get("connection", "keep-alive" if version == "HTTP/1.1" else "close").lower()
        if ended or says == "close":
            self.close()
        return int(status), headers, body

    def _body(self, status, headers):
        if status in (204, 304):
            return b"", False
        if headers.get("transfer-encoding", "").lower() == "chunked":
            pieces = []
            while size := int(self._until(b"\r\n").split(b";")[0], 16):
                pieces.append(self._exactly(size))
                self._exactly(2)
            self._until(b"\r\n")
            return b"".join(pieces), False
        if "content-length" in headers:
            return self._exactly(int(headers["content-length"])), False
        pieces = [self.rest]
        while piece := self.socket.recv(1 << 18):
            pieces.append(piece)
        return b"".join(pieces), True

    def _until(self, mark):
        while mark not in self.rest:
            self.rest += self._more()
        found, _, self.rest = self.rest.partition(mark)
        return found

    def _exactly(self, size):
        pieces, there = [self.rest], len(self.rest)
        while there < size:
            pieces.append(self._more())
            there += len(pieces[-1])
        whole = b"".join(pieces)
        self.rest = whole[size:]
        return whole[:size]

    def _more(self):
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise Broken("the connection ended within an answer")
        return piece


class State:
    """What one message of the stream says, and when it was there."""

    def __init__(self, message, moment):
        data = json.loads(message)
        self.moment, self.version, self.all, self.pages = moment, data["version"], data["all"], data["pages"]

    def shows(self, url, before):
        """Whether a page is newer than in another state."""
        return self.all > before.all or self.pages.get(url, 0) > before.version


class Events:
    """Listens until the server ends, in a thread of its own."""

    def __init__(self, port):
        self.states, self.told = [], threading.Condition()
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.socket.sendall(f"GET {EVENTS} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        threading.Thread(target=self._listen, daemon=True).start()
        self.first(0, lambda _: True, 60)

    def latest(self):
        """How many messages there were, and the last one."""
        with self.told:
            return len(self.states), self.states[-1]

    def first(self, start, wanted, limit):
        """The first message from the number `start` on that is wanted; none if there is none within a time."""
        over = time.perf_counter() + limit
        with self.told:
            while True:
                while start < len(self.states):
                    if wanted(self.states[start]):
                        return self.states[start]
                    start += 1
                left = over - time.perf_counter()
                if left <= 0 or not self.told.wait(left):
                    return None

    def close(self):
        """Listens no more."""
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def _listen(self):
        rest = b""
        self.socket.settimeout(None)
        while True:
            try:
                piece = self.socket.recv(1 << 18)
            except OSError:
                return
            moment = time.perf_counter()
            if not piece:
                return
            *messages, rest = (rest + piece).split(b"\n\n")
            for message in messages:
                if (at := message.rfind(b"data: ")) >= 0:
                    state = State(message[at + 6:], moment)
                    with self.told:
                        self.states.append(state)
                        self.told.notify_all()
