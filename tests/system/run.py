#!/usr/bin/env python3
"""Runs the system tests and prints TAP: tests/system/run.py [test_NAME...]"""
# SPDX-License-Identifier: Apache-2.0
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

import harness  # noqa: E402


def main():
    wanted = {pathlib.Path(word).stem.removeprefix("test_") for word in sys.argv[1:]}
    files = sorted(path.stem for path in HERE.glob("test_*.py"))
    unknown = wanted - {file.removeprefix("test_") for file in files}
    if unknown:
        print(f"run.py: no test_{unknown.pop()}.py here", file=sys.stderr)
        return 2
    for file in files:
        if not wanted or file.removeprefix("test_") in wanted:
            importlib.import_module(file)
    return 1 if harness.run_claims(wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
