"""narrows import: every kind of file becomes the messages in it, and what is refused is told."""
# SPDX-License-Identifier: Apache-2.0
import gzip
import io
import os
import pty
import re
import subprocess
import zipfile

import sentences as s
from harness import NARROWS, SOUND, claim, claims_of, equal, folder, run, sample

LOG = "".join(s.tag(f"s:north,c:{1542625200 + i}") + s.vdm_of(s.position(mmsi=219000001 + i)) + "\n"
              for i in range(200)).encode()
DANISH = ("# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,"
          "Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,"
          "Data source type,A,B,C,D\n"
          "17/07/2026 05:13:07,Class A,219000001,56.489370,10.951233,Moored,,0.0,180.5,181,9074729,OXAB2,FERRY,"
          "Passenger,,20,130,GPS,5.6,AARHUS,,AIS,100,30,9,11\n").encode()
CADASTRE = (b"MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,"
            b"Cargo,TransceiverClass\n"
            b"367379190,2022-01-03T00:00:03,30.3706,-88.56408,9.4,336.2,511.0,EAGLE,IMO8207721,WTD4583,31,0,28,11,"
            b"3.3,52,A\n")
CADASTRE_2025 = (b"mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,"
                 b"status,length,width,draft,cargo,transceiver\n"
                 b"367379190,2025-01-03 00:00:03,-88.56408,30.3706,9.4,336.2,511,EAGLE,IMO8207721,WTD4583,31,0,28,11,"
                 b"3.3,52,A\n")
CATCHER = (b"mmsi,received_at,station_id,lat,lon,speed,course,heading,status,turn,shipname\n"
           b"219000001,2026-09-05 10:00:01+00,3,56.04,12.65,7.5,90.1,89,0,0,GULL\n")


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout


