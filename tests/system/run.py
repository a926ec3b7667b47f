#!/usr/bin/env python3
"""Runs the system tests and prints TAP: tests/system/run.py [test_NAME...]

Of more than one file as many run at a time as there are processors, each in a process of its own.
"""
# SPDX-License-Identifier: Apache-2.0
import concurrent.futures
import importlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

import harness  # noqa: E402


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that children end with us
    wanted = {pathlib.Path(word).stem.removeprefix("test_") for word in sys.argv[1:]}
    files = sorted(path.stem for path in HERE.glob("test_*.py"))
    unknown = wanted - {file.removeprefix("test_") for file in files}
    if unknown:
        print(f"run.py: no test_{unknown.pop()}.py here", file=sys.stderr)
        return 2
    if not os.access(harness.NARROWS, os.X_OK) and wanted != {"waters"}:
        print(f"Bail out! There is no {harness.NARROWS}: build it with make, or name another in NARROWS")
        return 1
    chosen = [file for file in files if not wanted or file.removeprefix("test_") in wanted]
    if len(chosen) > 1:
        return run_files(chosen)
    importlib.import_module(chosen[0])
    return 1 if harness.run_claims(wanted) else 0


def run_files(files):
    """Prints the claims of all files under one count, a file's when it is done."""
    children, number, status = [], 0, 0

    def run_file(file):
        started = time.monotonic()
        child = subprocess.Popen([sys.executable, __file__, file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 text=True, errors="replace")
        children.append(child)
        output, _ = child.communicate()
        return file, child.returncode, output, time.monotonic() - started

    print("TAP version 13", flush=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            # The longest are those with most in them, more or less: they are not to be the last.
            files = sorted(files, key=lambda file: -(HERE / f"{file}.py").stat().st_size)
            for done in concurrent.futures.as_completed([pool.submit(run_file, file) for file in files]):
                file, code, output, seconds = done.result()
                for line in output.splitlines():
                    if re.match(r"(not )?ok \d+ - ", line):
                        number += 1
                        line = re.sub(r"\d+", str(number), line, count=1)
                    if not re.match(r"TAP version|1\.\.", line):
                        print(line)
                print(f"# {file} took {seconds:.0f} s", flush=True)
                status |= code != 0
                if code != 0 and "\nnot ok " not in output:
                    number += 1
                    print(f"not ok {number} - {file} ended with status {code}")
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in children:
                child.terminate()
    print(f"1..{number}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
