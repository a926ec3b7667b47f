/* SPDX-License-Identifier: Apache-2.0 */
#include "history/writer.h"

#include "history/chunk.h"
#include "history/intervals.h"
#include "history/journal.h"
#include "history/lock.h"
#include "history/replay.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    INTERVALS_EVERY_MS = 60000,
    TRY_AGAIN_MS = 5000,
    DROP_EVERY_MS = 3600000,
    COMPACT_AT_A_TIME = 64, /* chunks a second: more than fill up live */
};

struct history_writer {
    struct history_writer_options options;
    char directory[HISTORY_STORE_FILE_BYTES];
    int lock;
    struct history_store *store; /* NULL while it cannot be opened */
    struct history_journal *journal;
    struct history_hearers *hearers;
    struct history_tail *tail;
    struct history_keeper *keeper; /* of the store */
    bool is_broken; /* the store's transaction is lost: the journal must be read again */
    int64_t intervals_written_ms;
    int64_t tried_ms;
    int64_t dropped_ms; /* what is too old */
    struct history_writer_state state;
    char reason[256];
    uint16_t last_station; /* the highest number given out */
    uint8_t bytes[HISTORY_CHUNK_SIZE_MAX + 8];
};

static void say_broken(struct history_writer *writer, const char *reason)
{
    writer->is_broken = true;
    writer->state.is_storing = false;
    snprintf(writer->reason, sizeof writer->reason, "%s", reason);
}

static bool keep(void *user, const struct history_position *of, struct history_columns *columns)
{
    struct history_writer *writer = user;

    if (writer->is_broken)
        return false;
    if (!history_store_add(writer->store, of, columns))
        say_broken(writer, history_store_reason(writer->store));
    return !writer->is_broken;
}

uint16_t history_writer_station(struct history_writer *writer, const char *name)
{
    uint8_t bytes[2 + HISTORY_STATION_NAME_BYTES];
    uint16_t number;
    size_t size = strnlen(name, HISTORY_STATION_NAME_BYTES);

    if (writer->is_broken || !history_store_station(writer->store, name, &number)) {
        /* The journal tells it by its name when the store can be written again. */
        if (writer->journal == NULL || writer->last_station == UINT16_MAX)
            return 0;
        number = (uint16_t)(writer->last_station + 1);
    }
    if (number > writer->last_station)
        writer->last_station = number;
    memcpy(history_bytes_put(bytes, number, 2), name, size);
    if (writer->journal != NULL)
        history_journal_add(writer->journal, HISTORY_JOURNAL_STATION, bytes, 2 + size);
    return number;
}

/* A report without its way through the journal. */
static void take_report(struct history_writer *writer, const struct evidence_report *report)
{
    writer->state.report_count++;
    if (!history_replay_take(writer->tail, writer->hearers, report))
        writer->state.refused_count++;
    if (writer->is_broken || report->is_copy)
        return;
    if (!history_intervals_take(writer->store, report->message, report->time_ms))
        say_broken(writer, history_store_reason(writer->store));
}

/* The time as it is kept. */
static int64_t kept_ms(const struct history_writer *writer, int64_t time_ms)
{
    return writer->options.keeps_milliseconds ? time_ms : time_ms - (time_ms % 1000 + 1000) % 1000;
}

static void journal_record(struct history_writer *writer, const struct history_record *record)
{
    uint8_t bytes[HISTORY_RECORD_SIZE_MAX];
    size_t size = history_record_write(record, bytes);

    if (!history_journal_add(writer->journal, HISTORY_JOURNAL_REPORT, bytes, size))
        say_broken(writer, history_journal_reason(writer->journal));
}

/* A report that is in the journal, where there is one. */
static void take_journaled(struct history_writer *writer, const struct evidence_report *report)
{
    take_report(writer, report);
    if (history_hearers_are_nearly_full(writer->hearers) && history_tail_close(writer->tail))
        history_hearers_clear(writer->hearers);
}

void history_writer_take(struct history_writer *writer, const struct evidence_report *given)
{
    struct evidence_report report = *given;

    if (!history_record_is_wanted(report.message->type))
        return;
    report.time_ms = kept_ms(writer, report.time_ms);
    if (writer->journal != NULL) {
        struct history_record record = history_record_of(&report);
        journal_record(writer, &record);
    }
    take_journaled(writer, &report);
}

void history_writer_take_record(struct history_writer *writer, const struct history_record *given)
{
    struct history_record record = *given;
    struct ais_message message;

    if (!history_record_message(&record, &message))
        return;
    record.time_ms = kept_ms(writer, record.time_ms);
    if (writer->journal != NULL)
        journal_record(writer, &record);
    struct evidence_report report = history_record_report(&record, &message);
    take_journaled(writer, &report);
}

static void replay_report(void *user, const struct evidence_report *report)
{
    take_report(user, report);
}

