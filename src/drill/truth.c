/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/truth.h"

#include "base/json.h"
#include "base/units.h"
#include "geo/hull.h"
#include "geo/laden.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_BYTES = 1024, HEARD_S = 600, GRID_MAX = 1 << 18, S_PER_MIN = 60 };

/* Nearer than this two ships have met; the cells of the grid are as wide. */
static const double MEETING_M = 3704;

/* Slower than this by each other they lie together. */
static const double MEETING_MPS = 0.3;

/* A ship that transmits and that nobody hears for so long is out of range. */
static const double OUT_OF_RANGE_S = 600;

struct snapshot {
    struct geo_point position;
    struct geo_plane plane; /* there */
    bool is_there;
    int32_t next; /* in the grid's cell */
};

struct heard_count {
    uint16_t sent, heard;
};

struct drill_truth {
    struct drill_truth_view view;
    struct drill_truth_sink sink;
    struct snapshot *before, *now;
    double *heard_s; /* when each craft was heard last; NAN: not yet */
    struct heard_count *counts;
    int32_t *cells;
    double tick_s, positions_s, counted_s;
    char bytes[ROW_BYTES];
};

struct drill_truth *drill_truth_new(const struct drill_truth_view *view,
                                    const struct drill_truth_sink *sink)
{
    struct drill_truth *truth = calloc(1, sizeof *truth);
    size_t count = view->craft_count + 1;
    if (truth == NULL)
        return NULL;
    truth->view = *view;
    truth->sink = *sink;
    truth->before = calloc(count, sizeof truth->before[0]);
    truth->now = calloc(count, sizeof truth->now[0]);
    truth->heard_s = calloc(count, sizeof truth->heard_s[0]);
    truth->counts = calloc(count * (view->scenario->station_count + 1), sizeof truth->counts[0]);
    truth->cells = calloc(GRID_MAX, sizeof truth->cells[0]);
    if (truth->before == NULL || truth->now == NULL || truth->heard_s == NULL ||
        truth->counts == NULL || truth->cells == NULL) {
        drill_truth_free(truth);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        truth->heard_s[i] = (double)NAN;
    return truth;
}

void drill_truth_free(struct drill_truth *truth)
{
    if (truth == NULL)
        return;
    free(truth->before);
    free(truth->now);
    free(truth->heard_s);
    free(truth->counts);
    free(truth->cells);
    free(truth);
}

struct row {
    struct text text;
    struct json json;
};

/* The row begins at `row`, that must not move until it is put. */
static void open_row(struct drill_truth *truth, struct row *row, const char *kind)
{
    row->text = text_init(truth->bytes, sizeof truth->bytes);
    row->json = json_init(&row->text);
    json_open_object(&row->json, NULL);
    json_text(&row->json, "truth", kind);
}

static void put_row(struct drill_truth *truth, struct row *row)
{
    json_close_object(&row->json);
    truth->sink.on_row(truth->sink.user, truth->bytes, row->text.size);
}

static void add_time(const struct drill_truth *truth, struct row *row, const char *name,
                     double time_s)
{
    json_time(&row->json, name,
              truth->view.scenario->from_ms + (int64_t)floor(time_s * 1000 + 0.5));
}

static void add_place(struct row *row, struct geo_point point)
{
    json_real(&row->json, "lon", point.longitude_deg, 6);
    json_real(&row->json, "lat", point.latitude_deg, 6);
}

static uint32_t mmsi_of(const struct drill_truth *truth, size_t index)
{
    return truth->view.crafts[index].identity.mmsi;
}

static bool is_ship(const struct drill_craft *craft)
{
    return craft->kind == DRILL_CRAFT_CLASS_A || craft->kind == DRILL_CRAFT_CLASS_B;
}

/* What she carries, where the scenario says how she was designed. */
static void add_laden(struct row *row, const struct drill_ship *ship)
{
    struct geo_laden_design design = {ship->length_m, ship->beam_m, ship->design_draught_m,
                                      ship->design_block, ship->deadweight_t};
    struct geo_laden laden = geo_laden_at(&design, ship->draught_m);
    if (isnan(laden.payload_t))
        return;
    json_real(&row->json, "draught_m", ship->draught_m, 1);
    json_real(&row->json, "displacement_t", laden.displacement_t, 0);
    json_real(&row->json, "payload_t", laden.payload_t, 0);
}

static void put_ship(struct drill_truth *truth, size_t index)
{
    const struct drill_craft *craft = &truth->view.crafts[index];
    const struct drill_identity *identity = &craft->identity;
    struct row row;
    if (!is_ship(craft))
        return;
    open_row(truth, &row, "ship");
    json_int(&row.json, "mmsi", identity->mmsi);
    json_text(&row.json, "name", identity->name);
    json_text(&row.json, "class", craft->kind == DRILL_CRAFT_CLASS_B ? "B" : "A");
    json_int(&row.json, "type", identity->type);
    json_int(&row.json, "length_m", identity->to_bow_m + identity->to_stern_m);
    json_int(&row.json, "beam_m", identity->to_port_m + identity->to_starboard_m);
    if (craft->ship != NULL)
        add_laden(&row, craft->ship);
    put_row(truth, &row);
}

static void put_silences(struct drill_truth *truth, size_t index)
{
    const struct drill_ship *ship = truth->view.crafts[index].ship;
    double end_min = truth->view.scenario->minutes;
    for (size_t i = 0; ship != NULL && i < ship->silent_count; i++) {
        struct row row;
        open_row(truth, &row, "silence");
        add_time(truth, &row, "from", ship->silent[i].from_min * S_PER_MIN);
        add_time(truth, &row, "to", fmin(ship->silent[i].to_min, end_min) * S_PER_MIN);
        json_int(&row.json, "mmsi", mmsi_of(truth, index));
        json_text(&row.json, "cause", "switched_off");
        put_row(truth, &row);
    }
}

static void put_beacon(struct drill_truth *truth, size_t index)
{
    const struct drill_craft *craft = &truth->view.crafts[index];
    struct row row;
    if (craft->beacon == NULL || craft->since_s >= truth->view.scenario->minutes * S_PER_MIN)
        return;
    open_row(truth, &row, "beacon");
    add_time(truth, &row, "time", craft->since_s);
    json_int(&row.json, "mmsi", craft->identity.mmsi);
    json_text(&row.json, "kind", craft->beacon->kind);
    json_bool(&row.json, "test", craft->beacon->is_test);
    add_place(&row, craft->beacon->at);
    put_row(truth, &row);
}

static void put_position(struct drill_truth *truth, size_t index, double time_s)
{
    const struct drill_craft *craft = &truth->view.crafts[index];
    struct row row;
    if (!is_ship(craft) || !truth->now[index].is_there)
        return;
    struct drill_motion motion = drill_craft_at(craft, time_s);
    open_row(truth, &row, "position");
    add_time(truth, &row, "time", time_s);
    json_int(&row.json, "mmsi", craft->identity.mmsi);
    add_place(&row, motion.position);
    json_real(&row.json, "speed_kn", motion.speed_mps / KNOT_MPS, 2);
    json_real(&row.json, "course", motion.course_deg, 2);
    json_real(&row.json, "heading", motion.heading_deg, 2);
    put_row(truth, &row);
}

/* She is there, whether she transmits or not. */
static bool is_there(const struct drill_craft *craft, double time_s)
{
    const struct drill_ship *ship = craft->ship;
    return is_ship(craft) && time_s >= craft->since_s &&
           (ship == NULL || time_s < ship->to_min * S_PER_MIN);
}

static void look(struct drill_truth *truth, struct snapshot *snapshots, double time_s)
{
    for (size_t i = 0; i < truth->view.craft_count; i++) {
        const struct drill_craft *craft = &truth->view.crafts[i];
        snapshots[i].is_there = is_there(craft, time_s);
        if (!snapshots[i].is_there)
            continue;
        snapshots[i].position = drill_craft_at(craft, time_s).position;
        snapshots[i].plane = geo_plane_at(snapshots[i].position.latitude_deg);
    }
}

void drill_truth_begin(struct drill_truth *truth)
{
    const struct drill_scenario *scenario = truth->view.scenario;
    struct row row;
    open_row(truth, &row, "drill");
    json_utf8(&row.json, "drill", scenario->title);
    json_int(&row.json, "seed", (int64_t)scenario->seed);
    add_time(truth, &row, "from", 0);
    add_time(truth, &row, "to", scenario->minutes * S_PER_MIN);
    json_int(&row.json, "version", 1);
    if (scenario->waters[0] != '\0')
        json_utf8(&row.json, "waters", scenario->waters);
    put_row(truth, &row);
    for (size_t i = 0; i < truth->view.craft_count; i++) {
        put_ship(truth, i);
        put_silences(truth, i);
        put_beacon(truth, i);
    }
    look(truth, truth->before, 0);
    memcpy(truth->now, truth->before, truth->view.craft_count * sizeof truth->now[0]);
    for (size_t i = 0; i < truth->view.craft_count && truth->sink.positions_s > 0; i++)
        put_position(truth, i, 0);
}

void drill_truth_new_craft(struct drill_truth *truth, size_t index, double time_s)
{
    put_ship(truth, index);
    /* She begins where she is: she did not come from where the last one ended. */
    truth->before[index].position = drill_craft_at(&truth->view.crafts[index], time_s).position;
    truth->before[index].plane = geo_plane_at(truth->before[index].position.latitude_deg);
    truth->heard_s[index] = (double)NAN;
}

void drill_truth_alongside(struct drill_truth *truth, const struct drill_alongside *alongside)
{
    struct row row;
    open_row(truth, &row, "alongside");
    add_time(truth, &row, "from", fmax(alongside->from_s, 0));
    add_time(truth, &row, "to", alongside->to_s);
    json_open_array(&row.json, "mmsi");
    json_int(&row.json, NULL, mmsi_of(truth, alongside->boat_index));
    json_int(&row.json, NULL, alongside->ship_mmsi);
    json_close_array(&row.json);
    add_place(&row,
              drill_craft_at(&truth->view.crafts[alongside->boat_index], alongside->to_s).position);
    put_row(truth, &row);
}

static double range_m(const struct drill_truth *truth, size_t one, size_t other, double time_s)
{
    return geo_point_distance_m(drill_craft_at(&truth->view.crafts[one], time_s).position,
                                drill_craft_at(&truth->view.crafts[other], time_s).position);
}

static struct geo_hull hull_of(const struct drill_identity *identity)
{
    return (struct geo_hull){identity->to_bow_m, identity->to_stern_m, identity->to_port_m,
                             identity->to_starboard_m};
}

static double gap_m(const struct drill_truth *truth, size_t one, size_t other, double time_s)
{
    const struct drill_craft *crafts = truth->view.crafts;
    struct drill_motion mine = drill_craft_at(&crafts[one], time_s);
    struct drill_motion hers = drill_craft_at(&crafts[other], time_s);
    struct geo_outline own = {hull_of(&crafts[one].identity), {0, 0}, mine.heading_deg};
    struct geo_outline away = {hull_of(&crafts[other].identity),
                               geo_point_offset_m(mine.position, hers.position), hers.heading_deg};
    return geo_hull_gap_m(&own, &away);
}

static void put_encounter(struct drill_truth *truth, size_t one, size_t other, double time_s)
{
    const struct drill_craft *crafts = truth->view.crafts;
    double from_s = fmax(fmax(crafts[one].since_s, crafts[other].since_s), 0);
    struct row row;
    open_row(truth, &row, "encounter");
    add_time(truth, &row, "time", time_s);
    json_open_array(&row.json, "mmsi");
    json_int(&row.json, NULL, mmsi_of(truth, one));
    json_int(&row.json, NULL, mmsi_of(truth, other));
    json_close_array(&row.json);
    json_real(&row.json, "cpa_m", range_m(truth, one, other, time_s), 1);
    json_real(&row.json, "tcpa_s", time_s - from_s, 1);
    add_time(truth, &row, "from", from_s);
    json_real(&row.json, "gap_m", gap_m(truth, one, other, time_s), 1);
    add_place(&row, drill_craft_at(&crafts[one], time_s).position);
    put_row(truth, &row);
}

/* A boat and the ship that she serves do not meet by chance. */
static bool serves(const struct drill_craft *boat, const struct drill_craft *ship)
{
    return boat->way == DRILL_WAY_SERVE && boat->motion.serving.ship == ship;
}

/* Two that came nearer at the beginning of the tick and part at its end were nearest within it. */
static void meet(struct drill_truth *truth, size_t one, size_t other, double time_s)
{
    enum { ROUNDS = 24 };
    const double third = 1.0 / 3, moment_s = 0.25;
    double low = time_s - DRILL_TICK_S, high = time_s;
    /* Both measured backwards, so that what is nearest at the very end of a tick is found once. */
    double closing = range_m(truth, one, other, low) - range_m(truth, one, other, low - moment_s);
    double parting = range_m(truth, one, other, high) - range_m(truth, one, other, high - moment_s);
    if (closing > 0 || parting <= 0)
        return;
    if (parting < MEETING_MPS * moment_s && -closing < MEETING_MPS * moment_s)
        return;
    low -= moment_s;
    for (int round = 0; round < ROUNDS; round++) {
        double early = low + (high - low) * third, late = high - (high - low) * third;
        if (range_m(truth, one, other, early) <= range_m(truth, one, other, late))
            high = late;
        else
            low = early;
    }
    put_encounter(truth, one, other, (low + high) / 2);
}

/* Around the Earth there are as many columns as are at least MEETING_M wide. */
static uint32_t cell_of(struct geo_point point, double plane_m, int east, int north)
{
    const double metres = 111320;
    int64_t column_count = (int64_t)fmax(floor(360 * plane_m / MEETING_M), 1);
    int64_t row = (int64_t)floor(point.latitude_deg * metres / MEETING_M) + north;
    int64_t column =
        (int64_t)floor((point.longitude_deg + 180) / 360 * (double)column_count) + east;
    column = (column % column_count + column_count) % column_count;
    uint64_t mixed = (uint64_t)row * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)column;
    return (uint32_t)((mixed * UINT64_C(0xbf58476d1ce4e5b9)) >> 46);
}

