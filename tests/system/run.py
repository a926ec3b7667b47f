#!/usr/bin/env python3
"""Runs the system tests and prints TAP: tests/system/run.py [test_NAME...]"""
# SPDX-License-Identifier: Apache-2.0
import importlib
import os
import pathlib
import signal
import sys

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
    for file in files:
        if not wanted or file.removeprefix("test_") in wanted:
            importlib.import_module(file)
    return 1 if harness.run_claims(wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