static uint16_t replay_station(void *user, uint16_t number, const char *name)
{
    struct history_writer *writer = user;

    (void)number;
    if (!history_store_station(writer->store, name, &number))
        say_broken(writer, history_store_reason(writer->store));
    return number;
}

static void journal_station(void *user, uint16_t number, const char *name)
{
    struct history_writer *writer = user;
    uint8_t bytes[2 + HISTORY_STATION_NAME_BYTES];
    size_t size = strnlen(name, HISTORY_STATION_NAME_BYTES);

    memcpy(history_bytes_put(bytes, number, 2), name, size);
    history_journal_add(writer->journal, HISTORY_JOURNAL_STATION, bytes, 2 + size);
    if (number > writer->last_station)
        writer->last_station = number;
}

static void journal_chunk(void *user, const struct history_position *of,
                          const struct history_columns *columns)
{
    struct history_writer *writer = user;
    uint8_t *at = history_bytes_put(history_bytes_put(writer->bytes, of->mmsi, 4), of->class_of, 1);
    size_t size = history_chunk_encode(columns, HISTORY_CODEC_HOT, at);

    history_journal_add(writer->journal, HISTORY_JOURNAL_CHUNK, writer->bytes,
                        size + (size_t)(at - writer->bytes));
}

/* Begins a journal with all that is open, and lets go of the ones before when the disk has it. */
static bool begin_journal(struct history_writer *writer, struct text *reason)
{
    struct history_journal *old = writer->journal;

    if (!history_intervals_write(writer->store) || !history_store_commit(writer->store)) {
        text_add(reason, history_store_reason(writer->store));
        return false;
    }
    writer->journal = history_journal_open(writer->directory, reason);
    if (writer->journal == NULL) {
        writer->journal = old;
        return false;
    }
    bool is_begun = history_store_each_station(writer->store, journal_station, writer);
    history_tail_each(writer->tail, 0, journal_chunk, writer);
    is_begun = is_begun && history_journal_add(writer->journal, HISTORY_JOURNAL_BEGUN, NULL, 0) &&
               history_journal_write(writer->journal, true);
    if (!is_begun) {
        text_add(reason, history_journal_reason(writer->journal));
        history_journal_remove(writer->journal);
        writer->journal = old;
        return false;
    }
    history_journal_drop_others(writer->journal);
    history_journal_close(old);
    return true;
}

