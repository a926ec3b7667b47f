/* SPDX-License-Identifier: Apache-2.0 */
#include "node/decode_files.h"

void node_decode_add_counts(struct ais_counts *sum, const struct ais_counts *counts)
{
    sum->lines += counts->lines;
    sum->sentences += counts->sentences;
    sum->messages += counts->messages;
    for (size_t i = 0; i < AIS_MESSAGE_TYPE_COUNT; i++)
        sum->by_type[i] += counts->by_type[i];
    for (size_t i = 0; i < AIS_REFUSAL_COUNT; i++)
        sum->refused[i] += counts->refused[i];
}

static void open_next(struct node_decode_files *files, struct text *reason)
{
    files->reader = reader_open(files->names[files->next], READER_BLOCKS, reason);
    if (files->reader != NULL)
        reader_stop_at_files(files->reader);
    files->next++;
    ais_decoder_init(files->decoder);
    files->decoder->keeps_bad_checksums = files->keeps_bad_checksums;
    files->decoder->leaves_unread = files->leaves_unread;
}

static void close_reader(struct node_decode_files *files)
{
    files->bytes_before += reader_byte_count(files->reader);
    reader_close(files->reader);
    files->reader = NULL;
}

/* Reads a piece of the file at hand, or ends it. */
static void read_piece(struct node_decode_files *files, char *bytes, size_t size_max,
                       struct text *reason)
{
    ssize_t size = reader_read(files->reader, bytes, size_max);
    if (size > 0) {
        ais_decoder_push(files->decoder, bytes, (size_t)size,
                         (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
        return;
    }
    ais_decoder_end(files->decoder);
    if (size == READER_END && reader_next_file(files->reader))
        return; /* of a zip archive: a stream of its own as any other */
    text_add(reason, reader_reason(files->reader));
    close_reader(files);
    files->has_counts = true;
}

void node_decode_files_next(struct node_decode_files *files, char *bytes, size_t size_max,
                            struct node_decode_step *step)
{
    struct text reason = text_init(step->reason, sizeof step->reason);

    if (files->has_counts)
        node_decode_add_counts(&files->sum, &files->decoder->counts);
    files->has_counts = false;
    step->is_over = files->reader == NULL && files->next == files->count;
    if (step->is_over)
        return;
    if (files->reader == NULL)
        open_next(files, &reason);
    step->file = files->names[files->next - 1];
    step->sentence_count = files->sum.sentences + files->decoder->counts.sentences;
    if (files->reader != NULL)
        read_piece(files, bytes, size_max, &reason);
    step->byte_count =
        files->bytes_before + (files->reader != NULL ? reader_byte_count(files->reader) : 0);
}

void node_decode_files_give_up(struct node_decode_files *files)
{
    files->next = files->count;
    if (files->reader != NULL)
        close_reader(files);
}
