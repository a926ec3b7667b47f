/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/fleet.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STATUS_ENGINE = 0,
    STATUS_MOORED = 5,
    STATUS_FISHING = 7,
    TYPE_FISHING = 30,
    FIRST_MMSI = 100000,
    PLACES_MAX = 2000, /* tried for one in an area */
    COURSES_MAX = 12,
    AHEAD_MAX = 6, /* ships ahead that are looked at */
};

/* Ships on one line keep this far apart; farther to the side they pass. */
static const double GAP_M = 1500, GAP_M_MIN = 600, BESIDE_M = 150;

struct drill_fleets {
    const struct drill_sea *sea;
    struct drill_random *random;
    struct drill_craft *crafts;
    size_t craft_count;
    struct drill_services *services;
    uint32_t next_mmsi;
    uint32_t *order; /* of those on routes: by route, and on it the foremost first */
    size_t order_count;
};

size_t drill_fleets_ship_count(const struct drill_scenario *scenario)
{
    size_t count = 0;
    for (size_t i = 0; i < scenario->fleet_count; i++)
        count += (size_t)scenario->fleets[i].count;
    return count;
}

static double from_pair(struct drill_fleets *fleets, const double pair[static 2])
{
    return drill_random_between(fleets->random, pair[0], pair[1]);
}

/* A name of two words, and the rest of who she is. */
static void make_identity(struct drill_fleets *fleets, const struct drill_fleet *fleet,
                          struct drill_craft *craft)
{
    static const char first[][8] = {"NORTH", "BLUE", "GOLDEN", "SEA",   "OCEAN", "PACIFIC",
                                    "GULF",  "NEW",  "STAR",   "ROYAL", "SWIFT", "SILVER"};
    static const char second[][8] = {"PEARL", "HERON",  "WIND",  "STREAM", "DAWN",    "TRADER",
                                     "ROSE",  "FALCON", "LIGHT", "SPIRIT", "CREST",   "PIONEER",
                                     "WAVE",  "HARBOR", "CORAL", "LEADER", "FORTUNE", "AURORA"};
    struct drill_identity *identity = &craft->identity;
    struct drill_random *random = fleets->random;
    uint32_t number = fleets->next_mmsi++;
    double length_m = floor(from_pair(fleets, fleet->length_m));
    double beam_m = fmax(floor(length_m / (length_m > 60 ? 6.5 : 4)), 2);
    *identity = (struct drill_identity){
        .mmsi = number,
        .type = (uint8_t)fleet->type,
        .draught_m_e1 = (uint8_t)fmin(floor(length_m * 10 / 20), 250),
        .to_bow_m = (uint16_t)floor(length_m * 0.8),
        .to_port_m = (uint8_t)fmin(floor(beam_m / 2), 63),
    };
    identity->to_stern_m = (uint16_t)(length_m - identity->to_bow_m);
    identity->to_starboard_m = (uint8_t)fmin(beam_m - identity->to_port_m, 63);
    /* Each draw in a statement of its own: the order within one is the compiler's. */
    const char *first_word = first[drill_random_below(random, 12)];
    const char *second_word = second[drill_random_below(random, 18)];
    struct text name = text_init(identity->name, 21);
    text_add_format(&name, "%s %s %u", first_word, second_word, number % 1000);
    struct text callsign = text_init(identity->callsign, sizeof identity->callsign);
    text_add_format(&callsign, "D%06u", number % 1000000);
    craft->antenna_m = 4 + length_m / 8;
    if (strcmp(fleets->sea->scenario->identities, "drill") == 0)
        drill_craft_mark(craft);
}

static const struct drill_fleet *fleet_of(const struct drill_fleets *fleets,
                                          const struct drill_craft *craft)
{
    return &fleets->sea->scenario->fleets[craft->fleet_index];
}

/* The way between two routes of the scenario that she does not know by name. */
static uint32_t route_index(const struct drill_fleets *fleets, const char *name)
{
    const struct drill_scenario *scenario = fleets->sea->scenario;
    uint32_t index = 0;
    while (index < scenario->route_count && strcmp(scenario->routes[index].name, name) != 0)
        index++;
    return 2 * index;
}

