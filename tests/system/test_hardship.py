"""What breaks around a node costs only itself: killed peers and viewers, garbage at full speed, slow readers."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import time

import sentences as s
from harness import Node, Process, claim, equal, folder, free_port, wait_until
from live import WORLD, Viewer

# A server that sends one sentence ten times a second to whoever connects. Killed from outside.
FEEDER = """
import socket, sys, time
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("ready", flush=True)
while True:
    peer, _ = server.accept()
    try:
        while True:
            peer.sendall(sys.argv[2].encode() + b"\\r\\n")
            time.sleep(0.1)
    except OSError:
        pass
"""
VIEWER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from live import WORLD, Viewer
viewer = Viewer(int(sys.argv[2]))
viewer.look(*WORLD)
viewer.frame()
print("ready", flush=True)
time.sleep(60)
"""
GARBAGE_SECONDS = 2
GROWTH_KB_MAX = 20_000


@contextlib.contextmanager
def helper(program, *arguments):
    """Another process of ours, ready; killed at the end."""
    child = subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE)
    try:
        equal(child.stdout.readline(), b"ready\n", "first line of the helper")
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def sigkill(child):
    os.kill(child.pid, signal.SIGKILL)
    child.wait()


@contextlib.contextmanager
def node_with(address, station="x"):
    with folder(narrows_conf=f"[source net]\nfrom = {address}\nstation = {station}\n") as here:
        with Node("run", "-c", here / "narrows.conf") as node:
            yield node


@claim
def a_killed_tcp_peer_is_told_and_connected_to_again_when_it_is_back():
    port, sentence = free_port(), s.vdm_of(s.position())
    with node_with(f"tcp://127.0.0.1:{port}") as node:
        with helper(FEEDER, port, sentence) as feeder:
            node.wait_for_source("net", state="receiving")
            sigkill(feeder)
            node.wait_for_source("net", 10, state="connecting")
            assert node.source("net")["detail"], "no words on why"
        heard = node.json("/api/status")["messages"]["total"]
        with helper(FEEDER, port, sentence):
            node.wait_for_source("net", 40, state="receiving")
            node.wait_for_messages(heard + 3)
        equal(len(node.json("/api/vessels")["vessels"]), 1, "ships")


@claim
def a_peer_that_is_not_there_from_the_start_is_waited_for():
    port = free_port()
    with node_with(f"tcp://127.0.0.1:{port}") as node:
        node.wait_for_source("net", state="connecting")
        with helper(FEEDER, port, s.vdm_of(s.position())):
            node.wait_for_source("net", 40, state="receiving")


@claim
def a_sentence_cut_by_a_dying_peer_is_not_joined_to_the_next_connections_first():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with node_with(f"tcp://127.0.0.1:{server.getsockname()[1]}") as node:
            peer, _ = server.accept()
            whole = s.vdm_of(s.position()).encode()
            peer.sendall(whole + b"\n" + whole[:30])
            peer.close()
            peer, _ = server.accept()
            peer.sendall(s.vdm_of(s.position(mmsi=219000009)).encode() + b"\n")
            node.wait_for_messages(2)
            equal(sorted(v["mmsi"] for v in node.json("/api/vessels")["vessels"]), [219000001, 219000009], "ships")
            peer.close()


@claim
def a_killed_viewer_leaves_and_the_others_go_on():
    port = free_port(socket.SOCK_DGRAM)
    with node_with(f"udp://127.0.0.1:{port}") as node, Viewer(node.port) as other:
        other.look(*WORLD)
        with helper(VIEWER, pathlib.Path(__file__).parent, node.port) as child:
            wait_until(lambda: node.json("/api/status")["viewers"] == 2, "two viewers")
            sigkill(child)
        wait_until(lambda: node.json("/api/status")["viewers"] == 1, "one viewer", 15)
        send(port, [s.vdm_of(s.position())])
        wait_until(lambda: 219000001 in other.frame()["changed"], "the ship in the other's frames")


@claim
def a_viewer_that_speaks_nonsense_is_sent_away_with_1008_and_nobody_else():
    with node_with("udp://127.0.0.1:0") as node, Viewer(node.port) as good, Viewer(node.port) as bad:
        good.look(*WORLD)
        bad.send(b"\x07hello")
        equal((bad.message(), bad.close_code), (None, 1008), "close")
        good.frame()


@claim
def a_viewer_that_never_reads_costs_no_memory_and_nobody_elses_frames():
    port = free_port(socket.SOCK_DGRAM)
    with node_with(f"udp://127.0.0.1:{port}") as node, Viewer(node.port) as good, Viewer(node.port) as lazy:
        good.look(*WORLD)
        lazy.look(*WORLD)
        good.frame()
        before = node.memory_kb()
        for i in range(8):
            send(port, [s.vdm_of(s.position(mmsi=219000000 + n, lon=12 + i / 100)) for n in range(1500)])
            good.frame()
        assert node.memory_kb() - before < GROWTH_KB_MAX, f"grew by {node.memory_kb() - before} kB"


