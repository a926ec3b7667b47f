/* SPDX-License-Identifier: Apache-2.0 */
/* What comes out of a stream of sentences: messages, refusals, and how many of each. */
#ifndef NARROWS_AIS_EVENT_H
#define NARROWS_AIS_EVENT_H

#include "narrows/ais_message.h"

#include <stdbool.h>

/* A time that nobody said. Times are milliseconds since 1970 in UTC, without leap seconds. */
#define AIS_UNKNOWN_MS INT64_MIN

/* Why a line, a sentence or a message was not decoded. */
enum ais_refusal {
    AIS_DECODED,
    AIS_BAD_CHECKSUM,
    AIS_MALFORMED,     /* fields of the sentence (IEC 61162-1) missing, too many, or impossible */
    AIS_BAD_ARMOUR,    /* a character outside the alphabet of the payload */
    AIS_TOO_SHORT,     /* not even the core of its type is there: a position, a name */
    AIS_UNKNOWN_TYPE,  /* 0, or above AIS_MESSAGE_TYPE_MAX */
    AIS_BAD_PART,      /* message 24 of a part that does not exist */
    AIS_STALE_PART,    /* a part whose others did not come in time */
    AIS_ASSEMBLY_FULL, /* a part that gave way to newer ones */
    AIS_BAD_TAG,       /* the TAG block was ignored, its sentence decoded */
    AIS_TOO_LONG,      /* a line of more than AIS_LINE_BYTES_MAX, a payload longer than any */
    AIS_OTHER,         /* not AIS */
    AIS_DRILL, /* of an exercise, where only real traffic is wanted: inside of narrows only */
    AIS_REFUSAL_COUNT
};

enum {
    AIS_LINE_BYTES_MAX = 1024, /* without its end; a longer line is skipped */
    AIS_STATION_BYTES = 32,    /* with the NUL; longer names are cut */
};

/* A piece of the line. Not terminated. */
struct ais_span {
    const char *start;
    size_t size;
};

/* Who says that he heard a sentence, and when. */
struct ais_stamp {
    int64_t time_ms; /* UTC; AIS_UNKNOWN_MS when not said */
    char station[AIS_STATION_BYTES];
    bool is_drill; /* a TAG block says "d:drill": simulated, or of an exercise */
};

/* How a piece of the stream came. */
struct ais_arrival {
    int64_t received_ms; /* UTC; AIS_UNKNOWN_MS for a file that is just read */
    uint32_t origin;     /* tells senders within the source apart */
    bool ends_line;      /* a datagram: the line is over at the end of the piece */
};

enum ais_event_kind {
    AIS_EVENT_MESSAGE,
    AIS_EVENT_REFUSED,
    AIS_EVENT_UNREAD, /* a message whose armour is still to be read: inside of narrows only */
};

/* The armour of an AIS_EVENT_UNREAD, all parts of it. */
struct ais_unread {
    struct ais_span armour;
    size_t readable;        /* bytes that may be read from its start, its size or more */
    const uint8_t *payload; /* its bits, eight bytes more readable; NULL: not unpacked yet */
    uint8_t fill_bits;
    uint8_t flags;
};

/* All that points somewhere, `line` and the bits of the message, goes with the next call. */
struct ais_event {
    enum ais_event_kind kind;
    enum ais_refusal refusal; /* of AIS_EVENT_REFUSED */
    uint64_t line_number;     /* from 1 */

    /* Of AIS_EVENT_MESSAGE, but for the line. */
    int64_t received_ms; /* as it was said of the piece */
    char channel;        /* 'A' to 'D', '\0' when not known */
    bool is_own;         /* VDO: of the receiving station itself */
    struct ais_unread unread;
    struct ais_stamp stamp;     /* what the log says of time and station */
    struct ais_span line;       /* as it came; of a message in parts the line of the last */
    struct ais_message message; /* the last, so that what is unread can be kept without it */
};

struct ais_counts {
    uint64_t lines;
    uint64_t sentences; /* VDM and VDO, good or bad */
    uint64_t messages;
    uint64_t by_type[AIS_MESSAGE_TYPE_COUNT];
    uint64_t refused[AIS_REFUSAL_COUNT];
};

#endif
