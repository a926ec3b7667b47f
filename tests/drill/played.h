/* SPDX-License-Identifier: Apache-2.0 */
/* A scenario of drills/ played to its end: its rows of truth, its messages. */
#ifndef PLAYED_H
#define PLAYED_H

#include "ais/decoder.h"
#include "ais/stamp.h"
#include "base/json_value.h"
#include "check.h"
#include "drill/stream.h"

#include <geodesic.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 100000, ROW_BYTES = 512, FILE_BYTES_MAX = 1 << 16, MESSAGES_MAX = 100000 };

struct heard_message {
    int64_t time_ms, true_ms;
    char station[16];
    struct ais_message message;
};

/* What a scenario gave, all of it. */
static struct {
    char rows[ROWS_MAX][ROW_BYTES];
    size_t row_count, message_count, position_count;
    size_t positions[ROWS_MAX]; /* which rows are of positions: there are many */
    struct heard_message messages[MESSAGES_MAX];
    int64_t from_ms;
} played;

static inline void on_row(void *user, const char *row, size_t size)
{
    (void)user;
    if (played.row_count == ROWS_MAX || size >= ROW_BYTES)
        exit(1);
    memcpy(played.rows[played.row_count], row, size);
    if (strncmp(row, "{\"truth\":\"position\"", 19) == 0)
        played.positions[played.position_count++] = played.row_count;
    played.rows[played.row_count++][size] = '\0';
}

static inline void keep(struct ais_decoder *decoder, const struct drill_streamed *heard)
{
    struct ais_event event;
    ais_decoder_push(decoder, heard->bytes, heard->size,
                     (struct ais_arrival){AIS_UNKNOWN_MS, 0, true});
    while (ais_decoder_next(decoder, &event)) {
        CHECK_INT(event.kind, AIS_EVENT_MESSAGE);
        if (played.message_count == MESSAGES_MAX)
            exit(1);
        struct heard_message *message = &played.messages[played.message_count++];
        *message = (struct heard_message){
            .time_ms = event.stamp.time_ms, .true_ms = heard->due_ms, .message = event.message};
        memcpy(message->station, event.stamp.station, sizeof message->station);
    }
}

static inline void on_fault_row(void *context, const char *bytes, size_t size)
{
    on_row(context, bytes, size - 1);
}

static inline void pull(struct drill_stream *stream)
{
    static struct ais_decoder decoder;
    struct drill_streamed heard;
    ais_decoder_init(&decoder);
    while (drill_stream_next(stream, &heard))
        keep(&decoder, &heard);
    drill_stream_add_fault_truth(stream, (struct drill_sink){NULL, on_fault_row});
}

static inline void read_faults(const char *bytes, size_t size, struct drill_faults *faults)
{
    char words[512];
    struct text reason = text_init(words, sizeof words);
    struct json_tree *tree = json_tree_parse(bytes, size, &reason);
    struct json_value list = json_value_member(json_tree_root(tree), "faults");
    faults->count = 0;
    if (json_value_count(list) > 0)
        CHECK(drill_faults_read(list, faults, &reason));
    json_tree_free(tree);
}

/* The bytes of a scenario. */
static inline void play_bytes(const char *bytes, size_t size, double positions_s)
{
    static struct drill_faults faults;
    char words[512];
    struct text reason = text_init(words, sizeof words);
    struct drill_scenario *scenario = drill_scenario_read(bytes, size, &reason);
    read_faults(bytes, size, &faults);
    struct drill_stream *stream =
        scenario == NULL
            ? NULL
            : drill_stream_new(scenario, NULL, faults.count > 0 ? &faults : NULL, &reason);
    CHECK_TEXT(words, "");
    if (stream == NULL)
        exit(1);
    played.row_count = played.message_count = played.position_count = 0;
    played.from_ms = scenario->from_ms;
    drill_stream_truth(stream, &(struct drill_truth_sink){on_row, NULL, positions_s});
    pull(stream);
    drill_stream_free(stream);
    drill_scenario_free(scenario);
}

static inline void play(const char *name, double positions_s)
{
    static char bytes[FILE_BYTES_MAX];
    char words[512];
    struct text path = text_init(words, sizeof words);
    text_add_format(&path, "%s/drills/%s.json", getenv("NARROWS_ROOT"), name);
    FILE *file = fopen(words, "rb");
    CHECK(file != NULL);
    if (file == NULL)
        exit(1);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    play_bytes(bytes, size, positions_s);
}

/* Whether a row is of that kind. */
static inline bool is_of(const char *row, const char *kind)
{
    static const char before[] = "{\"truth\":\"";
    size_t size = strlen(kind);
    return strncmp(row, before, sizeof before - 1) == 0 &&
           strncmp(row + sizeof before - 1, kind, size) == 0 &&
           row[sizeof before - 1 + size] == '"';
}

/* The row of a kind with that index among them; NULL when there is none. */
static inline struct json_tree *row_of(const char *kind, size_t index)
{
    char words[256];
    struct text reason = text_init(words, sizeof words);
    bool is_position = strcmp(kind, "position") == 0;
    size_t row = is_position && index < played.position_count ? played.positions[index] : 0;
    while (!is_position && row < played.row_count &&
           (!is_of(played.rows[row], kind) || index-- > 0))
        row++;
    if (row == played.row_count || (is_position && index >= played.position_count))
        return NULL;
    return json_tree_parse(played.rows[row], strlen(played.rows[row]), &reason);
}

/* A number of it; NAN when it is not there. */
static inline double number(const char *kind, size_t index, const char *member)
{
    struct json_tree *tree = row_of(kind, index);
    double value = (double)NAN;
    if (tree != NULL)
        value = json_value_number(json_value_member(json_tree_root(tree), member));
    json_tree_free(tree);
    return value;
}

/* A text of it, until the next call. */
static inline const char *word(const char *kind, size_t index, const char *member)
{
    static char bytes[64];
    struct json_tree *tree = row_of(kind, index);
    struct text text = text_init(bytes, sizeof bytes);
    if (tree != NULL)
        text_add(&text, json_value_text(json_value_member(json_tree_root(tree), member)));
    json_tree_free(tree);
    return bytes;
}

static inline size_t count(const char *words)
{
    size_t rows = 0;
    for (size_t i = 0; i < played.row_count; i++)
        rows += strstr(played.rows[i], words) != NULL;
    return rows;
}

static inline struct geo_point place(size_t index)
{
    return (struct geo_point){number("position", index, "lon"), number("position", index, "lat")};
}

static inline double geodesic_m(struct geo_point from, struct geo_point to)
{
    struct geod_geodesic earth;
    double distance_m, first_deg, last_deg;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    geod_inverse(&earth, from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg,
                 &distance_m, &first_deg, &last_deg);
    return distance_m;
}

#endif
