/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of history/chunk.h with tracks of the samples, message by message as they were heard. */
#include "ais/decoder.h"
#include "ais/samples.h"
#include "any_columns.h"
#include "check.h"
#include "history/chunk.h"

enum { SHIP_COUNT_MAX = 4096, SHORTEST = 100, MINUTE_MS = 60000 };

struct ship {
    uint32_t mmsi;
    struct history_columns *columns; /* that fill */
};

struct fleet {
    struct ship ships[SHIP_COUNT_MAX];
    size_t count;
    size_t positions;
    size_t sizes[2];
    int64_t
        now_ms; /* of logs without times: seconds of messages, the minute goes on when they fall */
};

static const enum history_codec codecs[2] = {HISTORY_CODEC_HOT, HISTORY_CODEC_COLD};

/* Writes and reads what a ship has, and begins again with its last position as the head. */
static void close_chunk(struct fleet *fleet, struct history_columns *columns)
{
    static struct history_columns again;
    static uint8_t bytes[HISTORY_CHUNK_SIZE_MAX];

    for (size_t i = 0; i < 2; i++) {
        size_t size = history_chunk_encode(columns, codecs[i], bytes);
        fleet->sizes[i] += size;
        CHECK_INT(history_chunk_decode(bytes, size, &again), HISTORY_CHUNK_OK);
        CHECK(columns_same(columns, &again));
    }
    fleet->positions += columns->count - columns->has_head;
    uint32_t last = columns->count - 1;
    columns->time_ms[0] = columns->time_ms[last];
    columns->longitude_min_e4[0] = columns->longitude_min_e4[last];
    columns->latitude_min_e4[0] = columns->latitude_min_e4[last];
    columns->speed_kn_e1[0] = columns->speed_kn_e1[last];
    columns->course_deg_e1[0] = columns->course_deg_e1[last];
    columns->heading_deg[0] = columns->heading_deg[last];
    columns->status[0] = columns->status[last];
    columns->turn[0] = columns->turn[last];
    columns->heard[0] = columns->heard[last];
    columns->has_head = true;
    columns->count = 1;
}

static struct history_columns *columns_of(struct fleet *fleet, uint32_t mmsi)
{
    size_t at = mmsi % SHIP_COUNT_MAX;
    while (fleet->ships[at].columns != NULL && fleet->ships[at].mmsi != mmsi)
        at = (at + 1) % SHIP_COUNT_MAX;
    struct ship *ship = &fleet->ships[at];
    if (ship->columns == NULL && fleet->count < SHIP_COUNT_MAX / 2) {
        *ship = (struct ship){mmsi, calloc(1, sizeof *ship->columns)};
        columns_one_set(ship->columns, 1);
        fleet->count++;
    }
    return ship->columns;
}

static void add_position(struct fleet *fleet, const struct ais_event *event)
{
    const struct ais_position *position = &event->message.fields.position;
    bool is_timed = event->stamp.time_ms != AIS_UNKNOWN_MS;
    if (event->message.type < 1 || event->message.type > 3 || position->utc_second >= 60)
        return;
    int64_t second_ms = 1000 * (int64_t)position->utc_second;
    int64_t before_ms = fleet->now_ms % MINUTE_MS;
    if (is_timed)
        fleet->now_ms = event->stamp.time_ms / 1000 * 1000;
    else if (second_ms > before_ms || second_ms < before_ms - MINUTE_MS / 2)
        fleet->now_ms += (second_ms - before_ms + MINUTE_MS) % MINUTE_MS;

    struct history_columns *columns = columns_of(fleet, event->message.mmsi);
    if (columns == NULL)
        return;
    uint32_t i = columns->count;
    bool is_late = i > 0 && fleet->now_ms < columns->time_ms[i - 1];
    columns->time_ms[i] = is_late ? columns->time_ms[i - 1] : fleet->now_ms;
    columns->longitude_min_e4[i] = position->longitude_min_e4;
    columns->latitude_min_e4[i] = position->latitude_min_e4;
    columns->speed_kn_e1[i] = (uint16_t)position->speed_kn_e1;
    columns->course_deg_e1[i] = (uint16_t)position->course_deg_e1;
    columns->heading_deg[i] = (uint16_t)position->heading_deg;
    columns->status[i] = (uint8_t)position->navigation_status;
    columns->turn[i] = (int8_t)position->turn_indicator;
    if (++columns->count == HISTORY_CHUNK_COUNT_MAX)
        close_chunk(fleet, columns);
}

/* Adds a file; tracks of one file end with it. */
static void add_file(struct fleet *fleet, const struct samples_file *file)
{
    static struct ais_decoder decoder;
    struct ais_arrival arrival = {.received_ms = AIS_UNKNOWN_MS, .ends_line = true};
    struct ais_event event;
    ais_decoder_init(&decoder);
    for (size_t i = 0; i < file->line_count; i++) {
        ais_decoder_push(&decoder, file->lines[i].start, file->lines[i].size, arrival);
        while (ais_decoder_next(&decoder, &event))
            if (event.kind == AIS_EVENT_MESSAGE)
                add_position(fleet, &event);
    }
    for (size_t at = 0; at < SHIP_COUNT_MAX; at++) {
        struct ship *ship = &fleet->ships[at];
        if (ship->columns != NULL &&
            ship->columns->count > (ship->columns->has_head ? 1 : SHORTEST))
            close_chunk(fleet, ship->columns);
        free(ship->columns);
        ship->columns = NULL;
    }
    fleet->count = 0;
}

static void check_tracks(const char *folder, double hot_max, double cold_max)
{
    static struct fleet fleet;
    static struct samples samples;
    char path[SAMPLES_PATH_BYTES];
    const char *named = getenv("NARROWS_SAMPLES");

    memset(&fleet, 0, sizeof fleet);
    memset(&samples, 0, sizeof samples);
    if (named != NULL && named[0] != '\0')
        snprintf(path, sizeof path, "%s/nmea/%s", named, folder);
    else
        snprintf(path, sizeof path, "%s/../shared/data/nmea/%s", getenv("NARROWS_ROOT"), folder);
    samples_add_folder(&samples, path);
    if (samples.file_count == 0) {
        check_skip("no samples");
        return;
    }
    for (size_t i = 0; i < samples.file_count; i++)
        add_file(&fleet, &samples.files[i]);
    samples_release(&samples);
    CHECK(fleet.positions > 500);
    CHECK((double)fleet.sizes[0] <= hot_max * (double)fleet.positions);
    CHECK((double)fleet.sizes[1] <= cold_max * (double)fleet.positions);
}

static void tracks_of_the_sound_are_small_and_come_back(void)
{
    check_tracks("oresund-2018", 4.5, 3.5);
}

static void tracks_of_the_forth_are_small_and_come_back(void)
{
    check_tracks("forth-aisle", 4.5, 3.5);
}

static void tracks_of_denmark_come_back(void)
{
    check_tracks("denmark-2013", 8, 8);
}

int main(void)
{
    RUN(tracks_of_the_sound_are_small_and_come_back);
    RUN(tracks_of_the_forth_are_small_and_come_back);
    RUN(tracks_of_denmark_come_back);
    return check_summary();
}
