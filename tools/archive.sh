#!/bin/sh
# Makes a static library of one object in which only the default visibility is global.
# SPDX-License-Identifier: Apache-2.0
# Usage: archive.sh FROM.a TO.a FOLDER-FOR-WORK
set -eu
mkdir -p "$3"
ld -r --whole-archive "$1" -o "$3/all.o"
objcopy --localize-hidden "$3/all.o"
rm -f "$2"
ar rcs "$2" "$3/all.o"
