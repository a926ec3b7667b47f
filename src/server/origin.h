/* SPDX-License-Identifier: Apache-2.0 */
/* Who may talk to the node from inside a browser: pure.
 *
 * A page of another site can make the browser call the node: by a WebSocket, which browsers allow
 * across sites, or by a name of its own that it lets point to 127.0.0.1 (DNS rebinding). The
 * browser says in Origin and Host whose page it is. */
#ifndef SERVER_ORIGIN_H
#define SERVER_ORIGIN_H

#include <stdbool.h>

/* Whether a request with these two headers comes from the node's own page, or from no page at all
 * (`origin` is ""). */
bool server_origin_is_own(const char *origin, const char *host);

/* Whether a node that only its own machine can reach is meant by `host`: an IP address, localhost,
 * `own_name`, or nothing, each with or without a port. No one else can make names so. */
bool server_origin_host_is_local(const char *host, const char *own_name);

#endif