/* The grid is as wide in degrees of longitude all over, as its narrowest cells need. */
static double plane_of(const struct drill_truth *truth)
{
    double latitude_deg = 0;
    for (size_t i = 0; i < truth->view.craft_count; i++)
        if (truth->now[i].is_there)
            latitude_deg = fmax(latitude_deg, fabs(truth->now[i].position.latitude_deg));
    return geo_plane_at(latitude_deg).east_m_per_deg;
}

/* From one ship to the other on the plane of the first. */
static struct geo_offset offset_in(const struct snapshot *snapshots, size_t one, size_t other)
{
    struct geo_point from = snapshots[one].position, to = snapshots[other].position;
    return (struct geo_offset){
        geo_wrap_deg(to.longitude_deg - from.longitude_deg) * snapshots[one].plane.east_m_per_deg,
        (to.latitude_deg - from.latitude_deg) * snapshots[one].plane.north_m_per_deg};
}

/* A quick look that lets nobody by who was nearest within the tick: as if both had gone straight,
 * and a good while before and after; whoever turned hard within it is looked at closely. */
static bool may_meet(const struct drill_truth *truth, size_t one, size_t other)
{
    struct geo_offset first = offset_in(truth->before, one, other);
    struct geo_offset last = offset_in(truth->now, one, other);
    struct geo_offset moved = {last.east_m - first.east_m, last.north_m - first.north_m};
    double square = moved.east_m * moved.east_m + moved.north_m * moved.north_m;
    double far = last.east_m * last.east_m + last.north_m * last.north_m;
    double part = -(first.east_m * moved.east_m + first.north_m * moved.north_m);
    if (far > MEETING_M * MEETING_M)
        return false;
    return (part > -square && part < 2 * square);
}

