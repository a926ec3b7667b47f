/* SPDX-License-Identifier: Apache-2.0 */
#include "server/metrics.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

static void add_help(struct text *text, const char *name, const char *type, const char *help)
{
    text_add_format(text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* A label's value may hold anything but these three as it is. */
static void add_label(struct text *text, const char *label, const char *value)
{
    text_add_format(text, "{%s=\"", label);
    for (; *value != '\0'; value++) {
        if (*value == '\n') {
            text_add(text, "\\n");
            continue;
        }
        if (*value == '\\' || *value == '"')
            text_add_char(text, '\\');
        text_add_char(text, *value);
    }
    text_add(text, "\"}");
}

static void add_labelled(struct text *text, const char *name, const char *label,
                         const char *label_value, int64_t value)
{
    text_add(text, name);
    add_label(text, label, label_value);
    text_add_format(text, " %lld\n", (long long)value);
}

static void add_single(struct text *text, const char *name, const char *type, const char *help,
                       int64_t value)
{
    add_help(text, name, type, help);
    text_add_format(text, "%s %lld\n", name, (long long)value);
}

static void add_messages(struct text *text, const struct server_status *status)
{
    add_help(text, "narrows_messages_total", "counter", "AIS messages decoded, by message type.");
    for (int type = 1; type < TRACK_MESSAGE_TYPE_COUNT; type++) {
        char bytes[8];
        struct text number = text_init(bytes, sizeof bytes);
        text_add_int(&number, type);
        add_labelled(text, "narrows_messages_total", "type", bytes,
                     (int64_t)status->message_count_by_type[type]);
    }
    add_help(text, "narrows_refused_total", "counter", "Sentences refused, by reason.");
    for (size_t i = 0; i < status->refusal_count; i++)
        add_labelled(text, "narrows_refused_total", "reason", status->refusals[i].name,
                     (int64_t)status->refusals[i].count);
}

enum source_column {
    SOURCE_UP,
    SOURCE_BYTES,
    SOURCE_MESSAGES,
    SOURCE_REFUSED,
};

struct source_metric {
    const char *name;
    const char *type;
    const char *help;
    enum source_column column;
};

static const struct source_metric source_metrics[] = {
    {"narrows_source_up", "gauge", "1 when the source is connected or open.", SOURCE_UP},
    {"narrows_source_bytes_total", "counter", "Bytes that came from the source.", SOURCE_BYTES},
    {"narrows_source_messages_total", "counter", "Messages from the source.", SOURCE_MESSAGES},
    {"narrows_source_refused_total", "counter", "Refusals of the source.", SOURCE_REFUSED},
};

static uint64_t source_value(const struct server_status_source *source, enum source_column column)
{
    switch (column) {
    case SOURCE_UP:
        return source->is_up;
    case SOURCE_BYTES:
        return source->byte_count;
    case SOURCE_MESSAGES:
        return source->message_count;
    case SOURCE_REFUSED:
        return source->refused_count;
    }
    return 0;
}

static void add_sources(struct text *text, const struct server_status *status)
{
    for (size_t i = 0; i < sizeof source_metrics / sizeof source_metrics[0]; i++) {
        const struct source_metric *metric = &source_metrics[i];
        add_help(text, metric->name, metric->type, metric->help);
        for (size_t j = 0; j < status->source_count; j++)
            add_labelled(text, metric->name, "source", status->sources[j].name,
                         (int64_t)source_value(&status->sources[j], metric->column));
    }
    add_help(text, "narrows_source_silent_seconds", "gauge",
             "Time since the source was last heard; absent before.");
    for (size_t j = 0; j < status->source_count; j++) {
        if (!isfinite(status->sources[j].silent_s))
            continue;
        text_add(text, "narrows_source_silent_seconds");
        add_label(text, "source", status->sources[j].name);
        text_add_char(text, ' ');
        text_add_real(text, status->sources[j].silent_s, 1);
        text_add_char(text, '\n');
    }
}

static void add_targets(struct text *text, const struct server_site *site, size_t target_count_max)
{
    struct track_picture_counts counts = track_picture_counts(site->picture);
    add_help(text, "narrows_targets", "gauge", "Targets known now, by kind.");
    for (int kind = 0; kind < TRACK_KIND_COUNT; kind++)
        add_labelled(text, "narrows_targets", "kind", track_kind_name((enum track_kind)kind),
                     (int64_t)counts.by_kind[kind]);
    add_single(text, "narrows_targets_lost", "gauge", "Targets that are lost.",
               (int64_t)counts.lost);
    add_single(text, "narrows_targets_capacity", "gauge", "Targets there is room for.",
               (int64_t)target_count_max);
    add_single(text, "narrows_targets_refused_total", "counter",
               "Reports of new targets that found no room.", (int64_t)counts.refused_full);
}

static void add_server(struct text *text, const struct server_site *site)
{
    add_single(text, "narrows_viewers", "gauge", "Viewers of the live picture.",
               (int64_t)site->viewer_count);
    add_single(text, "narrows_viewers_refused_total", "counter",
               "Viewers turned away because there were too many.",
               (int64_t)site->viewers_refused_count);
    add_single(text, "narrows_live_frames_total", "counter", "Frames written to viewers.",
               (int64_t)site->frame_count);
    add_single(text, "narrows_live_frames_skipped_total", "counter",
               "Frames left out because a viewer was slow.", (int64_t)site->frame_skipped_count);
    add_single(text, "narrows_http_responses_total", "counter", "HTTP responses.",
               (int64_t)site->response_count);
    add_single(text, "narrows_archive_answers_total", "counter",
               "Requests that the archive answered.", (int64_t)site->archive_answered_count);
    add_single(text, "narrows_archive_refused_total", "counter",
               "Requests turned away because too many waited for the archive.",
               (int64_t)site->archive_refused_count);
    add_single(text, "narrows_http_connections_refused_total", "counter",
               "Connections turned away because there were too many.",
               (int64_t)site->connections_refused_count);
}

/* The pages that the process holds in memory (proc(5)); 0 when the system does not say. */
static int64_t resident_bytes(void)
{
    long long total = 0;
    long long resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%lld %lld", &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

static void add_archive(struct text *text, const struct server_status_archive *archive)
{
    if (!archive->is_there)
        return;
    add_single(text, "narrows_archive_storing", "gauge", "1 while the disk takes the archive.",
               archive->is_storing);
    add_single(text, "narrows_archive_positions_total", "counter", "Positions written into chunks.",
               (int64_t)archive->position_count);
    add_single(text, "narrows_archive_open_positions", "gauge",
               "Positions that only the journal has yet.", (int64_t)archive->open_count);
    add_single(text, "narrows_archive_lost_total", "counter",
               "Reports that could not be kept: no room while the disk refused.",
               (int64_t)archive->lost_count);
}

void server_metrics_write(struct text *text, const struct server_site *site,
                          const struct server_status *status)
{
    add_messages(text, status);
    add_sources(text, status);
    add_targets(text, site, status->target_count_max);
    add_server(text, site);
    add_archive(text, &status->archive);
    add_single(text, "narrows_drill", "gauge", "1 when the node is in a drill.", status->is_drill);
    add_single(text, "narrows_uptime_seconds", "gauge", "Time since the node was started.",
               status->uptime_s);
    add_single(text, "process_resident_memory_bytes", "gauge", "Memory that the process holds.",
               resident_bytes());
}
