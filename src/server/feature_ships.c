/* SPDX-License-Identifier: Apache-2.0 */
/* The collections `vessels` and `voyages`: what ships said, as long as it was the same. */
#include "server/features.h"

enum {
    HOUR_S = 3600,
    DAY_S = 24 * HOUR_S,
    VOYAGE_COUNT_MAX = 500, /* positions of a way, about */
    VOYAGE_READ_MAX = SERVER_WAY_COUNT_MAX / 2,
    FIRST_SIMPLER_M = 20, /* in which it is made simpler, four times as coarse each time */
    LAST_SIMPLER_M = 10000,
};

/* Positions of one ship into the desk's way. */
struct gathering {
    struct server_desk *desk;
    int64_t step_ms; /* between two at least */
    bool wants_last; /* only the last one, of any class */
    bool has_class;
    enum history_class class_of;
};

static bool take_positions(void *user, const struct history_piece *piece)
{
    struct gathering *gathering = user;
    struct server_way *way = gathering->desk->way;

    if (!server_desk_may_go_on(gathering->desk))
        return false;
    if (!gathering->has_class)
        server_way_clear(way, piece->class_of);
    if (!gathering->has_class || gathering->wants_last)
        gathering->class_of = piece->class_of;
    gathering->has_class = true;
    for (uint32_t i = piece->first; i < piece->end && piece->class_of == gathering->class_of; i++) {
        int64_t time_ms = piece->columns->time_ms[i];
        if (way->count > 0 && time_ms - way->positions[way->count - 1].time_ms < gathering->step_ms)
            continue;
        size_t before = way->count;
        if (!server_way_add(way, piece->columns, i))
            return true;
        if (gathering->wants_last && before > 0 && way->count > before) {
            way->count = 1;
            if (way->positions[1].time_ms >= way->positions[0].time_ms)
                way->positions[0] = way->positions[1];
        }
    }
    return true;
}

static bool gather(struct gathering *gathering, uint32_t mmsi, int64_t from_s, int64_t until_s)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_filter filter = {
        .mmsi = mmsi,
        .from_ms = from_s * 1000,
        .until_ms = (until_s + 1) * 1000,
        .in_order = true,
    };

    gathering->has_class = false;
    server_way_clear(gathering->desk->way, HISTORY_CLASS_A);
    if (history_reader_scan(gathering->desk->reader, &filter, take_positions, gathering, &reason))
        return true;
    server_rows_fail(gathering->desk, bytes);
    return false;
}

/* The last place of a ship while it said this: of the last hour, or else of the last day. */
static bool gather_last(struct server_desk *desk, const struct history_said_row *row)
{
    struct gathering gathering = {.desk = desk, .wants_last = true};
    int64_t hour_s = row->until_s - HOUR_S, day_s = row->until_s - DAY_S;

    if (!gather(&gathering, row->mmsi, hour_s > row->from_s ? hour_s : row->from_s, row->until_s))
        return false;
    if (desk->way->count > 0 || hour_s <= row->from_s)
        return true;
    return gather(&gathering, row->mmsi, day_s > row->from_s ? day_s : row->from_s, hour_s);
}

/* Its way while it said this, made simpler. */
static bool gather_voyage(struct server_desk *desk, const struct history_said_row *row)
{
    struct gathering gathering = {.desk = desk,
                                  .step_ms = (row->until_s - row->from_s) * 1000 / VOYAGE_READ_MAX};

    if (!gather(&gathering, row->mmsi, row->from_s, row->until_s))
        return false;
    for (int limit_m = FIRST_SIMPLER_M;
         desk->way->count > VOYAGE_COUNT_MAX && limit_m <= LAST_SIMPLER_M; limit_m *= 4)
        server_way_simplify(desk->way, limit_m);
    return true;
}

