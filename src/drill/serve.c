/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/serve.h"

#include "base/units.h"
#include "geo/rhumb.h"

#include <math.h>
#include <stdlib.h>

enum {
    STATUS_ENGINE = 0,
    STATUS_MOORED = 5,
    PLACES_MAX = 100, /* tried for a berth */
    ROUNDS = 16,      /* of reckoning where boat and ship meet */
};

static const double TICK_S = 10;

/* Boats lie within so far of their station; a route comes by the place where they meet within so
 * far; between hulls; and a boat sets out so much before she must. */
static const double BERTH_M = 250, BY_M = 3000, FENDER_M = 4, AHEAD_S = 60;

/* A ship that has not been met by then is left alone. */
static const double CHASE_S = 2700;

/* Where a fleet meets the ships of one route. */
struct meeting {
    uint32_t fleet_index, route_index;
    double along_m, run_s; /* how long boats are on their way there */
};

struct drill_services {
    const struct drill_sea *sea;
    struct drill_random *random;
    struct drill_craft *crafts;
    size_t craft_count, meeting_count;
    struct meeting meetings[];
};

static const struct drill_fleet *fleet_of(const struct drill_services *services,
                                          const struct drill_craft *craft)
{
    return &services->sea->scenario->fleets[craft->fleet_index];
}

/* How far along a route comes nearest to a place, and how near. */
static double nearest_m(const struct drill_route *route, struct geo_point place, double *along_m)
{
    const double step_m = 100;
    double least_m = (double)INFINITY, length_m = drill_route_length_m(route);
    uint32_t leg = 0;
    for (size_t step = 0; (double)step * step_m <= length_m; step++) {
        double at_m = (double)step * step_m;
        struct drill_motion motion = drill_route_at(route, at_m, 0, 1, &leg);
        double distance_m = geo_point_distance_m(motion.position, place);
        if (distance_m < least_m) {
            least_m = distance_m;
            *along_m = at_m;
        }
    }
    return least_m;
}

static bool add_meeting(struct drill_services *services, uint32_t fleet_index, const char *name,
                        struct text *reason)
{
    const struct drill_scenario *scenario = services->sea->scenario;
    const struct drill_fleet *fleet = &scenario->fleets[fleet_index];
    struct meeting *meeting = &services->meetings[services->meeting_count++];
    const struct drill_route *route = drill_sea_route(services->sea, name, false);
    *meeting = (struct meeting){.fleet_index = fleet_index};
    while (meeting->route_index / 2 < scenario->route_count &&
           services->sea->routes[meeting->route_index] != route)
        meeting->route_index += 2;
    if (route == NULL) {
        text_add_format(reason, "fleets[%u].serves: there is no route '%s'", fleet_index, name);
        return false;
    }
    double by_m = nearest_m(route, fleet->meets, &meeting->along_m);
    double mean_mps = (fleet->speed_kn[0] + fleet->speed_kn[1]) / 2 * KNOT_MPS;
    meeting->run_s = geo_rhumb_inverse(fleet->station, fleet->meets).distance_m / mean_mps;
    if (by_m > BY_M) {
        text_add_format(reason, "fleets[%u].meets: the route '%s' comes no nearer than %.0f m",
                        fleet_index, name, by_m);
        return false;
    }
    return true;
}

static bool add_meetings(struct drill_services *services, uint32_t fleet_index, struct text *reason)
{
    const struct drill_fleet *fleet = &services->sea->scenario->fleets[fleet_index];
    for (size_t i = 0; i < fleet->serve_count; i++)
        if (!add_meeting(services, fleet_index, fleet->serves[i].text, reason))
            return false;
    if (fleet->serve_count == 0 || drill_sea_is_open(services->sea, fleet->station, fleet->meets))
        return true;
    text_add_format(reason, "fleets[%u].meets: there is land before it", fleet_index);
    return false;
}

struct drill_services *drill_services_new(const struct drill_sea *sea, struct drill_random *random,
                                          struct drill_craft *crafts, size_t craft_count,
                                          struct text *reason)
{
    const struct drill_scenario *scenario = sea->scenario;
    size_t meeting_count = 0;
    for (size_t i = 0; i < scenario->fleet_count; i++)
        meeting_count += scenario->fleets[i].serve_count;
    struct drill_services *services =
        calloc(1, sizeof *services + meeting_count * sizeof services->meetings[0]);
    if (services == NULL) {
        text_add(reason, "no memory");
        return NULL;
    }
    services->sea = sea;
    services->random = random;
    services->crafts = crafts;
    services->craft_count = craft_count;
    for (uint32_t i = 0; i < scenario->fleet_count; i++)
        if (!add_meetings(services, i, reason)) {
            drill_services_free(services);
            return NULL;
        }
    return services;
}

void drill_services_free(struct drill_services *services)
{
    free(services);
}

