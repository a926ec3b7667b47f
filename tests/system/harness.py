"""What the system tests share: claims in TAP, the real process, waiting with a deadline, temporary folders."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
NARROWS = os.path.abspath(os.environ.get("NARROWS", ROOT / "build" / "narrows"))
SAMPLES = pathlib.Path(os.environ.get("NARROWS_SAMPLES", ROOT / ".." / "shared" / "data")).resolve()
OUTPUT_MAX = 200_000  # of a child's output kept, from its beginning
claims = []


class Skip(Exception):
    """The claim cannot be tried here."""


def words(function):
    return function.__name__.replace("_", " ")


def claim(function):
    """Marks a function as a test; its name is the claim."""
    claims.append((function.__module__.removeprefix("test_"), words(function), function))
    return function


def claims_of(rows):
    """Marks a function as one test a row; a row's first value completes the name."""
    def mark(function):
        for row in rows:
            name = f"{words(function)}: {row[0]}"
            claims.append((function.__module__.removeprefix("test_"), name, lambda row=row: function(*row)))
        return function
    return mark


def run_claims(wanted):
    """Runs the marked claims of the wanted files, prints TAP, and returns how many failed."""
    chosen = [c for c in claims if not wanted or c[0] in wanted]
    failed = 0
    print(f"TAP version 13\n1..{len(chosen)}", flush=True)
    for number, (file, name, function) in enumerate(chosen, 1):
        title = f"{number} - {file}: {name.replace('#', '')}"
        started = time.monotonic()
        try:
            for word in function() or []:
                print(f"# {word}")
            print(f"ok {title}", flush=True)
        except Skip as why:
            print(f"ok {title} # SKIP {why}", flush=True)
        except Exception as error:
            failed += 1
            print(f"not ok {title}")
            text = str(error) if isinstance(error, AssertionError) and str(error) else traceback.format_exc()
            print("".join(f"#   {line}\n" for line in text.splitlines()[-40:]), end="", flush=True)
        if time.monotonic() - started > 20:
            print(f"# took {time.monotonic() - started:.0f} s", flush=True)
    return failed


def sample(path):
    """A recorded file of other people's, which the project does not hold."""
    found = SAMPLES / path
    if not found.exists():
        raise Skip(f"no samples at {SAMPLES}")
    return found


SOUND = "nmea/oresund-2018/oresund-2018-11-19.nmea"


def equal(got, expected, what):
    assert got == expected, f"{what}: {got!r}, expected {expected!r}"


def wait_until(true, what, seconds=10.0):
    """Waits until true() is, and returns what it gave; a deadline instead of sleeps."""
    deadline = time.monotonic() + seconds
    while True:
        value = true()
        if value:
            return value
        assert time.monotonic() < deadline, f"not within {seconds} s: {what() if callable(what) else what}"
        time.sleep(0.02)


def run(*arguments, seconds=120, stdin=b"", cwd=None):
    """Runs narrows to its end. Returns status, standard output, standard error (text)."""
    done = subprocess.run([NARROWS, *map(str, arguments)], input=stdin, capture_output=True, timeout=seconds,
                          cwd=cwd)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@contextlib.contextmanager
def folder(**files):
    """A temporary folder; name=text arguments become files (name_ext is name.ext)."""
    with tempfile.TemporaryDirectory(prefix="narrows-test-") as path:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            pathlib.Path(path, name.replace("_", ".")).write_bytes(data)
        yield pathlib.Path(path)


def free_port(kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """One running narrows. Only what was started here is ever killed."""

    def __init__(self, *arguments, cwd=None):
        self.child = subprocess.Popen([NARROWS, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd)
        self.out, self.err = "", ""
        self.readers = [threading.Thread(target=self._read, args=names, daemon=True)
                        for names in (("stdout", "out"), ("stderr", "err"))]
        for reader in self.readers:
            reader.start()

    def _read(self, stream, name):
        for line in getattr(self.child, stream):
            if len(getattr(self, name)) < OUTPUT_MAX:
                setattr(self, name, getattr(self, name) + line.decode("utf-8", "replace"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait(10)
        for reader in self.readers:
            reader.join(5)

    def wait(self, seconds=30):
        """Waits for the end; returns the exit status."""
        status = self.child.wait(seconds)
        for reader in self.readers:
            reader.join(5)
        return status

    def terminate(self, seconds=5):
        self.child.send_signal(signal.SIGTERM)
        return self.wait(seconds)

    def memory_kb(self):
        """Resident memory now."""
        text = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1))


class Node(Process):
    """A node with its web server on a free port, found from the first line it prints."""

    def __init__(self, *arguments, cwd=None):
        super().__init__(*arguments, "--http", "127.0.0.1:0", cwd=cwd)
        try:
            wait_until(lambda: "\n" in self.out or self.child.poll() is not None, "first line", 20)
            found = re.match(r"map at (http://127\.0\.0\.1:(\d+))/\n", self.out)
            assert found, f"first line is {self.out[:200]!r}, standard error {self.err[:500]!r}"
        except BaseException:
            self.__exit__()
            raise
        self.url, self.port = found.group(1), int(found.group(2))

    def get(self, path, seconds=10):
        """GET; returns status, content type, body."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=seconds) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    def json(self, path, seconds=10):
        status, _, body = self.get(path, seconds)
        equal(status, 200, f"status of {path}")
        return json.loads(body)

    def source(self, name):
        return next(s for s in self.json("/api/status")["sources"] if s["name"] == name)

    def wait_for_source(self, name, seconds=15, **expected):
        """Waits until a source's members are as expected."""
        def is_there():
            return all(self.source(name)[key] == value for key, value in expected.items())
        wait_until(is_there, lambda: f"{expected}, it is {self.source(name)}", seconds)

    def wait_for_messages(self, count, seconds=20):
        def total():
            return self.json("/api/status")["messages"]["total"]
        wait_until(lambda: total() >= count, lambda: f"{count} messages, there are {total()}", seconds)
