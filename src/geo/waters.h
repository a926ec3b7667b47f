/* SPDX-License-Identifier: Apache-2.0 */
/* A waters file: the lanes, zones, gates, anchorages, ports and ferries of one sea, and its land.
 * The format is that of waters/README.md, GeoJSON (RFC 7946). */
#ifndef GEO_WATERS_H
#define GEO_WATERS_H

#include "base/text.h"
#include "geo/land.h"

#include <stdint.h>

enum {
    GEO_WATERS_ID_BYTES = 64,
    GEO_WATERS_NAME_BYTES = 128,
    GEO_WATERS_ATTRIBUTION_BYTES = 512,
    GEO_WATERS_FEATURES_MAX = 4096,
    GEO_WATERS_POINTS_MAX = 1 << 20, /* of one feature, and of all land */
    GEO_WATERS_FILE_BYTES_MAX = 64 << 20,
};

enum geo_waters_kind {
    GEO_WATERS_LANE,
    GEO_WATERS_SEPARATION_ZONE,
    GEO_WATERS_SEPARATION_LINE,
    GEO_WATERS_GATE,
    GEO_WATERS_ANCHORAGE,
    GEO_WATERS_PORT,
    GEO_WATERS_FERRY,
};

/* One thing on the sea; what its kind has not is 0, NULL or "". */
struct geo_waters_feature {
    enum geo_waters_kind kind;
    char id[GEO_WATERS_ID_BYTES];
    char name[GEO_WATERS_NAME_BYTES]; /* in English; "" where the file has none */

    /* Where it is an area: a lane, a separation zone, an anchorage. */
    struct geo_area *area;

    /* A lane's centreline in the direction of its traffic; the line of a gate, a separation line or
     * a ferry; the one place of a port. */
    struct geo_point *points;
    size_t point_count;

    double radius_m;                /* of a port */
    char pair[GEO_WATERS_ID_BYTES]; /* of a gate; "" where it is of none */
    int order;                      /* of a gate in its pair */
    int64_t valid_from_ms;          /* UTC, the first moment; INT64_MIN where none is said */
    int64_t valid_to_ms;            /* the first moment behind; INT64_MAX where none is said */
};

/* To be read only. */
struct geo_waters {
    char id[GEO_WATERS_ID_BYTES];
    char name[GEO_WATERS_NAME_BYTES];
    char land_name[GEO_WATERS_ID_BYTES]; /* of a file in data/land; "" where none is named */
    /* Who made what, under which licence: to be shown with it. UTF-8, "" where nothing is said. */
    char attribution[GEO_WATERS_ATTRIBUTION_BYTES];
    char land_attribution[GEO_WATERS_ATTRIBUTION_BYTES];
    struct geo_box box; /* around the waters */
    size_t feature_count;
    struct geo_waters_feature *features; /* in the order of the file, the waters' own left out */
    struct geo_land *land;               /* open sea until geo_waters_add_land */
    size_t land_area_count;
    struct geo_area **land_areas; /* what `land` is made of */
};

/* Of the bytes of a waters file. NULL, and the reason with the feature's id, for what is none. */
struct geo_waters *geo_waters_new(const char *bytes, size_t size, struct text *reason);

/* Gives it the land of a file such as those of data/land: features of Polygons, whose other
 * members are left aside. False, with the reason and with no land, for what is none. */
bool geo_waters_add_land(struct geo_waters *waters, const char *bytes, size_t size,
                         struct text *reason);

/* Both from files: the waters, and from `land_folder` (NULL: not wanted) the land that they name.
 * The reason names the file. */
struct geo_waters *geo_waters_read(const char *path, const char *land_folder, struct text *reason);
void geo_waters_free(struct geo_waters *waters); /* NULL is fine */

/* The feature of that kind and id; NULL when there is none. */
const struct geo_waters_feature *geo_waters_find(const struct geo_waters *waters,
                                                 enum geo_waters_kind kind, const char *id);

#endif