bool drill_services_lay(const struct drill_sea *sea, struct drill_random *random,
                        struct drill_craft *craft)
{
    const struct drill_fleet *fleet = &sea->scenario->fleets[craft->fleet_index];
    for (int i = 0; i < PLACES_MAX; i++) {
        double east_m = drill_random_between(random, -BERTH_M, BERTH_M);
        double north_m = drill_random_between(random, -BERTH_M, BERTH_M);
        struct geo_point berth =
            geo_point_moved(fleet->station, (struct geo_offset){east_m, north_m});
        if (!drill_sea_is_open(sea, fleet->station, berth))
            continue;
        craft->way = DRILL_WAY_SERVE;
        craft->status = STATUS_MOORED;
        craft->motion.serving = (struct drill_serving){
            .state = DRILL_SERVING_LIES,
            .berth = berth,
            .speed_mps =
                drill_random_between(random, fleet->speed_kn[0], fleet->speed_kn[1]) * KNOT_MPS,
            .mover = {.position = berth, .course_deg = drill_random_between(random, 0, 360)},
        };
        return true;
    }
    return false;
}

/* On for the next tick towards a place; there at its end, or before it at her speed. Gives whether
 * she will be there. */
static bool steer(struct drill_serving *serving, struct geo_point to)
{
    struct geo_rhumb way = geo_rhumb_inverse(serving->mover.position, to);
    bool is_there = way.distance_m <= serving->speed_mps * TICK_S;
    if (way.distance_m > 0)
        serving->mover.course_deg = way.course_deg;
    serving->mover.speed_mps = is_there ? way.distance_m / TICK_S : serving->speed_mps;
    return is_there;
}

static void run_back(struct drill_services *services, struct drill_craft *boat)
{
    struct drill_serving *serving = &boat->motion.serving;
    bool is_open = drill_sea_is_open(services->sea, serving->mover.position, serving->berth);
    serving->state = DRILL_SERVING_RUNS_BACK;
    serving->goal = is_open ? serving->berth : fleet_of(services, boat)->meets;
    serving->is_there = steer(serving, serving->goal);
}

/* The ship that she was sent to; somebody else is in her place when her voyage has ended. */
static bool is_same(const struct drill_serving *serving)
{
    return serving->ship != NULL && serving->ship->identity.mmsi == serving->ship_mmsi;
}

/* Whether she can be beside the ship after a time. */
static bool reaches(const struct drill_serving *serving, double time_s, double after_s)
{
    struct geo_point place = drill_craft_beside(serving, time_s + after_s);
    return geo_rhumb_inverse(serving->mover.position, place).distance_m <=
           serving->speed_mps * after_s;
}

/* To where she meets the ship soonest, as the ship goes now. */
static void chase(struct drill_services *services, struct drill_craft *boat, double time_s)
{
    struct drill_serving *serving = &boat->motion.serving;
    double low_s = TICK_S, high_s = CHASE_S;
    if (!is_same(serving) || time_s > serving->from_s + CHASE_S) {
        run_back(services, boat);
        return;
    }
    if (reaches(serving, time_s, low_s))
        high_s = low_s;
    for (int round = 0; round < ROUNDS && high_s > low_s; round++) {
        double middle_s = (low_s + high_s) / 2;
        if (reaches(serving, time_s, middle_s))
            high_s = middle_s;
        else
            low_s = middle_s;
    }
    bool is_soon = high_s <= TICK_S;
    serving->is_there = steer(serving, drill_craft_beside(serving, time_s + high_s)) && is_soon;
}

static void go_alongside(struct drill_services *services, struct drill_craft *boat, double time_s)
{
    struct drill_serving *serving = &boat->motion.serving;
    const struct drill_fleet *fleet = fleet_of(services, boat);
    serving->state = DRILL_SERVING_ALONGSIDE;
    serving->from_s = time_s;
    serving->until_s = (double)INFINITY; /* to the end of the ship's voyage */
    if (!isnan(fleet->alongside_min[0]))
        serving->until_s =
            time_s + 60 * drill_random_between(services->random, fleet->alongside_min[0],
                                               fleet->alongside_min[1]);
    if (!isnan(fleet->escort_kn)) {
        struct drill_sailing *sailing = &serving->ship->motion.sailing;
        sailing->wanted_mps = fmin(sailing->wanted_mps, fleet->escort_kn * KNOT_MPS);
    }
}

