/* SPDX-License-Identifier: Apache-2.0 */
#include "server/rows.h"

/* A scan that counts the positions of one place in the order. */
struct scan {
    struct server_desk *desk;
    const struct history_box *box;
    const struct server_key *begin;
    struct server_key last;
    bool has_last;
    bool is_ended; /* `take` gave false */
    bool (*take)(void *user, const struct server_row *row);
    void *user;
};

static struct server_key next_key(struct scan *scan, const struct history_piece *piece,
                                  uint32_t index)
{
    struct server_key key = {{piece->mmsi, piece->class_of, piece->columns->time_ms[index]}, 0};

    key.number = scan->last.number;
    bool is_same = scan->has_last && server_key_compare(&key, &scan->last) == 0;
    key.number = is_same ? scan->last.number + 1 : 0;
    scan->last = key;
    scan->has_last = true;
    return key;
}

static bool take_piece(void *user, const struct history_piece *piece)
{
    struct scan *scan = user;
    const struct history_columns *columns = piece->columns;

    if (!server_desk_may_go_on(scan->desk))
        return false;
    for (uint32_t i = piece->first; i < piece->end; i++) {
        struct server_row row = {next_key(scan, piece, i), piece, i};
        if (server_key_compare(&row.key, scan->begin) < 0 ||
            (scan->box != NULL && !history_box_has(scan->box, columns->longitude_min_e4[i],
                                                   columns->latitude_min_e4[i])))
            continue;
        if (!scan->take(scan->user, &row)) {
            scan->is_ended = true;
            return false;
        }
    }
    return true;
}

bool server_rows_each(struct server_desk *desk, struct history_filter filter,
                      const struct server_key *begin,
                      bool (*take)(void *user, const struct server_row *row), void *user)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct scan scan = {
        .desk = desk, .box = filter.box, .begin = begin, .take = take, .user = user};

    filter.in_order = true;
    filter.begin = begin->place;
    bool is_done = history_reader_scan(desk->reader, &filter, take_piece, &scan, &reason);
    if (is_done || scan.is_ended)
        return true;
    server_rows_fail(desk, bytes);
    return false;
}

void server_rows_fail(struct server_desk *desk, const char *reason)
{
    if (desk->has_given_up)
        return; /* and why is said */
    server_desk_fail(desk, 503, "the archive cannot be read: ");
    text_add(desk->error, reason);
}

void server_rows_write_next(struct json *json, const struct server_key *next)
{
    char bytes[SERVER_KEY_BYTES];
    struct text text = text_init(bytes, sizeof bytes);

    if (next != NULL)
        server_key_write(next, &text);
    json_text(json, "next", next != NULL ? bytes : NULL);
}

void server_rows_write_degrees(struct json *json, const char *name, int32_t angle_min_e4)
{
    json_real(json, name, (double)angle_min_e4 / HISTORY_DEGREE, 6);
}

void server_rows_write_tenths(struct json *json, const char *name, uint16_t value, uint16_t none)
{
    if (value >= none)
        json_null(json, name);
    else
        json_real(json, name, value / 10.0, 1);
}

void server_rows_write_code(struct json *json, const char *name, uint16_t value, uint16_t none)
{
    if (value >= none)
        json_null(json, name);
    else
        json_int(json, name, value);
}

void server_rows_write_number(struct json *json, const char *name, int32_t value)
{
    if (value < 0)
        json_null(json, name);
    else
        json_int(json, name, value);
}

void server_rows_write_words(struct json *json, const char *name, const char *words)
{
    json_text(json, name, words[0] == '\0' ? NULL : words);
}

void server_rows_write_vessel(struct json *json, const struct history_vessel *vessel)
{
    server_rows_write_words(json, "name", vessel->name);
    server_rows_write_words(json, "callsign", vessel->callsign);
    server_rows_write_number(json, "imo", vessel->imo);
    server_rows_write_number(json, "ship_type", vessel->ship_type);
    server_rows_write_number(json, "aid_type", vessel->aid_type);
    server_rows_write_number(json, "to_bow", vessel->to_bow_m);
    server_rows_write_number(json, "to_stern", vessel->to_stern_m);
    server_rows_write_number(json, "to_port", vessel->to_port_m);
    server_rows_write_number(json, "to_starboard", vessel->to_starboard_m);
}