static void meet_in_cell(struct drill_truth *truth, size_t one, uint32_t cell, double time_s)
{
    for (int32_t i = truth->cells[cell] - 1; i >= 0; i = truth->now[i].next) {
        size_t other = (size_t)i;
        if (other >= one || !truth->before[other].is_there)
            continue;
        if (may_meet(truth, one, other) &&
            !serves(&truth->view.crafts[one], &truth->view.crafts[other]) &&
            !serves(&truth->view.crafts[other], &truth->view.crafts[one]))
            meet(truth, other, one, time_s);
    }
}

static void find_meetings(struct drill_truth *truth, double time_s)
{
    double plane_m = plane_of(truth);
    for (size_t i = 0; i < truth->view.craft_count; i++) {
        if (!truth->now[i].is_there)
            continue;
        int32_t *head = &truth->cells[cell_of(truth->now[i].position, plane_m, 0, 0)];
        truth->now[i].next = *head - 1;
        *head = (int32_t)i + 1;
    }
    for (size_t i = 0; i < truth->view.craft_count; i++) {
        if (!truth->now[i].is_there || !truth->before[i].is_there)
            continue;
        uint32_t seen[9];
        int seen_count = 0;
        for (int side = 0; side < 9; side++) {
            uint32_t cell = cell_of(truth->now[i].position, plane_m, side % 3 - 1, side / 3 - 1);
            bool is_new = true;
            for (int k = 0; k < seen_count; k++)
                is_new &= seen[k] != cell;
            if (is_new) {
                seen[seen_count++] = cell;
                meet_in_cell(truth, i, cell, time_s);
            }
        }
    }
    for (size_t i = 0; i < truth->view.craft_count; i++)
        if (truth->now[i].is_there)
            truth->cells[cell_of(truth->now[i].position, plane_m, 0, 0)] = 0;
}

