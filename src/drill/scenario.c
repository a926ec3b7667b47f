/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum drill_step_kind drill_step_kind(const struct drill_step *step)
{
    const bool is_there[] = {false,
                             !isnan(step->to.latitude_deg),
                             !isnan(step->run_min),
                             !isnan(step->turn_deg),
                             !isnan(step->wait_min),
                             !isnan(step->anchor_min)};
    enum drill_step_kind kind = DRILL_STEP_NONE;
    for (int i = DRILL_STEP_TO; i <= DRILL_STEP_ANCHOR; i++) {
        if (is_there[i] && kind != DRILL_STEP_NONE)
            return DRILL_STEP_NONE;
        if (is_there[i])
            kind = (enum drill_step_kind)i;
    }
    return kind;
}

double drill_scenario_interval_s(const char *words)
{
    char *end;
    if (words[0] < '0' || words[0] > '9')
        return (double)NAN;
    double seconds = strtod(words, &end);
    if (strcmp(end, " min") == 0)
        seconds *= 60;
    else if (strcmp(end, " s") != 0)
        return (double)NAN;
    return seconds >= 2 && seconds <= 180 ? seconds : (double)NAN;
}

static void add_no_station(const struct drill_scenario *scenario, const char *name, size_t size,
                           struct text *reason)
{
    text_add(reason, "there is no station '");
    text_add_bytes(reason, name, size);
    text_add(reason, "'; ");
    for (size_t i = 0; i < scenario->station_count; i++)
        text_add_format(reason, "%s%s", i > 0 ? ", " : "", scenario->stations[i].name);
}

static size_t find_station(const struct drill_scenario *scenario, const char *name, size_t size)
{
    size_t index = 0;
    while (index < scenario->station_count &&
           (strncmp(scenario->stations[index].name, name, size) != 0 ||
            scenario->stations[index].name[size] != '\0'))
        index++;
    return index;
}

bool drill_scenario_choose(const struct drill_scenario *scenario, const char *list,
                           uint32_t *chosen, struct text *reason)
{
    static const char between[] = ", \t";
    uint32_t bits = 0;
    const char *name = list + strspn(list, between);
    while (*name != '\0') {
        size_t size = strcspn(name, between);
        size_t index = find_station(scenario, name, size);
        if (index == scenario->station_count) {
            add_no_station(scenario, name, size, reason);
            return false;
        }
        bits |= UINT32_C(1) << index;
        name += size;
        name += strspn(name, between);
    }
    *chosen = bits != 0 ? bits : UINT32_MAX;
    return true;
}

void drill_scenario_free(struct drill_scenario *scenario)
{
    if (scenario == NULL)
        return;
    for (size_t i = 0; i < scenario->ship_count; i++) {
        free(scenario->ships[i].way);
        free(scenario->ships[i].silent);
    }
    for (size_t i = 0; i < scenario->route_count; i++)
        free(scenario->routes[i].points);
    for (size_t i = 0; i < scenario->fleet_count; i++)
        free(scenario->fleets[i].routes);
    for (size_t i = 0; i < scenario->fleet_count; i++)
        free(scenario->fleets[i].serves);
    for (size_t i = 0; i < scenario->gate_count; i++)
        free(scenario->gates[i].line);
    for (size_t i = 0; i < scenario->area_count; i++)
        free(scenario->areas[i].ring);
    free(scenario->stations);
    free(scenario->ships);
    free(scenario->routes);
    free(scenario->fleets);
    free(scenario->aids);
    free(scenario->bases);
    free(scenario->beacons);
    free(scenario->gates);
    free(scenario->areas);
    free(scenario);
}
