/* SPDX-License-Identifier: Apache-2.0 */
#include "server/status.h"

#include "server/site.h"
#include "server/value.h"

static void write_targets(struct json *json, const struct server_site *site, size_t capacity)
{
    struct track_picture_counts counts = track_picture_counts(site->picture);
    json_open_object(json, "targets");
    json_int(json, "known", (int64_t)counts.targets);
    json_int(json, "with_position", (int64_t)counts.with_position);
    json_int(json, "lost", (int64_t)counts.lost);
    json_int(json, "capacity", (int64_t)capacity);
    json_int(json, "refused", (int64_t)counts.refused_full);
    json_open_object(json, "by_kind");
    for (int kind = 0; kind < TRACK_KIND_COUNT; kind++)
        if (counts.by_kind[kind] > 0)
            json_int(json, track_kind_name((enum track_kind)kind), (int64_t)counts.by_kind[kind]);
    json_close_object(json);
    json_close_object(json);
}

static void write_messages(struct json *json, const struct server_status *status)
{
    json_open_object(json, "messages");
    json_int(json, "total", (int64_t)status->message_count);
    json_real(json, "per_second", status->messages_per_second, 1);
    json_int(json, "time_doubted", (int64_t)status->time_doubted_count);
    json_open_object(json, "by_type");
    for (int type = 0; type < TRACK_MESSAGE_TYPE_COUNT; type++) {
        char bytes[8];
        struct text name = text_init(bytes, sizeof bytes);
        text_add_int(&name, type);
        if (status->message_count_by_type[type] > 0)
            json_int(json, bytes, (int64_t)status->message_count_by_type[type]);
    }
    json_close_object(json);
    json_close_object(json);
}

static void write_refusals(struct json *json, const struct server_status *status)
{
    json_open_object(json, "refused");
    for (size_t i = 0; i < status->refusal_count; i++)
        if (status->refusals[i].count > 0)
            json_int(json, status->refusals[i].name, (int64_t)status->refusals[i].count);
    json_close_object(json);
}

static void write_sources(struct json *json, const struct server_status *status)
{
    json_open_array(json, "sources");
    for (size_t i = 0; i < status->source_count; i++) {
        const struct server_status_source *source = &status->sources[i];
        json_open_object(json, NULL);
        json_utf8(json, "name", source->name);
        json_utf8(json, "from", source->from);
        json_text(json, "state", source->state);
        json_utf8(json, "detail", source->detail);
        server_value_write_time(json, "heard", source->heard_ms);
        json_real(json, "silent_s", source->silent_s, 1);
        json_int(json, "bytes", (int64_t)source->byte_count);
        json_int(json, "messages", (int64_t)source->message_count);
        json_real(json, "per_second", source->messages_per_second, 1);
        json_int(json, "refused", (int64_t)source->refused_count);
        json_close_object(json);
    }
    json_close_array(json);
}

/* Station 0 is the one without a name. */
static void write_stations(struct json *json, const struct evidence_stations *stations)
{
    size_t count = evidence_stations_count(stations);
    json_open_array(json, "stations");
    for (size_t i = 1; i < count; i++) {
        const struct evidence_station *station = evidence_stations_get(stations, (uint16_t)i);
        json_open_object(json, NULL);
        json_text(json, "name", station->name);
        server_value_write_time(json, "heard", station->heard_ms);
        json_int(json, "messages", (int64_t)station->message_count);
        json_close_object(json);
    }
    json_close_array(json);
}

/* null when the node keeps none. */
static void write_archive(struct json *json, const struct server_status_archive *archive)
{
    if (!archive->is_there) {
        json_null(json, "archive");
        return;
    }
    json_open_object(json, "archive");
    json_bool(json, "storing", archive->is_storing);
    json_utf8(json, "reason", archive->reason);
    json_int(json, "positions", (int64_t)archive->position_count);
    json_int(json, "open", (int64_t)archive->open_count);
    json_int(json, "lost", (int64_t)archive->lost_count);
    json_close_object(json);
}

void server_status_write(struct text *text, const struct server_site *site,
                         const struct server_status *status)
{
    struct json json = json_init(text);
    json_open_object(&json, NULL);
    json_utf8(&json, "name", status->name);
    json_text(&json, "version", status->version);
    json_text(&json, "mode", status->mode);
    json_bool(&json, "drill", status->is_drill);
    server_value_write_time(&json, "time", track_picture_time_ms(site->picture));
    json_int(&json, "uptime_s", status->uptime_s);
    json_real(&json, "speed", status->speed, 0);
    json_int(&json, "viewers", (int64_t)site->viewer_count);
    write_targets(&json, site, status->target_count_max);
    write_messages(&json, status);
    write_refusals(&json, status);
    write_sources(&json, status);
    write_stations(&json, site->stations);
    write_archive(&json, &status->archive);
    json_close_object(&json);
}
