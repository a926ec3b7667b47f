/* SPDX-License-Identifier: Apache-2.0 */
#include "node/decode.h"

#include "ais/json.h"
#include "base/clock.h"
#include "node/decode_threads.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Pulls all that a step made and prints it. */
static void print_step(struct node_decode_printer *printer, struct node_decode_page *page,
                       struct ais_decoder *decoder, const struct node_decode_step *step)
{
    struct ais_event event;

    node_decode_printer_begin(printer, step);
    while (ais_decoder_next(decoder, &event)) {
        if (!node_decode_page_has_room(page))
            node_decode_printer_print(printer, page);
        node_decode_page_add(page, step->file, &event);
    }
    node_decode_printer_print(printer, page);
    node_decode_printer_end(printer, step);
}

/* False when there is no memory. */
static bool decode_alone(const struct node_decode_options *options, struct node_decode_files *files,
                         struct node_decode_printer *printer)
{
    struct node_decode_page page = {0};
    char *piece = malloc(options->piece_size);
    bool is_ready =
        piece != NULL && node_decode_page_init(&page, options->format, options->prints_refused);

    if (is_ready) {
        struct node_decode_step step;
        for (node_decode_files_next(files, piece, options->piece_size, &step);
             !step.is_over && printer->error == 0;
             node_decode_files_next(files, piece, options->piece_size, &step))
            print_step(printer, &page, files->decoder, &step);
        node_decode_page_release(&page);
    }
    free(piece);
    return is_ready;
}

static void print_counts(struct node_decode_printer *printer, const struct ais_counts *counts)
{
    char bytes[AIS_JSON_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    ais_json_add_counts(&json, counts);
    fprintf(printer->out, "%s\n", bytes);
}

static bool finish(const struct node_decode_options *options, struct node_decode_printer *printer,
                   const struct ais_counts *counts)
{
    node_progress_erase(&printer->progress);
    if (options->format->kind == NODE_MESSAGE_NONE)
        print_counts(printer, counts);
    if (printer->error == 0 && (fflush(printer->out) != 0 || ferror(printer->out)))
        printer->error = errno;
    if (printer->error != 0)
        fprintf(printer->err, "narrows decode: cannot write: %s\n", strerror(printer->error));
    return printer->error == 0 && !printer->has_unread;
}

static void print_header(const struct node_decode_options *options)
{
    char bytes[NODE_MESSAGE_BYTES_MAX];
    struct text text = text_init(bytes, sizeof bytes);

    node_message_format_add_header(options->format, &text);
    fwrite(bytes, 1, text.size, options->out);
}

bool node_decode(const struct node_decode_options *options, size_t count, char *const *names)
{
    struct node_decode_files files = {.names = names,
                                      .count = count,
                                      .decoder = malloc(sizeof *files.decoder),
                                      .keeps_bad_checksums = options->keeps_bad_checksums};
    struct node_decode_printer printer = {.out = options->out,
                                          .err = options->err,
                                          .progress = node_progress_init(clock_steady_ms()),
                                          .byte_total = node_progress_byte_total(count, names)};
    struct ais_counts counts = {0};
    bool is_done = false;

    assert(options->piece_size >= 1 && options->piece_size <= NODE_DECODE_PIECE_BYTES_MAX);
    assert(options->thread_count >= 1 && options->thread_count <= NODE_DECODE_THREAD_COUNT_MAX);
    /* To find sentences is work for one, and totals alone leave little else. */
    bool is_alone = options->thread_count == 1 ||
                    (options->format->kind == NODE_MESSAGE_NONE && !options->prints_refused);
    if (options->prints_refused)
        printer.progress.is_wanted = false; /* the lines stand there */
    print_header(options);
    if (files.decoder != NULL)
        is_done = is_alone ? decode_alone(options, &files, &printer)
                           : node_decode_on_threads(options, &files, &printer, &counts);
    if (is_done) {
        node_decode_add_counts(&counts, &files.sum);
        is_done = finish(options, &printer, &counts);
    } else {
        fprintf(options->err, "narrows decode: no memory\n");
    }
    node_decode_files_give_up(&files);
    free(files.decoder);
    return is_done;
}
