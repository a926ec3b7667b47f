"""The archive of a running node: what it heard is there after a kill, on a full disk, in a drill."""
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess

import sentences as s
from harness import Node, Skip, claim, equal, folder, free_port, run, wait_until


def positions(store):
    """All positions of a store: (MMSI, longitude) as the command prints them."""
    status, out, error = run("query", "positions", "--store", store)
    equal((status, error), (0, ""), "narrows query")
    return [(int(row["mmsi"]), row["longitude"]) for row in csv.DictReader(io.StringIO(out))]


class Feed:
    """Sends position reports, each of another place, to a node's UDP port."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.port, self.sent = port, 0

    def send(self, count):
        for _ in range(count):
            report = s.position(mmsi=219000001 + self.sent % 10, lon=12 + self.sent / 10000)
            self.socket.sendto(s.vdm_of(report).encode() + b"\r\n", ("127.0.0.1", self.port))
            self.sent += 1


def wanted(count):
    return sorted((219000001 + i % 10, f"{12 + i / 10000:.6f}") for i in range(count))


def archive(node):
    return node.json("/api/status")["archive"]


def node_with_store(here, port):
    (here / "narrows.conf").write_text(f"[node]\nstore = {here / 'store'}\n[source net]\nfrom = udp://127.0.0.1:{port}\n")
    return Node("run", "-c", here / "narrows.conf")


@claim
def what_a_killed_node_had_a_second_before_is_there():
    port = free_port(socket.SOCK_DGRAM)
    feed = Feed(port)
    with folder() as here:
        for kills in range(1, 4):
            with node_with_store(here, port) as node:
                feed.send(200)
                wait_until(lambda: archive(node)["open"] + archive(node)["positions"] >= 200 * kills, "all is in the journal")
                os.kill(node.child.pid, signal.SIGKILL)
                node.child.wait()
            equal(sorted(positions(here / "store")), wanted(feed.sent), "positions after the kill")


@claim
def a_full_disk_is_said_the_picture_goes_on_and_nothing_is_lost():
    port = free_port(socket.SOCK_DGRAM)
    feed = Feed(port)
    with folder() as here, node_with_store(here, port) as node:
        feed.send(100)
        wait_until(lambda: archive(node)["open"] == 100, "what was sent is kept")
        subprocess.run(["prlimit", "--pid", str(node.child.pid), "--fsize=1:unlimited"], check=True)
        feed.send(100)
        wait_until(lambda: not archive(node)["storing"], "it says that it cannot store")
        assert archive(node)["reason"], "no words on why"
        before = node.json("/api/status")["messages"]["total"]
        feed.send(100)
        wait_until(lambda: node.json("/api/status")["messages"]["total"] >= before + 100, "the picture goes on")
        subprocess.run(["prlimit", "--pid", str(node.child.pid), "--fsize=unlimited"], check=True)
        wait_until(lambda: archive(node)["storing"], "it stores again", 20)
        equal(archive(node)["lost"], 0, "lost")
        wait_until(lambda: "cannot be written" in node.err and "written again" in node.err, "both are in the log")
        equal(node.terminate(), 0, "status at the end")
        equal(sorted(positions(here / "store")), wanted(300), "positions")


@claim
def a_drill_is_kept_apart_from_what_was_real():
    with folder() as here:
        with Node("run", "--drill", "hormuz", "--store", here / "store") as node:
            wait_until(lambda: archive(node)["open"] > 1000, "the drill is kept")
            equal(archive(node)["lost"], 0, "lost")
            equal(node.terminate(), 0, "status at the end")
        equal(sorted(path.name for path in (here / "store").iterdir()), ["drill"], "what is in the folder")
        assert all(mmsi // 1000000 in (799, 7) or str(mmsi).startswith(("99799", "97")) for mmsi, _ in positions(here / "store" / "drill"))


@claim
def a_demo_leaves_nothing_behind():
    with folder() as here:
        old = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(here)
        try:
            with Node("demo", "hormuz") as node:
                wait_until(lambda: archive(node)["open"] > 1000, "the demo is kept")
                equal(len(list(here.iterdir())), 1, "folders while it runs")
                equal(node.terminate(), 0, "status at the end")
        finally:
            os.environ.pop("TMPDIR") if old is None else os.environ.update(TMPDIR=old)
        equal(list(here.iterdir()), [], "what is left")


@claim
def a_second_node_on_the_same_store_is_refused():
    with folder() as here, Node("run", "--store", here / "store", "--drill", "02-crossing"):
        status, _, error = run("run", "--store", here / "store", "--drill", "02-crossing", "--http", "127.0.0.1:0")
        equal(status, 1, "status")
        assert "another narrows writes to it" in error and error.count("\n") == 1, error


@claim
def a_plain_sqlite_reads_ships_chunks_and_voyages():
    log = "".join(f"{s.tag(f's:roof,c:{1542625200 + 10 * i}')}{s.vdm_of(s.position(lon=12 + i / 1000))}\n" for i in range(1000))
    log += s.tag("s:roof,c:1542625201") + "\n".join(s.parts_of(s.voyage(), 2)) + "\n"
    with folder(log_nmea=log) as here:
        status, out, error = run("import", here / "log.nmea", "--store", here / "store")
        equal((status, error), (0, ""), "narrows import")
        database = sqlite3.connect(here / "store" / "history.sqlite")
        equal(database.execute("SELECT mmsi, class, first, positions, name FROM ships").fetchall(),
              [(219000001, "class_a", "2018-11-19 11:00:00", 1000, "FERRY")], "ships")
        equal(database.execute("SELECT sum(position_count), min(west), max(east) FROM chunks").fetchall(), [(1000, 12.0, 12.999)], "chunks")
        equal(database.execute("SELECT mmsi, destination, draught_m FROM voyages").fetchall(), [(219000001, "HELSINGBORG", 5.5)], "voyages")
        database.close()


@claim
def an_archive_is_checked_compacted_and_copied():
    log = "".join(f"{s.tag(f's:roof,c:{1542625200 + 10 * i}')}{s.vdm_of(s.position(lon=12 + i / 1000))}\n" for i in range(3000))
    with folder(log_nmea=log) as here:
        store, copy = here / "store", here / "copy"
        equal(run("import", here / "log.nmea", "--store", store)[0], 0, "narrows import")
        before = positions(store)
        equal(run("store", "compact", store)[1], "6 chunks compacted\n", "narrows store compact")
        equal(positions(store), before, "positions")
        equal(run("store", "backup", store, copy), (0, "", ""), "narrows store backup")
        equal(positions(copy), before, "positions of the copy")
        status, out, _ = run("store", "check", copy)
        assert status == 0 and out.endswith("no fault\n") and "3000 positions" in out, out
        database = sqlite3.connect(copy / "history.sqlite")
        database.execute("UPDATE chunk SET data = zeroblob(100) WHERE id = (SELECT min(id) FROM chunk)")
        database.commit()
        database.close()
        status, out, _ = run("store", "check", copy)
        assert status == 1 and "is broken" in out or "is cut" in out or "later version" in out, out
        for words, expected in ((("store",), 2), (("store", "check", here / "none"), 1), (("store", "backup", store, copy), 1)):
            status, _, error = run(*words)
            equal(status, expected, f"status of {words}")
            assert error.count("\n") == 1, error
        pathlib.Path(here / "file").write_text("no folder")
        equal(run("import", here / "log.nmea", "--store", here / "file")[0], 1, "status where a file is in the way")


@claim
def a_node_whose_store_is_on_a_read_only_disk_shows_its_picture_and_says_so():
    port = free_port(socket.SOCK_DGRAM)
    feed = Feed(port)
    with folder() as here:
        with node_with_store(here, port) as node:
            feed.send(50)
            wait_until(lambda: archive(node)["open"] == 50, "what was sent is kept")
            equal(node.terminate(), 0, "status at the end")
        if subprocess.run(["mount", "--bind", here / "store", here / "store"], capture_output=True).returncode != 0:
            raise Skip("file systems cannot be mounted here")
        try:
            subprocess.run(["mount", "-o", "remount,bind,ro", here / "store"], check=True)
            equal(sorted(positions(here / "store")), wanted(50), "positions on a read-only disk")
            with node_with_store(here, port) as node:
                feed.send(20)
                node.wait_for_messages(20)
                wait_until(lambda: not archive(node)["storing"], "it says that it cannot store")
                subprocess.run(["mount", "-o", "remount,bind,rw", here / "store"], check=True)
                wait_until(lambda: archive(node)["storing"], "it stores again", 20)
                feed.send(10)
                wait_until(lambda: archive(node)["open"] == 60, "what comes now is kept")
                equal(node.terminate(), 0, "status at the end")
        finally:
            subprocess.run(["umount", here / "store"], check=True)
