/* SPDX-License-Identifier: Apache-2.0 */
/* libnarrows-ais: AIS sentences in, messages out. Push bytes, pull messages.
 *
 *     static struct narrows_ais ais;
 *     const struct ais_event *event;
 *
 *     narrows_ais_init(&ais, 0);
 *     narrows_ais_push(&ais, bytes, size, NULL);
 *     while ((event = narrows_ais_next(&ais)) != NULL)
 *         if (event->kind == AIS_EVENT_MESSAGE)
 *             ... event->message.mmsi ...
 *
 * What a stream may hold, and what is refused and why: sentences VDM and VDO of any talker
 * (IEC 61162-1), TAG blocks (IEC 61162-450), `$PGHP`, trailers and times beside them, noise. What
 * messages say: narrows/ais_message.h, and docs/messages.md bit by bit (ITU-R M.1371-5 annex 8).
 *
 * Nothing is allocated, nothing is read but what is pushed, no clock is asked, and nothing is
 * shared: any thread may use a context, one at a time, and any number of contexts side by side.
 * All memory is the caller's. The library keeps no pointer but to a context's own memory and, until
 * narrows_ais_next() has returned NULL, to the bytes pushed last. No text needs a locale.
 *
 * C99 and later, C++11 and later. Bad input is never an error of a call, but an event and a count.
 */
#ifndef NARROWS_AIS_H
#define NARROWS_AIS_H

#include "narrows/ais_event.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NARROWS_AIS_API __attribute__((visibility("default")))

/* ---- A stream ---- */

enum {
    NARROWS_AIS_BYTES = 65536,

    /* Options of narrows_ais_init(), to be put together with '|'. */
    NARROWS_AIS_KEEP_BAD_CHECKSUMS = 1, /* decode them all the same, AIS_FLAG_BAD_CHECKSUM set */
};

/* One stream of bytes: a file, a connection, a port. The caller's memory, anywhere (64 KiB may be
 * much for a stack), not to be moved or copied while in use, released by nothing but letting it go.
 * Its inside is the library's. */
struct narrows_ais {
    union {
        unsigned char bytes[NARROWS_AIS_BYTES];
        int64_t number; /* for the alignment */
        void *pointer;
    } memory;
};

/* Makes a context ready for a new stream, whatever it was before. */
NARROWS_AIS_API void narrows_ais_init(struct narrows_ais *ais, unsigned options);

/* Gives the context the next `size` bytes of its stream, in pieces as they come: a line, or a
 * message in several sentences, may be spread over them. `bytes` is the caller's and must stay as
 * it is until narrows_ais_next() has returned NULL. `arrival` says how they came; NULL for
 * {AIS_UNKNOWN_MS, 0, false}, a file that is just read. Parts of a message are held together by
 * their time of reception where it is known, else by the time that the lines themselves say.
 *
 * False, with nothing taken, when the piece before is not used up: pull first. */
NARROWS_AIS_API bool narrows_ais_push(struct narrows_ais *ais, const char *bytes, size_t size,
                                      const struct ais_arrival *arrival);

/* Says that the stream is over: a last line without an end counts, messages of which parts are
 * missing are given up (AIS_STALE_PART in the counts). Pull once more after it. More may be pushed
 * then, as after a break in the stream. False, with nothing done, as narrows_ais_push(). */
NARROWS_AIS_API bool narrows_ais_end(struct narrows_ais *ais);

/* The next message or refusal, in the context's own memory: good until the next call with this
 * context, to be copied by who wants to keep it (`line` and `message.bits.bytes` of a copy then
 * point nowhere; all else in it is good, and good for every function below). NULL when the bytes
 * pushed are used up. */
NARROWS_AIS_API const struct ais_event *narrows_ais_next(struct narrows_ais *ais);

/* How many lines, sentences, messages and refusals there were since narrows_ais_init(). In the
 * context's own memory, and always as things are now. AIS_STALE_PART, AIS_ASSEMBLY_FULL and
 * AIS_BAD_TAG are only counted; all other refusals are events too. */
NARROWS_AIS_API const struct ais_counts *narrows_ais_counts(const struct narrows_ais *ais);

/* ---- What a message says ---- */

