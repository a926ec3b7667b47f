/* SPDX-License-Identifier: Apache-2.0 */
/* The collection `tracks`: the way of one transmitter in one class on one day (UTC).
 *
 * Which there are is found first, a handful at a time, by the chunks of the time and the box; then
 * each is read whole, and held to the box. */
#include "server/features.h"

enum { DAY_MS = 86400000, FOUND_COUNT_MAX = 256 };

static int64_t day_of(int64_t time_ms)
{
    return time_ms - time_ms % DAY_MS - (time_ms % DAY_MS < 0 ? DAY_MS : 0);
}

struct finding {
    struct server_desk *desk;
    size_t count;
    struct server_key found[FOUND_COUNT_MAX];
    bool is_full;
};

static bool take_days(void *user, const struct history_piece *piece)
{
    struct finding *finding = user;

    if (!server_desk_may_go_on(finding->desk))
        return false;
    for (uint32_t i = piece->first; i < piece->end; i++) {
        struct server_key key = {{piece->mmsi, piece->class_of, day_of(piece->columns->time_ms[i])},
                                 0};
        if (finding->count > 0 &&
            server_key_compare(&key, &finding->found[finding->count - 1]) <= 0)
            continue;
        if (finding->count == FOUND_COUNT_MAX) {
            finding->is_full = true;
            return false;
        }
        finding->found[finding->count++] = key;
    }
    return true;
}

/* Finds the days of transmitters that may have something in the time and box, from a key on. */
static bool find(struct finding *finding, const struct server_key *begin)
{
    const struct server_parameters *parameters = &finding->desk->ask->parameters;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_box box = server_parameters_box(&parameters->box);
    struct history_filter filter = {
        .box = (parameters->given & SERVER_PARAMETER_BBOX) != 0 ? &box : NULL,
        .mmsi = parameters->mmsi,
        .from_ms = parameters->from_ms == INT64_MIN ? INT64_MIN : day_of(parameters->from_ms),
        .until_ms = parameters->until_ms == INT64_MAX ? INT64_MAX
                                                      : day_of(parameters->until_ms - 1) + DAY_MS,
        .in_order = true,
        .begin = begin->place,
    };

    finding->count = 0;
    finding->is_full = false;
    if (history_reader_scan(finding->desk->reader, &filter, take_days, finding, &reason) ||
        finding->is_full)
        return true;
    server_rows_fail(finding->desk, bytes);
    return false;
}

struct gathering {
    struct server_desk *desk;
    enum history_class class_of;
};

static bool take_positions(void *user, const struct history_piece *piece)
{
    const struct gathering *gathering = user;

    if (!server_desk_may_go_on(gathering->desk))
        return false;
    for (uint32_t i = piece->first; i < piece->end && piece->class_of == gathering->class_of; i++)
        if (!server_way_add(gathering->desk->way, piece->columns, i))
            return true;
    return true;
}

/* Reads a day of a transmitter. */
static bool gather(struct server_desk *desk, const struct server_key *key)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct gathering gathering = {desk, (enum history_class)key->place.class_of};
    struct history_filter filter = {
        .mmsi = key->place.mmsi,
        .from_ms = key->place.time_ms,
        .until_ms = key->place.time_ms + DAY_MS,
        .in_order = true,
    };

    server_way_clear(desk->way, gathering.class_of);
    if (history_reader_scan(desk->reader, &filter, take_positions, &gathering, &reason))
        return true;
    server_rows_fail(desk, bytes);
    return false;
}

static bool is_wanted(const struct server_page *page)
{
    const struct server_parameters *parameters = &page->desk->ask->parameters;
    const struct server_way *way = page->desk->way;

    if (way->count == 0)
        return false;
    if (page->is_single)
        return true;
    return way->positions[0].time_ms < parameters->until_ms &&
           way->positions[way->count - 1].time_ms >= parameters->from_ms &&
           ((parameters->given & SERVER_PARAMETER_BBOX) == 0 ||
            server_way_meets(way, &parameters->box));
}

static void write_track(struct server_page *page, const struct server_key *key)
{
    const struct server_way *way = page->desk->way;
    struct json *json = &page->json;

    server_page_open_feature(page, key);
    server_page_write_way(page);
    json_open_object(json, "properties");
    json_int(json, "mmsi", key->place.mmsi);
    json_text(json, "class", history_class_name((enum history_class)key->place.class_of));
    json_time(json, "from", way->positions[0].time_ms);
    json_time(json, "until", way->positions[way->count - 1].time_ms);
    json_int(json, "positions", (int64_t)way->count);
    json_close_object(json);
    json_close_object(json);
}

static bool write_single(struct server_page *page)
{
    const struct server_key *key = &page->desk->ask->parameters.next;

    if (key->place.class_of >= HISTORY_CLASS_COUNT ||
        day_of(key->place.time_ms) != key->place.time_ms || key->number != 0)
        return true;
    if (!gather(page->desk, key))
        return false;
    if (is_wanted(page) && server_page_has_room(page, key))
        write_track(page, key);
    return true;
}

bool server_tracks_write(struct server_page *page)
{
    struct finding finding = {.desk = page->desk};
    struct server_key begin = page->desk->ask->parameters.next;

    if (page->is_single)
        return write_single(page);
    do {
        if (!find(&finding, &begin))
            return false;
        for (size_t i = 0; i < finding.count; i++) {
            if (!gather(page->desk, &finding.found[i]))
                return false;
            if (!is_wanted(page))
                continue;
            if (!server_page_has_room(page, &finding.found[i]))
                return true;
            write_track(page, &finding.found[i]);
        }
        if (finding.count > 0)
            begin = finding.found[finding.count - 1];
        begin.place.time_ms += DAY_MS;
    } while (finding.is_full);
    return true;
}
