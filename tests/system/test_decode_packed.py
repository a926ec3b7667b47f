"""Logs that are compressed: narrows decode, replay and run read them as if they were not."""
# SPDX-License-Identifier: Apache-2.0
import gzip
import io
import subprocess
import zipfile

import sentences as s
from harness import SOUND, Node, claim, claims_of, equal, folder, run, sample
from test_digest import digest

LOG = "".join(s.tag(f"s:x,c:{1542625200 + i}") + s.vdm_of(s.position(mmsi=219000001 + i)) + "\n"
              for i in range(200)).encode()


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout


def zipped(*files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        for number, data in enumerate(files):
            into.writestr(f"folder/log-{number}.nmea", data)
    return archive.getvalue()


PACKERS = [
    ("gzip", gzip.compress),
    ("zip", zipped),
    ("zstd", zstd),
    ("several gzip members", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
    ("several zstd frames", lambda data: zstd(data[:100]) + zstd(data[100:])),
]


@claims_of(PACKERS)
def a_real_log_gives_the_same_bytes_packed_with(_, pack):
    data = sample(SOUND).read_bytes()
    with folder(plain_nmea=data, packed_nmea=pack(data)) as here:
        plain = run("decode", "--refused", here / "plain.nmea")
        packed = run("decode", "--refused", here / "packed.nmea")
    equal(plain[0], 0, "status")
    assert len(plain[1]) > 1_000_000, len(plain[1])
    equal(packed[0], 0, "status")
    assert packed[1] == plain[1], "the messages differ"
    equal(packed[2].replace("packed", "plain"), plain[2], "what is refused")


@claims_of(PACKERS)
def standard_input_may_be_packed_with(_, pack):
    equal(run("decode", stdin=pack(LOG)), run("decode", stdin=LOG), "status, output, error")


@claims_of([("gzip", gzip.compress, "its gzip data are cut short"), ("zstd", zstd, "its Zstandard data are cut short"),
            ("zip", zipped, "its zip data are cut short")])
def an_archive_that_is_cut_gives_what_it_has_and_the_reason(_, pack, reason):
    data = sample(SOUND).read_bytes()
    with folder(cut_nmea=pack(data)[:-100_000]) as here:
        status, out, err = run("decode", here / "cut.nmea")
        equal((status, err), (1, f"narrows decode: cannot read {here}/cut.nmea: {reason}\n"), "status and error")
    whole = run("decode", stdin=data)[1]
    assert len(out) > 100_000 and whole.startswith(out.rpartition("\n")[0]), len(out)


@claim
def each_file_of_a_zip_archive_is_a_stream_of_its_own():
    first, second = s.vdm_of(s.position(mmsi=219000001)), s.vdm_of(s.position(mmsi=219000002))
    status, out, err = run("decode", "--format", "csv", "--columns", "mmsi", stdin=zipped(first, second))
    equal((status, out, err), (0, "mmsi\n219000001\n219000002\n", ""), "status, output, error")


@claims_of(PACKERS)
def a_replay_has_the_same_digest_packed_with(_, pack):
    with folder(plain_nmea=LOG, packed_nmea=pack(LOG)) as here:
        equal(digest(here / "packed.nmea", 0), digest(here / "plain.nmea", 0), "digest")


@claims_of(PACKERS)
def a_file_source_may_be_packed_with(_, pack):
    with folder(packed_nmea=pack(LOG)) as here:
        (here / "conf").write_text(f"[node]\nhttp = 127.0.0.1:0\n[source log]\nfrom = {here}/packed.nmea\n")
        with Node("run", "-c", here / "conf") as node:
            node.wait_for_source("log", state="ended", messages=200)


@claim
def a_replay_of_a_cut_archive_says_why_it_ends():
    with folder(cut_nmea=gzip.compress(LOG)[:-200]) as here:
        status, _, err = run("replay", here / "cut.nmea", "--to", "udp://127.0.0.1:9", "--speed", "0", seconds=20)
        equal(status, 1, "status")
        assert f"cannot read {here}/cut.nmea: its gzip data are cut short" in err, err
