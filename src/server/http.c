/* HTTP: a request becomes a struct server_request, its answer leaves in pieces. */
#include "server/inside.h"
#include "server/origin.h"
#include "server/response.h"
#include "server/routes.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum {
    PIECE_BYTES = 65536,
    HEADERS_BYTES_MAX = 4096,
    VALUE_BYTES_MAX = 1024, /* of a header */
};

/* What libwebsockets keeps for each connection, zeroed at first. */
struct session {
    struct server_response response;
    size_t sent;
    bool is_answering;
    bool must_close; /* the request had a body, which is not read */
};

static_assert(sizeof(struct session) <= SERVER_HTTP_SESSION_BYTES, "room for a session");

static struct server *server_of(struct lws *wsi)
{
    return lws_context_user(lws_get_context(wsi));
}

/* "" when the header is missing or too long. */
static void copy_header(struct lws *wsi, enum lws_token_indexes token,
                        char value[static VALUE_BYTES_MAX])
{
    if (lws_hdr_copy(wsi, value, VALUE_BYTES_MAX, token) < 0)
        value[0] = '\0';
}

bool server_http_is_allowed(struct server *server, struct lws *wsi, bool is_upgrade)
{
    char host[VALUE_BYTES_MAX];
    char origin[VALUE_BYTES_MAX];
    copy_header(wsi, WSI_TOKEN_HOST, host);
    copy_header(wsi, WSI_TOKEN_ORIGIN, origin);
    if (server->is_local && !server_origin_host_is_local(host, server->own_name) &&
        !server_origin_host_is_local_or(host, server->host_name))
        return false;
    if (lws_hdr_total_length(wsi, WSI_TOKEN_ORIGIN) >= VALUE_BYTES_MAX)
        return false;
    return !is_upgrade || server_origin_is_own(origin, host);
}