static void find_crossings(struct drill_truth *truth, size_t index, double time_s)
{
    const struct drill_sea *sea = truth->view.sea;
    const struct snapshot *before = &truth->before[index], *now = &truth->now[index];
    const double way_m_max = 1000;
    for (size_t i = 0; i < sea->gate_count; i++) {
        const struct drill_sea_gate *gate = &sea->gates[i];
        double part;
        if (geo_point_distance_m(gate->gate.points[0], now->position) > gate->reach_m + way_m_max)
            continue;
        int direction = geo_gate_crossed(&gate->gate, before->position, now->position, &part);
        if (direction == 0)
            continue;
        double crossed_s = time_s - DRILL_TICK_S * (1 - part);
        struct row row;
        open_row(truth, &row, "crossing");
        add_time(truth, &row, "time", crossed_s);
        json_int(&row.json, "mmsi", mmsi_of(truth, index));
        json_text(&row.json, "gate", gate->id);
        json_int(&row.json, "direction", direction > 0 ? 1 : -1);
        add_place(&row, drill_craft_at(&truth->view.crafts[index], crossed_s).position);
        put_row(truth, &row);
    }
}

/* What each was heard of in the last ten minutes. */
static void put_heard(struct drill_truth *truth, double time_s)
{
    size_t station_count = truth->view.scenario->station_count;
    for (size_t i = 0; i < truth->view.craft_count * station_count; i++) {
        struct heard_count *count = &truth->counts[i];
        struct row row;
        if (count->sent == 0)
            continue;
        open_row(truth, &row, "heard");
        json_int(&row.json, "mmsi", mmsi_of(truth, i / station_count));
        json_text(&row.json, "station", truth->view.scenario->stations[i % station_count].name);
        add_time(truth, &row, "from", truth->counted_s);
        add_time(truth, &row, "to", time_s);
        json_int(&row.json, "sent", count->sent);
        json_int(&row.json, "heard", count->heard);
        put_row(truth, &row);
        *count = (struct heard_count){0, 0};
    }
    truth->counted_s = time_s;
}

