/* SPDX-License-Identifier: Apache-2.0 */
/* The answer of /api/history/tracks: the bytes of docs/api.md. */
#include "server/rows.h"

#include <string.h>

static void put_u32(struct text *text, uint32_t value)
{
    char bytes[4] = {(char)(value & 0xff), (char)(value >> 8 & 0xff), (char)(value >> 16 & 0xff),
                     (char)(value >> 24)};
    text_add_bytes(text, bytes, sizeof bytes);
}

static void put_u16(struct text *text, uint16_t value)
{
    char bytes[2] = {(char)(value & 0xff), (char)(value >> 8)};
    text_add_bytes(text, bytes, sizeof bytes);
}

static void put_i64(struct text *text, int64_t value)
{
    put_u32(text, (uint32_t)((uint64_t)value & 0xffffffff));
    put_u32(text, (uint32_t)((uint64_t)value >> 32));
}

static void pad(struct text *text)
{
    while (text->size % 4 != 0 && !text->is_cut)
        text_add_char(text, '\0');
}

/* "Not available" as on /live. */
static uint16_t known(uint16_t value, uint16_t none)
{
    return value >= none ? 65535 : value;
}

/* The tracks of a stretch of time, one after another. */
struct tracks {
    struct server_desk *desk;
    int64_t from_ms;
    uint32_t mmsi;
    enum history_class class_of;
    bool has_any; /* a track is being gathered */
    uint32_t track_count;
    uint32_t position_count;
    struct server_key next; /* zeros: there is no more */
};

static void write_columns(struct text *text, const struct tracks *tracks, bool has_altitude)
{
    const struct server_way *way = tracks->desk->way;
    const struct server_way_position *all = way->positions;

    for (size_t i = 0; i < way->count; i++)
        put_u32(text, (uint32_t)(all[i].time_ms - tracks->from_ms));
    for (size_t i = 0; i < way->count; i++)
        put_u32(text, (uint32_t)all[i].longitude_min_e4);
    for (size_t i = 0; i < way->count; i++)
        put_u32(text, (uint32_t)all[i].latitude_min_e4);
    for (size_t i = 0; i < way->count; i++)
        put_u16(text, known(all[i].speed_kn_e1, HISTORY_NO_SPEED));
    for (size_t i = 0; i < way->count; i++)
        put_u16(text, known(all[i].course_deg_e1, HISTORY_NO_COURSE));
    for (size_t i = 0; i < way->count; i++)
        put_u16(text, known(all[i].heading_deg, has_altitude ? 4095 : 360));
    for (size_t i = 0; i < way->count; i++)
        text_add_char(text, (char)(all[i].status >= HISTORY_NO_STATUS ? 255 : all[i].status));
    for (size_t i = 0; i < way->count; i++)
        text_add_char(text, (char)all[i].has_gap);
}

static void write_track(struct tracks *tracks)
{
    const struct server_desk *desk = tracks->desk;
    const struct server_parameters *parameters = &desk->ask->parameters;
    struct server_way *way = desk->way;

    if (tracks->has_any && (parameters->given & SERVER_PARAMETER_BBOX) != 0)
        server_way_clip(way, &parameters->box);
    if (!tracks->has_any || way->count == 0)
        return;
    server_way_simplify(way, parameters->simplify_m);
    put_u32(desk->text, tracks->mmsi);
    put_u32(desk->text, tracks->class_of);
    put_u32(desk->text, (uint32_t)way->count);
    write_columns(desk->text, tracks, tracks->class_of == HISTORY_CLASS_AIRCRAFT);
    pad(desk->text);
    tracks->track_count++;
    tracks->position_count += (uint32_t)way->count;
}

/* Adds the positions of a piece. Where chunks outside of the box are missing before it, nothing is
 * known of the way to it. */
static void gather(struct server_way *way, const struct history_piece *piece)
{
    size_t before = way->count;

    for (uint32_t i = piece->first; i < piece->end; i++)
        if (!server_way_add(way, piece->columns, i))
            return;
    if (before > 0 && way->count > before && piece->first > 0 &&
        piece->columns->time_ms[piece->first - 1] > way->positions[before - 1].time_ms)
        way->positions[before].has_gap = true;
}

static bool take_track(void *user, const struct history_piece *piece)
{
    struct tracks *tracks = user;
    struct server_desk *desk = tracks->desk;

    if (!server_desk_may_go_on(desk))
        return false;
    if (!tracks->has_any || piece->mmsi != tracks->mmsi || piece->class_of != tracks->class_of) {
        write_track(tracks);
        tracks->has_any = false;
        if (tracks->track_count > 0 && server_desk_is_full(desk)) {
            tracks->next.place = (struct history_place){piece->mmsi, piece->class_of, 1};
            return false;
        }
        tracks->has_any = true;
        tracks->mmsi = piece->mmsi;
        tracks->class_of = piece->class_of;
        server_way_clear(desk->way, piece->class_of);
    }
    gather(desk->way, piece);
    return true;
}

/* Puts the head in front of the tracks, when all of it is known. */
static void write_head(struct text *text, const struct tracks *tracks,
                       const struct server_parameters *parameters)
{
    char next_bytes[SERVER_KEY_BYTES], bytes[32 + SERVER_KEY_BYTES + 4];
    struct text next = text_init(next_bytes, sizeof next_bytes);
    struct text head = text_init(bytes, sizeof bytes);

    if (tracks->next.place.mmsi != 0 || tracks->next.place.time_ms != 0)
        server_key_write(&tracks->next, &next);
    put_u32(&head, 1);
    put_u32(&head, tracks->track_count);
    put_i64(&head, parameters->from_ms);
    put_i64(&head, parameters->until_ms);
    put_u32(&head, tracks->position_count);
    put_u32(&head, (uint32_t)next.size);
    text_add_bytes(&head, next_bytes, next.size);
    pad(&head);
    if (text->size + head.size >= text->size_max) {
        text->is_cut = true;
        return;
    }
    memmove(text->bytes + head.size, text->bytes, text->size);
    memcpy(text->bytes, head.bytes, head.size);
    text->size += head.size;
}

void server_tracks_answer(struct server_desk *desk)
{
    const struct server_parameters *parameters = &desk->ask->parameters;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_box box;
    struct tracks tracks = {.desk = desk, .from_ms = parameters->from_ms};
    struct history_filter filter = {
        .from_ms = parameters->from_ms,
        .until_ms = parameters->until_ms,
        .in_order = true,
        .begin = parameters->next.place,
    };

    if ((parameters->given & SERVER_PARAMETER_BBOX) != 0) {
        box = server_parameters_box(&parameters->box);
        filter.box = &box;
    }
    bool is_done = history_reader_scan(desk->reader, &filter, take_track, &tracks, &reason);
    bool is_cut = tracks.next.place.mmsi != 0 || tracks.next.place.time_ms != 0;
    if (desk->has_given_up || (!is_done && !is_cut)) {
        server_rows_fail(desk, bytes);
        return;
    }
    if (!is_cut)
        write_track(&tracks);
    desk->content_type = "application/octet-stream";
    write_head(desk->text, &tracks, parameters);
}
