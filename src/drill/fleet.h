/* SPDX-License-Identifier: Apache-2.0 */
/* The ships of fleets: who they are, and how they go on, keeping apart. */
#ifndef DRILL_FLEET_H
#define DRILL_FLEET_H

#include "drill/serve.h"

struct drill_fleets;

/* Makes the ships of all fleets at `crafts`, of which there is room for drill_fleets_ship_count.
 * Keeps the sea and the random numbers. NULL, and the reason, when a route or an area that they
 * name is not there. */
size_t drill_fleets_ship_count(const struct drill_scenario *scenario);
struct drill_fleets *drill_fleets_new(const struct drill_sea *sea, struct drill_random *random,
                                      struct drill_craft *crafts, struct text *reason);
void drill_fleets_free(struct drill_fleets *fleets); /* NULL is fine */

/* What happens at a tick: a voyage ended, and in her place somebody new begins hers; a boat was
 * alongside somebody. */
struct drill_fleet_events {
    void (*on_new)(void *user, size_t index);
    void (*on_alongside)(void *user, const struct drill_alongside *alongside);
    void *user;
};

/* All go on as far as `time_s`, the time of this tick. */
void drill_fleets_tick(struct drill_fleets *fleets, double time_s,
                       const struct drill_fleet_events *events);

#endif