static void write_eta(struct json *json, const struct history_voyage *voyage)
{
    char bytes[16];
    struct text text = text_init(bytes, sizeof bytes);

    if (voyage->eta_month < 0 || voyage->eta_day < 0) {
        json_null(json, "eta");
        return;
    }
    text_add_format(&text, "%02d-%02d", voyage->eta_month % 100, voyage->eta_day % 100);
    if (voyage->eta_hour >= 0 && voyage->eta_minute >= 0)
        text_add_format(&text, "T%02d:%02dZ", voyage->eta_hour % 100, voyage->eta_minute % 100);
    json_text(json, "eta", bytes);
}

static void write_voyage(struct json *json, const struct history_voyage *voyage)
{
    server_rows_write_words(json, "destination", voyage->destination);
    write_eta(json, voyage);
    if (voyage->draught_m_e1 < 0)
        json_null(json, "draught");
    else
        json_real(json, "draught", voyage->draught_m_e1 / 10.0, 1);
}

struct listing {
    struct server_page *page;
    enum history_said_kind kind;
    bool has_failed;
};

static bool is_wanted(const struct server_page *page)
{
    const struct server_parameters *parameters = &page->desk->ask->parameters;

    return page->is_single || (parameters->given & SERVER_PARAMETER_BBOX) == 0 ||
           server_way_meets(page->desk->way, &parameters->box);
}

static void write_row(struct listing *listing, const struct server_key *key,
                      const struct history_said_row *row)
{
    struct server_page *page = listing->page;
    const struct server_way *way = page->desk->way;
    struct json *json = &page->json;

    server_page_open_feature(page, key);
    if (listing->kind == HISTORY_SAID_VESSEL)
        server_page_write_point(page, way->count > 0 ? way->positions : NULL);
    else
        server_page_write_way(page);
    json_open_object(json, "properties");
    json_int(json, "mmsi", row->mmsi);
    if (listing->kind == HISTORY_SAID_VESSEL)
        server_rows_write_vessel(json, &row->said.vessel);
    else
        write_voyage(json, &row->said.voyage);
    json_time(json, "from", row->from_s * 1000);
    json_time(json, "until", row->until_s * 1000);
    json_close_object(json);
    json_close_object(json);
}

static bool take_row(void *user, const struct history_said_row *row)
{
    struct listing *listing = user;
    struct server_page *page = listing->page;
    struct server_key key = {{row->mmsi, 0, row->from_s * 1000}, 0};

    if (page->is_single && server_key_compare(&key, &page->desk->ask->parameters.next) != 0)
        return false;
    listing->has_failed = !server_desk_may_go_on(page->desk) ||
                          !(listing->kind == HISTORY_SAID_VESSEL ? gather_last(page->desk, row)
                                                                 : gather_voyage(page->desk, row));
    if (listing->has_failed)
        return false;
    if (!is_wanted(page))
        return true;
    if (!server_page_has_room(page, &key))
        return false;
    write_row(listing, &key, row);
    return !page->is_single;
}

static bool list(struct server_page *page, enum history_said_kind kind)
{
    const struct server_parameters *parameters = &page->desk->ask->parameters;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct listing listing = {.page = page, .kind = kind};
    struct history_filter filter = {
        .mmsi = page->is_single ? parameters->next.place.mmsi : parameters->mmsi,
        .from_ms = parameters->from_ms,
        .until_ms = parameters->until_ms,
        .begin = parameters->next.place,
    };

    bool is_done =
        history_reader_said(page->desk->reader, kind, &filter, take_row, &listing, &reason);
    if (is_done || bytes[0] == '\0')
        return !listing.has_failed && !page->desk->has_given_up;
    server_rows_fail(page->desk, bytes);
    return false;
}

bool server_vessels_list_write(struct server_page *page)
{
    return list(page, HISTORY_SAID_VESSEL);
}

bool server_voyages_write(struct server_page *page)
{
    return list(page, HISTORY_SAID_VOYAGE);
}
