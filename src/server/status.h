/* SPDX-License-Identifier: Apache-2.0 */
/* What the node tells of itself: filled in by the node when somebody asks, shown by /api/status and
 * /metrics. */
#ifndef SERVER_STATUS_H
#define SERVER_STATUS_H

#include "base/text.h"
#include "track/target.h"

enum {
    SERVER_STATUS_SOURCE_COUNT_MAX = 64,
    SERVER_STATUS_REFUSAL_COUNT_MAX = 64,
};

/* All texts are the node's and hold until the loop's next turn. */
struct server_status_source {
    const char *name;
    const char *from;   /* its address as configured */
    const char *state;  /* "receiving" and so on: docs/api.md */
    const char *detail; /* why, or "" */
    int64_t heard_ms;   /* UTC, CLOCK_UNKNOWN_MS before anything was heard */
    double silent_s;    /* on the machine's own clock; NAN before anything was heard */
    uint64_t byte_count;
    uint64_t message_count;
    double messages_per_second;
    uint64_t refused_count;
    bool is_up; /* it can be heard: connected or open */
};

struct server_status_count {
    const char *name;
    uint64_t count;
};

/* The node's archive. */
struct server_status_archive {
    bool is_there;
    bool is_storing;         /* the disk takes what is written */
    const char *reason;      /* why not, or "" */
    uint64_t position_count; /* written since the start */
    uint64_t open_count;     /* that only the journal has yet */
    uint64_t lost_count;     /* reports for which there was no room */
};

struct server_status {
    const char *name; /* of the node */
    const char *version;
    const char *mode; /* "live", "replay" or "demo" */
    bool is_drill;    /* what it shows is, or may be, simulated */
    double speed;     /* of a replay or demo; NAN when live */
    int64_t uptime_s;
    size_t target_count_max;
    uint64_t message_count;
    double messages_per_second;
    uint64_t time_doubted_count; /* messages whose own time was not believed */
    uint64_t message_count_by_type[TRACK_MESSAGE_TYPE_COUNT];
    struct server_status_count refusals[SERVER_STATUS_REFUSAL_COUNT_MAX]; /* by reason */
    size_t refusal_count;
    struct server_status_source sources[SERVER_STATUS_SOURCE_COUNT_MAX];
    size_t source_count;
    struct server_status_archive archive;
};

struct server_site;

/* The body of /api/status, as docs/api.md has it. */
void server_status_write(struct text *text, const struct server_site *site,
                         const struct server_status *status);

#endif
