/* SPDX-License-Identifier: Apache-2.0 */
#include "history/replay.h"

#include "evidence/copies.h"
#include "history/chunk.h"
#include "history/gather.h"
#include "history/journal.h"

#include <string.h>

bool history_replay_take(struct history_tail *tail, struct history_hearers *hearers,
                         const struct evidence_report *report)
{
    struct history_position position;

    if (!history_position_read(report->message, &position))
        return true;
    position.time_ms = report->time_ms;
    return (report->is_copy &&
            history_tail_heard_again(tail, &position, EVIDENCE_COPY_PERIOD_MS, report->station)) ||
           history_tail_add(tail, &position,
                            history_hearers_with(hearers, HISTORY_HEARERS_NONE, report->station));
}

/* Positions of a chunk go back into the tail. */
static void take_chunk(struct history_replay *replay, struct history_bytes bytes)
{
    struct history_position position = {.mmsi = (uint32_t)history_bytes_get(&bytes, 4)};
    struct history_columns *columns = &replay->columns;

    position.class_of = (uint8_t)history_bytes_get(&bytes, 1);
    if (bytes.is_cut || position.class_of >= HISTORY_CLASS_COUNT ||
        history_chunk_decode(bytes.at, history_bytes_left(&bytes), columns) != HISTORY_CHUNK_OK)
        return;
    for (size_t i = 0; i < columns->count; i++) {
        size_t count;
        const uint16_t *stations = history_gather_stations(columns, i, &count);
        uint16_t hearers = HISTORY_HEARERS_NONE;
        for (size_t j = 0; j < count; j++)
            hearers = history_hearers_with(replay->hearers, hearers, replay->numbers[stations[j]]);
        position.time_ms = columns->time_ms[i];
        position.values = history_gather_values(columns, i);
        history_tail_add(replay->tail, &position, hearers);
    }
}

static void take_report(struct history_replay *replay, struct history_bytes bytes)
{
    struct history_record record;
    struct ais_message message;

    if (!history_record_read(&bytes, &record) || !history_record_message(&record, &message))
        return;
    struct evidence_report report = history_record_report(&record, &message);
    report.station = replay->numbers[record.station];
    replay->report(replay->user, &report);
    replay->report_count++;
}

static void take_station(struct history_replay *replay, struct history_bytes bytes)
{
    char name[HISTORY_STATION_NAME_BYTES + 1] = "";
    uint16_t number = (uint16_t)history_bytes_get(&bytes, 2);
    size_t size = history_bytes_left(&bytes);

    if (bytes.is_cut || size > HISTORY_STATION_NAME_BYTES)
        return;
    memcpy(name, bytes.at, size);
    replay->numbers[number] = replay->station(replay->user, number, name);
}

static void take(void *user, enum history_journal_kind kind, const uint8_t *bytes, size_t size)
{
    struct history_replay *replay = user;
    struct history_bytes entry = {bytes, bytes + size, false};

    if (kind == HISTORY_JOURNAL_STATION)
        take_station(replay, entry);
    else if (kind == HISTORY_JOURNAL_CHUNK)
        take_chunk(replay, entry);
    else if (kind == HISTORY_JOURNAL_REPORT)
        take_report(replay, entry);
}

bool history_replay_run(struct history_replay *replay, const char *directory, struct text *reason)
{
    return history_journal_replay(directory, take, replay, &replay->cut_size, reason);
}
