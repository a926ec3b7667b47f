#!/usr/bin/env python3
"""Makes the fuzz targets' seeds out of the tests' own sentences: tools/seeds.py FOLDER

A folder a target, and `lines` for those without one of their own."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
ARMOUR = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"
AROUND = (  # kind as in fuzz_ais_stamp.c, and what stands around a sentence
    (0, rb"s:rORBCOMM008,q:u,c:1418169601,T:2014-12-10 00.00.01*04"), (0, rb"g:1-2-0,s:a,c:1418169601250*40"),
    (1, b"$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,5C*15"),
    (1, b"$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,*15"),
    (2, b",s22345,d-089,S2118,t110007.00,T07.1234567,x43,b003669710,1085889680,1328133720012"),
    (2, b" ( MSG: 3, timestamp: 20220729191340)"), (3, b"1550303566167726840 "), (3, b"[2019-02-16 07:52:46] "),
    (3, b"2019-02-16T09:52:46.123+02:00 "), (3, b'{"class":"AIS","rxuxtime":1790467197.359632,"nmea":["'),
    (4, rb"\c:1334337317*5e\!AIVDM,1,1,,B,x,0*00"), (4, b"!AIVDM,1,1,,B,x,0*00,r003669930,1271779200"),
)


def payload(armour):
    """The bytes of an armoured payload, its type alone in the first: as fuzz_ais_message.c takes them."""
    bits = "".join(format(ARMOUR.index(c), "06b") for c in armour)
    whole = bits[:len(bits) - len(bits) % 8]
    data = bytearray(int(whole[i:i + 8], 2) for i in range(0, len(whole), 8))
    data[0] >>= 2
    return bytes(data)


def seeds(messages):
    """Pairs of target and bytes, of the sentences of each message."""
    for sentences in messages:
        text = "".join(line + "\n" for line in sentences).encode()
        fields = [line.split(",") for line in sentences]
        yield "lines", text
        yield "ais_decoder", b"\x07" + text
        yield "ais_decoder", b"\x7f" + AROUND[len(text) % len(AROUND)][1] + text + text
        yield "ais_sentence", sentences[0].encode()
        yield "ais_message", bytes([int(fields[-1][6][0])]) + payload("".join(part[5] for part in fields))
    for kind, text in AROUND:
        yield "ais_stamp", bytes([kind]) + text
    for total in range(2, 10):  # all parts forwards, then backwards in a group
        parts = range(total)
        yield "ais_assembler", b"".join(bytes([total - 2 + 8 * i, 0, 0, i, 1, 1]) for i in parts)
        yield "ais_assembler", b"".join(bytes([total - 2 + 8 * i, 0, 8, i, 8, 1]) for i in reversed(parts))
    steps = (*range(14), 240, 200, 3, 201)
    yield "base_json", bytes([15, 255]) + b"".join(bytes([step]) + b'a"\\\x00\xff1.5' for step in steps)


def chunks():
    """Those that the tests know by their bytes."""
    text = (ROOT / "tests/history/test_chunk.c").read_text(encoding="ascii")
    for strings in re.findall(r'check_bytes\(HISTORY_CODEC_\w+,\s*((?:"[0-9a-f]+"\s*)+)\)', text):
        yield "history_chunk", bytes.fromhex("".join(re.findall(r'[0-9a-f]{2}', strings)))


def main(folder):
    text = (ROOT / "tests/golden/messages.txt").read_text(encoding="ascii")
    messages = [re.findall(r"^!.*$", block, re.MULTILINE) for block in text.split("\n\n")]
    for number, (target, data) in enumerate((*seeds(m for m in messages if m), *chunks())):
        path = folder / target
        path.mkdir(parents=True, exist_ok=True)
        (path / f"{number:04}").write_bytes(data)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
