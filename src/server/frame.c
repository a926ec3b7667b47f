/* SPDX-License-Identifier: Apache-2.0 */
#include "server/frame.h"

#include "base/units.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    UNITS_PER_DEG = 600000,
    WORLD = 360 * UNITS_PER_DEG,
    HALF_WORLD = WORLD / 2,
};

/* Writes numbers one behind the other, lowest byte first. */
struct cursor {
    uint8_t *at;
};

static void put(struct cursor *cursor, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        *cursor->at++ = (uint8_t)(value >> (8 * i));
}

static int32_t get_i32(const uint8_t *bytes)
{
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++)
        value |= (uint32_t)bytes[i] << (8 * i);
    return (int32_t)value;
}

static int32_t wrap(int64_t longitude)
{
    int64_t wrapped = (longitude + HALF_WORLD) % WORLD;
    return (int32_t)(wrapped < 0 ? wrapped + WORLD - HALF_WORLD : wrapped - HALF_WORLD);
}

bool server_frame_read_view(const uint8_t *bytes, size_t size, struct server_view *view)
{
    if (size != SERVER_VIEW_BYTES || bytes[0] != 1 || get_i32(bytes + 17) != 0)
        return false;
    int32_t west = get_i32(bytes + 1);
    int32_t south = get_i32(bytes + 5);
    int32_t east = get_i32(bytes + 9);
    int32_t north = get_i32(bytes + 13);
    if (south > north)
        return false;
    /* A map that was dragged round the world counts its longitudes on. */
    *view = (struct server_view){.is_whole_world = (int64_t)east - west >= WORLD,
                                 .west = wrap(west),
                                 .south = south,
                                 .east = wrap(east),
                                 .north = north};
    return true;
}

bool server_frame_view_contains(const struct server_view *view, int32_t longitude, int32_t latitude)
{
    if (latitude < view->south || latitude > view->north)
        return false;
    if (view->is_whole_world)
        return true;
    if (view->west <= view->east)
        return longitude >= view->west && longitude <= view->east;
    return longitude >= view->west || longitude <= view->east;
}

int32_t server_frame_longitude(double longitude_deg)
{
    return wrap(llround(longitude_deg * UNITS_PER_DEG));
}

int32_t server_frame_latitude(double latitude_deg)
{
    return (int32_t)llround(latitude_deg * UNITS_PER_DEG);
}

void server_frame_write_header(uint8_t bytes[static SERVER_FRAME_HEADER_BYTES],
                               const struct server_frame_header *header)
{
    struct cursor cursor = {bytes};
    put(&cursor, 1, 1);
    put(&cursor, header->flags, 1);
    put(&cursor, SERVER_RECORD_BYTES, 2);
    put(&cursor, header->record_count, 4);
    put(&cursor, header->gone_count, 4);
    put(&cursor, header->known_count, 4);
    put(&cursor, (uint64_t)header->time_ms, 8);
    assert(cursor.at == bytes + SERVER_FRAME_HEADER_BYTES);
}

/* Whole seconds since 1970; what is not known or does not fit is 0. */
static uint32_t seconds(int64_t time_ms)
{
    int64_t time_s = time_ms / 1000;
    return time_ms < 0 || time_s > UINT32_MAX ? 0 : (uint32_t)time_s;
}

/* A real in counts of 1/`scale`, or `absent`; what is too large is the largest there is. */
static uint16_t count16(double value, double scale, uint16_t absent)
{
    if (!isfinite(value) || value < 0)
        return absent;
    double scaled = value * scale;
    return scaled >= absent - 1 ? (uint16_t)(absent - 1) : (uint16_t)lround(scaled);
}

static uint16_t turn16(double turn_deg_per_min)
{
    if (!isfinite(turn_deg_per_min))
        return (uint16_t)INT16_MIN;
    double scaled = fmax(-7200, fmin(7200, turn_deg_per_min * 10));
    return (uint16_t)(int16_t)lround(scaled);
}

/* A code, or the highest value for "not known"; what is too large is the next to it. */
static uint64_t code(int value, uint64_t absent)
{
    if (value < 0)
        return absent;
    return (uint64_t)value >= absent ? absent - 1 : (uint64_t)value;
}

static uint8_t flags_of(const struct track_target *target)
{
    return (uint8_t)((target->is_lost ? 1 : 0) | (target->is_virtual_aid ? 2 : 0) |
                     (target->is_off_position ? 4 : 0) | (target->has_high_accuracy ? 8 : 0));
}

static void put_text(struct cursor *cursor, const char *text, size_t size)
{
    size_t length = strnlen(text, size);
    memcpy(cursor->at, text, length);
    memset(cursor->at + length, 0, size - length);
    cursor->at += size;
}

void server_frame_write_record(uint8_t bytes[static SERVER_RECORD_BYTES],
                               const struct track_target *target)
{
    int type = target->kind == TRACK_KIND_AID ? target->aid_type : target->ship_type;
    struct cursor cursor = {bytes};
    put(&cursor, target->mmsi, 4);
    put(&cursor, (uint32_t)server_frame_longitude(target->longitude_deg), 4);
    put(&cursor, (uint32_t)server_frame_latitude(target->latitude_deg), 4);
    put(&cursor, seconds(target->heard_ms), 4);
    put(&cursor, seconds(target->fields[TRACK_FIELD_POSITION].heard_ms), 4);
    put(&cursor, count16(target->speed_mps / KNOT_MPS, 10, UINT16_MAX), 2);
    put(&cursor, count16(target->course_deg, 10, UINT16_MAX), 2);
    put(&cursor, count16(target->heading_deg, 1, UINT16_MAX), 2);
    put(&cursor, turn16(target->turn_deg_per_min), 2);
    put(&cursor, (uint64_t)target->kind, 1);
    put(&cursor, code(target->navigation_status, UINT8_MAX), 1);
    put(&cursor, code(type, UINT8_MAX), 1);
    put(&cursor, flags_of(target), 1);
    put(&cursor, code(target->to_bow_m, UINT16_MAX), 2);
    put(&cursor, code(target->to_stern_m, UINT16_MAX), 2);
    put(&cursor, code(target->to_port_m, UINT8_MAX), 1);
    put(&cursor, code(target->to_starboard_m, UINT8_MAX), 1);
    put(&cursor, target->heard_by_count, 1);
    put_text(&cursor, target->name, 34);
    put_text(&cursor, target->callsign, 7);
    assert(cursor.at == bytes + SERVER_RECORD_BYTES);
}

void server_frame_write_gone(uint8_t bytes[static 4], uint32_t mmsi)
{
    put(&(struct cursor){bytes}, mmsi, 4);
}