def zipped(*files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        for number, data in enumerate(files):
            into.writestr(f"folder/{number}.csv", data)
    return archive.getvalue()


def counts(out):
    """{"rows": 3, "refused, bad_mmsi": 1}: the numbers of the totals."""
    return {name.strip(): int(number) for line in out.splitlines() if not line.startswith(("  ", "time:"))
            for name, number in re.findall(r"([^:]+?): (\d+)(?:, (?:of them )?)?", line)}


def dry_run(*arguments, stdin=b"", status=0):
    got, out, err = run("import", "--dry-run", *arguments, stdin=stdin)
    equal((got, err if status == 0 else ""), (status, ""), "status and error")
    return counts(out), out, err


@claims_of([
    ("the Danish Maritime Authority", DANISH, "2026-07-17T05:13:07.000Z"),
    ("MarineCadastre", CADASTRE, "2022-01-03T00:00:03.000Z"),
    ("MarineCadastre since 2025", CADASTRE_2025, "2025-01-03T00:00:03.000Z"),
    ("AIS-catcher", CATCHER, "2026-09-05T10:00:01.000Z"),
])
def a_row_becomes_a_position_and_a_ship_in_a_table_of(_, table, time):
    got, out, _err = dry_run("-", stdin=table)
    equal((got["rows"], got["messages"], got["positions"]), (1, 2, 1), "rows, messages, positions")
    assert f"time: {time} to {time}\n" in out, out


@claim
def a_table_that_narrows_wrote_gives_what_the_sentences_gave():
    log = sample(SOUND)
    _, table, _ = run("decode", "--format", "csv", log)
    from_log, out, _ = dry_run(log)
    from_table, table_out, _ = dry_run("-", stdin=table.encode())
    assert from_log["messages"] > 8000, from_log
    for name in ("messages", "positions", "stations"):
        equal(from_table[name], from_log[name], name)
    equal(re.search(r"time: .*", table_out)[0].split()[1][:16], re.search(r"time: .*", out)[0].split()[1][:16], "start")


@claims_of([("gzip", gzip.compress), ("zstd", zstd), ("zip", zipped)])
def what_is_read_is_the_same_packed_with(_, pack):
    for plain in (LOG, CADASTRE):
        with folder(packed_bin=pack(plain)) as here:
            equal(dry_run(here / "packed.bin")[1], dry_run("-", stdin=plain)[1], "totals")
        equal(dry_run("-", stdin=pack(plain))[1], dry_run("-", stdin=plain)[1], "totals of standard input")


@claim
def the_files_of_a_zip_archive_may_be_of_any_kind():
    got, _, _ = dry_run("-", stdin=zipped(DANISH, LOG, CADASTRE, DANISH))
    equal((got["rows"], got["sentences"], got["messages"]), (3, 200, 206), "rows, sentences, messages")


@claim
def a_broken_zip_archive_gives_what_it_has_and_the_reason():
    data = sample(SOUND).read_bytes()
    with folder(cut_zip=zipped(data)[:-60_000]) as here:
        got, _, err = dry_run(here / "cut.zip", status=1)
        equal(err, f"narrows import: cannot read {here}/cut.zip: its zip data are cut short\n", "error")
    assert 4000 < got["messages"] < 8000, got


@claim
def bad_rows_are_counted_by_reason_and_the_first_three_are_shown():
    rows = b"".join(b"367379190,2022-01-03T00:00:0%d,%s,-88,,,,,,,,,,,,,A\n" % (i, b"95" if i < 5 else b"30")
                    for i in range(8))
    head, _, _ = CADASTRE.partition(b"\n")
    with folder(bad_csv=head + b"\n" + rows + b"12,2022-01-03T00:00:00,30,-88,,,,,,,,,,,,,A\n\"open") as here:
        got, out, _ = dry_run(here / "bad.csv")
        shown = [line[2:].removeprefix(f"{here}/") for line in out.splitlines() if line.startswith("  ")]
    equal((got["refused, bad_latitude"], got["refused, bad_mmsi"], got["refused, bad_row"], got["messages"]),
          (5, 1, 1, 3), "refused and taken")
    equal([line for line in shown if ",95," in line],
          [f"bad.csv:{i + 2}: 367379190,2022-01-03T00:00:0{i},95,-88,,,,,,,,,,,,,A" for i in range(3)], "shown")


@claim
def a_table_of_no_kind_that_is_known_says_what_to_do():
    table = b"ts,id,y,x,sog\n1542625200,7,56,12,5.5\n"
    _, _, err = dry_run("-", stdin=table, status=1)
    equal(err, "narrows import: cannot import -: a table of no kind that is known; name its columns: --columns "
               "time=NAME,mmsi=NAME,lat=NAME,lon=NAME,speed=NAME\n", "error")
    got, _, _ = dry_run("-", "--columns", "time=ts,mmsi=id,lat=y,lon=x,speed=sog", stdin=table)
    equal(got["positions"], 1, "positions by name")
    got, _, _ = dry_run("-", "--columns", "time=1,mmsi=2,lat=3,lon=4", stdin=table.partition(b"\n")[2])
    equal(got["positions"], 1, "positions by number")


@claim
def a_log_without_times_needs_from():
    log = re.sub(rb"\\.*?\\", b"", LOG)
    got, _, err = dry_run("-", stdin=log, status=1)
    equal((got["messages"], got["refused, no_time"]), (0, 200), "messages, refused")
    equal(err, "narrows import: cannot import -: its lines have no times; --from TIME says when it began\n", "error")
    got, out, _ = dry_run("-", "--from", "2018-11-19T11:00:00Z", stdin=log)
    equal(got["messages"], 200, "messages")
    assert "time: 2018-11-19T11:00:00.000Z to 2018-11-19T11:00:03.980Z\n" in out, out


@claim
def real_tables_are_read_whole():
    got, _, _ = dry_run(sample("csv/marinecadastre-2022/AIS_2022_01_03-first-99999.csv.gz"))
    equal((got["rows"], got["positions"], got["refused, bad_mmsi"]), (99999, 99994, 5), "rows, positions, refused")
    got, _, _ = dry_run(sample("csv/north-sea-2022/north-sea-2022-11-01.csv.gz"), "--columns",
                        "time=datetime,mmsi=mmsi,lat=lat,lon=lon,speed=SOG,heading=Heading,shipname=name,"
                        "status=navigational_status,imo=imo,shiptype=shiptype,length=length,width=width,draught=draught")
    equal((got["rows"], got["positions"]), (50142, 50142), "rows, positions")


@claim
def every_recording_is_read():
    folder_of_logs = sample("nmea")
    for log in sorted(folder_of_logs.rglob("*")):
        if log.suffix in (".nmea", ".log", ".txt"):
            status, out, err = run("import", "--dry-run", "--from", "2020-01-01T00:00:00Z", log)
            equal((status, err), (0, ""), f"status and error of {log.name}")
            _, totals, _ = run("decode", "--format", "none", log)
            equal(counts(out)["messages"], int(re.search(r'"messages":(\d+)', totals)[1]), f"messages of {log.name}")


@claim
def progress_is_shown_on_a_terminal_only():
    equal(run("import", "--dry-run", "-", stdin=LOG)[2], "", "standard error of a pipe")
    ours, theirs = pty.openpty()
    child = subprocess.Popen([NARROWS, "import", "--dry-run", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                             stderr=theirs)
    os.close(theirs)
    line = LOG.splitlines(keepends=True)[0]
    shown = b""
    os.set_blocking(ours, False)
    while b"messages a second" not in shown:  # it reads as long as it is fed
        child.stdin.write(line * 10000)
        try:
            shown += os.read(ours, 4096)
        except BlockingIOError:
            pass
    child.stdin.close()
    equal(child.wait(timeout=60), 0, "status")
    os.close(ours)
    assert re.search(rb"\d MB; \d+ messages a second", shown), shown


@claims_of([
    ("no file", ["--dry-run"], "no FILE to read"),
    ("neither store nor dry run", ["log"], "--store DIR or --dry-run is needed"),
    ("a map of nothing", ["--dry-run", "log", "--columns", "x=1"], "--columns: no value 'x'"),
    ("no time", ["--dry-run", "log", "--from", "noon"], "no time 'noon', as 2018-11-19T11:00:00Z"),
])
def words_that_make_no_sense_are_told(_, arguments, reason):
    equal(run("import", *arguments), (2, "", f"narrows import: {reason}; see narrows import --help\n"), "what is said")
