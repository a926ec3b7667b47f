/* SPDX-License-Identifier: Apache-2.0 */
/* What a drill plays: a sea, receiving stations, and who sails there. docs/drills.md is the
 * reference of the file; units are those of its names. */
#ifndef DRILL_SCENARIO_H
#define DRILL_SCENARIO_H

#include "base/text.h"
#include "geo/point.h"

#include <stdint.h>

enum {
    /* A country code that is allotted to nobody (ITU, table of maritime identification digits):
     * an identity under it is never a real ship's. */
    DRILL_COUNTRY_CODE = 799,

    DRILL_NAME_BYTES = 32,
    DRILL_LIST_MAX = 100000, /* elements of any list */
    DRILL_FLEET_SHIPS_MAX = 200000,
    DRILL_STATIONS_MAX = 32,
};

struct drill_station {
    char name[16];
    struct geo_point at;
    double height_m;
    double clock_error_s;
    double range_nmi; /* NAN: by the horizon */
    bool has_noise;   /* fading, collisions, late stamps */
};

enum drill_step_kind {
    DRILL_STEP_NONE,
    DRILL_STEP_TO,
    DRILL_STEP_RUN,
    DRILL_STEP_TURN,
    DRILL_STEP_WAIT,
    DRILL_STEP_ANCHOR,
};

/* One step of a way; of the first four numbers that say what it is, one is there. */
struct drill_step {
    struct geo_point to;
    double run_min, turn_deg, wait_min, anchor_min;

    double speed_kn, turn_deg_per_min; /* NAN: as before */
    double swing_m, swing_deg, swing_period_min;
    double status; /* NAN: as before */
};

struct drill_silent {
    double from_min, to_min;
};

struct drill_ship {
    char name[DRILL_NAME_BYTES], class_name[4], callsign[8], destination[DRILL_NAME_BYTES];
    double mmsi, type, imo, length_m, beam_m, antenna_from_bow_m, antenna_from_port_m, draught_m;
    double design_draught_m, design_block,
        deadweight_t; /* NAN: not said; only the truth uses them */
    struct geo_point at;
    double course, speed_kn, turn_deg_per_min, heading, status;
    char reports[DRILL_NAME_BYTES]; /* "10 s"; "" by ITU-R M.1371 */
    double from_min, to_min;        /* there from then to then */
    struct drill_step *way;
    size_t way_count;
    struct drill_silent *silent;
    size_t silent_count;
};

struct drill_words {
    char text[DRILL_NAME_BYTES * 2];
};

/* Each point is "lon,lat", or "lane:ID", "port:ID", "anchorage:ID" of the waters. */
struct drill_route_text {
    char name[DRILL_NAME_BYTES];
    struct drill_words *points;
    size_t point_count;
};

struct drill_fleet {
    char name[DRILL_NAME_BYTES], class_name[4], area[DRILL_NAME_BYTES];
    double count, type, length_m[2], speed_kn[2], spread_m, anchor_share;
    bool returns;
    double wait_min[2];
    struct drill_words *routes;
    size_t route_count;

    /* Pilots and tugs: the routes whose ships they meet, where they lie, where they meet them. */
    struct drill_words *serves;
    size_t serve_count;
    struct geo_point station, meets;
    double alongside_min[2]; /* NAN: to the end of the ship's voyage */
    double escort_kn;        /* a ship that they accompany slows to it; NAN: she does not */
};

struct drill_aid {
    char name[DRILL_NAME_BYTES];
    double mmsi, type;
    struct geo_point at;
    bool is_virtual;
};

struct drill_base {
    double mmsi;
    struct geo_point at;
};

struct drill_beacon {
    char kind[8];
    double mmsi;
    struct geo_point at;
    double from_min, minutes, position_from_min;
    double drift_course, drift_kn;
    bool is_test;
};

struct drill_gate_text {
    char id[DRILL_NAME_BYTES];
    struct geo_point *line;
    size_t line_count;
};

struct drill_area_text {
    char id[DRILL_NAME_BYTES];
    struct geo_point *ring;
    size_t ring_count;
};

struct drill_scenario {
    char title[96], note[512], waters[256], identities[8];
    int64_t from_ms;
    double minutes, seed, gnss_noise_m;
    bool has_faults; /* which drill/inject puts in, not the simulation */
    struct drill_station *stations;
    size_t station_count;
    struct drill_ship *ships;
    size_t ship_count;
    struct drill_route_text *routes;
    size_t route_count;
    struct drill_fleet *fleets;
    size_t fleet_count;
    struct drill_aid *aids;
    size_t aid_count;
    struct drill_base *bases;
    size_t base_count;
    struct drill_beacon *beacons;
    size_t beacon_count;
    struct drill_gate_text *gates;
    size_t gate_count;
    struct drill_area_text *areas;
    size_t area_count;
};

/* Reads a scenario's JSON. NULL, and the reason with the place of what is wrong
 * ("ships[2].speed_kn is 900, at most 102.2"). */
struct drill_scenario *drill_scenario_read(const char *bytes, size_t size, struct text *reason);
void drill_scenario_free(struct drill_scenario *scenario); /* NULL is fine */

/* Its stations of a list, "khasab, larak", as bits in their order; an empty one is all of them.
 * False, and the reason with the names there are, for one that has none of that name. */
bool drill_scenario_choose(const struct drill_scenario *scenario, const char *list,
                           uint32_t *chosen, struct text *reason);

/* What a step is. */
enum drill_step_kind drill_step_kind(const struct drill_step *step);

/* "10 s" as seconds; NAN for what is none. */
double drill_scenario_interval_s(const char *words);

#endif
