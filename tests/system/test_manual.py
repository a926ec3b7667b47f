"""man/narrows-decode.1 says what the program does: its options, its words."""
# SPDX-License-Identifier: Apache-2.0
import re
import shutil
import subprocess

from harness import ROOT, Skip, claim, equal, run

MANUAL = ROOT / "man" / "narrows-decode.1"


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def page():
    return MANUAL.read_text().replace("\\-", "-")


def section(title):
    return re.search(rf"^\.SH {title}\n(.*?)^\.SH ", page(), re.MULTILINE | re.DOTALL)[1]


@claim
def the_manual_and_the_help_have_the_same_options():
    status, out, _ = run("decode", "--help")
    equal(status, 0, "exit status")
    equal(options(section("OPTIONS")), options(out), "options")


@claim
def the_manual_has_every_reason_and_every_flag():
    words = re.findall(r'\] = "(\w+)"', (ROOT / "src" / "ais" / "refusal.c").read_text())
    equal(re.findall(r"^\.B (\w+)$", section("REASONS TO REFUSE"), re.MULTILINE), words[1:], "reasons")
    source = (ROOT / "src" / "ais" / "message.c").read_text()
    names = re.search(r"names\[AIS_FLAG_COUNT\] = \{(.*?)\};", source, re.DOTALL)
    flags = re.findall(r"^\.TP\n\.B (\w+)$", section("FLAGS"), re.MULTILINE)
    equal(flags, re.findall(r'"(\w+)"', names[1]), "flags")


@claim
def the_manual_is_set_without_a_warning():
    if shutil.which("groff") is None:
        raise Skip("no groff here")
    done = subprocess.run(["groff", "-man", "-Tascii", "-ww", "-P-cbou", MANUAL], capture_output=True, timeout=60)
    equal((done.returncode, done.stderr.decode()), (0, ""), "exit status, warnings")
    assert "bad_armour" in done.stdout.decode()
