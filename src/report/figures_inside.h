/* SPDX-License-Identifier: Apache-2.0 */
/* What the formats of figures share. */
#ifndef REPORT_FIGURES_INSIDE_H
#define REPORT_FIGURES_INSIDE_H

#include "report/figures.h"

enum { FIGURES_PIECE_BYTES = 1 << 16, FIGURES_CELL_BYTES = 256 };

/* Text that goes out piece by piece. */
struct figures_output {
    struct report_sink sink;
    struct text text;
    char bytes[FIGURES_PIECE_BYTES];
};

/* To be called between elements of at most a quarter of a piece. */
void figures_flush(struct figures_output *output);

/* A cell as it stands in a table of values; "" for an empty one. */
void figures_add_cell(struct text *text, const struct report_figures *figures,
                      const struct report_figures_column *column, int64_t cell);

void figures_write_json(const struct report_figures *figures, struct figures_output *output);
void figures_write_html(const struct report_figures *figures, struct figures_output *output);

#endif
