/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import_reading.h"

#include "ais/csv.h"
#include "ais/message_write.h"
#include "base/reader.h"
#include "node/entries.h"
#include "source/recording.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = SOURCE_RECORDING_BEGUN_BYTES_MAX, REASON_BYTES = 256 };

enum kind {
    KIND_NONE, /* between files */
    KIND_SENTENCES,
    KIND_POSITIONS, /* a table of somebody else's */
    KIND_MESSAGES,  /* a table of ours */
};

struct node_import_reading {
    const struct node_import_options *options;
    struct node_import_totals *totals;
    struct node_progress *progress;
    char *const *names;
    size_t count;
    size_t next; /* to be opened */
    bool is_sound;
    uint64_t bytes_before; /* in the files before */

    struct reader *reader;
    const char *file;
    enum kind kind;

    struct source_recording *recording;
    bool needs_from; /* the hint was given for this file */
    bool has_ended;
    struct ais_decoder decoder;
    struct ais_event event;

    struct csv record;
    struct source_table *table;
    size_t given; /* messages of the row at hand */
    struct node_entries *entries;
    uint8_t payload[AIS_PAYLOAD_BYTES_MAX];
    size_t piece_start;
    size_t piece_end;
    char piece[PIECE_BYTES];
};

struct node_import_reading *node_import_reading_new(const struct node_import_options *options,
                                                    size_t count, char *const *names,
                                                    struct node_import_totals *totals,
                                                    struct node_progress *progress)
{
    struct node_import_reading *reading = malloc(sizeof *reading);

    if (reading == NULL)
        return NULL;
    memset(reading, 0, offsetof(struct node_import_reading, piece));
    reading->options = options;
    reading->totals = totals;
    reading->progress = progress;
    reading->names = names;
    reading->count = count;
    reading->is_sound = true;
    reading->table = source_table_new();
    reading->entries = node_entries_new();
    if (reading->table == NULL || reading->entries == NULL) {
        node_import_reading_free(reading);
        return NULL;
    }
    return reading;
}

void node_import_reading_free(struct node_import_reading *reading)
{
    if (reading == NULL)
        return;
    source_recording_close(reading->recording);
    reader_close(reading->reader);
    source_table_free(reading->table);
    node_entries_free(reading->entries);
    free(reading);
}

uint64_t node_import_reading_byte_count(const struct node_import_reading *reading)
{
    return reading->bytes_before +
           (reading->reader != NULL ? reader_byte_count(reading->reader) : 0);
}

bool node_import_reading_is_sound(const struct node_import_reading *reading)
{
    return reading->is_sound;
}

static void complain(struct node_import_reading *reading, const char *what, const char *reason)
{
    reading->is_sound = false;
    node_progress_erase(reading->progress);
    fprintf(reading->options->err, "narrows import: %s %s: %s\n", what, reading->file, reason);
}

static bool open_next(struct node_import_reading *reading)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);

    reading->file = reading->names[reading->next++];
    reading->reader = reader_open(reading->file, READER_BLOCKS, &reason);
    if (reading->reader == NULL)
        complain(reading, "cannot read", bytes);
    else
        reader_stop_at_files(reading->reader);
    return reading->reader != NULL;
}

/* Adds to the piece, which has room. False at the end of the file. */
static bool fill(struct node_import_reading *reading)
{
    ssize_t size = reader_read(reading->reader, reading->piece + reading->piece_end,
                               PIECE_BYTES - reading->piece_end);
    if (size <= 0)
        return false;
    reading->piece_end += (size_t)size;
    return true;
}

/* The first line that is not empty, as far as it is in the piece. */
static struct ais_span first_line(const struct node_import_reading *reading)
{
    const char *at = reading->piece;
    const char *end = at + reading->piece_end;

    while (at < end && (*at == '\n' || *at == '\r'))
        at++;
    const char *line_end = at;
    while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;
    return (struct ais_span){at, (size_t)(line_end - at)};
}

static bool holds(struct ais_span span, const char *words)
{
    return span.size > 0 && memmem(span.start, span.size, words, strlen(words)) != NULL;
}

static bool holds_sentence(struct ais_span span)
{
    return holds(span, "VDM,") || holds(span, "VDO,");
}

/* Pushes bytes of the piece until a record is whole, or the piece is used up. */
static enum csv_result push_piece(struct node_import_reading *reading)
{
    enum csv_result result = CSV_MORE;

    while (result == CSV_MORE && reading->piece_start < reading->piece_end)
        result = csv_push(&reading->record, reading->piece[reading->piece_start++]);
    return result;
}

/* Whether a table is one that `narrows decode --format csv` wrote. */
static bool is_ours(const struct csv *record)
{
    static const char *const needed[] = {"time", "type", "mmsi"};
    size_t found = 0;

    for (size_t i = 0; i < record->cell_count; i++) {
        const char *name = csv_cell(record, i);
        if (!ais_csv_is_member(name))
            return false;
        for (size_t j = 0; j < sizeof needed / sizeof needed[0]; j++)
            found += strcmp(name, needed[j]) == 0;
    }
    return found == sizeof needed / sizeof needed[0];
}

