/* SPDX-License-Identifier: Apache-2.0 */
/* The targets as JSON: /api/vessels and /api/vessels/MMSI. */
#ifndef SERVER_VESSELS_H
#define SERVER_VESSELS_H

#include "geo/box.h"
#include "server/site.h"

/* "W,S,E,N" in degrees. False, with `*box` untouched, unless it is four numbers, latitudes from
 * -90 to 90 and south not above north, longitudes from -180 to 180 (west above east crosses the
 * antimeridian). */
bool server_vessels_read_box(const char *text, struct geo_box *box);

/* Digits and nothing else, up to 1073741823 (30 bits): not every identity that is sent has nine. */
bool server_vessels_read_mmsi(const char *text, uint32_t *mmsi);

/* Every target in `box`; all of them, also those without a position, when it is NULL. */
void server_vessels_write(struct text *text, const struct server_site *site,
                          const struct geo_box *box);

void server_vessels_write_one(struct text *text, const struct server_site *site,
                              const struct track_target *target);

#endif
