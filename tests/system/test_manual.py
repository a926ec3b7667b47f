"""The manuals say what the program does: its options, its words."""
# SPDX-License-Identifier: Apache-2.0
import re
import shutil
import subprocess

from harness import ROOT, Skip, claim, claims_of, equal, run

COMMANDS = [("decode",), ("encode",), ("import",), ("query",), ("run",), ("demo",), ("replay",), ("report",)]
DRILLS = [("run",), ("inject",), ("score",), ("report",)]
PAGES = [(path.stem,) for path in sorted((ROOT / "man").glob("*.1"))]


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def help_of(*command):
    status, out, _ = run(*command, "--help")
    equal(status, 0, "exit status")
    return out


def page(name):
    return (ROOT / "man" / f"{name}.1").read_text().replace("\\-", "-")


def section(command, title):
    name = f"narrows-{command}" if command else "narrows"
    return re.search(rf"^\.SH {title}\n(.*?)^\.SH ", page(name), re.MULTILINE | re.DOTALL)[1]


def described(text):
    """The options that have a paragraph of their own: the line behind .TP."""
    return options("\n".join(re.findall(r"^\.TP\n(.*)$", text, re.MULTILINE)))


@claims_of(COMMANDS)
def the_manual_and_the_help_have_the_same_options(command):
    equal(described(section(command, "OPTIONS")), options(help_of(command)), "options")


@claims_of(DRILLS)
def the_manual_of_drills_and_the_help_have_the_same_options(command):
    parts = dict(re.findall(r"^\.SS (\w+)\n(.*?)(?=^\.SS |\Z)", section("drill", "OPTIONS"), re.MULTILINE | re.DOTALL))
    equal(set(parts), {name for (name,) in DRILLS}, "subsections")
    equal(described(parts[command]), options(help_of("drill", command)), "options")


@claim
def the_manual_has_every_command_and_every_command_a_manual():
    summaries = re.findall(r"^  (\w+) +(.+)$", help_of(), re.MULTILINE)
    in_page = re.findall(r"^\.TP\n\.B (\w+)\n(.*);$", section("", "COMMANDS"), re.MULTILINE)
    equal(in_page, summaries, "commands")
    equal(sorted(name for (name,) in PAGES), sorted(["narrows", *(f"narrows-{name}" for name, _ in summaries)]), "pages")
    commands = re.findall(r"^  (\w+) ", help_of("drill"), re.MULTILINE)
    equal([name for (name,) in DRILLS], commands, "commands of drill")
    equal(re.findall(r"^\.TP\n\.B (\w+)$", section("drill", "DESCRIPTION"), re.MULTILINE), commands, "described")
    for (name,) in PAGES:
        assert f"man/{name}.1'" in (ROOT / "meson.build").read_text(), f"{name}.1 is not installed"


@claim
def the_manual_has_every_key_of_the_configuration():
    keys = re.findall(r'^    \{"(\w+)", set_', (ROOT / "src" / "node" / "config.c").read_text(), re.MULTILINE)
    equal(re.findall(r"^\.TP\n\.B (\w+)$", section("run", "CONFIGURATION"), re.MULTILINE), keys, "keys")


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


@claims_of(PAGES)
def the_manual_is_set_without_a_warning(name):
    if shutil.which("groff") is None:
        raise Skip("no groff here")
    done = subprocess.run(["groff", "-man", "-Tascii", "-ww", "-P-cbou", ROOT / "man" / f"{name}.1"],
                          capture_output=True, timeout=60)
    equal((done.returncode, done.stderr.decode()), (0, ""), "exit status, warnings")
    assert "--help" in done.stdout.decode()
