/* SPDX-License-Identifier: Apache-2.0 */
/* The answers of /api/history (docs/api.md), on a reader's thread. */
#include "server/rows.h"
#include "server/value.h"

#include <assert.h>
#include <string.h>

enum {
    VESSEL_COUNT_MAX = 20000, /* positions in an answer of one ship */
    DAY_MS = 86400000,
};

void server_period_answer(struct server_desk *desk)
{
    struct json json = json_init(desk->text);
    int64_t first_ms = CLOCK_UNKNOWN_MS, last_ms = CLOCK_UNKNOWN_MS;

    history_reader_period(desk->reader, &first_ms, &last_ms);
    json_open_object(&json, NULL);
    server_value_write_time(&json, "from", first_ms);
    server_value_write_time(&json, "until", last_ms);
    json_close_object(&json);
}

/* Reports by time. */
struct density {
    int64_t from_ms;
    double bucket_ms;
    uint32_t count;
    double counts[SERVER_BUCKET_COUNT_MAX];
};

/* Spreads a span over the buckets, evenly; what is at one time goes into one. */
static void add_span(void *user, const struct history_span *span)
{
    struct density *density = user;
    /* The last one still is within: a span that begins and ends in one second is one long. */
    double first = (double)(span->first_ms - density->from_ms) / density->bucket_ms;
    double end = (double)(span->last_ms + 1000 - density->from_ms) / density->bucket_ms;
    double rate = span->count / (end - first);

    if (first < 0)
        first = 0;
    if (end > density->count)
        end = density->count;
    while (first < end) {
        uint32_t bucket = (uint32_t)first;
        double until = bucket + 1 < end ? bucket + 1 : end;
        density->counts[bucket] += rate * (until - first);
        first = until;
    }
}

void server_density_answer(struct server_desk *desk)
{
    const struct server_parameters *parameters = &desk->ask->parameters;
    struct density density = {.from_ms = parameters->from_ms, .count = parameters->bucket_count};
    struct json json = json_init(desk->text);
    int64_t first_ms = 0, last_ms = 0;
    bool has_any = history_reader_period(desk->reader, &first_ms, &last_ms);
    int64_t until_ms = parameters->until_ms == INT64_MAX ? last_ms + 1000 : parameters->until_ms;

    if (parameters->from_ms == INT64_MIN)
        density.from_ms = first_ms;
    if (until_ms <= density.from_ms && !has_any)
        until_ms = density.from_ms + 1;
    if (until_ms <= density.from_ms) {
        server_desk_fail(desk, 400, "until is not behind from");
        return;
    }
    density.bucket_ms = (double)(until_ms - density.from_ms) / density.count;
    if (!history_reader_spans(desk->reader, density.from_ms, until_ms, add_span, &density)) {
        server_desk_fail(desk, 503, "the archive cannot be read now; ask again later");
        return;
    }
    json_open_object(&json, NULL);
    json_time(&json, "from", density.from_ms);
    json_time(&json, "until", until_ms);
    json_real(&json, "bucket_ms", density.bucket_ms, 3);
    json_open_array(&json, "counts");
    for (uint32_t i = 0; i < density.count; i++)
        json_real(&json, NULL, density.counts[i], 0);
    json_close_array(&json);
    json_close_object(&json);
}

/* The positions of one ship. */
struct vessel {
    struct server_desk *desk;
    struct json *positions;
    struct json *gaps;
    enum history_class class_of;
    size_t count;  /* taken */
    bool has_next; /* there are more, from `next` on */
    struct server_key next;
};

static void write_position(struct json *json, const struct server_way_position *position,
                           enum history_class class_of)
{
    json_open_array(json, NULL);
    json_int(json, NULL, position->time_ms);
    server_rows_write_degrees(json, NULL, position->longitude_min_e4);
    server_rows_write_degrees(json, NULL, position->latitude_min_e4);
    server_rows_write_tenths(json, NULL, position->speed_kn_e1, HISTORY_NO_SPEED);
    server_rows_write_tenths(json, NULL, position->course_deg_e1, HISTORY_NO_COURSE);
    server_rows_write_code(json, NULL, position->heading_deg, 360);
    server_rows_write_code(json, NULL, position->status, HISTORY_NO_STATUS);
    json_text(json, NULL, history_class_name(class_of));
    json_close_array(json);
}

static void write_vessel_way(struct vessel *vessel)
{
    struct server_way *way = vessel->desk->way;
    const struct server_way_position *all = way->positions;

    for (size_t i = 1; i < way->count; i++) {
        if (!all[i].has_gap)
            continue;
        json_open_object(vessel->gaps, NULL);
        json_time(vessel->gaps, "from", all[i - 1].time_ms);
        json_time(vessel->gaps, "until", all[i].time_ms);
        json_text(vessel->gaps, "class", history_class_name(vessel->class_of));
        json_close_object(vessel->gaps);
    }
    server_way_simplify(way, vessel->desk->ask->parameters.simplify_m);
    for (size_t i = 0; i < way->count; i++)
        write_position(vessel->positions, &all[i], vessel->class_of);
    server_way_clear(way, vessel->class_of);
}

