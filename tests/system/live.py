"""A viewer of /live (docs/live.md): a minimal WebSocket client, and its frames as dictionaries."""
# SPDX-License-Identifier: Apache-2.0
import base64
import os
import socket
import struct

RECORD = struct.Struct("<IiiIIHHHhBBBBHHBBB34s7s")
NAMES = ("mmsi lon lat heard position_heard speed course heading turn kind status ship_type flags to_bow to_stern "
         "to_port to_starboard stations name callsign").split()
WORLD = (-180.0, -90.0, 180.0, 90.0)
MORE = 1


class Viewer:
    def __init__(self, port, seconds=10):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
                             f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Protocol: narrows-live-1\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self._receive()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        assert b" 101 " in head.split(b"\r\n")[0], head
        self.close_code = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _receive(self):
        data = self.socket.recv(1 << 16)
        assert data, "the node closed the connection"
        self.buffer += data

    def _take(self, size):
        while len(self.buffer) < size:
            self._receive()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def send(self, data, opcode=2):
        mask = os.urandom(4)
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack(">H", len(data))
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        self.socket.sendall(bytes([0x80 | opcode]) + size + mask + masked)

    def look(self, west, south, east, north):
        self.send(struct.pack("<BiiiiI", 1, *(round(edge * 600000) for edge in (west, south, east, north)), 0))

    def message(self):
        """The next binary message; None when the node has closed, with the code in close_code."""
        whole = b""
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size >= 126:
                size = int.from_bytes(self._take(2 if size == 126 else 8), "big")
            data, opcode = self._take(size), first & 0x0F
            if opcode == 8:
                self.close_code = int.from_bytes(data[:2], "big")
                return None
            if opcode == 9:
                self.send(data, opcode=10)
            elif opcode in (0, 1, 2):
                whole += data
                if first & 0x80:
                    return whole

    def frame(self):
        """The next frame: changed targets by MMSI, gone MMSIs, targets known, time in ms, and whether more follows."""
        data = self.message()
        assert data is not None, f"closed with {self.close_code}"
        kind, flags, size, records, gone, known, time_ms = struct.unpack_from("<BBHIIIq", data)
        assert kind == 1 and size >= RECORD.size, (kind, size)
        assert len(data) == 24 + records * size + 4 * gone, (len(data), records, size, gone)
        changed = dict(record_of(data, 24 + i * size) for i in range(records))
        return {"changed": changed, "gone": struct.unpack_from(f"<{gone}I", data, 24 + records * size),
                "known": known, "time_ms": time_ms, "more": bool(flags & MORE)}

    def picture(self):
        """All targets of a view just asked for: the frames of one second together."""
        frame = self.frame()
        changed = frame["changed"]
        while frame["more"]:
            frame = self.frame()
            changed.update(frame["changed"])
        return changed


def record_of(data, offset):
    record = dict(zip(NAMES, RECORD.unpack_from(data, offset)))
    for name in ("name", "callsign"):
        record[name] = record[name].rstrip(b"\0").decode("ascii")
    return record["mmsi"], record
