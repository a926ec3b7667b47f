/* SPDX-License-Identifier: Apache-2.0 */
/* Ships that sail by hand, and a report on what a store has of them. */
#ifndef JOURNEY_H
#define JOURNEY_H

#include "../history/fleet.h"
#include "report/job.h"

static const int64_t journey_begin_ms = INT64_C(1803859200000); /* 2027-03-01 */

enum { JOURNEY_MIN_MS = 60000, JOURNEY_H_MS = 3600000 };

struct journey {
    char folder[32];
    struct history_writer *writer;
};

static inline void journey_open(struct journey *journey)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_writer_options options = {
        .directory = journey->folder, .segment_count_max = 1000, .position_count_max = 100000};

    journey->writer = history_writer_open(&options, &reason);
    CHECK_TEXT(bytes, "");
}

static inline void journey_close(struct journey *journey)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    CHECK(history_writer_close(journey->writer, NULL, &reason));
    CHECK_TEXT(bytes, "");
}

static inline void journey_begin(struct journey *journey)
{
    fleet_make_folder(journey->folder);
    journey_open(journey);
    CHECK_INT(history_writer_station(journey->writer, "roof"), 1);
}

/* A report of a ship `at_s` seconds after the beginning. */
static inline void journey_say(struct journey *journey, uint32_t mmsi, double at_s,
                               struct geo_point place, double speed_kn)
{
    uint8_t payload[32];
    double degree = HISTORY_DEGREE;
    double longitude = place.longitude_deg * degree, latitude = place.latitude_deg * degree;
    struct ais_message message = fleet_message(
        payload, mmsi, (int32_t)(longitude + (longitude < 0 ? -0.5 : 0.5)),
        (int32_t)(latitude + (latitude < 0 ? -0.5 : 0.5)), (uint32_t)(speed_kn * 10 + 0.5));
    struct evidence_report report = {
        .message = &message,
        .time_ms = journey_begin_ms + (int64_t)(at_s * 1000),
        .station = 1,
    };
    history_writer_take(journey->writer, &report);
}

/* A ship that goes straight from one place to another, and says so every `every_s`, the ends
 * included. */
struct journey_leg {
    uint32_t mmsi;
    struct geo_point from;
    struct geo_point to;
    double from_s;
    double to_s;
    double every_s;
    double speed_kn; /* as she says */
};

static inline void journey_sail(struct journey *journey, const struct journey_leg *leg)
{
    for (double at_s = leg->from_s; at_s <= leg->to_s; at_s += leg->every_s) {
        double part =
            leg->to_s > leg->from_s ? (at_s - leg->from_s) / (leg->to_s - leg->from_s) : 0;
        struct geo_point place = {
            leg->from.longitude_deg + part * (leg->to.longitude_deg - leg->from.longitude_deg),
            leg->from.latitude_deg + part * (leg->to.latitude_deg - leg->from.latitude_deg)};
        journey_say(journey, leg->mmsi, at_s, place, leg->speed_kn);
    }
}

/* Waters of GeoJSON features behind the one of the waters themselves. */
static inline struct geo_waters *journey_waters(const char *features)
{
    char bytes[8192], words[256];
    struct text text = text_init(bytes, sizeof bytes);
    struct text reason = text_init(words, sizeof words);

    text_add_format(
        &text,
        "{\"type\":\"FeatureCollection\",\"attribution\":\"none\",\"features\":[{\"type\":"
        "\"Feature\",\"id\":\"sea\",\"properties\":{\"kind\":\"waters\",\"name\":{\"en\":\"Sea\"}"
        ",\"view\":{\"centre\":[56.5,26.5],\"zoom\":8}},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[50,20],[60,20],[60,30],[50,30],[50,20]]]}},%s]}",
        features);
    struct geo_waters *waters = geo_waters_new(bytes, text.size, &reason);
    CHECK_TEXT(words, "");
    return waters;
}

typedef bool journey_rule(const struct report_job *job, struct report_figures *figures,
                          struct text *reason);

/* Closes the writer and makes a report on all days of the store. */
static inline void journey_report(const struct journey *journey, journey_rule *rule,
                                  struct report_job *job, struct report_figures *figures)
{
    static const uint8_t digest[DIGEST_BYTES];
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    job->reader = history_reader_open(journey->folder, &reason);
    CHECK_TEXT(bytes, "");
    job->waters_digest = digest;
    if (job->until_ms == 0) {
        job->from_ms = journey_begin_ms;
        job->until_ms = journey_begin_ms + 10 * 24 * JOURNEY_H_MS;
    }
    CHECK(rule(job, figures, &reason));
    CHECK_TEXT(bytes, "");
    history_reader_close(job->reader);
}

static inline void journey_end(struct journey *journey)
{
    fleet_drop_folder(journey->folder);
}

/* A cell of a table by its names; REPORT_NONE when there is none. */
static inline int64_t journey_cell(const struct report_figures *figures, const char *table,
                                   size_t row, const char *column)
{
    for (size_t i = 0; i < figures->table_count; i++) {
        const struct report_figures_table *found = &figures->tables[i];
        for (size_t j = 0; j < found->column_count; j++)
            if (strcmp(found->name, table) == 0 && strcmp(found->columns[j].name, column) == 0 &&
                row < found->row_count)
                return found->cells[row * found->column_count + j];
    }
    CHECK(false);
    return REPORT_NONE;
}

static inline size_t journey_row_count(const struct report_figures *figures, const char *table)
{
    for (size_t i = 0; i < figures->table_count; i++)
        if (strcmp(figures->tables[i].name, table) == 0)
            return figures->tables[i].row_count;
    CHECK(false);
    return 0;
}

#endif
