"""docs/messages.md is what the program prints from its tables, and names every field that it gives."""
# SPDX-License-Identifier: Apache-2.0
import json
import re

from harness import ROOT, claim, equal, run

PAGE = ROOT / "docs" / "messages.md"
OF_EVERY_MESSAGE = {"class", "type", "repeat", "mmsi", "part", "time", "station", "channel", "flags", "own"}


@claim
def the_page_is_what_the_program_prints():
    status, out, err = run("decode", "--reference")
    equal((status, err), (0, ""), "exit status, standard error")
    written = PAGE.read_text()
    for number, (got, expected) in enumerate(zip(written.splitlines(), out.splitlines()), 1):
        equal(got, expected, f"{PAGE.name}:{number} (build/narrows decode --reference >docs/messages.md)")
    equal(written, out, "the whole page")


def sections(heading):
    """The text behind each heading, and the heading."""
    found = re.split(rf"^### ({heading}.*)$", PAGE.read_text(), flags=re.MULTILINE)
    return zip(found[1::2], found[2::2])


def names(text):
    return set(re.findall(r"^(?:\| )?`(\w+)`(?: \||: at most)", text, re.MULTILINE))


@claim
def every_field_of_the_golden_messages_stands_there():
    by_type, applications = {}, {}
    for title, text in sections("Message"):
        for number in re.findall(r"\d+", title.partition(":")[0]):
            by_type.setdefault(int(number), set()).update(names(text.partition("\n## ")[0]))
    for title, text in sections("DAC"):
        dac, *fids = map(int, re.findall(r"\d+", title.partition(":")[0]))
        for fid in fids:
            applications[dac, fid] = names(text)
    seen = set()
    for line in (ROOT / "tests" / "golden" / "messages.txt").read_text().splitlines():
        if line.startswith("{"):
            message = json.loads(line)
            of_application = applications.get((message.get("dac"), message.get("fid")), set())
            seen.add(message["type"])
            missing = set(message) - OF_EVERY_MESSAGE - by_type[message["type"]] - of_application
            assert not missing, f"not on the page: {missing} of {line}"
    assert len(seen) > 20, f"golden messages of only {len(seen)} types"