static bool take_vessel_row(void *user, const struct server_row *row)
{
    struct vessel *vessel = user;
    struct server_way *way = vessel->desk->way;

    if (row->piece->class_of != vessel->class_of) {
        write_vessel_way(vessel);
        vessel->class_of = row->piece->class_of;
        server_way_clear(way, vessel->class_of);
    }
    if (vessel->count == VESSEL_COUNT_MAX) {
        vessel->next = row->key;
        vessel->has_next = true;
        return false;
    }
    bool is_added = server_way_add(way, row->piece->columns, row->index);
    assert(is_added); /* there is room for more than are taken */
    vessel->count++;
    return true;
}

/* Gaps are written into the upper half of the body's room, and come behind the positions. */
void server_vessel_answer(struct server_desk *desk)
{
    static_assert((int)VESSEL_COUNT_MAX < (int)SERVER_WAY_COUNT_MAX, "all have room");
    const struct server_parameters *parameters = &desk->ask->parameters;
    struct text gaps_text = text_init(desk->text->bytes + SERVER_PAGE_BYTES_MAX,
                                      SERVER_ANSWER_BYTES_MAX - SERVER_PAGE_BYTES_MAX);
    struct json json = json_init(desk->text), gaps = json_init(&gaps_text);
    struct vessel vessel = {.desk = desk, .positions = &json, .gaps = &gaps};
    struct history_filter filter = {
        .mmsi = parameters->mmsi,
        .from_ms = parameters->from_ms,
        .until_ms = parameters->until_ms,
    };

    json_open_object(&json, NULL);
    json_int(&json, "mmsi", parameters->mmsi);
    json_time(&json, "from", parameters->from_ms);
    json_time(&json, "until", parameters->until_ms);
    json_open_array(&json, "positions");
    server_way_clear(desk->way, vessel.class_of);
    if (!server_rows_each(desk, filter, &parameters->next, take_vessel_row, &vessel))
        return;
    write_vessel_way(&vessel);
    json_close_array(&json);
    text_add(desk->text, ",\"gaps\":[");
    text_add_bytes(desk->text, gaps_text.bytes, gaps_text.size);
    text_add_char(desk->text, ']');
    server_rows_write_next(&json, vessel.has_next ? &vessel.next : NULL);
    json_close_object(&json);
}

/* What ships called themselves around a time. */
struct names {
    struct server_desk *desk;
    struct json *json;
    int64_t at_s;
    bool has_row;                /* a ship is looked at */
    struct history_said_row row; /* the best of it yet */
    size_t count;
    bool has_next;
    struct server_key next;
};

static int64_t seconds_from(const struct history_said_row *row, int64_t at_s)
{
    return at_s < row->from_s ? row->from_s - at_s : at_s > row->until_s ? at_s - row->until_s : 0;
}

/* At the time; else the last before; else the first behind. */
static bool is_better(const struct history_said_row *one, const struct history_said_row *other,
                      int64_t at_s)
{
    bool is_behind = one->from_s > at_s, other_is_behind = other->from_s > at_s;

    if (is_behind != other_is_behind)
        return other_is_behind;
    return seconds_from(one, at_s) < seconds_from(other, at_s);
}

static void write_name(struct names *names)
{
    struct json *json = names->json;

    if (!names->has_row)
        return;
    json_open_object(json, NULL);
    json_int(json, "mmsi", names->row.mmsi);
    server_rows_write_vessel(json, &names->row.said.vessel);
    json_time(json, "from", names->row.from_s * 1000);
    json_time(json, "until", names->row.until_s * 1000);
    json_close_object(json);
    names->has_row = false;
    names->count++;
}

static bool take_name(void *user, const struct history_said_row *row)
{
    struct names *names = user;

    if (!server_desk_may_go_on(names->desk))
        return false;
    if (names->has_row && row->mmsi == names->row.mmsi) {
        if (is_better(row, &names->row, names->at_s))
            names->row = *row;
        return true;
    }
    write_name(names);
    if (names->count > 0 && server_desk_is_full(names->desk)) {
        names->next.place.mmsi = row->mmsi;
        names->has_next = true;
        return false;
    }
    names->row = *row;
    names->has_row = true;
    return true;
}

void server_names_answer(struct server_desk *desk)
{
    const struct server_parameters *parameters = &desk->ask->parameters;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct json json = json_init(desk->text);
    struct names names = {.desk = desk, .json = &json, .at_s = parameters->at_ms / 1000};
    struct history_filter filter = {
        .mmsi = (parameters->given & SERVER_PARAMETER_MMSI) != 0 ? parameters->mmsi : 0,
        .from_ms = parameters->at_ms - DAY_MS,
        .until_ms = parameters->at_ms + DAY_MS,
        .begin = parameters->next.place,
    };

    json_open_object(&json, NULL);
    json_time(&json, "at", parameters->at_ms);
    json_open_array(&json, "vessels");
    bool is_done =
        history_reader_said(desk->reader, HISTORY_SAID_VESSEL, &filter, take_name, &names, &reason);
    if (desk->has_given_up || (!is_done && !names.has_next)) {
        server_rows_fail(desk, bytes);
        return;
    }
    write_name(&names);
    json_close_array(&json);
    server_rows_write_next(&json, names.has_next ? &names.next : NULL);
    json_close_object(&json);
}
