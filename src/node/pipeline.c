/* SPDX-License-Identifier: Apache-2.0 */
#include "node/pipeline.h"

#include <stdlib.h>

struct node_pipeline {
    struct evidence_intake *intake;
    struct track_picture *picture;
    struct node_archive *archive;
    bool is_drill;
    int64_t advanced_s; /* the second of the log that the picture's clock has reached */
};

struct node_feed {
    struct node_pipeline *pipeline;
    const char *station;
    struct ais_decoder decoder;
};

struct node_pipeline *node_pipeline_new(const struct node_pipeline_options *options)
{
    struct node_pipeline *pipeline = calloc(1, sizeof *pipeline);
    if (pipeline == NULL)
        return NULL;
    pipeline->intake = evidence_intake_new(options->clock);
    pipeline->picture = track_picture_new(
        &(struct track_picture_options){options->target_count_max, options->keep_lost_ms});
    pipeline->archive = options->archive;
    pipeline->is_drill = options->is_drill;
    pipeline->advanced_s = INT64_MIN;
    if (pipeline->intake == NULL || pipeline->picture == NULL) {
        node_pipeline_free(pipeline);
        return NULL;
    }
    return pipeline;
}

void node_pipeline_free(struct node_pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    evidence_intake_free(pipeline->intake);
    track_picture_free(pipeline->picture);
    free(pipeline);
}

struct node_feed *node_feed_new(struct node_pipeline *pipeline, const char *station)
{
    struct node_feed *feed = malloc(sizeof *feed);
    if (feed == NULL)
        return NULL;
    feed->pipeline = pipeline;
    feed->station = station;
    ais_decoder_init(&feed->decoder);
    feed->decoder.refuses_drills = !pipeline->is_drill;
    return feed;
}

void node_feed_free(struct node_feed *feed)
{
    free(feed);
}

/* Targets grow old at whole seconds of the reports' own time: the same at any speed of replay. */
static void advance_to(struct node_pipeline *pipeline, int64_t time_ms)
{
    if (time_ms / 1000 > pipeline->advanced_s) {
        pipeline->advanced_s = time_ms / 1000;
        track_picture_advance(pipeline->picture, pipeline->advanced_s * 1000);
    }
}

static void take_message(struct node_feed *feed, const struct ais_event *event)
{
    struct node_pipeline *pipeline = feed->pipeline;
    struct evidence_report report = evidence_intake_take(pipeline->intake, event, feed->station);

    advance_to(pipeline, report.time_ms);
    track_picture_update(pipeline->picture, &report);
    if (pipeline->archive != NULL)
        node_archive_take(pipeline->archive, &report, evidence_intake_stations(pipeline->intake));
}

static void pull(struct node_feed *feed)
{
    struct ais_event event;
    while (ais_decoder_next(&feed->decoder, &event))
        if (event.kind == AIS_EVENT_MESSAGE)
            take_message(feed, &event);
}

void node_feed_take(struct node_feed *feed, const char *bytes, size_t size,
                    struct ais_arrival arrival)
{
    ais_decoder_push(&feed->decoder, bytes, size, arrival);
    pull(feed);
}

void node_feed_end(struct node_feed *feed)
{
    ais_decoder_end(&feed->decoder);
    pull(feed);
}

const struct ais_counts *node_feed_counts(const struct node_feed *feed)
{
    return &feed->decoder.counts;
}

void node_pipeline_advance(struct node_pipeline *pipeline, int64_t now_ms)
{
    track_picture_advance(pipeline->picture, now_ms);
}

void node_pipeline_clear(struct node_pipeline *pipeline)
{
    evidence_intake_clear(pipeline->intake);
    if (pipeline->archive != NULL)
        node_archive_forget_stations(pipeline->archive);
    track_picture_clear(pipeline->picture);
    pipeline->advanced_s = INT64_MIN;
}

const struct track_picture *node_pipeline_picture(const struct node_pipeline *pipeline)
{
    return pipeline->picture;
}

const struct evidence_stations *node_pipeline_stations(const struct node_pipeline *pipeline)
{
    return evidence_intake_stations(pipeline->intake);
}

uint64_t node_pipeline_doubted_count(const struct node_pipeline *pipeline)
{
    return evidence_intake_doubted_count(pipeline->intake);
}