/* Takes up what the journal has. */
static bool replay(struct history_writer *writer, struct text *reason)
{
    struct history_replay *replay = calloc(1, sizeof *replay);

    if (replay == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    replay->tail = writer->tail;
    replay->hearers = writer->hearers;
    replay->station = replay_station;
    replay->report = replay_report;
    replay->user = writer;
    bool is_done = history_replay_run(replay, writer->directory, reason);
    writer->state.replayed_count = replay->report_count;
    free(replay);
    if (is_done && writer->is_broken)
        text_add(reason, writer->reason);
    return is_done && !writer->is_broken;
}

/* Opens the store. */
static bool begin(struct history_writer *writer, struct text *reason)
{
    writer->store = history_store_open(writer->directory, reason);
    if (writer->store == NULL)
        return false;
    writer->keeper = history_keeper_new(writer->store, &writer->options.keep);
    if (writer->keeper == NULL) {
        text_add(reason, "there is no memory");
        return false;
    }
    writer->is_broken = false;
    history_tail_clear(writer->tail);
    history_hearers_clear(writer->hearers);
    return !writer->options.has_journal ||
           (replay(writer, reason) && begin_journal(writer, reason));
}

static void release(struct history_writer *writer)
{
    history_journal_close(writer->journal);
    history_tail_free(writer->tail);
    history_hearers_free(writer->hearers);
    history_keeper_free(writer->keeper);
    history_store_close(writer->store);
    history_lock_release(writer->lock);
    free(writer);
}

struct history_writer *history_writer_open(const struct history_writer_options *options,
                                           struct text *reason)
{
    struct history_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    writer->options = *options;
    snprintf(writer->directory, sizeof writer->directory, "%s", options->directory);
    writer->state.is_storing = true;
    writer->lock = history_lock_take(options->directory, reason);
    if (writer->lock < 0) {
        free(writer);
        return NULL;
    }
    writer->hearers = history_hearers_new();
    writer->tail = writer->hearers == NULL ? NULL
                                           : history_tail_new(&(struct history_tail_options){
                                                 .segment_count_max = options->segment_count_max,
                                                 .position_count_max = options->position_count_max,
                                                 .hearers = writer->hearers,
                                                 .keep = keep,
                                                 .user = writer,
                                             });
    if (writer->tail == NULL)
        text_add(reason, "there is no memory");
    if (writer->tail == NULL || !begin(writer, reason)) {
        release(writer);
        return NULL;
    }
    return writer;
}

/* Everything closed, for a writer without a journal. */
static bool close_all(struct history_writer *writer)
{
    if (!writer->is_broken && history_tail_close(writer->tail) &&
        history_intervals_write(writer->store) && history_store_commit(writer->store))
        return true;
    if (!writer->is_broken)
        say_broken(writer, history_store_reason(writer->store));
    return false;
}

bool history_writer_close(struct history_writer *writer, struct history_store_counts *counts,
                          struct text *reason)
{
    bool is_kept;

    if (writer->journal == NULL) {
        is_kept = close_all(writer);
    } else {
        is_kept = history_journal_write(writer->journal, true);
        if (is_kept && !writer->is_broken)
            is_kept = history_intervals_write(writer->store) && history_store_commit(writer->store);
        else if (!is_kept)
            say_broken(writer, history_journal_reason(writer->journal));
    }
    if (!is_kept)
        text_add(reason, writer->reason);
    if (counts != NULL && writer->store != NULL)
        *counts = history_store_counts(writer->store);
    release(writer);
    return is_kept;
}

/* Opens the store anew, when the disk takes what waits. */
static void try_again(struct history_writer *writer, int64_t now_ms)
{
    char bytes[sizeof writer->reason];
    struct text reason = text_init(bytes, sizeof bytes);

    if (now_ms - writer->tried_ms < TRY_AGAIN_MS && now_ms >= writer->tried_ms)
        return;
    writer->tried_ms = now_ms;
    if (writer->journal == NULL)
        return; /* what was lost is lost; the import says so and ends */
    if (!history_journal_write(writer->journal, true)) {
        say_broken(writer, history_journal_reason(writer->journal));
        return;
    }
    history_keeper_free(writer->keeper);
    writer->keeper = NULL;
    history_store_close(writer->store);
    writer->store = NULL;
    writer->state.is_storing = begin(writer, &reason);
    if (!writer->state.is_storing)
        say_broken(writer, bytes);
}

/* Once in a while what is remembered of ships goes down, and the journal is begun anew. */
static bool tidy(struct history_writer *writer, int64_t now_ms)
{
    char bytes[sizeof writer->reason];
    struct text reason = text_init(bytes, sizeof bytes);

    if (now_ms - writer->intervals_written_ms >= INTERVALS_EVERY_MS ||
        now_ms < writer->intervals_written_ms) {
        writer->intervals_written_ms = now_ms;
        if (!history_intervals_write(writer->store)) {
            say_broken(writer, history_store_reason(writer->store));
            return false;
        }
    }
    if (writer->journal == NULL ||
        history_journal_size(writer->journal) < HISTORY_WRITER_JOURNAL_SIZE)
        return true;
    if (begin_journal(writer, &reason))
        return true;
    say_broken(writer, bytes);
    return false;
}

/* Once an hour, in steps. */
static bool drop_old(struct history_writer *writer, int64_t now_ms)
{
    bool is_done;

    if (now_ms - writer->dropped_ms < DROP_EVERY_MS && now_ms >= writer->dropped_ms)
        return true;
    if (!history_keeper_drop(writer->keeper, now_ms / 1000, &is_done))
        return false;
    if (is_done)
        writer->dropped_ms = now_ms;
    return true;
}

/* A small step with what has grown old. */
static bool keep_old(struct history_writer *writer, int64_t now_ms)
{
    bool is_done;

    if (writer->journal == NULL)
        return true;
    if (drop_old(writer, now_ms) &&
        history_keeper_compact(writer->keeper, now_ms / 1000, COMPACT_AT_A_TIME, &is_done))
        return true;
    say_broken(writer, history_store_reason(writer->store));
    return false;
}

void history_writer_sync(struct history_writer *writer, int64_t now_ms)
{
    if (writer->is_broken) {
        try_again(writer, now_ms);
        return;
    }
    if (writer->journal != NULL && !history_journal_write(writer->journal, true)) {
        say_broken(writer, history_journal_reason(writer->journal));
        return;
    }
    history_tail_advance(writer->tail, now_ms);
    if (writer->is_broken || !tidy(writer, now_ms) || !keep_old(writer, now_ms))
        return;
    if (!history_store_commit(writer->store))
        say_broken(writer, history_store_reason(writer->store));
}

bool history_writer_is_storing(const struct history_writer *writer)
{
    return writer->state.is_storing;
}

struct history_writer_state history_writer_state(const struct history_writer *writer)
{
    struct history_writer_state state = writer->state;

    state.reason = state.is_storing ? "" : writer->reason;
    state.refused_count += history_hearers_refused_count(writer->hearers);
    state.open_position_count = history_tail_position_count(writer->tail);
    if (writer->journal != NULL)
        state.journal_size = history_journal_size(writer->journal);
    if (writer->store != NULL)
        state.store = history_store_counts(writer->store);
    return state;
}
