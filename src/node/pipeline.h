/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a sentence, whole: bytes to messages, to reports, to the picture. Live sources and
 * recordings take the same way, with the clock as the only difference. */
#ifndef NODE_PIPELINE_H
#define NODE_PIPELINE_H

#include "ais/decoder.h"
#include "evidence/intake.h"
#include "node/archive.h"
#include "track/picture.h"

struct node_pipeline;

/* One source's end of the pipeline. */
struct node_feed;

struct node_pipeline_options {
    enum evidence_clock clock;
    size_t target_count_max;
    int64_t keep_lost_ms;
    struct node_archive *archive; /* keeps what is reported; NULL: nothing does. Must outlive it */
    bool is_drill; /* takes what is marked as of a drill; otherwise it is refused, and counted */
};

/* NULL when there is no memory. */
struct node_pipeline *node_pipeline_new(const struct node_pipeline_options *options);
void node_pipeline_free(struct node_pipeline *pipeline);

/* A feed of the pipeline; `station` is the receiver's name where sentences name none, and must
 * outlive the feed. NULL when there is no memory. */
struct node_feed *node_feed_new(struct node_pipeline *pipeline, const char *station);
void node_feed_free(struct node_feed *feed);

/* Takes bytes as they came. */
void node_feed_take(struct node_feed *feed, const char *bytes, size_t size,
                    struct ais_arrival arrival);

/* The stream is over: a last line without its end counts. */
void node_feed_end(struct node_feed *feed);

const struct ais_counts *node_feed_counts(const struct node_feed *feed);

/* The live clock; a recording's goes by its own times. */
void node_pipeline_advance(struct node_pipeline *pipeline, int64_t now_ms);

/* Everything forgotten, for a recording that starts anew. Feeds and their counts stay. */
void node_pipeline_clear(struct node_pipeline *pipeline);

const struct track_picture *node_pipeline_picture(const struct node_pipeline *pipeline);
const struct evidence_stations *node_pipeline_stations(const struct node_pipeline *pipeline);

/* Messages whose own time was not believed. */
uint64_t node_pipeline_doubted_count(const struct node_pipeline *pipeline);

#endif
