/* SPDX-License-Identifier: Apache-2.0 */
/* Pages and what is to be said of the steps they belong to, onto two streams and the terminal. */
#ifndef NODE_DECODE_PRINTER_H
#define NODE_DECODE_PRINTER_H

#include "node/decode_files.h"
#include "node/decode_page.h"
#include "node/progress.h"

struct node_decode_printer {
    FILE *out;
    FILE *err;
    struct node_progress progress;
    uint64_t byte_total; /* of all files; 0 when it is not known */
    bool has_unread;     /* a file could not be opened, or not be read to its end */
    int error;           /* why `out` takes no more, from errno.h; nothing is printed then */
};

/* To be called once before the pages of a step: says why its file can be read no further. */
void node_decode_printer_begin(struct node_decode_printer *printer,
                               const struct node_decode_step *step);

/* Prints the page, which is then empty. */
void node_decode_printer_print(struct node_decode_printer *printer, struct node_decode_page *page);

/* To be called once behind the pages of a step: shows how far it is. */
void node_decode_printer_end(struct node_decode_printer *printer,
                             const struct node_decode_step *step);

#endif