def send(port, lines):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for i, line in enumerate(lines):
            sender.sendto(line.encode() + b"\r\n", ("127.0.0.1", port))
            if i % 50 == 49:
                time.sleep(0.002)  # loopback has no flow control: let the node read


def garbage(seed):
    """A megabyte of bytes, half of it sentences with something broken."""
    dice = random.Random(seed)
    good = s.vdm_of(s.position()).encode()
    pieces = []
    while sum(map(len, pieces)) < 1 << 16:
        broken = bytearray(good)
        broken[dice.randrange(len(broken))] = dice.randrange(256)
        pieces += [bytes(broken), b"\n", dice.randbytes(dice.randrange(200)), b"!AIVDM,2,1,%d,A,5" % dice.randrange(10),
                   b"\n"]
    return b"".join(pieces) * 16


def pour(peer, data, seconds):
    """Sends the data again and again, as fast as it is taken. Returns bytes sent."""
    deadline, sent = time.monotonic() + seconds, 0
    peer.settimeout(seconds)
    while time.monotonic() < deadline:
        with contextlib.suppress(TimeoutError):
            sent += peer.send(data[sent % len(data):][:1 << 16])
    return sent


@claim
def garbage_at_full_speed_over_tcp_leaves_answers_prompt_and_memory_bounded():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with node_with(f"tcp://127.0.0.1:{server.getsockname()[1]}") as node:
            peer, _ = server.accept()
            before, data = node.memory_kb(), garbage(1)
            sent, slowest = 0, 0.0
            for _ in range(4):
                sent += pour(peer, data, GARBAGE_SECONDS / 4)
                started = time.monotonic()
                node.json("/api/status")
                slowest = max(slowest, time.monotonic() - started)
            assert slowest < 1, f"the status took {slowest:.2f} s"
            assert node.memory_kb() - before < GROWTH_KB_MAX, f"grew by {node.memory_kb() - before} kB"
            status = node.json("/api/status")
            assert sum(status["refused"].values()) > 1000, status["refused"]
            peer.sendall(b"\n" + s.vdm_of(s.position(mmsi=219000009)).encode() + b"\n")
            wait_until(lambda: node.get("/api/vessels/219000009")[0] == 200, "a good sentence after it", 20)
            equal(node.terminate(), 0, "exit status")
            peer.close()
    return [f"{sent / 1e6:.0f} MB, status within {slowest * 1000:.0f} ms"]


@claim
def garbage_at_full_speed_over_udp_leaves_answers_prompt_and_memory_bounded():
    port = free_port(socket.SOCK_DGRAM)
    with node_with(f"udp://127.0.0.1:{port}") as node, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        before, data = node.memory_kb(), garbage(2)
        deadline = time.monotonic() + GARBAGE_SECONDS
        while time.monotonic() < deadline:
            for i in range(500):
                sender.sendto(data[i * 1000:i * 1000 + 1000], ("127.0.0.1", port))
            started = time.monotonic()
            node.json("/api/status")
            assert time.monotonic() - started < 1, "the status took more than a second"
        assert node.memory_kb() - before < GROWTH_KB_MAX, f"grew by {node.memory_kb() - before} kB"
        send(port, [s.vdm_of(s.position())] * 20)
        wait_until(lambda: node.get("/api/vessels/219000001")[0] == 200, "a good sentence after it")


@claim
def a_killed_sender_of_a_replay_leaves_the_node_waiting():
    port = free_port(socket.SOCK_DGRAM)
    log = "".join(s.tag(f"c:{1542625200 + i}") + s.vdm_of(s.position(lon=12 + i / 1000)) + "\n" for i in range(600))
    with folder(log_nmea=log) as here, node_with(f"udp://127.0.0.1:{port}") as node:
        with Process("replay", here / "log.nmea", "--to", f"udp://127.0.0.1:{port}", "--speed", 20) as sender:
            node.wait_for_messages(5)
            sigkill(sender.child)
        node.wait_for_source("net", state="receiving")
        send(port, [s.vdm_of(s.position(mmsi=219000009))])
        wait_until(lambda: node.get("/api/vessels/219000009")[0] == 200, "another sender's ship")


@claim
def a_second_node_on_the_same_udp_port_says_so_in_its_status():
    port = free_port(socket.SOCK_DGRAM)
    with node_with(f"udp://127.0.0.1:{port}"), node_with(f"udp://127.0.0.1:{port}") as second:
        second.wait_for_source("net", state="failed")
        assert second.source("net")["detail"], "no words on why"
