/* SPDX-License-Identifier: Apache-2.0 */
/* HTTP: a request becomes a struct server_request, its answer leaves in pieces. */
#include "server/inside.h"
#include "server/origin.h"
#include "server/response.h"
#include "server/routes.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum {
    PIECE_BYTES = 65536,
    HEADERS_BYTES_MAX = 4096,
    VALUE_BYTES_MAX = 1024, /* of a header */
    HOST_BYTES_MAX = SERVER_ASK_BASE_BYTES - 16,
};

#define RETRY_AFTER "2" /* seconds */

/* What libwebsockets keeps for each connection, zeroed at first. */
struct session {
    struct server_response response;
    size_t sent;
    bool is_answering;
    bool is_waiting; /* for the archive */
    bool has_come;   /* its answer, of which nothing is sent yet */
    bool is_head;
    bool must_close; /* the request has a body, which is not read */
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
    if (lws_hdr_total_length(wsi, WSI_TOKEN_HOST) >= VALUE_BYTES_MAX ||
        lws_hdr_total_length(wsi, WSI_TOKEN_ORIGIN) >= VALUE_BYTES_MAX)
        return false;
    copy_header(wsi, WSI_TOKEN_HOST, host);
    copy_header(wsi, WSI_TOKEN_ORIGIN, origin);
    if (server->is_local && !server_origin_host_is_local(host, server->own_name) &&
        !server_origin_host_is_local(host, server->host_name))
        return false;
    return !is_upgrade || server_origin_is_own(origin, host);
}

static enum server_method method_of(struct lws *wsi)
{
    char *path;
    int size;
    switch (lws_http_get_uri_and_method(wsi, &path, &size)) {
    case LWSHUMETH_GET:
        return SERVER_METHOD_GET;
    case LWSHUMETH_HEAD:
        return SERVER_METHOD_HEAD;
    default:
        return SERVER_METHOD_OTHER;
    }
}

/* The parameters as libwebsockets has taken them apart and decoded them. */
static void copy_query(struct lws *wsi, char value[static VALUE_BYTES_MAX])
{
    struct text query = text_init(value, VALUE_BYTES_MAX);
    char part[VALUE_BYTES_MAX];
    for (int i = 0; lws_hdr_copy_fragment(wsi, part, sizeof part, WSI_TOKEN_HTTP_URI_ARGS, i) > 0;
         i++) {
        if (query.size > 0)
            text_add_char(&query, '&');
        text_add(&query, part);
    }
}

/* A name and what it is, as a browser that trusts only this node should have it. */
struct header {
    const char *name;
    const char *value;
};

static const struct header fixed_headers[] = {
    {"content-security-policy:",
     "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; "
     "connect-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; "
     "base-uri 'none'; form-action 'none'"},
    {"x-content-type-options:", "nosniff"},
    {"referrer-policy:", "no-referrer"},
    {"cross-origin-resource-policy:", "same-origin"},
};

/* Where libwebsockets writes headers to. */
struct header_space {
    struct lws *wsi;
    unsigned char *at;
    unsigned char *end;
    bool is_full;
};

static void add_header(struct header_space *space, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    space->is_full |= lws_add_http_header_by_name(space->wsi, (const unsigned char *)name,
                                                  (const unsigned char *)value, (int)strlen(value),
                                                  &space->at, space->end) != 0;
}

/* False when the connection is to be closed. */
static bool write_headers(struct lws *wsi, const struct server_response *response, bool must_close)
{
    unsigned char bytes[LWS_PRE + HEADERS_BYTES_MAX];
    char size_bytes[24];
    struct text size = text_init(size_bytes, sizeof size_bytes);
    struct header_space space = {.wsi = wsi, .at = bytes + LWS_PRE, .end = bytes + sizeof bytes};

    if (lws_add_http_header_status(wsi, response->status, &space.at, space.end) != 0)
        return false;
    text_add_int(&size, (int64_t)response->body_size);
    if (response->status != 304) {
        add_header(&space, "content-type:", response->content_type);
        add_header(&space, "content-length:", size_bytes);
    }
    add_header(&space, "cache-control:", response->cache_control);
    add_header(&space, "etag:", response->etag);
    add_header(&space, "allow:", response->allow);
    add_header(&space, "retry-after:", response->retry_after);
    add_header(&space, "connection:", must_close ? "close" : NULL);
    for (size_t i = 0; i < sizeof fixed_headers / sizeof fixed_headers[0]; i++)
        add_header(&space, fixed_headers[i].name, fixed_headers[i].value);
    return !space.is_full &&
           lws_finalize_write_http_header(wsi, bytes + LWS_PRE, &space.at, space.end) == 0;
}

