"""libnarrows-ais as a user has it: installed, found by pkg-config, built with in C and C++, shared and static."""
# SPDX-License-Identifier: Apache-2.0
import atexit
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import sentences as s
from harness import NARROWS, ROOT, Skip, claim, claims_of, equal, folder

BUILD = pathlib.Path(NARROWS).parent
EXAMPLE = ROOT / "examples" / "decode.c"
WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-pedantic", "-Werror"]
VERSION = re.search(r"version: '([\d.]+)'", (ROOT / "meson.build").read_text()).group(1)


def output(*command, **more):
    done = subprocess.run([*map(str, command)], capture_output=True, timeout=300, **more)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout.decode()}{done.stderr.decode()}"
    return done.stdout.decode()


@functools.cache
def installed():
    """The folder in which the library is installed, as under /."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="narrows-test-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    options = json.loads(output("meson", "introspect", "--buildoptions", BUILD))
    if next(o["value"] for o in options if o["name"] == "b_sanitize") != "none":
        raise Skip("this build is for sanitizers")
    output("ninja", "-C", BUILD, "narrows", f"src/libnarrows-ais.so.{VERSION}", "src/libnarrows-ais.a")
    output("meson", "install", "-C", BUILD, "--no-rebuild", "--tags", "runtime,devel,man", "--destdir", path)
    return path


def found(name):
    """The one installed file of this name."""
    files = list(installed().rglob(name))
    equal(len(files), 1, f"files called {name}")
    return files[0]


def pkg_config(*words):
    environment = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=str(installed()),
                       PKG_CONFIG_LIBDIR=str(found("narrows-ais.pc").parent))
    return output("pkg-config", *words, "narrows-ais", env=environment).split()


def build(source, program, compiler, *words, static=False):
    if shutil.which(compiler) is None:
        raise Skip(f"no {compiler} here")
    flags = pkg_config("--cflags", "--libs", *(["--static"] if static else []))
    output(compiler, *WARNINGS, *words, *(["-static"] if static else []), "-o", program, source, *flags)
    return program


def feed(program, text):
    done = subprocess.run([program], input=text.encode(), capture_output=True, timeout=60,
                          env=dict(os.environ, LD_LIBRARY_PATH=str(found("narrows-ais.pc").parents[1])))
    equal((done.returncode, done.stderr.decode()), (0, ""), "exit status, standard error")
    return done.stdout.decode()


@functools.cache
def golden():
    """The golden sentences as one text, and the places in them: MMSI, latitude, longitude."""
    lines = (ROOT / "tests" / "golden" / "messages.txt").read_text().splitlines()
    messages = [json.loads(line) for line in lines if line.startswith("{")]
    places = [(m["mmsi"], m["lat"], m["lon"]) for m in messages if m.get("lat") is not None]
    return "".join(line + "\n" for line in lines if line.startswith("!")), places


def check_example(program):
    text, places = golden()
    got = feed(program, text).splitlines()
    assert len(places) > 70, f"only {len(places)} places in the golden messages"
    equal(len(got), len(places), "lines")
    for line, (mmsi, lat, lon) in zip(got, places):
        words = line.split()
        equal((len(words), words[0]), (3, f"{mmsi:09}"), f"words and MMSI of {line}")
        assert abs(float(words[1]) - lat) < 6e-5 and abs(float(words[2]) - lon) < 6e-5, f"{line}: {lat} {lon}"
    timed = s.tag("c:1542625200,s:roof") + s.vdm_of(s.position())
    equal(feed(program, timed), "1542625200.000 219000001 56.040000 12.650000\n", "a report with a time")
    equal(feed(program, s.vdm_of(s.position(lon=181, lat=91))), "", "a report without a place")


@claims_of([
    ("C99, shared", "gcc", ["-std=c99"], False),
    ("C17, shared", "gcc", ["-std=c17"], False),
    ("C17 by clang, shared", "clang", ["-std=c17"], False),
    ("C++11, shared", "g++", ["-std=c++11", "-x", "c++"], False),
    ("C++20, shared", "g++", ["-std=c++20", "-x", "c++"], False),
    ("C99, static", "gcc", ["-std=c99"], True),
    ("C17, static", "gcc", ["-std=c17"], True),
    ("C++17, static", "g++", ["-std=c++17", "-x", "c++"], True),
])
def the_example_prints_the_place_of_each_golden_message(_, compiler, words, static):
    with folder() as here:
        program = build(EXAMPLE, here / "decode", compiler, *words, static=static)
        needed = output("readelf", "-d", program)
        equal("libnarrows-ais.so.0" in needed, not static, "linked with the shared library")
        check_example(program)


@claim
def the_example_and_the_library_are_clean_under_sanitizers():
    rules = (ROOT / "src" / "meson.build").read_text()
    base = re.findall(r"'(base/\w+\.c)'", re.search(r"^library_base = (\[.*?\])", rules, re.MULTILINE | re.DOTALL)[1])
    sources = [*(ROOT / "src" / path for path in base), *(ROOT / "src" / "ais").glob("*.c")]
    assert len(base) >= 3 and len(sources) > 30, f"only {sources}"
    with folder() as here:
        output("gcc", "-std=c17", "-D_GNU_SOURCE", f'-DNARROWS_VERSION="{VERSION}"', "-g", "-O1", "-o", here / "decode",
               "-fsanitize=address,undefined", "-fno-sanitize-recover=all", f"-I{ROOT}/include", f"-I{ROOT}/src",
               EXAMPLE, *sources, "-lm")
        check_example(here / "decode")


def declared():
    header = found("ais.h").read_text()
    return sorted(re.findall(r"^NARROWS_AIS_API [\w *]*?\b(narrows_ais_\w+)\(", header, re.MULTILINE))


@claim
def exactly_the_declared_functions_are_exported_each_with_its_version():
    names = declared()
    equal(len(names), found("ais.h").read_text().count("NARROWS_AIS_API ") - 1, "declarations read")
    lines = output("nm", "-D", "--defined-only", found("libnarrows-ais.so.0.*")).splitlines()
    kinds = {kind: sorted(line.split()[2] for line in lines if line.split()[1] == kind) for kind in "TA"}
    equal(len(lines), len(kinds["T"]) + len(kinds["A"]), f"symbols that are functions or versions, of {lines}")
    equal(kinds["T"], [f"{name}@@NARROWS_AIS_0.1" for name in names], "functions")
    equal(kinds["A"], ["NARROWS_AIS_0.1"], "versions")


@claim
def the_archive_gives_away_no_other_name():
    lines = [line.split() for line in output("nm", "-g", "--defined-only", found("libnarrows-ais.a")).splitlines()]
    equal(sorted(words[2] for words in lines if len(words) == 3), declared(), "global names")


@claim
def the_library_needs_libc_and_libm_alone():
    dynamic = output("readelf", "-d", found("libnarrows-ais.so.0.*"))
    equal(set(re.findall(r"NEEDED.*\[(.*)\]", dynamic)), {"libc.so.6", "libm.so.6"}, "needed libraries")
    equal(re.findall(r"SONAME.*\[(.*)\]", dynamic), ["libnarrows-ais.so.0"], "name")


@claim
def every_header_compiles_alone_in_old_and_new_c_and_cpp():
    headers = sorted(path.name for path in found("ais.h").parent.iterdir())
    equal(headers, sorted(path.name for path in (ROOT / "include" / "narrows").glob("*.h")), "installed headers")
    for header in headers:
        for compiler, words in (("gcc", ["-std=c99"]), ("gcc", ["-std=c2x"]), ("g++", ["-std=c++11", "-x", "c++"]),
                                ("g++", ["-std=c++20", "-x", "c++"])):
            source = f"#include <narrows/{header}>\nint main(void) {{ return 0; }}\n"
            output(compiler, *WARNINGS, *words, *pkg_config("--cflags"), "-fsyntax-only",
                   *([] if "-x" in words else ["-x", "c"]), "-", input=source.encode())


@claim
def the_program_and_its_manual_are_installed_and_pkg_config_says_their_version():
    equal(pkg_config("--modversion"), [VERSION], "pkg-config")
    assert VERSION in output(installed() / found("narrows-ais.pc").parents[3] / "bin" / "narrows", "--version")
    equal(found("narrows-decode.1*").parent.name, "man1", "folder of the manual")


COUNTS_ALLOCATIONS = r"""
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
static unsigned long count;
void *malloc(size_t size) { count++; return __libc_malloc(size); }
void *calloc(size_t number, size_t size) { count++; return __libc_calloc(number, size); }
void *realloc(void *old, size_t size) { count++; return __libc_realloc(old, size); }
void *aligned_alloc(size_t alignment, size_t size) { count++; return __libc_memalign(alignment, size); }
int posix_memalign(void **to, size_t alignment, size_t size)
{
    count++;
    *to = __libc_memalign(alignment, size);
    return *to == NULL;
}
__attribute__((destructor)) static void say(void)
{
    char words[32];
    int size = snprintf(words, sizeof words, "%lu", count);
    if (write(2, words, (size_t)size) != size)
        _exit(1);
}
"""

ASKS_EVERYTHING = r"""
#include <narrows/ais.h>
#include <stdio.h>
static struct narrows_ais ais;
static char bytes[4096], json[NARROWS_AIS_JSON_BYTES_MAX];
int main(void)
{
    size_t size, total = 0;
    narrows_ais_init(&ais, 0);
    while ((size = fread(bytes, 1, sizeof bytes, stdin)) > 0) {
        const struct ais_event *event;
        narrows_ais_push(&ais, bytes, size, NULL);
        while ((event = narrows_ais_next(&ais)) != NULL) {
            struct narrows_ais_field field = {0};
            total += narrows_ais_json(event, json, sizeof json);
            while (event->kind == AIS_EVENT_MESSAGE && narrows_ais_field_next(&event->message, &field))
                total += field.is_available;
        }
    }
    printf("%llu %zu\n", (unsigned long long)narrows_ais_counts(&ais)->messages, total);
    return 0;
}
"""


@claim
def nothing_is_allocated_per_message():
    text, places = golden()
    with folder(count_c=COUNTS_ALLOCATIONS, all_c=ASKS_EVERYTHING) as here:
        output("gcc", "-shared", "-fPIC", "-o", here / "count.so", here / "count.c")
        build(here / "all.c", here / "all", "gcc", "-std=c99")
        environment = dict(LD_LIBRARY_PATH=str(found("narrows-ais.pc").parents[1]), LD_PRELOAD=str(here / "count.so"))
        allocations, messages = [], []
        for times in 1, 50:
            done = subprocess.run([here / "all"], input=text.encode() * times, capture_output=True, env=environment)
            equal(done.returncode, 0, "exit status")
            allocations.append(int(done.stderr))
            messages.append(int(done.stdout.split()[0]))
        assert allocations[0] > 0, "the count does not see the buffers of standard input and output"
        assert messages[1] > 40 * messages[0] > 40 * len(places), messages
        equal(allocations[1], allocations[0], f"allocations for {messages} messages")


@claim
def the_page_shows_the_example_as_it_is():
    page = (ROOT / "docs" / "library.md").read_text()
    assert f"```c\n{EXAMPLE.read_text()}```\n" in page, "docs/library.md and examples/decode.c differ"
