/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/craft.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { S_PER_MIN = 60 };

void drill_craft_release(struct drill_craft *craft)
{
    if (craft->way == DRILL_WAY_TRACK)
        drill_track_free(craft->motion.track);
}

static struct drill_motion sailing_at(const struct drill_craft *craft, double time_s)
{
    const struct drill_sailing *sailing = &craft->motion.sailing;
    uint32_t leg = sailing->leg;
    double along_m = sailing->along_m + sailing->speed_mps * (time_s - sailing->from_s);
    struct drill_motion motion =
        drill_route_at(sailing->route, along_m, sailing->starboard_m, sailing->speed_mps, &leg);
    motion.status = craft->status;
    return motion;
}

static struct drill_motion wandering_at(const struct drill_craft *craft, double time_s)
{
    const struct drill_wandering *wandering = &craft->motion.wandering;
    double after_s = time_s - wandering->from_s;
    struct geo_mover mover = geo_mover_after(&wandering->mover, after_s);
    return (struct drill_motion){
        .position = mover.position,
        .course_deg = geo_course_deg(mover.course_deg),
        .speed_mps = mover.speed_mps,
        .heading_deg = geo_course_deg(mover.course_deg),
        .turn_deg_per_s =
            after_s < wandering->mover.turning_s ? wandering->mover.turn_deg_per_s : 0,
        .status = craft->status,
    };
}

struct geo_point drill_craft_beside(const struct drill_serving *serving, double time_s)
{
    struct drill_motion motion = sailing_at(serving->ship, time_s);
    return geo_point_moved(motion.position,
                           geo_offset_along(motion.course_deg + 90, serving->starboard_m));
}

static struct drill_motion serving_at(const struct drill_craft *craft, double time_s)
{
    const struct drill_serving *serving = &craft->motion.serving;
    struct drill_motion motion;
    if (serving->state == DRILL_SERVING_ALONGSIDE &&
        serving->ship->identity.mmsi == serving->ship_mmsi) {
        motion = sailing_at(serving->ship, time_s);
        motion.position = drill_craft_beside(serving, time_s);
    } else {
        struct geo_mover mover = geo_mover_after(&serving->mover, time_s - serving->mover_s);
        motion = (struct drill_motion){.position = mover.position,
                                       .course_deg = mover.course_deg,
                                       .speed_mps = mover.speed_mps,
                                       .heading_deg = mover.course_deg};
    }
    motion.status = craft->status;
    return motion;
}

struct drill_motion drill_craft_at(const struct drill_craft *craft, double time_s)
{
    switch (craft->way) {
    case DRILL_WAY_TRACK:
        return drill_track_at(craft->motion.track, time_s);
    case DRILL_WAY_ROUTE:
        return sailing_at(craft, time_s);
    case DRILL_WAY_SWING:
        return drill_swing_at(&craft->motion.swing, time_s);
    case DRILL_WAY_WANDER:
        return wandering_at(craft, time_s);
    case DRILL_WAY_SERVE:
        return serving_at(craft, time_s);
    case DRILL_WAY_FIXED:
        break;
    }
    return craft->motion.fixed;
}

bool drill_craft_is_on(const struct drill_craft *craft, double time_s)
{
    const struct drill_ship *ship = craft->ship;
    if (time_s < craft->since_s)
        return false;
    if (craft->beacon != NULL)
        return time_s < craft->since_s + craft->beacon->minutes * S_PER_MIN;
    if (ship == NULL)
        return true;
    if (time_s >= ship->to_min * S_PER_MIN)
        return false;
    for (size_t i = 0; i < ship->silent_count; i++)
        if (time_s >= ship->silent[i].from_min * S_PER_MIN &&
            time_s < ship->silent[i].to_min * S_PER_MIN)
            return false;
    return true;
}

/* Texts of AIS are capitals (ITU-R M.1371-5 annex 8, table 47). */
static void copy_text(const char *from, char *to, size_t size)
{
    size_t count = 0;
    for (; from[count] != '\0' && count + 1 < size; count++) {
        char letter = from[count];
        if (letter >= 'a' && letter <= 'z')
            letter = (char)(letter - 'a' + 'A');
        to[count] = letter > ' ' && letter <= '_' && letter != '@' ? letter : ' ';
    }
    while (count > 0 && to[count - 1] == ' ')
        count--;
    memset(to + count, '\0', size - count);
}

static double whole(double value)
{
    return floor(value + 0.5);
}

