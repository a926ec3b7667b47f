/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever transmits in a drill: who she is, and where she is at any moment. */
#ifndef DRILL_CRAFT_H
#define DRILL_CRAFT_H

#include "drill/random.h"
#include "drill/sea.h"
#include "drill/track.h"

enum drill_craft_kind {
    DRILL_CRAFT_CLASS_A,
    DRILL_CRAFT_CLASS_B,
    DRILL_CRAFT_BASE,
    DRILL_CRAFT_AID,
    DRILL_CRAFT_BEACON,
};

/* What she says of herself (ITU-R M.1371-5 annex 8, messages 5, 21 and 24). */
struct drill_identity {
    uint32_t mmsi, imo;
    char name[35], callsign[8], destination[21];
    uint8_t type, draught_m_e1;
    uint16_t to_bow_m, to_stern_m;
    uint8_t to_port_m, to_starboard_m;
    bool is_virtual; /* an aid */
};

enum drill_craft_way {
    DRILL_WAY_FIXED,
    DRILL_WAY_TRACK,
    DRILL_WAY_ROUTE,
    DRILL_WAY_SWING,
    DRILL_WAY_WANDER,
    DRILL_WAY_SERVE,
};

/* On a route: where she was at a time, and how she goes on until the next tick. */
struct drill_sailing {
    const struct drill_route *route;
    double from_s, along_m, starboard_m, speed_mps, wanted_mps, waits_until_s;
    uint32_t leg, route_index; /* the scenario's route, doubled, with one more for back */
};

/* To and fro in an area. */
struct drill_wandering {
    double from_s, until_s;
    struct geo_mover mover;
    const struct geo_area *area;
};

enum drill_serving_state {
    DRILL_SERVING_LIES,
    DRILL_SERVING_RUNS_OUT,
    DRILL_SERVING_ALONGSIDE,
    DRILL_SERVING_RUNS_BACK,
};

/* A pilot boat or a tug: where she was at the last tick and how she goes on, or beside whom. */
struct drill_serving {
    enum drill_serving_state state;
    struct drill_craft *ship; /* that sails along a route; NULL while she lies */
    uint32_t ship_mmsi;
    bool is_there; /* at the next tick */
    double from_s, until_s, mover_s;
    double starboard_m, speed_mps;
    struct geo_mover mover;
    struct geo_point berth, goal;
};

struct drill_craft {
    enum drill_craft_kind kind;
    enum drill_craft_way way;
    struct drill_identity identity;
    uint32_t fleet_index;              /* of the scenario; of whoever belongs to none its count */
    const struct drill_ship *ship;     /* scripted */
    const struct drill_beacon *beacon; /* one */
    double since_s;                    /* there from then on */
    double interval_s;                 /* between reports; NAN: by ITU-R M.1371 */
    int status;                        /* of whoever is on no track */
    double antenna_m;                  /* its height */
    union {
        struct drill_motion fixed;
        struct drill_track *track;
        struct drill_sailing sailing;
        struct drill_swing swing;
        struct drill_wandering wandering;
        struct drill_serving serving;
    } motion;
};

void drill_craft_release(struct drill_craft *craft);

/* At a moment, not before that of the last tick. */
struct drill_motion drill_craft_at(const struct drill_craft *craft, double time_s);

/* Where a boat is when she is beside her ship, who must sail along a route. */
struct geo_point drill_craft_beside(const struct drill_serving *serving, double time_s);

/* Whether she transmits then: she is there, and not switched off. */
bool drill_craft_is_on(const struct drill_craft *craft, double time_s);

/* A scripted ship, a base station, an aid, a beacon. False without memory. */
bool drill_craft_init_ship(struct drill_craft *craft, const struct drill_ship *ship);
void drill_craft_init_base(struct drill_craft *craft, const struct drill_base *base);
void drill_craft_init_aid(struct drill_craft *craft, const struct drill_aid *aid);
void drill_craft_init_beacon(struct drill_craft *craft, const struct drill_beacon *beacon);

/* An identity of a drill: under a country code that is nobody's, unless the scenario gives them
 * (ITU-R M.585: ships MIDXXXXXX, base stations 00MIDXXXX, aids 99MIDYXXX, beacons 97NXXYYYY). */
void drill_craft_mark(struct drill_craft *craft);

#endif