static void stay(struct drill_services *services, size_t index,
                 const struct drill_service_tick *tick)
{
    struct drill_craft *boat = &services->crafts[index];
    struct drill_serving *serving = &boat->motion.serving;
    if (is_same(serving)) {
        /* If the ship is gone at the next tick, the boat is where this leads. */
        struct drill_motion motion = drill_craft_at(boat, tick->time_s);
        serving->mover = (struct geo_mover){.position = motion.position,
                                            .course_deg = motion.course_deg,
                                            .speed_mps = motion.speed_mps};
        if (tick->time_s < serving->until_s)
            return;
    }
    struct drill_alongside alongside = {index, serving->ship_mmsi, serving->from_s, tick->time_s};
    if (tick->on_alongside != NULL)
        tick->on_alongside(tick->user, &alongside);
    run_back(services, boat);
}

/* Whether this ship comes to where the boats of a fleet meet her, and one must go now; if none
 * could for long, she has passed, and nobody goes after her. */
static bool wants_boat(const struct meeting *meeting, const struct drill_sailing *sailing)
{
    if (meeting->route_index != sailing->route_index || sailing->speed_mps <= 0 ||
        sailing->waits_until_s > 0)
        return false;
    double ahead_s = (meeting->along_m - sailing->along_m) / sailing->speed_mps;
    return ahead_s > meeting->run_s / 2 && ahead_s < meeting->run_s + AHEAD_S;
}

static bool has_boat(const struct drill_services *services, const struct drill_craft *ship,
                     uint32_t fleet_index)
{
    for (size_t i = 0; i < services->craft_count; i++) {
        const struct drill_craft *boat = &services->crafts[i];
        if (boat->way == DRILL_WAY_SERVE && boat->fleet_index == fleet_index &&
            boat->motion.serving.ship == ship && is_same(&boat->motion.serving))
            return true;
    }
    return false;
}

static void set_out(struct drill_services *services, struct drill_craft *boat,
                    struct drill_craft *ship, double time_s)
{
    struct drill_serving *serving = &boat->motion.serving;
    const struct drill_identity *hers = &ship->identity, *own = &boat->identity;
    /* Pilots to starboard, tugs to port, so that neither is in the other's way. */
    bool is_tug = isnan(fleet_of(services, boat)->alongside_min[0]);
    double beside_m = FENDER_M + (is_tug ? hers->to_port_m + own->to_starboard_m
                                         : hers->to_starboard_m + own->to_port_m);
    serving->state = DRILL_SERVING_RUNS_OUT;
    serving->ship = ship;
    serving->ship_mmsi = hers->mmsi;
    serving->from_s = time_s;
    serving->starboard_m = is_tug ? -beside_m : beside_m;
    boat->status = STATUS_ENGINE;
    chase(services, boat, time_s);
}

/* Looks whether somebody must be met. */
static void keep_watch(struct drill_services *services, struct drill_craft *boat,
                       const struct drill_service_tick *tick)
{
    for (size_t i = 0; i < services->meeting_count; i++) {
        const struct meeting *meeting = &services->meetings[i];
        if (meeting->fleet_index != boat->fleet_index)
            continue;
        for (size_t k = 0; k < tick->ship_count; k++) {
            struct drill_craft *ship = &services->crafts[tick->ships[k]];
            if (wants_boat(meeting, &ship->motion.sailing) &&
                !has_boat(services, ship, boat->fleet_index)) {
                set_out(services, boat, ship, tick->time_s);
                return;
            }
        }
    }
}

static void lie(struct drill_craft *boat)
{
    struct drill_serving *serving = &boat->motion.serving;
    serving->state = DRILL_SERVING_LIES;
    serving->ship = NULL;
    serving->mover.position = serving->berth;
    serving->mover.speed_mps = 0;
    boat->status = STATUS_MOORED;
}

static void go_on(struct drill_services *services, size_t index,
                  const struct drill_service_tick *tick)
{
    struct drill_craft *boat = &services->crafts[index];
    struct drill_serving *serving = &boat->motion.serving;
    serving->mover = geo_mover_after(&serving->mover, tick->time_s - serving->mover_s);
    serving->mover_s = tick->time_s;
    switch (serving->state) {
    case DRILL_SERVING_LIES:
        keep_watch(services, boat, tick);
        return;
    case DRILL_SERVING_RUNS_OUT:
        if (serving->is_there && is_same(serving))
            go_alongside(services, boat, tick->time_s);
        else
            chase(services, boat, tick->time_s);
        return;
    case DRILL_SERVING_ALONGSIDE:
        stay(services, index, tick);
        return;
    case DRILL_SERVING_RUNS_BACK:
        if (serving->is_there && serving->goal.longitude_deg == serving->berth.longitude_deg)
            lie(boat);
        else if (serving->is_there)
            run_back(services, boat);
        else
            serving->is_there = steer(serving, serving->goal);
        return;
    }
}

void drill_services_tick(struct drill_services *services, const struct drill_service_tick *tick)
{
    for (size_t i = 0; i < services->craft_count && services->meeting_count > 0; i++)
        if (services->crafts[i].way == DRILL_WAY_SERVE)
            go_on(services, i, tick);
}