static void set_out(struct drill_fleets *fleets, struct drill_craft *craft, uint32_t route,
                    double along_m, double time_s)
{
    const struct drill_fleet *fleet = fleet_of(fleets, craft);
    double wanted_mps = from_pair(fleets, fleet->speed_kn) * KNOT_MPS;
    double side = drill_random_normal(fleets->random) / 2;
    craft->way = DRILL_WAY_ROUTE;
    craft->status = STATUS_ENGINE;
    craft->motion.sailing = (struct drill_sailing){
        .route = fleets->sea->routes[route],
        .route_index = route,
        .from_s = time_s,
        .along_m = along_m,
        .starboard_m = fleet->spread_m * fmax(fmin(side, 1), -1),
        .speed_mps = wanted_mps,
        .wanted_mps = wanted_mps,
    };
}

static bool place_in(struct drill_fleets *fleets, const struct geo_area *area,
                     struct geo_point *point)
{
    struct geo_box box = geo_area_box(area);
    double width_deg = geo_unroll_deg(box.east_deg, box.west_deg) - box.west_deg;
    for (int i = 0; i < PLACES_MAX; i++) {
        double east_deg = drill_random_between(fleets->random, 0, width_deg);
        double latitude_deg = drill_random_between(fleets->random, box.south_deg, box.north_deg);
        struct geo_point tried = {geo_wrap_deg(box.west_deg + east_deg), latitude_deg};
        if (geo_area_contains(area, tried) && drill_sea_is_water(fleets->sea, tried)) {
            *point = tried;
            return true;
        }
    }
    return false;
}

/* On a new course for some minutes, such that she stays in her area and off the land; else she
 * stops for that long. */
static void wander_on(struct drill_fleets *fleets, struct drill_craft *craft, double time_s)
{
    struct drill_wandering *wandering = &craft->motion.wandering;
    const struct drill_fleet *fleet = fleet_of(fleets, craft);
    const double turn_deg_per_s = 0.5;
    double duration_s = drill_random_between(fleets->random, 300, 1200);
    struct geo_mover mover = geo_mover_after(&wandering->mover, time_s - wandering->from_s);
    mover.course_deg = geo_course_deg(mover.course_deg);
    mover.speed_mps = from_pair(fleets, fleet->speed_kn) * KNOT_MPS;
    for (int i = 0; i < COURSES_MAX; i++) {
        double angle_deg = drill_random_between(fleets->random, -180, 180) * (i + 1) / COURSES_MAX;
        struct geo_mover tried = mover;
        tried.turn_deg_per_s = copysign(turn_deg_per_s, angle_deg);
        tried.turning_s = fabs(angle_deg) / turn_deg_per_s;
        struct geo_mover turned = geo_mover_after(&tried, tried.turning_s);
        struct geo_mover end = geo_mover_after(&tried, tried.turning_s + duration_s);
        if (!geo_area_contains(wandering->area, turned.position) ||
            !geo_area_contains(wandering->area, end.position) ||
            !drill_sea_is_open(fleets->sea, mover.position, turned.position) ||
            !drill_sea_is_open(fleets->sea, turned.position, end.position))
            continue;
        wandering->mover = tried;
        wandering->from_s = time_s;
        wandering->until_s = time_s + tried.turning_s + duration_s;
        return;
    }
    mover.speed_mps = 0;
    mover.turn_deg_per_s = mover.turning_s = 0;
    wandering->mover = mover;
    wandering->from_s = time_s;
    wandering->until_s = time_s + duration_s;
}

/* At anchor in an area, or going about in it. */
static bool settle(struct drill_fleets *fleets, struct drill_craft *craft, bool is_anchored)
{
    const struct drill_fleet *fleet = fleet_of(fleets, craft);
    const struct geo_area *area = drill_sea_area(fleets->sea, fleet->area);
    struct geo_point point;
    if (area == NULL || !place_in(fleets, area, &point))
        return false;
    if (is_anchored) {
        craft->way = DRILL_WAY_SWING;
        craft->status = 1;
        struct drill_swing *swing = &craft->motion.swing;
        struct drill_random *random = fleets->random;
        swing->anchor = point;
        swing->radius_m = craft->identity.to_bow_m + drill_random_between(random, 80, 150);
        swing->middle_deg = drill_random_between(random, 290, 330);
        swing->amplitude_deg = drill_random_between(random, 10, 45);
        swing->period_s = drill_random_between(random, 18000, 44700);
        swing->phase_deg = drill_random_between(random, 0, 360);
        return true;
    }
    craft->way = DRILL_WAY_WANDER;
    craft->status = fleet->type == TYPE_FISHING ? STATUS_FISHING : STATUS_ENGINE;
    craft->motion.wandering = (struct drill_wandering){
        .area = area,
        .mover = {.position = point, .course_deg = drill_random_between(fleets->random, 0, 360)}};
    wander_on(fleets, craft, 0);
    return true;
}