void drill_truth_tick(struct drill_truth *truth, double time_s)
{
    look(truth, truth->now, time_s);
    find_meetings(truth, time_s);
    for (size_t i = 0; i < truth->view.craft_count; i++)
        if (truth->now[i].is_there && truth->before[i].is_there)
            find_crossings(truth, i, time_s);
    if (truth->sink.positions_s > 0 && time_s >= truth->positions_s + truth->sink.positions_s) {
        truth->positions_s = time_s;
        for (size_t i = 0; i < truth->view.craft_count; i++)
            put_position(truth, i, time_s);
    }
    if (time_s >= truth->counted_s + HEARD_S)
        put_heard(truth, time_s);
    struct snapshot *before = truth->before;
    truth->before = truth->now;
    truth->now = before;
}

static void put_out_of_range(struct drill_truth *truth, size_t index, double from_s, double to_s)
{
    struct row row;
    if (!(to_s - from_s > OUT_OF_RANGE_S))
        return;
    open_row(truth, &row, "silence");
    add_time(truth, &row, "from", from_s);
    add_time(truth, &row, "to", to_s);
    json_int(&row.json, "mmsi", mmsi_of(truth, index));
    json_text(&row.json, "cause", "out_of_range");
    put_row(truth, &row);
}

/* Nobody has heard her since she was heard last. The time that she was switched off, or gone, is no
 * time out of range: she says nothing then. */