/* Reads the header of a table, and goes back to the first record where the first line is one. False
 * and the reason when it is none. */
static bool begin_table(struct node_import_reading *reading, struct text *reason)
{
    struct source_table_columns columns;
    const struct source_table_map *map = reading->options->columns;

    csv_init(&reading->record);
    reading->piece_start = 0;
    enum csv_result result = push_piece(reading);
    if (result == CSV_MORE)
        result = csv_end(&reading->record);
    if (result != CSV_RECORD) {
        text_add(reason, "neither sentences nor a table");
        return false;
    }
    if (map == NULL && is_ours(&reading->record)) {
        reading->kind = KIND_MESSAGES;
        return node_entries_read_header(reading->entries, &reading->record, reason);
    }
    if (!source_table_columns_find(&reading->record, map, &columns, reason))
        return false;
    reading->kind = KIND_POSITIONS;
    source_table_begin(reading->table, &columns);
    reading->given = source_table_message_count(reading->table);
    if (!columns.has_header) {
        csv_init(&reading->record);
        reading->piece_start = 0;
    }
    return true;
}

static bool begin_sentences(struct node_import_reading *reading)
{
    reading->recording = source_recording_new(reading->reader, reading->piece, reading->piece_end);
    if (reading->recording == NULL) {
        complain(reading, "cannot read", "no memory");
        return false;
    }
    reading->kind = KIND_SENTENCES;
    reading->needs_from = false;
    reading->has_ended = false;
    ais_decoder_init(&reading->decoder);
    reading->decoder.refuses_drills = !reading->options->takes_drills;
    return true;
}

/* Finds out what the file is that begins here. What begins as a sentence does, and whatever holds
 * one, is taken for sentences, unless it is a table whose columns are known. */
static bool begin_file(struct node_import_reading *reading)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    bool has_more = true;

    reading->piece_start = 0;
    reading->piece_end = 0;
    struct ais_span line = first_line(reading);
    while (has_more && reading->piece_end < PIECE_BYTES &&
           line.start + line.size == reading->piece + reading->piece_end) {
        has_more = fill(reading);
        line = first_line(reading);
    }
    struct ais_span piece = {reading->piece, reading->piece_end};
    if (line.size == 0) {
        if (has_more)
            complain(reading, "cannot import", "nothing but empty lines at its start");
        return false;
    }
    if (strchr("!$\\{", line.start[0]) != NULL || holds_sentence(line))
        return begin_sentences(reading);
    if (begin_table(reading, &reason))
        return true;
    reading->kind = KIND_NONE;
    if (holds_sentence(piece))
        return begin_sentences(reading);
    complain(reading, "cannot import", bytes);
    return false;
}

/* Ends the file at hand, or of an archive the one in it. */
static void end_file(struct node_import_reading *reading)
{
    source_recording_close(reading->recording);
    reading->recording = NULL;
    reading->kind = KIND_NONE;
    reading->totals->left_out_count = source_table_left_out_count(reading->table);
    if (reader_reason(reading->reader)[0] != '\0')
        complain(reading, "cannot read", reader_reason(reading->reader));
    else if (reader_next_file(reading->reader))
        return;
    reading->bytes_before += reader_byte_count(reading->reader);
    reader_close(reading->reader);
    reading->reader = NULL;
}

/* Goes on to the next file that can be read. False when there is none. */
static bool next_file(struct node_import_reading *reading)
{
    while (reading->kind == KIND_NONE) {
        if (reading->reader == NULL) {
            if (reading->next == reading->count)
                return false;
            if (!open_next(reading))
                continue;
        }
        if (!begin_file(reading)) {
            /* The rest of what is no table is passed over, so that the next in an archive comes. */
            for (reading->piece_end = 0; fill(reading); reading->piece_end = 0)
                continue;
            end_file(reading);
        }
    }
    return true;
}

static void end_sentences(struct node_import_reading *reading)
{
    const struct ais_counts *counts = &reading->decoder.counts;

    reading->totals->sentence_count += counts->sentences;
    /* Those that are events were counted as they came. */
    static const enum ais_refusal silent[] = {AIS_STALE_PART, AIS_ASSEMBLY_FULL, AIS_BAD_TAG};
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++)
        reading->totals->refused[silent[i]].count += counts->refused[silent[i]];
    end_file(reading);
}

/* Pushes the next lines. False at the end. */
static bool push_lines(struct node_import_reading *reading)
{
    struct source_recording_line lines;

    if (source_recording_next_lines(reading->recording, &lines) != SOURCE_RECORDING_LINE) {
        if (reading->has_ended)
            return false;
        reading->has_ended = true;
        ais_decoder_end(&reading->decoder);
        return true;
    }
    struct ais_arrival arrival = {.received_ms = CLOCK_UNKNOWN_MS};
    if (source_recording_has_times(reading->recording))
        arrival.received_ms = lines.time_ms;
    else if (reading->options->from_ms != CLOCK_UNKNOWN_MS)
        arrival.received_ms = reading->options->from_ms + lines.time_ms;
    ais_decoder_push(&reading->decoder, lines.bytes, lines.size, arrival);
    return true;
}

