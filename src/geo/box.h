/* SPDX-License-Identifier: Apache-2.0 */
/* A rectangle between two meridians and two parallels. */
#ifndef GEO_BOX_H
#define GEO_BOX_H

#include <stdbool.h>

/* Degrees, edges inclusive. East less than west: the box crosses the antimeridian. */
struct geo_box {
    double west_deg, south_deg, east_deg, north_deg;
};

/* A box at least 360 degrees wide holds every longitude. Never true for NAN. */
bool geo_box_contains(const struct geo_box *box, double longitude_deg, double latitude_deg);

#endif
