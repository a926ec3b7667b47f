/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of features in GeoJSON, for the collections of /ogc. For this folder only. */
#ifndef SERVER_FEATURES_H
#define SERVER_FEATURES_H

#include "server/rows.h"

/* A page that is being written, or with `is_single` one feature alone. */
struct server_page {
    struct server_desk *desk;
    struct json json;
    bool is_single;
    uint32_t count;
    bool has_next; /* it ends; `next` is to begin the next one */
    struct server_key next;
};

/* To be asked before a feature is written: false, with `next` set to its key, when the page is to
 * end before it. */
bool server_page_has_room(struct server_page *page, const struct server_key *key);

/* {"type":"Feature","id":... of a feature; its geometry, its properties and the closing bracket are
 * the caller's. */
void server_page_open_feature(struct server_page *page, const struct server_key *key);

/* Each collection's features, from the place on that the request asks for, or the one that it
 * names. False with an error on the desk. */
bool server_positions_write(struct server_page *page);
bool server_tracks_write(struct server_page *page);
bool server_vessels_list_write(struct server_page *page);
bool server_voyages_write(struct server_page *page);
bool server_waters_write(struct server_page *page);

/* "geometry": a MultiLineString of the desk's way, cut at gaps and at the antimeridian; null when
 * it is empty. */
void server_page_write_way(struct server_page *page);

/* "geometry": a point, or null. */
void server_page_write_point(struct server_page *page, const struct server_way_position *position);

#endif
