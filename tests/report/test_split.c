/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "report/split.h"

#include <math.h>
#include <stdlib.h>

enum { DEGREE = 1000000 };

static struct report_split *split;

static struct report_line line_of(const struct report_vertex *vertices, size_t count)
{
    struct report_line line = {.vertices = vertices, .vertex_count = count};
    report_split_line(split, &line);
    return line;
}

static void a_line_that_stays_on_one_side_is_one_part(void)
{
    static const struct report_vertex vertices[] = {
        {0, -179 * DEGREE, 0}, {1000, 0, DEGREE}, {2000, 179 * DEGREE, 0}};
    struct report_line line = line_of(vertices, 3);

    CHECK_INT(line.part_count, 1);
    CHECK_INT(line.ends[0], 3);
    CHECK_INT(line.split[2].longitude_deg_e6, 179 * DEGREE);
}

static void a_line_across_the_antimeridian_ends_and_begins_on_it(void)
{
    static const struct report_vertex vertices[] = {{0, 179 * DEGREE, 10 * DEGREE},
                                                    {4000, -177 * DEGREE, 14 * DEGREE}};
    struct report_line line = line_of(vertices, 2);

    CHECK_INT(line.part_count, 2);
    CHECK_INT(line.ends[0], 2);
    CHECK_INT(line.ends[1], 4);
    CHECK_INT(line.split[1].longitude_deg_e6, 180 * DEGREE);
    CHECK_INT(line.split[1].latitude_deg_e6, 11 * DEGREE);
    CHECK_INT(line.split[1].time_ms, 1000);
    CHECK_INT(line.split[2].longitude_deg_e6, -180 * DEGREE);
    CHECK_INT(line.split[2].latitude_deg_e6, 11 * DEGREE);
    CHECK_INT(line.split[3].longitude_deg_e6, -177 * DEGREE);
}

static void a_place_on_the_antimeridian_is_not_there_twice(void)
{
    static const struct report_vertex vertices[] = {
        {0, 179 * DEGREE, 0}, {1000, 180 * DEGREE, DEGREE}, {2000, -179 * DEGREE, 2 * DEGREE}};
    struct report_line line = line_of(vertices, 3);

    CHECK_INT(line.part_count, 2);
    CHECK_INT(line.ends[0], 2);
    CHECK_INT(line.ends[1], 4);
    CHECK_INT(line.split[2].longitude_deg_e6, -180 * DEGREE);
    CHECK_INT(line.split[2].time_ms, 1000);

    static const struct report_vertex begins[] = {{0, 180 * DEGREE, 0}, {1000, -179 * DEGREE, 0}};
    line = line_of(begins, 2);
    CHECK_INT(line.part_count, 1);
    CHECK_INT(line.split[0].longitude_deg_e6, -180 * DEGREE);

    static const struct report_vertex stays[] = {{0, 180 * DEGREE, 0}, {1000, -180 * DEGREE, 0}};
    line = line_of(stays, 2);
    CHECK_INT(line.part_count, 1);
    CHECK_INT(line.ends[0], 2);
}

static void the_longest_line_there_is_fits_however_it_swings(void)
{
    struct report_vertex *vertices = calloc(REPORT_TRACK_VERTEX_MAX, sizeof *vertices);

    CHECK(vertices != NULL);
    for (size_t i = 0; vertices != NULL && i < REPORT_TRACK_VERTEX_MAX; i++)
        vertices[i] = (struct report_vertex){(int64_t)i * 1000,
                                             i % 2 == 0 ? 179 * DEGREE : -179 * DEGREE, (int)i};
    struct report_line line = line_of(vertices, REPORT_TRACK_VERTEX_MAX);
    CHECK_INT(line.part_count, REPORT_TRACK_VERTEX_MAX);
    CHECK_INT(line.ends[line.part_count - 1], 3 * REPORT_TRACK_VERTEX_MAX - 2);
    free(vertices);
}

int main(void)
{
    split = malloc(sizeof *split);
    if (split == NULL)
        return 1;
    RUN(a_line_that_stays_on_one_side_is_one_part);
    RUN(a_line_across_the_antimeridian_ends_and_begins_on_it);
    RUN(a_place_on_the_antimeridian_is_not_there_twice);
    RUN(the_longest_line_there_is_fits_however_it_swings);
    free(split);
    return check_summary();
}
