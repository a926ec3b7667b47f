"""docs/messages.md is what the program prints from its tables, and names every field that it gives."""
# SPDX-License-Identifier: Apache-2.0
import collections
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


def identifiers(title):
    """{(DAC, FI)} of "DAC 1, FI 22, 23 (addressed); DAC 250, FI 10: Title"."""
    found = set()
    for of_one in title.partition(":")[0].split("; "):
        dac, fids = re.fullmatch(r"DAC (\d+), FI ((?:\d+(?: \(addressed\))?(?:, |$))+)", of_one).groups()
        found |= {(int(dac), int(fid)) for fid in re.findall(r"\d+", fids)}
    return found


def all_names(message):
    """The members of a message and those of the elements of its lists, in the order of the message."""
    for name, value in message.items():
        yield name
        for element in value if isinstance(value, list) else ():
            if isinstance(element, dict):
                yield from element


def page():
    """{type: names}, {(DAC, FI): names}."""
    by_type, applications = {}, {}
    for title, text in sections("Message"):
        for number in re.findall(r"\d+", title.partition(":")[0]):
            by_type.setdefault(int(number), set()).update(names(text.partition("\n## ")[0]))
    for title, text in sections("DAC"):
        for key in identifiers(title):
            applications.setdefault(key, set()).update(names(text))
    return by_type, applications


@claim
def every_field_of_the_golden_messages_stands_there():
    by_type, applications = page()
    seen, lists = collections.Counter(), 0
    for line in (ROOT / "tests" / "golden" / "messages.txt").read_text().splitlines():
        if line.startswith("{"):
            message = json.loads(line)
            key = message.get("dac"), message.get("fid")
            seen[message["type"]] += 1
            lists += any(isinstance(value, list) for name, value in message.items() if name != "flags")
            missing = set(all_names(message)) - OF_EVERY_MESSAGE - by_type[message["type"]] - applications.get(key, set())
            assert not missing, f"not on the page: {missing} of {line}"
    assert len(seen) > 20, f"golden messages of only {len(seen)} types"
    assert lists > 0, "no golden message with a list"
    return [f"{seen.total()} messages, {lists} with lists"]


@claim
def an_application_has_the_fields_of_its_own_identifiers_alone():
    equal(identifiers("DAC 235, FI 10; DAC 250, FI 10: Aids"), {(235, 10), (250, 10)}, "of two")
    equal(identifiers("DAC 1, FI 22, 23 (addressed): Area notice"), {(1, 22), (1, 23)}, "of one")
    _, applications = page()
    equal(applications[235, 10], applications[250, 10], "names of both aids")
    assert "ana_int" in applications[250, 10] and (235, 250) not in applications, "aids"
    equal({"targets", "persons"} & applications[1, 16], {"targets", "persons"}, "both forms of FI 16")
