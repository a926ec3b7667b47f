/* SPDX-License-Identifier: Apache-2.0 */
/* Named values to a message: what a JSON object or a row of a table says, in the names and units of
 * ais/json.h, becomes what the decoder would have made of the sentence. Pure: whoever reads the
 * JSON or the table hands over names and values. */
#ifndef AIS_ENTRY_H
#define AIS_ENTRY_H

#include "ais/decoder.h"
#include "base/text.h"

enum ais_entry_kind {
    AIS_ENTRY_NULL,
    AIS_ENTRY_BOOL,   /* `number` is 0 or 1 */
    AIS_ENTRY_NUMBER, /* `number` */
    AIS_ENTRY_TEXT,   /* `text` */
    AIS_ENTRY_WORD,   /* `text`, which may stand for any of the above: the cell of a table */
    AIS_ENTRY_LIST,   /* `elements` */
};

struct ais_entry;

/* One object: its members. */
struct ais_entries {
    const struct ais_entry *members;
    size_t count;
};

struct ais_entry {
    const char *name;
    enum ais_entry_kind kind;
    double number;
    const char *text;
    const struct ais_entries *elements;
    size_t element_count;
};

/* Makes a message, its time, station, channel and whether it is an own report of an object as
 * ais_json_add_message() writes it. `type` and `mmsi` must be there, `part` in type 24. Of what
 * else is not there or null the message says "not available"; a number that has no such value is 0
 * when it is not there, and may not be null. A number that a message of this type may leave out
 * (all but the first group of types 7, 13, 15, 16, 17 and 20) is left out when it is not there.
 * Measures are rounded to what the message has bits for, counts and codes are not. `class` and
 * `flags` are not looked at. The data of a binary message are `data`, or where their `dac` and
 * `fid` are known the members of that application.
 *
 * False for a name that the message does not have, or a value that is not its; `*reason` then names
 * it and says why, and `*event` is not to be relied on. */
bool ais_entry_read(struct ais_entries entries, struct ais_event *event, struct text *reason);

/* Is this the name of a list of objects in some message? In a table they stand as JSON. */
bool ais_entry_is_list(const char *name);

#endif