static bool add_boat(struct drill_fleets *fleets, struct drill_craft *craft, struct text *reason)
{
    if (drill_services_lay(fleets->sea, fleets->random, craft)) {
        fleets->craft_count++;
        return true;
    }
    text_add_format(reason, "fleets[%u].station: there is no water", craft->fleet_index);
    return false;
}

static bool add_ship(struct drill_fleets *fleets, uint32_t fleet_index, size_t number,
                     struct text *reason)
{
    const struct drill_fleet *fleet = &fleets->sea->scenario->fleets[fleet_index];
    struct drill_craft *craft = &fleets->crafts[fleets->craft_count];
    *craft = (struct drill_craft){
        .kind = strcmp(fleet->class_name, "B") == 0 ? DRILL_CRAFT_CLASS_B : DRILL_CRAFT_CLASS_A,
        .fleet_index = fleet_index,
        .interval_s = (double)NAN,
        .since_s = -1e9,
    };
    make_identity(fleets, fleet, craft);
    if (fleet->serve_count > 0)
        return add_boat(fleets, craft, reason);
    bool is_anchored = drill_random_between(fleets->random, 0, 1) < fleet->anchor_share;
    if (fleet->route_count == 0 || is_anchored) {
        if (settle(fleets, craft, is_anchored)) {
            fleets->craft_count++;
            return true;
        }
        text_add_format(reason, "fleets[%u].area: there is no area '%s', or no water in it",
                        fleet_index, fleet->area);
        return false;
    }
    uint32_t route = route_index(fleets, fleet->routes[number % fleet->route_count].text);
    if (route >= 2 * fleets->sea->route_count) {
        text_add_format(reason, "fleets[%u].routes: there is no route '%s'", fleet_index,
                        fleet->routes[number % fleet->route_count].text);
        return false;
    }
    size_t place = number / fleet->route_count;
    double share = (double)place + drill_random_between(fleets->random, 0, 1);
    double along_m = drill_route_length_m(fleets->sea->routes[route]) * share /
                     ceil(fleet->count / (double)fleet->route_count);
    set_out(fleets, craft, route, along_m, 0);
    fleets->order[fleets->order_count++] = (uint32_t)fleets->craft_count++;
    return true;
}

struct drill_fleets *drill_fleets_new(const struct drill_sea *sea, struct drill_random *random,
                                      struct drill_craft *crafts, struct text *reason)
{
    const struct drill_scenario *scenario = sea->scenario;
    struct drill_fleets *fleets = calloc(1, sizeof *fleets);
    bool is_good = fleets != NULL;
    if (is_good) {
        *fleets = (struct drill_fleets){
            .sea = sea, .random = random, .crafts = crafts, .next_mmsi = FIRST_MMSI};
        fleets->order = calloc(drill_fleets_ship_count(scenario) + 1, sizeof fleets->order[0]);
        is_good = fleets->order != NULL;
    }
    if (!is_good)
        text_add(reason, "no memory");
    for (uint32_t i = 0; i < scenario->fleet_count && is_good; i++)
        for (size_t number = 0; number < (size_t)scenario->fleets[i].count && is_good; number++)
            is_good = add_ship(fleets, i, number, reason);
    if (is_good)
        fleets->services = drill_services_new(sea, random, crafts, fleets->craft_count, reason);
    if (fleets != NULL && fleets->services != NULL)
        return fleets;
    drill_fleets_free(fleets);
    return NULL;
}

void drill_fleets_free(struct drill_fleets *fleets)
{
    if (fleets == NULL)
        return;
    drill_services_free(fleets->services);
    free(fleets->order);
    free(fleets);
}

/* True when `one` comes before `other` in the order. */
static bool is_before(const struct drill_sailing *one, const struct drill_sailing *other)
{
    if (one->route_index != other->route_index)
        return one->route_index < other->route_index;
    return one->along_m > other->along_m;
}

