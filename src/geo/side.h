/* SPDX-License-Identifier: Apache-2.0 */
/* Which side of a line a place is on, by longitude and latitude; unrolled, so that the three lie
 * on one map. For files of this layer. */
#ifndef GEO_SIDE_H
#define GEO_SIDE_H

#include "geo/point.h"

/* Above 0 where it lies left of the way from one point to another, below 0 right of it, 0 on it. */
static inline double geo_side_leftness(struct geo_point from, struct geo_point to,
                                       struct geo_point point)
{
    return (to.longitude_deg - from.longitude_deg) * (point.latitude_deg - from.latitude_deg) -
           (to.latitude_deg - from.latitude_deg) * (point.longitude_deg - from.longitude_deg);
}

#endif
