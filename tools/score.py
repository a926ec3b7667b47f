#!/usr/bin/env python3
"""Writes what the detectors are worth into docs/detectors.md, between its markers. Usage: make score"""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/detectors.md"
BEGIN, END = "<!-- score: begin -->\n", "<!-- score: end -->\n"


def main():
    # A row says "no rule yet" until a detector raises its alert; there is nothing to be run before.
    table = subprocess.run([ROOT / "build/narrows", "drill", "score", "--rules"], check=True, capture_output=True,
                           text=True).stdout
    page = PAGE.read_text()
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        sys.exit(f"{PAGE}: the markers of the table are not there")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + table + END + rest.split(END)[1])
    print(table, end="")


if __name__ == "__main__":
    main()
