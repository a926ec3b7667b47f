"""Makes AIS sentences for tests, from field values. Written apart from the C encoder on purpose."""
# SPDX-License-Identifier: Apache-2.0
import functools
import operator

ARMOUR = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"
SIXBIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


def number(value, bits):
    return format(value & ((1 << bits) - 1), f"0{bits}b")


def text(words, characters):
    return "".join(number(SIXBIT.index(c), 6) for c in words.ljust(characters, "@"))


def armour(bits):
    """Payload and fill bits."""
    fill = -len(bits) % 6
    bits += "0" * fill
    return "".join(ARMOUR[int(bits[i:i + 6], 2)] for i in range(0, len(bits), 6)), fill


def checksum(body):
    return functools.reduce(operator.xor, body.encode("latin-1"), 0)


def vdm(payload, fill=0, total=1, part=1, sequence="", channel="A", talker="!AIVDM"):
    """One sentence without an end of line."""
    body = f"{talker[1:]},{total},{part},{sequence},{channel},{payload},{fill}"
    return f"{talker[0]}{body}*{checksum(body):02X}"


def vdm_of(bits, **more):
    payload, fill = armour(bits)
    return vdm(payload, fill, **more)


def parts_of(bits, total, sequence="1", **more):
    """The sentences of a message cut into parts."""
    payload, fill = armour(bits)
    size = -(-len(payload) // total)
    pieces = [payload[i * size:(i + 1) * size] for i in range(total)]
    return [vdm(piece, fill if i + 1 == total else 0, total, i + 1, sequence, **more)
            for i, piece in enumerate(pieces)]


def tag(inside):
    return f"\\{inside}*{checksum(inside):02X}\\"


def pghp(second, millisecond=0, station="2190047"):
    """GateHouse's line for 2018-11-19 11:00:SECOND."""
    body = f"PGHP,1,2018,11,19,11,0,{second},{millisecond},219,,{station},1,"
    return f"${body}*{checksum(body):02X}"


def head(kind, mmsi, repeat=0):
    return number(kind, 6) + number(repeat, 2) + number(mmsi, 30)


def place(lon, lat):
    return number(round(lon * 600000), 28) + number(round(lat * 600000), 27)


def position(mmsi=219000001, kind=1, lon=12.65, lat=56.04, speed=12.3, course=283.5, heading=299, second=33,
             status=0, turn=0):
    """168 bits."""
    return (head(kind, mmsi) + number(status, 4) + number(turn, 8) + number(round(speed * 10), 10) + "1" +
            place(lon, lat) + number(round(course * 10), 12) + number(heading, 9) + number(second, 6) +
            "00" + "000" + "0" + number(0, 19))


def voyage(mmsi=219000001, name="FERRY", callsign="OXYZ2", destination="HELSINGBORG", draught=5.5):
    """424 bits."""
    return (head(5, mmsi) + "00" + number(9074729, 30) + text(callsign, 7) + text(name, 20) + number(60, 8) +
            number(50, 9) + number(60, 9) + number(10, 6) + number(15, 6) + number(1, 4) + number(11, 4) +
            number(19, 5) + number(12, 5) + number(30, 6) + number(round(draught * 10), 8) +
            text(destination, 20) + "0" + "0")


def base_station(mmsi=2190047, lon=12.6, lat=56.0):
    """168 bits."""
    return (head(4, mmsi) + number(2018, 14) + number(11, 4) + number(19, 5) + number(11, 5) + number(0, 6) +
            number(7, 6) + "1" + place(lon, lat) + number(7, 4) + "0" * 10 + "0" + number(0, 19))


def class_b(mmsi=219000002, lon=12.65, lat=56.04, speed=6.5):
    """168 bits."""
    return (head(18, mmsi) + "0" * 8 + number(round(speed * 10), 10) + "0" + place(lon, lat) + number(905, 12) +
            number(511, 9) + number(30, 6) + "00" + "1" + "0" * 6 + number(917510, 20))


def aid(mmsi=992190001, name="DROGDEN", lon=12.71, lat=55.54, extension=""):
    """272 bits, and more for a name beyond 20 characters."""
    return (head(21, mmsi) + number(5, 5) + text(name, 20) + "1" + place(lon, lat) + "0" * 30 + number(7, 4) +
            number(60, 6) + "0" + "0" * 8 + "0" + "1" + "0" + "0" + text(extension, len(extension)))


def static_part(part, mmsi=219000002):
    """160 bits for part A, 168 for others."""
    if part == 0:
        return head(24, mmsi) + "00" + text("SMALL BOAT", 20)
    return (head(24, mmsi) + number(part, 2) + number(37, 8) + text("SRT", 3) + "0001" + number(12345, 20) +
            text("XPA123", 7) + number(5, 9) + number(6, 9) + number(1, 6) + number(2, 6) + "000000")


def binary(mmsi=2190047, bits=1000):
    """A type 8 message of so many bits."""
    return (head(8, mmsi) + "00" + "10" * bits)[:bits]