/* By insertion: from one tick to the next few change their places. */
static void sort(struct drill_fleets *fleets)
{
    for (size_t i = 1; i < fleets->order_count; i++) {
        uint32_t index = fleets->order[i];
        size_t at = i;
        for (; at > 0 && is_before(&fleets->crafts[index].motion.sailing,
                                   &fleets->crafts[fleets->order[at - 1]].motion.sailing);
             at--)
            fleets->order[at] = fleets->order[at - 1];
        fleets->order[at] = index;
    }
}

/* The speed that whoever is close ahead on her line leaves her. */
static double free_speed_mps(const struct drill_fleets *fleets, size_t place)
{
    const struct drill_sailing *sailing = &fleets->crafts[fleets->order[place]].motion.sailing;
    for (size_t back = 1; back <= AHEAD_MAX && back <= place; back++) {
        const struct drill_sailing *ahead =
            &fleets->crafts[fleets->order[place - back]].motion.sailing;
        double gap_m = ahead->along_m - sailing->along_m;
        if (ahead->route_index != sailing->route_index || gap_m > GAP_M)
            break;
        if (ahead->waits_until_s > 0 || fabs(ahead->starboard_m - sailing->starboard_m) > BESIDE_M)
            continue;
        /* Very close she falls back. */
        double share = gap_m < GAP_M_MIN ? 0.8 : 1;
        return fmin(sailing->wanted_mps, ahead->speed_mps * share);
    }
    return sailing->wanted_mps;
}

/* At the end of her route: back along it after a while, or somebody new at its beginning. */
static bool end_voyage(struct drill_fleets *fleets, struct drill_craft *craft, double time_s)
{
    const struct drill_fleet *fleet = fleet_of(fleets, craft);
    struct drill_sailing *sailing = &craft->motion.sailing;
    if (!fleet->returns) {
        make_identity(fleets, fleet, craft);
        set_out(fleets, craft, sailing->route_index, 0, time_s);
        craft->since_s = time_s;
        return true;
    }
    if (sailing->waits_until_s == 0) {
        sailing->waits_until_s = time_s + from_pair(fleets, fleet->wait_min) * 60;
        sailing->speed_mps = 0;
        craft->status = STATUS_MOORED;
    } else if (time_s >= sailing->waits_until_s) {
        double side_m = sailing->starboard_m;
        set_out(fleets, craft, sailing->route_index ^ 1u, 0, time_s);
        /* Out by the place she lies at. */
        craft->motion.sailing.starboard_m = -side_m;
    }
    return false;
}

static void sail_on(struct drill_fleets *fleets, size_t place, double time_s)
{
    const double slower_mps2 = 0.03, faster_mps2 = 0.015;
    struct drill_sailing *sailing = &fleets->crafts[fleets->order[place]].motion.sailing;
    double tick_s = time_s - sailing->from_s;
    double length_m = drill_route_length_m(sailing->route), wanted_mps;
    sailing->along_m = fmin(sailing->along_m + sailing->speed_mps * tick_s, length_m);
    sailing->from_s = time_s;
    drill_route_at(sailing->route, sailing->along_m, 0, 0, &sailing->leg);
    if (sailing->along_m >= length_m)
        return;
    wanted_mps = free_speed_mps(fleets, place);
    sailing->speed_mps = fmin(fmax(wanted_mps, sailing->speed_mps - slower_mps2 * tick_s),
                              sailing->speed_mps + faster_mps2 * tick_s);
}

void drill_fleets_tick(struct drill_fleets *fleets, double time_s,
                       const struct drill_fleet_events *events)
{
    sort(fleets);
    for (size_t place = 0; place < fleets->order_count; place++)
        sail_on(fleets, place, time_s);
    for (size_t place = 0; place < fleets->order_count; place++) {
        uint32_t index = fleets->order[place];
        struct drill_craft *craft = &fleets->crafts[index];
        if (craft->motion.sailing.along_m >= drill_route_length_m(craft->motion.sailing.route) &&
            end_voyage(fleets, craft, time_s))
            events->on_new(events->user, index);
    }
    for (size_t i = 0; i < fleets->craft_count; i++) {
        struct drill_craft *craft = &fleets->crafts[i];
        if (craft->way == DRILL_WAY_WANDER && time_s >= craft->motion.wandering.until_s)
            wander_on(fleets, craft, time_s);
    }
    drill_services_tick(fleets->services,
                        &(struct drill_service_tick){.time_s = time_s,
                                                     .ships = fleets->order,
                                                     .ship_count = fleets->order_count,
                                                     .on_alongside = events->on_alongside,
                                                     .user = events->user});
}
