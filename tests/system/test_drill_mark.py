"""What is marked as of a drill: refused and counted by a node that is in none, taken and said by one that is."""
# SPDX-License-Identifier: Apache-2.0
import socket

from harness import Node, claim, equal, folder, free_port, wait_until
from live import WORLD, Viewer

SENTENCE = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C"
DRILL = 2  # the flag of a frame, docs/live.md


def tagged(inside):
    total = 0
    for byte in inside.encode():
        total ^= byte
    return f"\\{inside}*{total:02X}\\{SENTENCE}\r\n".encode()


def send(port, *lines):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for line in lines:
            sender.sendto(line, ("127.0.0.1", port))


def configuration(port, more=""):
    return f"[node]\n{more}[source roof]\nfrom = udp://127.0.0.1:{port}\n"


def first_flags(node):
    with Viewer(node.port) as viewer:
        viewer.look(*WORLD)
        return viewer.message()[1]


@claim
def a_node_that_is_in_no_drill_refuses_what_is_marked_and_counts_it():
    port = free_port(socket.SOCK_DGRAM)
    with folder(narrows_conf=configuration(port)) as here, Node("run", "-c", here / "narrows.conf") as node:
        node.wait_for_source("roof", state="waiting")
        send(port, *[tagged("s:a,d:drill")] * 5)
        wait_until(lambda: node.json("/api/status")["refused"].get("drill") == 5,
                   lambda: f"5 refused, {node.json('/api/status')}")
        status = node.json("/api/status")
        equal((status["drill"], status["messages"]["total"], status["targets"]["known"]), (False, 0, 0), "status")
        equal(status["sources"][0]["refused"], 5, "refused of the source")
        assert 'narrows_refused_total{reason="drill"} 5\n' in node.get("/metrics")[2].decode(), "metrics"
        assert "narrows_drill 0\n" in node.get("/metrics")[2].decode(), "metrics"
        equal(first_flags(node) & DRILL, 0, "flag of a frame")
        send(port, tagged("s:a"))
        node.wait_for_messages(1)


@claim
def a_node_in_a_drill_takes_what_is_marked_and_says_so():
    port = free_port(socket.SOCK_DGRAM)
    with folder(narrows_conf=configuration(port, "drill = yes\n")) as here, \
            Node("run", "-c", here / "narrows.conf") as node:
        node.wait_for_source("roof", state="waiting")
        send(port, tagged("s:a,d:drill"))
        node.wait_for_messages(1)
        status = node.json("/api/status")
        equal((status["drill"], status["refused"], status["targets"]["known"]), (True, {}, 1), "status")
        assert "narrows_drill 1\n" in node.get("/metrics")[2].decode(), "metrics"
        equal(first_flags(node) & DRILL, DRILL, "flag of a frame")
