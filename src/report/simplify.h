/* SPDX-License-Identifier: Apache-2.0 */
/* A track with fewer vertices, in one pass and constant memory.
 *
 * The bound holds for the synchronised distance: at the time of every vertex that is left out, the
 * place on the line between those that are kept (linear in time, longitude and latitude) is no
 * farther from it than the bound, on the plane of its latitude. Each vertex allows the velocities
 * from the last kept one that lie in a disc; of what all discs share, a regular polygon in each is
 * kept, by its edges (after Lin et al., One-Pass Trajectory Simplification Using the Synchronous
 * Euclidean Distance, VLDB Journal 28, 2019). The first and the last vertex are always kept. */
#ifndef REPORT_SIMPLIFY_H
#define REPORT_SIMPLIFY_H

#include "report/row.h"

enum { REPORT_SIMPLIFY_EDGE_COUNT = 16 };

struct report_simplify {
    double bound_m;
    bool has_begun;
    struct report_vertex anchor; /* the last that was kept */
    struct report_vertex end;    /* as far as one line goes */
    double east_m_per_deg;       /* at the anchor */
    double north_m_per_deg;
    double east[REPORT_SIMPLIFY_EDGE_COUNT]; /* the normals of the polygon's edges */
    double north[REPORT_SIMPLIFY_EDGE_COUNT];
    double limits_mps[REPORT_SIMPLIFY_EDGE_COUNT]; /* how far along each the shared part reaches */
};

/* `bound_m` is above zero. */
void report_simplify_init(struct report_simplify *simplify, double bound_m);

/* Takes the next vertex, whose time is not before the last. Gives how many are to be kept now, 0 to
 * 2, in order. */
size_t report_simplify_push(struct report_simplify *simplify, const struct report_vertex *next,
                            struct report_vertex kept[static 2]);

/* Ends the track: gives the last vertex, when it is not kept yet. Another may begin then. */
size_t report_simplify_end(struct report_simplify *simplify, struct report_vertex kept[static 1]);

#endif
