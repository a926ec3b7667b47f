/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "history/position.h"
#include "report/raster.h"

static const int64_t side = HISTORY_DEGREE / 10;

static uint32_t at(const struct report_raster *raster, uint32_t row, uint32_t column)
{
    return raster->cells[(size_t)row * raster->column_count + column];
}

static void count(struct report_raster *raster, double longitude_deg, double latitude_deg)
{
    report_raster_count(raster, (int32_t)(longitude_deg * HISTORY_DEGREE),
                        (int32_t)(latitude_deg * HISTORY_DEGREE));
}

static void make(struct report_raster *raster, struct geo_box box)
{
    char words[256];
    struct text reason = text_init(words, sizeof words);

    CHECK(report_raster_init(raster, &box, side, &reason));
    CHECK_TEXT(words, "");
}

static void a_cell_has_its_western_and_its_southern_edge(void)
{
    struct report_raster raster;

    make(&raster, (struct geo_box){-0.25, -0.25, 0.25, 0.25});
    CHECK_INT(raster.column_count, 6);
    CHECK_INT(raster.row_count, 6);
    count(&raster, 0, 0);
    CHECK_INT(at(&raster, 2, 3), 1);
    count(&raster, -0.0001, -0.0001);
    CHECK_INT(at(&raster, 3, 2), 1);
    count(&raster, 0.1, 0.1);
    CHECK_INT(at(&raster, 1, 4), 1);
    count(&raster, -0.3, -0.3);
    CHECK_INT(at(&raster, 5, 0), 1);
    count(&raster, -0.3001, 0); /* outside */
    count(&raster, 0, 0.3);
    count(&raster, 0.3, 0);
    count(&raster, 0, -0.3001);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 36; i++)
        sum += raster.cells[i];
    CHECK_INT(sum, 4);
    report_raster_release(&raster);
}

static void a_box_may_lie_across_the_date_line(void)
{
    struct report_raster raster;

    make(&raster, (struct geo_box){179.5, 0, -179.5, 0.5});
    CHECK_INT(raster.column_count, 10);
    count(&raster, 179.95, 0.05);
    CHECK_INT(at(&raster, 4, 4), 1);
    count(&raster, -179.95, 0.05);
    CHECK_INT(at(&raster, 4, 5), 1);
    report_raster_release(&raster);
}

static void too_many_cells_are_refused(void)
{
    char words[256];
    struct text reason = text_init(words, sizeof words);
    struct report_raster raster;

    CHECK(!report_raster_init(&raster, &(struct geo_box){-180, -90, 180, 90}, 60, &reason));
    CHECK_TEXT(words, "there would be too many cells");
}

int main(void)
{
    RUN(a_cell_has_its_western_and_its_southern_edge);
    RUN(a_box_may_lie_across_the_date_line);
    RUN(too_many_cells_are_refused);
    return check_summary();
}
