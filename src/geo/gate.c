/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/gate.h"

#include "geo/side.h"

#include <math.h>

/* Which side of the line a place is on that is moved ever so little to the east, and much less
 * than that to the north: on one or the other, never on the line itself. With all movements so
 * moved and no gate, no passage over an end or a bend of one is lost or found twice. */
static bool is_left(double leftness, struct geo_point from, struct geo_point to)
{
    if (leftness != 0)
        return leftness > 0;
    if (to.latitude_deg != from.latitude_deg)
        return to.latitude_deg < from.latitude_deg;
    return to.longitude_deg > from.longitude_deg;
}

struct passage {
    int direction; /* 1 to starboard, -1 to port, 0 for none */
    double part;
};

static struct passage passage_of(struct geo_point first, struct geo_point last,
                                 struct geo_point from, struct geo_point to)
{
    const struct passage none = {0, (double)NAN};
    double from_left = geo_side_leftness(first, last, from),
           to_left = geo_side_leftness(first, last, to);
    bool begins_left = is_left(from_left, first, last);
    if (begins_left == is_left(to_left, first, last))
        return none;
    /* If the movement goes that little to the east, the gate's ends go to the west of it. */
    bool first_is_left = is_left(geo_side_leftness(from, to, first), to, from);
    bool last_is_left = is_left(geo_side_leftness(from, to, last), to, from);
    if (first_is_left == last_is_left)
        return none;
    return (struct passage){begins_left ? 1 : -1,
                            fabs(from_left) / (fabs(from_left) + fabs(to_left))};
}

int geo_gate_crossed(const struct geo_gate *gate, struct geo_point from, struct geo_point to,
                     double *part)
{
    if (!geo_point_is_valid(from) || !geo_point_is_valid(to) || gate->point_count == 0)
        return 0;
    struct geo_point last = gate->points[0];
    last.longitude_deg = geo_wrap_deg(last.longitude_deg);
    from.longitude_deg = geo_unroll_deg(from.longitude_deg, last.longitude_deg);
    to.longitude_deg = geo_unroll_deg(to.longitude_deg, from.longitude_deg);

    int count = 0;
    double to_starboard = INFINITY, to_port = INFINITY;
    for (size_t i = 1; i < gate->point_count; i++) {
        struct geo_point next = gate->points[i];
        next.longitude_deg = geo_unroll_deg(next.longitude_deg, last.longitude_deg);
        struct passage passage = passage_of(last, next, from, to);
        count += passage.direction;
        if (passage.direction > 0)
            to_starboard = fmin(to_starboard, passage.part);
        if (passage.direction < 0)
            to_port = fmin(to_port, passage.part);
        last = next;
    }
    if (count != 0)
        *part = count > 0 ? to_starboard : to_port;
    return count;
}
