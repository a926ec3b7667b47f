/* SPDX-License-Identifier: Apache-2.0 */
/* The gates of waters: what of report/passing.h is theirs. */
#include "report/passing.h"

#include <string.h>

/* Halfway along it, as the lengths of its parts in degrees are. */
static struct geo_point middle_of(const struct geo_waters_feature *gate)
{
    size_t half = gate->point_count / 2;
    struct geo_point from = gate->points[half - 1], to = gate->points[half];

    if (gate->point_count % 2 == 1)
        return to;
    double east_deg = geo_wrap_deg(to.longitude_deg - from.longitude_deg);
    return (struct geo_point){geo_wrap_deg(from.longitude_deg + east_deg / 2),
                              (from.latitude_deg + to.latitude_deg) / 2};
}

/* On which side of a gate another place lies, as the direction that leads there. */
static int side_of(const struct report_gate *gate, struct geo_point place)
{
    struct geo_point first = gate->line.points[0];
    struct geo_offset along =
        geo_point_offset_m(first, gate->line.points[gate->line.point_count - 1]);
    struct geo_offset to = geo_point_offset_m(first, place);

    return along.east_m * to.north_m - along.north_m * to.east_m > 0 ? -1 : 1;
}

static int pair_of(struct report_gates *gates, const char *id, struct text *reason)
{
    for (size_t i = 0; i < gates->pair_count; i++)
        if (strcmp(gates->pairs[i].id, id) == 0)
            return (int)i;
    if (gates->pair_count == REPORT_PAIR_COUNT_MAX) {
        text_add(reason, "the waters have too many pairs of gates");
        return -1;
    }
    gates->pairs[gates->pair_count] = (struct report_pair){.id = id};
    return (int)gates->pair_count++;
}

/* Puts a gate into its pair by its order. */
static bool put(struct report_gates *gates, size_t index, struct text *reason)
{
    struct report_gate *gate = &gates->gates[index];

    gate->pair = -1;
    if (gate->feature->pair[0] == '\0')
        return true;
    gate->pair = pair_of(gates, gate->feature->pair, reason);
    if (gate->pair == -1)
        return false;
    struct report_pair *pair = &gates->pairs[gate->pair];
    if (pair->gate_count == REPORT_PAIR_GATE_COUNT_MAX) {
        text_add_format(reason, "the pair %s has too many gates", pair->id);
        return false;
    }
    size_t place = pair->gate_count++;
    for (; place > 0 && gates->gates[pair->gates[place - 1]].feature->order > gate->feature->order;
         place--)
        pair->gates[place] = pair->gates[place - 1];
    pair->gates[place] = index;
    return true;
}

/* Which way leads up the order: to the next gate, or away from the one before. */
static void orient(struct report_gates *gates, const struct report_pair *pair)
{
    for (size_t i = 0; i < pair->gate_count && pair->gate_count > 1; i++) {
        struct report_gate *gate = &gates->gates[pair->gates[i]];
        bool is_last = i + 1 == pair->gate_count;
        const struct report_gate *other = &gates->gates[pair->gates[is_last ? i - 1 : i + 1]];
        gate->towards = side_of(gate, other->middle) * (is_last ? -1 : 1);
    }
}

bool report_gates_find(const struct geo_waters *waters, struct report_gates *gates,
                       struct text *reason)
{
    *gates = (struct report_gates){0};
    for (size_t i = 0; i < waters->feature_count; i++) {
        const struct geo_waters_feature *feature = &waters->features[i];
        if (feature->kind != GEO_WATERS_GATE)
            continue;
        if (gates->gate_count == REPORT_GATE_COUNT_MAX) {
            text_add(reason, "the waters have too many gates");
            return false;
        }
        gates->gates[gates->gate_count] = (struct report_gate){
            .feature = feature,
            .line = {feature->points, feature->point_count},
            .middle = middle_of(feature),
            .towards = 1,
        };
        if (!put(gates, gates->gate_count++, reason))
            return false;
    }
    for (size_t i = 0; i < gates->pair_count; i++)
        orient(gates, &gates->pairs[i]);
    if (gates->gate_count == 0)
        text_add(reason, "the waters have no gates");
    return gates->gate_count > 0;
}