static void refuse_timeless(struct node_import_reading *reading, const struct ais_event *event)
{
    node_import_totals_refuse(reading->totals, NODE_IMPORT_NO_TIME, reading->file,
                              event->line_number, event->line);
    if (!reading->needs_from)
        complain(reading, "cannot import",
                 "its lines have no times; --from TIME says when it began");
    reading->needs_from = true;
}

/* The next message of the log at hand; NULL at its end. */
static const struct ais_event *next_sentence(struct node_import_reading *reading)
{
    struct ais_event *event = &reading->event;

    for (;;) {
        while (ais_decoder_next(&reading->decoder, event)) {
            if (event->kind != AIS_EVENT_MESSAGE)
                node_import_totals_refuse(reading->totals, (int)event->refusal, reading->file,
                                          event->line_number, event->line);
            else if (event->received_ms == CLOCK_UNKNOWN_MS &&
                     event->stamp.time_ms == CLOCK_UNKNOWN_MS)
                refuse_timeless(reading, event);
            else
                return event;
        }
        if (!push_lines(reading)) {
            end_sentences(reading);
            return NULL;
        }
    }
}

/* The next record of the table at hand. False at its end; what is no record is counted. */
static bool next_record(struct node_import_reading *reading)
{
    for (;;) {
        enum csv_result result = push_piece(reading);
        if (result == CSV_MORE) {
            reading->piece_start = 0;
            reading->piece_end = 0;
            if (fill(reading))
                continue;
            result = csv_end(&reading->record);
            if (result == CSV_MORE)
                return false;
        }
        bool is_empty = result == CSV_RECORD && reading->record.cell_count == 1 &&
                        csv_cell(&reading->record, 0)[0] == '\0';
        if (is_empty)
            continue;
        reading->totals->row_count++;
        if (result == CSV_RECORD)
            return true;
        node_import_totals_refuse(
            reading->totals, (int)NODE_IMPORT_TABLE_REASONS + (int)SOURCE_TABLE_BAD_ROW,
            reading->file, reading->record.line_number, (struct ais_span){"", 0});
    }
}

/* Files that were put one behind the other have a header in the middle. */
static bool is_header_again(struct node_import_reading *reading)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct source_table_columns columns;

    return source_table_columns_find(&reading->record, reading->options->columns, &columns,
                                     &reason) &&
           columns.has_header;
}

static const struct ais_event *next_position(struct node_import_reading *reading)
{
    struct source_table *table = reading->table;

    while (reading->given == source_table_message_count(table)) {
        if (!next_record(reading)) {
            end_file(reading);
            return NULL;
        }
        reading->given = 0;
        enum source_table_refusal refusal = source_table_take(table, &reading->record);
        if (refusal == SOURCE_TABLE_BAD_TIME && is_header_again(reading))
            reading->totals->row_count--;
        else if (refusal != SOURCE_TABLE_TAKEN)
            node_import_totals_refuse_row(reading->totals,
                                          (int)NODE_IMPORT_TABLE_REASONS + (int)refusal,
                                          reading->file, &reading->record);
    }
    return source_table_message(table, reading->given++);
}

/* A row as narrows wrote it becomes what it was. */
static int read_message(struct node_import_reading *reading)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct ais_entries object;
    struct ais_event *event = &reading->event;

    if (!node_entries_read_row(reading->entries, &reading->record, &object, &reason) ||
        !ais_entry_read(object, event, &reason))
        return NODE_IMPORT_BAD_MESSAGE;
    struct ais_written written = ais_message_write(&event->message, reading->payload);
    if (written.refused != NULL)
        return NODE_IMPORT_BAD_MESSAGE;
    event->message.bits = (struct ais_bits){reading->payload, written.bit_count};
    event->line_number = reading->record.line_number;
    if (event->stamp.time_ms == CLOCK_UNKNOWN_MS)
        return NODE_IMPORT_NO_TIME;
    return event->stamp.is_drill && !reading->options->takes_drills ? (int)AIS_DRILL
                                                                    : (int)AIS_DECODED;
}

static const struct ais_event *next_message(struct node_import_reading *reading)
{
    while (next_record(reading)) {
        int reason = read_message(reading);
        if (reason == (int)AIS_DECODED)
            return &reading->event;
        node_import_totals_refuse_row(reading->totals, reason, reading->file, &reading->record);
    }
    end_file(reading);
    return NULL;
}

const struct ais_event *node_import_reading_next(struct node_import_reading *reading)
{
    const struct ais_event *event = NULL;

    while (event == NULL && next_file(reading)) {
        if (reading->kind == KIND_SENTENCES)
            event = next_sentence(reading);
        else if (reading->kind == KIND_POSITIONS)
            event = next_position(reading);
        else
            event = next_message(reading);
    }
    return event;
}
