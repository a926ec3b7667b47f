"""PostgreSQL 15 with PostGIS, for bench/archive.py: a cluster of its own in a folder, over a socket there."""
# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import statistics
import subprocess
import time
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
SETTINGS = ("shared_buffers=2GB", "maintenance_work_mem=1GB", "work_mem=256MB", "max_wal_size=16GB", "fsync=off",
            "full_page_writes=off", "max_parallel_workers_per_gather=2", "listen_addresses=", "jit=off")


class Postgres:
    title = "PostGIS"
    LATEST = "SELECT DISTINCT ON (mmsi) lon, lat FROM position WHERE {there} ORDER BY mmsi, time DESC"
    WITHIN = "place && ST_MakeEnvelope({0}, {2}, {1}, {3})"  # a box of points is the points themselves

    def __init__(self, folder):
        self.folder = folder / "postgres"
        self.socket = folder.resolve() / "postgres-socket"
        if not self.folder.exists():
            for path in (self.folder, self.socket):
                path.mkdir()
                self.give(path)
            self.run(PROGRAMS / "initdb", "--pgdata", self.folder, "--auth", "trust", "--no-sync")
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={self.socket}"))
        self.run(PROGRAMS / "pg_ctl", "start", "--wait", "--pgdata", self.folder, "--options", options,
                 "--log", self.folder / "log")
        self.shell = subprocess.Popen(self.command("psql", "--quiet", "--no-align", "--tuples-only", "--host", self.socket,
                                                   "--dbname", "postgres"),
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    @staticmethod
    def is_there():
        extensions = Path("/usr/share/postgresql/15/extension")
        return (PROGRAMS / "initdb").exists() and (extensions / "postgis.control").exists()

    @staticmethod
    def command(*words):
        """It does not run as root."""
        return ["runuser", "-u", "postgres", "--", *map(str, words)] if os.getuid() == 0 else [*map(str, words)]

    @staticmethod
    def give(path):
        if os.getuid() == 0:
            shutil.chown(path, "postgres", "postgres")

    def run(self, *words):
        subprocess.run(self.command(*words), check=True, stdout=subprocess.DEVNULL, cwd="/")

    def tell(self, words):
        """Runs statements; the lines that they print."""
        self.shell.stdin.write(words + "\n\\echo done\n")
        self.shell.stdin.flush()
        return [line.strip() for line in iter(self.shell.stdout.readline, "done\n")]

    def load(self, rows):
        began = time.perf_counter()
        self.tell("CREATE EXTENSION postgis; CREATE UNLOGGED TABLE given (time int, mmsi int, lon int, lat int,"
                  " speed int2, course int2, heading int2, status int2, turn int2);")
        self.tell(f"\\copy given FROM '{rows.resolve()}' WITH (FORMAT csv)")
        self.tell("CREATE TABLE position AS SELECT *, ST_MakePoint(lon, lat) AS place FROM given ORDER BY time;"
                  "DROP TABLE given; CREATE INDEX ON position USING gist (place); CREATE INDEX ON position USING brin"
                  " (time); CREATE INDEX ON position (mmsi, time); ANALYZE position;")
        return time.perf_counter() - began

    def size(self):
        return int(self.tell("SELECT pg_total_relation_size('position');")[0])

    def ask(self, query, seconds):
        sql = query.sql(self.LATEST, within=self.WITHIN) + ";"
        answer = self.tell(sql)[0]
        times = []
        while not times or (len(times) < 1000 and sum(times) < seconds):
            began = time.perf_counter()
            self.tell(sql)
            times.append(time.perf_counter() - began)
        return tuple(int(part or 0) for part in answer.split("|")), 1e3 * statistics.median(times)

    def close(self):
        self.shell.stdin.close()
        self.shell.wait()
        self.run(PROGRAMS / "pg_ctl", "stop", "--wait", "--mode", "fast", "--pgdata", self.folder)
