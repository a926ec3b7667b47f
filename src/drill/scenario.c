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