/* A number of `message` in its unit (degrees, knots, metres; docs/messages.md): `member` is the
 * address of an int32_t in its `fields`, in those of its application, or in an element of their
 * list. The rate of turn is in degrees a minute, +-720 for "faster than the indicator shows". NAN
 * when it was not sent, when it says "not available", and when it is no member of this message. */
NARROWS_AIS_API double narrows_ais_value(const struct ais_message *message, const int32_t *member);

/* Did the payload have the bits of this member? Of a text, a time or data that end a message of
 * variable length: all that it may not leave out. False for what is no member of this message. */
NARROWS_AIS_API bool narrows_ais_was_sent(const struct ais_message *message, const void *member);

/* What a message is called: "Position report, class A"; what its binary data are called: "Route",
 * or NULL when it has none or their layout is not known. Constant. */
NARROWS_AIS_API const char *narrows_ais_title(const struct ais_message *message);
NARROWS_AIS_API const char *narrows_ais_application_title(const struct ais_message *message);

enum narrows_ais_kind {
    NARROWS_AIS_NUMBER, /* `raw` as sent, `value` in its unit, with `decimals` */
    NARROWS_AIS_BOOL,   /* 0 or 1 in both */
    NARROWS_AIS_TIME,   /* `time` */
    NARROWS_AIS_TEXT,   /* `text` */
    NARROWS_AIS_DATA,   /* `data` */
};

struct ais_field;

/* One field of a message. What the kind does not name is AIS_MISSING, NAN, NULL. */
struct narrows_ais_field {
    const char *name; /* as in JSON; NULL to begin with the first */
    const char *list; /* the name of the list that it stands in; NULL for most */
    size_t element;   /* of the list, from 0 */

    enum narrows_ais_kind kind;
    bool is_available; /* sent, and not as "not available" */
    int32_t raw;
    double value;      /* NAN when it is not available */
    unsigned decimals; /* that tell two raw numbers apart */
    const char *text;  /* empty when it is not available */
    const struct ais_date_time *time;
    const struct ais_data *data;

    const struct ais_field *row; /* these two are the library's: where in the message this is */
    uint16_t place[4];
};

/* Goes on to the next field of a message, in the order of its JSON: those of a known application
 * stand in the place of the data. Begin with a field whose `name` is NULL and change nothing
 * between the calls; what it points to is constant or in `message`. False behind the last field,
 * with `*field` fit to begin again.
 *
 *     struct narrows_ais_field field = {0};
 *     while (narrows_ais_field_next(message, &field))
 *         printf("%s: %g\n", field.name, field.value); */
NARROWS_AIS_API bool narrows_ais_field_next(const struct ais_message *message,
                                            struct narrows_ais_field *field);

/* The first field of this name outside of lists: "lon", "shipname". False, with `*field` untouched,
 * when the message has none. */
NARROWS_AIS_API bool narrows_ais_field_find(const struct ais_message *message, const char *name,
                                            struct narrows_ais_field *field);

/* The unit of a field's value: "knots"; NULL for a code, a bare number, and what is no number.
 * Constant. */
NARROWS_AIS_API const char *narrows_ais_unit_name(const struct narrows_ais_field *field);

/* ---- In words ---- */

enum {
    NARROWS_AIS_JSON_BYTES_MAX = 4096, /* enough for every message, with its NUL */
};

/* Writes a message as one JSON object without an end of line, terminated, into `bytes` of the
 * caller, `size` of them: gpsd's names and units, null for what is not available, then `time`,
 * `station`, `channel` (docs/differences.md). Returns its size without the NUL; 0, with an empty
 * text where there is room for one, when `size` is too small (NARROWS_AIS_JSON_BYTES_MAX never is)
 * or the event is a refusal. */
NARROWS_AIS_API size_t narrows_ais_json(const struct ais_event *event, char *bytes, size_t size);

/* "bad_checksum"; NULL for a number that is no refusal. Constant. */
NARROWS_AIS_API const char *narrows_ais_refusal_name(enum ais_refusal refusal);

/* "truncated"; NULL for what is not exactly one flag. Constant. */
NARROWS_AIS_API const char *narrows_ais_flag_name(enum ais_flag flag);

/* The version of the library that runs: "0.1.0". Constant. */
NARROWS_AIS_API const char *narrows_ais_version(void);

#ifdef __cplusplus
}
#endif

#endif
