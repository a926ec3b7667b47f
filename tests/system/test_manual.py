"""The manuals say what the program does: its options, its words."""
# SPDX-License-Identifier: Apache-2.0
import re
import shutil
import subprocess

from harness import ROOT, Skip, claim, claims_of, equal, run

COMMANDS = [("decode",), ("encode",), ("import",)]


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def manual(command):
    return ROOT / "man" / f"narrows-{command}.1"


def page(command):
    return manual(command).read_text().replace("\\-", "-")


def section(command, title):
    return re.search(rf"^\.SH {title}\n(.*?)^\.SH ", page(command), re.MULTILINE | re.DOTALL)[1]


@claims_of(COMMANDS)
def the_manual_and_the_help_have_the_same_options(command):
    status, out, _ = run(command, "--help")
    equal(status, 0, "exit status")
    equal(options(section(command, "OPTIONS")), options(out), "options")


@claim
def the_manual_has_every_reason_and_every_flag():
    words = re.findall(r'\] = "(\w+)"', (ROOT / "src" / "ais" / "refusal.c").read_text())
    equal(re.findall(r"^\.B (\w+)$", section("decode", "REASONS TO REFUSE"), re.MULTILINE), words[1:], "reasons")
    source = (ROOT / "src" / "ais" / "message.c").read_text()
    names = re.search(r"names\[AIS_FLAG_COUNT\] = \{(.*?)\};", source, re.DOTALL)
    flags = re.findall(r"^\.TP\n\.B (\w+)$", section("decode", "FLAGS"), re.MULTILINE)
    equal(flags, re.findall(r'"(\w+)"', names[1]), "flags")


@claim
def the_manual_of_import_has_every_reason_of_tables():
    words = re.findall(r'\] = "(\w+)"', (ROOT / "src" / "source" / "table.c").read_text())
    equal(re.findall(r"^\.B (\w+)$", section("import", "REASONS TO REFUSE"), re.MULTILINE), words[1:] + ["bad_message"],
          "reasons")


@claims_of(COMMANDS)
def the_manual_is_set_without_a_warning(command):
    if shutil.which("groff") is None:
        raise Skip("no groff here")
    done = subprocess.run(["groff", "-man", "-Tascii", "-ww", "-P-cbou", manual(command)], capture_output=True, timeout=60)
    equal((done.returncode, done.stderr.decode()), (0, ""), "exit status, warnings")
    assert "--help" in done.stdout.decode()
