"""The programs that are measured: how each is set up over a folder of Markdown, started, and asked for a document.

Every program gets a copy of the text, since the text is edited, and no theme of its own making: its pages hold the
document and little more. Every child ends with this program, whatever ends it.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from wire import Broken, Connection

RUNNING = []


def die_together():
    """In a child: it is killed when this program is gone, however that went. Only Linux has it."""
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    except (OSError, AttributeError):
        pass


def launch(command, **options):
    """Starts a child in a group of its own."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_together, **options)
    RUNNING.append(child)
    return child


def end(child):
    """Ends a child and what it started."""
    for what, patience in ((signal.SIGINT, 2), (signal.SIGKILL, 5)):
        try:
            os.killpg(child.pid, what)
        except ProcessLookupError:
            pass
        try:
            child.wait(patience)
            break
        except subprocess.TimeoutExpired:
            continue
    if child in RUNNING:
        RUNNING.remove(child)


def end_all():
    """Ends every child there is."""
    for child in list(RUNNING):
        end(child)


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Program:
    """A server over a copy of the text."""

    name, index, live = "", "/", False

    def __init__(self, binary, source, work):
        self.binary, self.work, self.child, self.port = binary, Path(work), None, None
        self.text = self.work / self.below()
        shutil.copytree(source, self.text)
        # Hidden files are nobody's documents, and of one that is the page of its folder each program has its own idea.
        odd = {"readme.md", "index.md", "_index.md"}
        paths = sorted(path.relative_to(self.text).as_posix() for path in self.text.rglob("*.md"))
        self.documents = [path for path in paths if path.rsplit("/", 1)[-1].lower() not in odd and not path.startswith(".")]
        self.set_up()

    def below(self):
        """Where the text lies."""
        return "content"

    def set_up(self):
        """Writes what the program needs besides the text."""

    def command(self, port):
        """How it is started."""
        raise NotImplementedError

    def page(self, path):
        """The address of a document's page."""
        return "/" + quote(path.removesuffix(".md")) + "/"

    def start(self):
        """Starts it and waits for the first page, then for a document's. Gives both times in seconds."""
        self.port = free_port()
        with open(self.work / "said", "wb") as said:
            begun = time.perf_counter()
            self.child = launch(self.command(self.port), stdout=said, stderr=said, cwd=self.work)
        connection = Connection(self.port, 300)
        self._first(connection, self.index, begun)
        first = time.perf_counter() - begun
        self._first(connection, self.page(self.documents[len(self.documents) // 2]), begun)
        second = time.perf_counter() - begun
        connection.close()
        return first, second

    def _first(self, connection, path, begun):
        while True:
            try:
                if connection.get(path)[0] == 200:
                    return
            except (Broken, OSError):
                connection.close()
            if self.child.poll() is not None or time.perf_counter() - begun > 300:
                raise SystemExit(f"{self.name} shows no {path}:\n{self.said()[-2000:]}")
            time.sleep(0.001)

    def stop(self):
        """Ends it."""
        if self.child is not None:
            end(self.child)
            self.child = None

    def said(self):
        """What it printed."""
        return (self.work / "said").read_text(errors="replace")

    def told_command(self):
        """The command as the table shows it."""
        words = [word.replace(str(self.work), ".") for word in map(str, self.command("PORT"))]
        return " ".join([Path(words[0]).name, *words[1:]])

    def rest(self, limit=30):
        """Waits until it has had nothing to do for a while: what is told may still be followed by work."""
        over, last, since = time.perf_counter() + limit, None, time.perf_counter()
        while time.perf_counter() < min(over, since + 0.1):
            spent = Path(f"/proc/{self.child.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            if spent != last:
                last, since = spent, time.perf_counter()
            time.sleep(0.01)

    def usage(self):
        """Its memory now and at most in MB, its threads and its open files."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        of = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if len(line.split()) > 1}
        files = len(os.listdir(f"/proc/{self.child.pid}/fd"))
        return int(of["VmRSS"]) / 1024, int(of["VmHWM"]) / 1024, int(of["Threads"]), files


class Featsite(Program):
    """The program of this project."""

    name, index, live = "featsite", "/index.html", True

    def command(self, port):
        return [self.binary, "serve", self.text, "--port", str(port)]

    def page(self, path):
        return "/" + quote(path.removesuffix(".md") + ".html")

    def check(self):
        """How long it takes to read the folder and find everything, without a server."""
        begun = time.perf_counter()
        child = launch([self.binary, "check", self.text], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        child.wait()
        took = time.perf_counter() - begun
        end(child)
        return took
