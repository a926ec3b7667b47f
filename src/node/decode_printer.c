/* SPDX-License-Identifier: Apache-2.0 */
#include "node/decode_printer.h"

#include "base/clock.h"

void node_decode_printer_begin(struct node_decode_printer *printer,
                               const struct node_decode_step *step)
{
    if (step->reason[0] == '\0' || printer->error != 0)
        return;
    printer->has_unread = true;
    node_progress_erase(&printer->progress);
    fprintf(printer->err, "narrows decode: cannot read %s: %s\n", step->file, step->reason);
}

void node_decode_printer_print(struct node_decode_printer *printer, struct node_decode_page *page)
{
    if (printer->error != 0)
        node_decode_page_clear(page);
    else
        printer->error = node_decode_page_print(page, printer->out, printer->err);
}

void node_decode_printer_end(struct node_decode_printer *printer,
                             const struct node_decode_step *step)
{
    struct node_progress_done done = {
        .byte_count = step->byte_count,
        .byte_total = printer->byte_total,
        .sentence_count = step->sentence_count,
    };
    node_progress_show(&printer->progress, done, clock_steady_ms());
}