static void release_answer(struct server *server, struct lws *wsi, struct session *session)
{
    if (session->is_waiting)
        server_archive_forget(server->archive, wsi);
    if (session->has_come)
        server_response_release(&session->response);
    session->is_waiting = false;
    session->has_come = false;
    if (!session->is_answering)
        return;
    session->is_answering = false;
    server->response_count--;
    server->response_bytes -= session->response.body_size;
    server_response_release(&session->response);
}

/* libwebsockets' answer for "go on with this connection, or not". */
static int finish(struct lws *wsi, struct session *session)
{
    bool must_close = session->must_close;
    release_answer(server_of(wsi), wsi, session);
    return must_close || lws_http_transaction_completed(wsi) != 0 ? -1 : 0;
}

/* A connection that takes nothing for a while is dropped; every piece that leaves gives it the
 * whole time again. */
static void expect_progress(struct lws *wsi)
{
    lws_set_timeout(wsi, PENDING_TIMEOUT_HTTP_CONTENT, SERVER_STUCK_S_MAX);
    lws_callback_on_writable(wsi);
}

/* "http://127.0.0.1:8080", as the client calls this node; behind a proxy, as that says. */
static void copy_base(struct lws *wsi, char base[static VALUE_BYTES_MAX])
{
    static const char name[] = "x-forwarded-proto:";
    char host[VALUE_BYTES_MAX];
    char scheme[8] = "";
    struct text text = text_init(base, VALUE_BYTES_MAX);

    copy_header(wsi, WSI_TOKEN_HOST, host);
    if (lws_hdr_custom_copy(wsi, scheme, sizeof scheme, name, sizeof name - 1) < 0)
        scheme[0] = '\0';
    if (host[0] == '\0' || strlen(host) > HOST_BYTES_MAX)
        return;
    text_add(&text, strcmp(scheme, "https") == 0 ? "https://" : "http://");
    text_add(&text, host);
}

/* True when the answer is there; otherwise `ask` is what the archive is to be asked. */
static bool build(struct server *server, struct lws *wsi, const char *path,
                  struct server_response *response, struct server_ask *ask)
{
    char query[VALUE_BYTES_MAX];
    char if_none_match[VALUE_BYTES_MAX];
    char base[VALUE_BYTES_MAX];
    copy_query(wsi, query);
    copy_header(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH, if_none_match);
    copy_base(wsi, base);
    struct server_request request = {.method = method_of(wsi),
                                     .path = path,
                                     .query = query,
                                     .base = base,
                                     .if_none_match = if_none_match};
    if (!server_http_is_allowed(server, wsi, false))
        server_response_fail(response, 403,
                             "this node answers only its own machine; use http://localhost or its "
                             "IP address");
    else if (server->response_count >= SERVER_RESPONSE_COUNT_MAX ||
             server->response_bytes >= SERVER_RESPONSES_BYTES_MAX)
        server_response_fail(response, 503, "too many answers are under way; ask again later");
    else
        return server_routes_answer(&server->site, &request, response, ask);
    return true;
}

static bool has_body(struct lws *wsi)
{
    char length[VALUE_BYTES_MAX];
    copy_header(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH, length);
    return method_of(wsi) == SERVER_METHOD_OTHER || strspn(length, "0") != strlen(length) ||
           lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING) > 0;
}

/* Begins to send what is in `session->response`. */
static int begin(struct server *server, struct lws *wsi, struct session *session)
{
    session->has_come = false;
    session->is_answering = true;
    session->sent = 0;
    server->response_count++;
    server->response_bytes += session->response.body_size;
    server->site.response_count++;
    if (!write_headers(wsi, &session->response, session->must_close))
        return -1;
    if (session->is_head)
        session->sent = session->response.body_size;
    if (session->response.body_size == session->sent)
        return finish(wsi, session);
    expect_progress(wsi);
    return 0;
}

static int answer(struct server *server, struct lws *wsi, struct session *session, const char *path)
{
    struct server_ask ask;
    release_answer(server, wsi, session);
    session->response = server_response_init();
    session->is_head = method_of(wsi) == SERVER_METHOD_HEAD;
    session->must_close = has_body(wsi);
    if (build(server, wsi, path, &session->response, &ask))
        return begin(server, wsi, session);
    session->is_waiting = server_archive_ask(server->archive, &ask, wsi);
    server->site.archive_refused_count += !session->is_waiting;
    if (!session->is_waiting) {
        server_response_fail(&session->response, 503,
                             "too many ask the archive now; ask again in a moment");
        session->response.retry_after = RETRY_AFTER;
        return begin(server, wsi, session);
    }
    lws_set_timeout(wsi, PENDING_TIMEOUT_HTTP_CONTENT, SERVER_STUCK_S_MAX);
    return 0;
}

