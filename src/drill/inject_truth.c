/* SPDX-License-Identifier: Apache-2.0 */
/* What was changed, as rows of truth (docs/drills.md). */
#include "drill/inject_inside.h"

enum { ROW_BYTES_MAX = 8192, VERSION = 1 };

static void write_row(struct text *row, struct drill_sink rows)
{
    text_add_char(row, '\n');
    if (!row->is_cut)
        rows.write(rows.context, row->bytes, row->size);
}

static void add_moment(struct json *json, const char *name, int64_t time_ms)
{
    if (time_ms == AIS_UNKNOWN_MS)
        json_null(json, name);
    else
        json_time(json, name, time_ms);
}

static void add_drill(const struct drill_inject *inject, const char *name, struct drill_sink rows)
{
    char bytes[ROW_BYTES_MAX];
    struct text row = text_init(bytes, sizeof bytes);
    struct json json = json_init(&row);

    json_open_object(&json, NULL);
    json_text(&json, "truth", "drill");
    json_utf8(&json, "drill", name);
    json_int(&json, "seed", (int64_t)inject->seed);
    add_moment(&json, "from", inject->counts.start_ms);
    add_moment(&json, "to", inject->counts.end_ms);
    json_int(&json, "version", VERSION);
    json_int(&json, "ships", (int64_t)inject->counts.ships);
    json_int(&json, "messages", (int64_t)inject->counts.messages);
    json_close_object(&json);
    write_row(&row, rows);
}

/* The period as it was in this log: what is said of it, else what was touched. */
static void add_period(const struct drill_inject *inject, const struct drill_fault *fault,
                       const struct drill_done *done, struct json *json)
{
    int64_t start_ms = inject->counts.start_ms;
    int64_t end_ms = inject->counts.end_ms;
    int64_t from_ms = drill_moment_time_ms(fault->from, start_ms);
    int64_t until_ms = drill_moment_time_ms(fault->until, start_ms);

    if (fault->kind == DRILL_REPLAY) { /* a fault from when it is heard again */
        add_moment(json, "part_from", from_ms);
        add_moment(json, "part_to", until_ms);
        int64_t again_ms = drill_moment_time_ms(fault->again, start_ms);
        add_moment(json, "from", again_ms);
        add_moment(json, "to", again_ms + (until_ms - from_ms));
        return;
    }
    bool is_early = from_ms != AIS_UNKNOWN_MS && start_ms != AIS_UNKNOWN_MS && from_ms < start_ms;
    bool is_late = until_ms != AIS_UNKNOWN_MS && end_ms != AIS_UNKNOWN_MS && until_ms > end_ms;
    add_moment(json, "from", from_ms == AIS_UNKNOWN_MS || is_early ? start_ms : from_ms);
    add_moment(json, "to", until_ms == AIS_UNKNOWN_MS || is_late ? end_ms : until_ms);
    add_moment(json, "first", done->first_ms);
    add_moment(json, "last", done->last_ms);
}

static void add_ships(const struct drill_fault *fault, const struct drill_done *done,
                      struct json *json)
{
    json_open_array(json, "mmsi");
    for (size_t i = 0; i < fault->mmsi_count; i++)
        if (done->by_ship[i] > 0)
            json_int(json, NULL, fault->mmsi[i]);
    json_close_array(json);
}

static void add_fault(const struct drill_inject *inject, size_t index, struct drill_sink rows)
{
    const struct drill_fault *fault = &inject->faults.faults[index];
    const struct drill_done *done = &inject->states[index].done;
    char bytes[ROW_BYTES_MAX];
    struct text row = text_init(bytes, sizeof bytes);
    struct json json = json_init(&row);

    json_open_object(&json, NULL);
    json_text(&json, "truth", "fault");
    json_text(&json, "fault", drill_fault_name(fault->kind));
    json_int(&json, "number", (int64_t)index + 1);
    add_period(inject, fault, done, &json);
    add_ships(fault, done, &json);
    if (fault->station[0] != '\0')
        json_text(&json, "station", fault->station);
    drill_fault_add_members(fault, &json);
    json_int(&json, "messages", (int64_t)done->messages);
    json_int(&json, "lines", (int64_t)done->lines);
    json_int(&json, "refused", (int64_t)done->refused);
    if (fault->kind == DRILL_BIT_FLIP)
        json_int(&json, "bits", (int64_t)done->bits);
    json_close_object(&json);
    write_row(&row, rows);
}

void drill_inject_add_truth(const struct drill_inject *inject, const char *name,
                            struct drill_sink rows)
{
    add_drill(inject, name, rows);
    for (size_t i = 0; i < inject->faults.count; i++)
        if (inject->states[i].done.messages > 0)
            add_fault(inject, i, rows);
}
