"""Many listeners and many clients at once, while somebody goes on writing."""

import json
import re
import selectors
import shutil
import socket
import subprocess
import threading
import time

from programs import end, launch
from saves import LIMIT, shows, until
from wire import EVENTS, Connection

LISTENERS = 200
CLIENTS = 64


class Crowd:
    """Listeners who only keep the last thing they were told."""

    def __init__(self, port, count):
        self.last, self.ended, self.over = [b""] * count, 0, False
        self.selector, self.rest = selectors.DefaultSelector(), [b""] * count
        for at in range(count):
            one = socket.create_connection(("127.0.0.1", port), 60)
            one.sendall(f"GET {EVENTS} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            one.setblocking(False)
            self.selector.register(one, selectors.EVENT_READ, at)
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def heard(self, version):
        """How many were told of a version."""
        return sum(bool(last) and json.loads(last)["version"] >= version for last in self.last)

    def wait(self, version, limit):
        """Waits until all were told of a version; says how many were."""
        over = time.perf_counter() + limit
        while (heard := self.heard(version)) < len(self.last) and time.perf_counter() < over:
            time.sleep(0.05)
        return heard

    def close(self):
        """They all go."""
        self.over = True
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        self.selector.close()

    def _listen(self):
        while not self.over:
            for key, _ in self.selector.select(0.2):
                at = key.data
                try:
                    piece = key.fileobj.recv(1 << 16)
                except BlockingIOError:
                    continue
                except OSError:
                    piece = b""
                if not piece:
                    self.ended += 1
                    self.selector.unregister(key.fileobj)
                    key.fileobj.close()
                    continue
                *messages, self.rest[at] = (self.rest[at] + piece).split(b"\n\n")
                for message in messages:
                    if (data := message.rfind(b"data: ")) >= 0:
                        self.last[at] = message[data + 6:]


class Clients:
    """Clients who ask for one page as often as they can: wrk where it is installed, else threads of this program."""

    def __init__(self, port, path, count, seconds):
        self.seconds, self.requests, self.errors, self.child, self.threads = seconds, 0, 0, None, []
        if wrk := shutil.which("wrk"):
            command = [wrk, "-t1", "--timeout", "10s", f"-c{count}", f"-d{seconds}s", f"http://127.0.0.1:{port}{path}"]
            self.child = launch(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            return
        self.lock, over = threading.Lock(), time.perf_counter() + seconds
        for _ in range(count):
            self.threads.append(threading.Thread(target=self._ask, args=(port, path, over), daemon=True))
            self.threads[-1].start()

    def _ask(self, port, path, over):
        connection = Connection(port)
        while time.perf_counter() < over:
            try:
                fine = connection.get(path)[0] == 200
            except Exception:
                connection.close()
                fine = False
            with self.lock:
                self.requests += 1
                self.errors += not fine

    def finish(self):
        """Requests in a second, and errors in all."""
        for thread in self.threads:
            thread.join()
        if self.child is None:
            return self.requests / self.seconds, self.errors
        said = self.child.communicate(timeout=self.seconds + 60)[0]
        end(self.child)
        rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
        if not rate:
            raise SystemExit(f"wrk says:\n{said}")
        odd = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
        errors = (int(odd[1]) if odd else 0) + (sum(map(int, broken.groups())) if broken else 0)
        return float(rate[1]), errors


def load(program, edits, events, count=20, seconds=10):
    """Gives what the clients got by page, the seconds until each save was served, how many listeners heard the last one, how
    many connections of listeners the server ended, and the usage before, in the midst of it and after."""
    before = program.usage()
    crowd = Crowd(program.port, LISTENERS)
    pages = [program.index, program.page(program.documents[0])]
    clients = [(page, Clients(program.port, page, CLIENTS // len(pages), seconds)) for page in pages]
    connection, served = Connection(program.port), []
    begun, midst = time.perf_counter() + 0.5, before
    for at, path in enumerate(edits.spread(count, 3)):
        time.sleep(max(0.0, begun + at * (seconds - 1) / count - time.perf_counter()))
        word = edits.word()
        start, last = events.latest()
        moment = edits.save(path, word)
        served.append(until(connection, program.page(path), shows(word), moment))
        midst = max(midst, program.usage())
    got = [(page, *one.finish()) for page, one in clients]
    events.first(start, lambda state: state.all > last.all, LIMIT)
    time.sleep(1)
    heard = crowd.wait(events.latest()[1].version, 10)
    crowd.close()
    connection.close()
    # A listener who went is noticed when the server looks for it.
    time.sleep(5)
    return got, served, heard, crowd.ended, (before, midst, program.usage())