/* While a request is answered, libwebsockets does not look whether its peer hangs up. Who says that
 * nothing more comes from it counts as gone: no client does that and waits. */
bool server_http_is_there(void *asker)
{
    struct lws *wsi = asker;
    struct session *session = lws_wsi_user(wsi);
    char byte;
    ssize_t size = recv(lws_get_socket_fd(wsi), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

    if (size > 0 || (size < 0 && (errno == EAGAIN || errno == EINTR)))
        return true;
    session->is_waiting = false;
    lws_set_timeout(wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
    return false;
}

void server_http_on_answer(void *asker, struct server_response *response)
{
    struct lws *wsi = asker;
    struct session *session = lws_wsi_user(wsi);

    session->is_waiting = false;
    session->has_come = true;
    session->response = *response;
    if (response->status == 503)
        session->response.retry_after = RETRY_AFTER;
    server_of(wsi)->site.archive_answered_count++;
    expect_progress(wsi);
}

static int write_piece(struct lws *wsi, struct session *session)
{
    unsigned char bytes[LWS_PRE + PIECE_BYTES];
    if (session->has_come)
        return begin(server_of(wsi), wsi, session);
    if (!session->is_answering)
        return 0;
    size_t size = session->response.body_size - session->sent;
    bool is_last = size <= PIECE_BYTES;
    if (!is_last)
        size = PIECE_BYTES;
    memcpy(bytes + LWS_PRE, session->response.body + session->sent, size);
    if (lws_write(wsi, bytes + LWS_PRE, size, is_last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < 0)
        return -1;
    session->sent += size;
    if (is_last)
        return finish(wsi, session);
    expect_progress(wsi);
    return 0;
}

/* Answers an upgrade that is not to be. Positive: libwebsockets finishes the transaction. */
static int refuse_upgrade(struct server *server, struct lws *wsi, unsigned status,
                          const char *words)
{
    unsigned char bytes[LWS_PRE + HEADERS_BYTES_MAX];
    struct server_response response = server_response_init();
    int result = -1;
    server_response_fail(&response, status, words);
    server->site.response_count++;
    if (response.body_size <= HEADERS_BYTES_MAX && write_headers(wsi, &response, true)) {
        memcpy(bytes + LWS_PRE, response.body, response.body_size);
        if (lws_write(wsi, bytes + LWS_PRE, response.body_size, LWS_WRITE_HTTP_FINAL) >= 0)
            result = 1;
    }
    server_response_release(&response);
    return result;
}

static int check_upgrade(struct server *server, struct lws *wsi, const char *to)
{
    char *path;
    int size;
    char protocols[VALUE_BYTES_MAX];
    copy_header(wsi, WSI_TOKEN_PROTOCOL, protocols);
    if (strcasecmp(to, "websocket") != 0)
        return refuse_upgrade(server, wsi, 400, "the only upgrade here is to a WebSocket");
    if (lws_http_get_uri_and_method(wsi, &path, &size) != LWSHUMETH_GET || size != 5 ||
        memcmp(path, "/live", 5) != 0)
        return refuse_upgrade(server, wsi, 404, "there is no WebSocket here; use /live");
    if (!server_http_is_allowed(server, wsi, true))
        return refuse_upgrade(server, wsi, 403, "pages of other sites may not look; open the map");
    if (strstr(protocols, "narrows-live-1") == NULL)
        return refuse_upgrade(server, wsi, 400, "use the subprotocol narrows-live-1");
    if (!server_live_has_room(server)) {
        server->site.viewers_refused_count++;
        return refuse_upgrade(server, wsi, 503, "too many viewers; come again later");
    }
    return 0;
}

int server_http_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                         size_t size)
{
    (void)size;
    struct session *session = user;
    switch ((int)reason) {
    case LWS_CALLBACK_WSI_DESTROY:
        server_of(wsi)->connection_count--;
        return 0;
    case LWS_CALLBACK_HTTP:
        return answer(server_of(wsi), wsi, session, in);
    case LWS_CALLBACK_HTTP_WRITEABLE:
        return write_piece(wsi, session);
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return check_upgrade(server_of(wsi), wsi, in);
    case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
    case LWS_CALLBACK_CLOSED_HTTP:
        if (session != NULL)
            release_answer(server_of(wsi), wsi, session);
        return 0;
    default:
        return 0;
    }
}