bool drill_craft_init_ship(struct drill_craft *craft, const struct drill_ship *ship)
{
    double to_bow_m =
        isnan(ship->antenna_from_bow_m) ? whole(ship->length_m * 0.8) : ship->antenna_from_bow_m;
    double to_port_m =
        isnan(ship->antenna_from_port_m) ? whole(ship->beam_m / 2) : ship->antenna_from_port_m;
    *craft = (struct drill_craft){
        .kind = strcmp(ship->class_name, "B") == 0 ? DRILL_CRAFT_CLASS_B : DRILL_CRAFT_CLASS_A,
        .way = DRILL_WAY_TRACK,
        .ship = ship,
        .since_s = ship->from_min * S_PER_MIN,
        .interval_s = drill_scenario_interval_s(ship->reports),
        .antenna_m = 10 + ship->length_m / 10,
        .identity = {.mmsi = (uint32_t)ship->mmsi,
                     .imo = (uint32_t)ship->imo,
                     .type = (uint8_t)ship->type,
                     .draught_m_e1 = (uint8_t)whole(ship->draught_m * 10),
                     .to_bow_m = (uint16_t)fmin(to_bow_m, 511),
                     .to_stern_m = (uint16_t)fmin(fmax(ship->length_m - to_bow_m, 0), 511),
                     .to_port_m = (uint8_t)fmin(to_port_m, 63),
                     .to_starboard_m = (uint8_t)fmin(fmax(ship->beam_m - to_port_m, 0), 63)},
    };
    copy_text(ship->name, craft->identity.name, 21);
    copy_text(ship->callsign, craft->identity.callsign, sizeof craft->identity.callsign);
    copy_text(ship->destination, craft->identity.destination, sizeof craft->identity.destination);
    craft->motion.track = drill_track_new(ship);
    return craft->motion.track != NULL;
}

static struct drill_craft at_rest(enum drill_craft_kind kind, double mmsi, struct geo_point at)
{
    return (struct drill_craft){
        .kind = kind,
        .interval_s = (double)NAN,
        .identity.mmsi = (uint32_t)mmsi,
        .motion.fixed = {.position = at},
    };
}

void drill_craft_init_base(struct drill_craft *craft, const struct drill_base *base)
{
    *craft = at_rest(DRILL_CRAFT_BASE, base->mmsi, base->at);
    craft->antenna_m = 50;
}

void drill_craft_init_aid(struct drill_craft *craft, const struct drill_aid *aid)
{
    *craft = at_rest(DRILL_CRAFT_AID, aid->mmsi, aid->at);
    craft->antenna_m = aid->is_virtual ? 50 : 5; /* the shore transmits for a virtual one */
    craft->identity.type = (uint8_t)aid->type;
    craft->identity.is_virtual = aid->is_virtual;
    copy_text(aid->name, craft->identity.name, sizeof craft->identity.name);
}

void drill_craft_init_beacon(struct drill_craft *craft, const struct drill_beacon *beacon)
{
    *craft = at_rest(DRILL_CRAFT_BEACON, beacon->mmsi, beacon->at);
    craft->beacon = beacon;
    craft->since_s = beacon->from_min * S_PER_MIN;
    craft->antenna_m = 1;
    if (beacon->drift_kn > 0) {
        craft->way = DRILL_WAY_WANDER;
        craft->motion.wandering = (struct drill_wandering){
            .from_s = craft->since_s,
            .until_s = (double)INFINITY,
            .mover = {.position = beacon->at,
                      .course_deg = beacon->drift_course,
                      .speed_mps = beacon->drift_kn * KNOT_MPS},
        };
    }
}

void drill_craft_mark(struct drill_craft *craft)
{
    uint32_t *mmsi = &craft->identity.mmsi;
    switch (craft->kind) {
    case DRILL_CRAFT_CLASS_A:
    case DRILL_CRAFT_CLASS_B:
        *mmsi = DRILL_COUNTRY_CODE * 1000000u + *mmsi % 1000000u;
        return;
    case DRILL_CRAFT_BASE:
        *mmsi = DRILL_COUNTRY_CODE * 10000u + *mmsi % 10000u;
        return;
    case DRILL_CRAFT_AID:
        *mmsi = 990000000u + DRILL_COUNTRY_CODE * 10000u +
                (craft->identity.is_virtual ? 6000u : 1000u) + *mmsi % 1000u;
        return;
    case DRILL_CRAFT_BEACON: {
        /* Makers are numbered from 1 on: these are nobody's. */
        char kind = craft->beacon->kind[0];
        uint32_t prefix = kind == 's' ? 970u : kind == 'm' ? 972u : 974u;
        *mmsi = prefix * 1000000u + *mmsi % 10000u;
        return;
    }
    }
}
