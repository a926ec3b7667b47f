# The two commands are `make run` and `make test`; both set up what is missing first.
# SPDX-License-Identifier: Apache-2.0
SAMPLES = $(or $(NARROWS_SAMPLES),../shared/data)
DEMO = $(SAMPLES)/nmea/oresund-2018/oresund-2018-11-19.nmea
PAGE_SOURCES = $(shell find web -path web/node_modules -prune -o -type f -print) $(wildcard data/land/*)

.PHONY: all run test setup program page bench score fuzz clean
all: setup program page

# What the build needs, from Debian and npm; quick when nothing is missing.
setup:
	@tools/setup.sh run

program: setup build/build.ninja
	@ninja -C build --quiet narrows
	@mkdir -p build/waters build/land build/drills && cp waters/*.geojson build/waters/
	@cp data/land/*.geojson build/land/ && cp drills/*.json build/drills/

build/build.ninja:
	@meson setup build >/dev/null

page: setup build/page/index.html
build/page/index.html: $(PAGE_SOURCES)
	@cd web && NARROWS_PAGE_OUT=../build/page npm run --silent build

run: all
	@if [ -e "$(DEMO)" ]; then exec build/narrows demo oresund; else exec build/narrows demo hormuz; fi

test:
	@tools/setup.sh test
	@tools/test.sh

# Ratios, for docs/benchmarks.md.
bench: all
	@bench/bench.py
	@ninja -C build --quiet bench_history_chunk
	@bench/history.py
	@tools/setup.sh bench
	@ninja -C build --quiet bench_archive
	@bench/archive.py

# What detectors are worth, for docs/detectors.md.
score: program
	@tools/score.py

# Each target for this long; CI runs them for two seconds.
FUZZ_SECONDS = 60
fuzz:
	@tools/setup.sh test
	@tools/fuzz.sh $(FUZZ_SECONDS)

clean:
	rm -rf build build-*