static void put_unheard(struct drill_truth *truth, size_t index, double time_s)
{
    const struct drill_ship *ship = truth->view.crafts[index].ship;
    double from_s = truth->heard_s[index];
    if (!is_ship(&truth->view.crafts[index]) || !(time_s - from_s > OUT_OF_RANGE_S))
        return;
    if (ship == NULL) {
        put_out_of_range(truth, index, from_s, time_s);
        return;
    }
    time_s = fmin(time_s, ship->to_min * S_PER_MIN);
    while (from_s < time_s) {
        double until_s = time_s, again_s = time_s;
        for (size_t i = 0; i < ship->silent_count; i++) {
            double silent_s = ship->silent[i].from_min * S_PER_MIN;
            double back_s = ship->silent[i].to_min * S_PER_MIN;
            if (back_s > fmax(silent_s, from_s) && fmax(silent_s, from_s) < until_s) {
                until_s = fmax(silent_s, from_s);
                again_s = back_s;
            }
        }
        put_out_of_range(truth, index, from_s, until_s);
        from_s = again_s;
    }
}

void drill_truth_sent(struct drill_truth *truth, const struct drill_message *message, double time_s)
{
    size_t station_count = truth->view.scenario->station_count, index = message->craft_index;
    for (size_t i = 0; i < station_count; i++) {
        struct heard_count *count = &truth->counts[index * station_count + i];
        count->sent++;
        count->heard = (uint16_t)(count->heard + (message->heard >> i & 1));
    }
    if (message->heard != 0) {
        put_unheard(truth, index, time_s);
        truth->heard_s[index] = time_s;
    }
}

static void put_still_alongside(struct drill_truth *truth, double time_s)
{
    for (size_t i = 0; i < truth->view.craft_count; i++) {
        const struct drill_craft *craft = &truth->view.crafts[i];
        const struct drill_serving *serving = &craft->motion.serving;
        if (craft->way == DRILL_WAY_SERVE && serving->state == DRILL_SERVING_ALONGSIDE)
            drill_truth_alongside(
                truth, &(struct drill_alongside){i, serving->ship_mmsi, serving->from_s, time_s});
    }
}

void drill_truth_end(struct drill_truth *truth, double time_s)
{
    for (size_t i = 0; i < truth->view.craft_count; i++)
        put_unheard(truth, i, time_s);
    put_still_alongside(truth, time_s);
    put_heard(truth, time_s);
}
