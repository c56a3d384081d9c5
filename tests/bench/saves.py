"""From a save to what a reader gets: writes documents as editors do, and asks for their pages until they show it."""

import os
import re
import threading
import time

from wire import Connection

# How often a page is asked for, and how long at most.
EVERY = 0.001
LIMIT = 60.0


class Edits:
    """Edits documents that lie spread over the folder. Each edit has a word that was never there before."""

    def __init__(self, program):
        self.program, self.number, self.texts = program, 0, {}

    def spread(self, count, seed=0):
        """So many documents, each once as far as there are enough."""
        documents = self.program.documents
        step = max(1, len(documents) // max(1, count))
        return [documents[(at * step + seed) % len(documents)] for at in range(count)]

    def word(self):
        """The next word."""
        self.number += 1
        return f"zq{os.getpid():x}x{self.number}qz"

    def text(self, path):
        """The document as it was at first."""
        if path not in self.texts:
            self.texts[path] = (self.program.text / path).read_text()
        return self.texts[path]

    def save(self, path, word, text=None):
        """Saves a document with a word at its end, in place and by rename in turns. Gives the moment it was written."""
        text = self.text(path) if text is None else text
        return write(self.program.text / path, f"{text.rstrip()}\n\nThe word is {word}.\n".encode(), self.number % 2 == 0)


def write(file, text, by_rename):
    """Writes a file with one call. Gives the moment at which its new text was there for everybody."""
    target = file.with_name(f".{file.name}.new") if by_rename else file
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        if os.write(handle, text) != len(text):
            raise OSError(f"{target} was not written whole")
        moment = time.perf_counter()
    finally:
        os.close(handle)
    if by_rename:
        os.replace(target, file)
        moment = time.perf_counter()
    return moment


def until(connection, path, wanted, since, headers=lambda: ()):
    """Asks for a page until it is as wanted. Gives the seconds since a moment; none where it never came to be."""
    while True:
        answer = connection.get(path, headers())
        now = time.perf_counter()
        if wanted(answer):
            return now - since
        if now - since > LIMIT:
            return None
        time.sleep(EVERY)


def shows(word):
    """Whether an answer has a word."""
    return lambda answer: answer[0] == 200 and word.encode() in answer[2]


def settled(program, edits, events, count, budget):
    """Saves one document after the other, each when the one before is done with and the server rests. `budget` is how long that may
    take in seconds. Gives the seconds until the page was served (with the way of saving), was told, and all was told."""
    served, told, whole = [], [], []
    connection = Connection(program.port)
    over = time.perf_counter() + budget
    for path in edits.spread(count):
        word, page = edits.word(), program.page(path)
        # Who writes has the page open.
        connection.get(page)
        program.rest()
        if events:
            start, before = events.latest()
        moment = edits.save(path, word)
        served.append((until(connection, page, shows(word), moment), edits.number % 2 == 0))
        if events:
            for times, wanted in ((told, lambda state: state.shows(page[1:], before)), (whole, lambda state: state.all > before.all)):
                state = events.first(start, wanted, LIMIT)
                times.append(state.moment - moment if state else None)
        program.rest()
        if time.perf_counter() > over:
            break
    connection.close()
    return served, told, whole


def in_haste(program, edits, count, pause):
    """Saves documents a fixed time apart, whatever the server is at. Gives the seconds until each was served."""
    waiting, lock, done = [], threading.Lock(), threading.Event()

    def write_all():
        begun = time.perf_counter()
        try:
            for at, path in enumerate(edits.spread(count, 1)):
                time.sleep(max(0.0, begun + at * pause - time.perf_counter()))
                word = edits.word()
                moment = edits.save(path, word)
                with lock:
                    waiting.append((moment, program.page(path), shows(word)))
        finally:
            done.set()

    writer = threading.Thread(target=write_all, daemon=True)
    writer.start()
    connection, served = Connection(program.port), []
    while True:
        with lock:
            now = list(waiting)
        if not now and done.is_set():
            break
        for one in now:
            moment, page, wanted = one
            answer = connection.get(page)
            took = time.perf_counter() - moment
            if wanted(answer) or took > LIMIT:
                served.append(took if took <= LIMIT else None)
                with lock:
                    waiting.remove(one)
        time.sleep(EVERY)
    connection.close()
    return served


STATUS = re.compile(r"^(\*\*Status(?:\*\*:|:\*\*) ).+$", re.M)


def statuses(program, edits, events, count, budget):
    """Blocks features and guides. Gives the seconds until a document's page says so, and until the backlog does."""
    on_page, in_list = [], []
    connection = Connection(program.port)
    status, headers, backlog = connection.get("/backlog.html")
    rows = {}
    for row in re.findall(rb"<tr data-item.*?</tr>", backlog, re.S):
        if b"Blocked" not in row and (link := re.search(rb'href="([^"#]+)', row)):
            rows[link[1].decode()] = True
    known = [path for path in program.documents if program.page(path)[1:] in rows and STATUS.search(edits.text(path))]
    over = time.perf_counter() + budget
    for path in known[:: max(1, len(known) // count)][:count]:
        page = program.page(path)
        tag = connection.get("/backlog.html")[1].get("etag", "")
        start, before = events.latest()
        edits.number += 1
        moment = edits.save(path, f"Block{edits.number}", STATUS.sub(r"\1Blocked  ", edits.text(path), count=1))
        facts = re.compile(rb"<dt>Status</dt><dd>(?:(?!</dd>).)*Blocked", re.S)
        on_page.append(until(connection, page, lambda answer: facts.search(answer[2]), moment))
        row = re.compile(rb'href="' + re.escape(page[1:].encode()) + rb'"(?:(?!</tr>).)*Blocked', re.S)
        # The list is long: it is sent only where it differs.
        same = lambda: (f"If-None-Match: {tag}",)
        in_list.append(until(connection, "/backlog.html", lambda answer: row.search(answer[2]), moment, same))
        events.first(start, lambda state: state.all > before.all, LIMIT)
        program.rest()
        if time.perf_counter() > over:
            break
    connection.close()
    return on_page, in_list


def memory(program, edits, events, marks, budget):
    """Saves as fast as the server shows it. Gives the usage at the start and after so many saves, each when all is there."""
    connection = Connection(program.port)
    usages, missed = [(0, program.usage())], 0
    paths = edits.spread(marks[-1], 2)
    over = time.perf_counter() + budget
    for number, path in enumerate(paths, 1):
        word = edits.word()
        _, before = events.latest()
        start, _ = events.latest()
        moment = edits.save(path, word)
        missed += until(connection, program.page(path), shows(word), moment) is None
        late = time.perf_counter() > over
        if number in marks or late:
            settle(events)
            usages.append((number, program.usage()))
            if late:
                break
    connection.close()
    return usages, missed


def settle(events, quiet=1.5, limit=60):
    """Waits until the server has said nothing for a while."""
    over = time.perf_counter() + limit
    while time.perf_counter() < over:
        known, _ = events.latest()
        time.sleep(quiet)
        if events.latest()[0] == known:
            return
