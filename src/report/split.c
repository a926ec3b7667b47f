/* SPDX-License-Identifier: Apache-2.0 */
#include "report/split.h"

#include <assert.h>
#include <math.h>

enum { HALF_E6 = 180 * 1000000 };

static void add(struct report_split *split, struct report_vertex vertex)
{
    assert(split->vertex_count < REPORT_TRACK_SPLIT_MAX);
    split->vertices[split->vertex_count++] = vertex;
}

static void end_part(struct report_split *split)
{
    size_t begin = split->part_count > 0 ? split->ends[split->part_count - 1] : 0;

    if (split->vertex_count - begin < 2) {
        split->vertex_count = begin;
        return;
    }
    assert(split->part_count < REPORT_TRACK_PART_MAX);
    split->ends[split->part_count++] = (uint32_t)split->vertex_count;
}

/* Where the way between two on either side of the antimeridian meets it, on the side of the first.
 */
static struct report_vertex meeting(const struct report_vertex *from,
                                    const struct report_vertex *to)
{
    int32_t edge = from->longitude_deg_e6 > 0 ? HALF_E6 : -HALF_E6;
    double before = fabs((double)edge - from->longitude_deg_e6);
    double behind = fabs((double)-edge - to->longitude_deg_e6);
    double part = before + behind > 0 ? before / (before + behind) : 0;

    return (struct report_vertex){
        .time_ms = from->time_ms + llround(part * (double)(to->time_ms - from->time_ms)),
        .longitude_deg_e6 = edge,
        .latitude_deg_e6 =
            from->latitude_deg_e6 +
            (int32_t)lround(part * ((double)to->latitude_deg_e6 - from->latitude_deg_e6)),
    };
}

static void cut(struct report_split *split, const struct report_vertex *from,
                const struct report_vertex *to)
{
    struct report_vertex edge = meeting(from, to);

    if (from->longitude_deg_e6 != edge.longitude_deg_e6)
        add(split, edge);
    end_part(split);
    edge.longitude_deg_e6 = -edge.longitude_deg_e6;
    if (to->longitude_deg_e6 != edge.longitude_deg_e6)
        add(split, edge);
}

void report_split_line(struct report_split *split, struct report_line *line)
{
    assert(line->vertex_count >= 2 && line->vertex_count <= REPORT_TRACK_VERTEX_MAX);
    split->vertex_count = split->part_count = 0;
    for (size_t i = 0; i < line->vertex_count; i++) {
        const struct report_vertex *vertex = &line->vertices[i];
        if (i > 0) {
            int64_t east = (int64_t)vertex->longitude_deg_e6 - vertex[-1].longitude_deg_e6;
            if (east > HALF_E6 || east < -HALF_E6)
                cut(split, &vertex[-1], vertex);
        }
        add(split, *vertex);
    }
    end_part(split);
    if (split->part_count == 0) { /* it stands on the antimeridian, now on this side, now on that */
        for (size_t i = 0; i < line->vertex_count; i++)
            add(split, line->vertices[i]);
        end_part(split);
    }
    line->split = split->vertices;
    line->ends = split->ends;
    line->part_count = split->part_count;
}
