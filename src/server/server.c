/* SPDX-License-Identifier: Apache-2.0 */
#include "server/server.h"

#include "base/log.h"
#include "server/inside.h"

#include <assert.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PING_S = 30,   /* without a word from a viewer */
    HANGUP_S = 90, /* and without an answer to that */
    KEEPALIVE_S = 30,
    KEEPALIVE_COUNT = 3,
    HEADERS_BYTES_MAX = 8192, /* of one request */
    UNSENT_BYTES_MAX = 32768, /* that may wait in the kernel when more is written */
    SENT_BYTES_MAX = 65536,   /* by one call; otherwise libwebsockets sends crumbs */
    SPARE_FILES = 16,
};

static const struct lws_protocols protocols[] = {
    {.name = "http",
     .callback = server_http_callback,
     .per_session_data_size = SERVER_HTTP_SESSION_BYTES,
     .tx_packet_size = SENT_BYTES_MAX},
    {.name = "narrows-live-1",
     .callback = server_live_callback,
     .per_session_data_size = SERVER_LIVE_SESSION_BYTES,
     .rx_buffer_size = 128,
     .tx_packet_size = SENT_BYTES_MAX},
    {.name = NULL},
};

static const lws_retry_bo_t idle_policy = {.secs_since_valid_ping = PING_S,
                                           .secs_since_valid_hangup = HANGUP_S};

/* A picture must not grow old in the kernel's buffer while a slow viewer takes the last one. All
 * of this is best effort. */
static void set_options(int fd)
{
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &(int){UNSENT_BYTES_MAX}, sizeof(int));
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &(int){1}, sizeof(int));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &(int){KEEPALIVE_S}, sizeof(int));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &(int){KEEPALIVE_S}, sizeof(int));
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &(int){KEEPALIVE_COUNT}, sizeof(int));
}

static void on_accept(void *user, int fd)
{
    struct server *server = user;
    if (server->connection_count >= SERVER_CONNECTION_COUNT_MAX) {
        server->site.connections_refused_count++;
        close(fd);
        return;
    }
    set_options(fd);
    /* In a crowd, who says nothing makes room soon. */
    int patience_s = server->connection_count < SERVER_CONNECTION_COUNT_MAX / 2
                         ? SERVER_REQUEST_S_MAX
                         : SERVER_REQUEST_CROWDED_S_MAX;
    server->connection_count++; /* until LWS_CALLBACK_WSI_DESTROY, which a failure has as well */
    struct lws *wsi = lws_adopt_socket_vhost(server->vhost, fd);
    if (wsi != NULL)
        lws_set_timeout(wsi, PENDING_TIMEOUT_ESTABLISH_WITH_SERVER, patience_s);
}

/* True also where there is none to be opened. */
static bool open_archive(struct server *server, const struct server_options *options)
{
    if (options->store_dir == NULL)
        return true;
    server->archive = server_archive_new(&(struct server_archive_options){
        .loop = options->loop,
        .directory = options->store_dir,
        .waters_path = options->waters_path,
        .on_answer = server_http_on_answer,
        .is_there = server_http_is_there,
    });
    return server->archive != NULL;
}

/* Why it does not start is worth a line, each with its own end. What it says later is of single
 * callers, whose mistakes are not logged. */
static void log_of_library(int level, const char *line)
{
    (void)level;
    log_line("web server: %.*s", (int)strcspn(line, "\n"), line);
}

static bool create_context(struct server *server)
{
    void *loops[] = {net_loop_native(server->loop)};
    struct lws_context_creation_info info = {
        .port = CONTEXT_PORT_NO_LISTEN_SERVER,
        .protocols = protocols,
        .server_string = "narrows",
        .options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_EXPLICIT_VHOSTS |
                   LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME |
                   LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN,
        .foreign_loops = loops,
        .pcontext = &server->context,
        .user = server,
        .gid = -1,
        .uid = -1,
        .fd_limit_per_thread = SERVER_CONNECTION_COUNT_MAX + SPARE_FILES,
        .max_http_header_data = HEADERS_BYTES_MAX,
        .timeout_secs = SERVER_REQUEST_S_MAX,
        .keepalive_timeout = SERVER_REQUEST_S_MAX,
        .retry_and_idle_policy = &idle_policy,
    };
    lws_set_log_level(LLL_ERR, log_of_library);
    server->context = lws_create_context(&info);
    if (server->context != NULL)
        server->vhost = lws_create_vhost(server->context, &info);
    lws_set_log_level(0, NULL);
    return server->vhost != NULL;
}

static void fill_site(struct server *server, const struct server_options *options)
{
    struct text host_name = text_init(server->host_name, sizeof server->host_name);
    server->page_dir = strdup(options->page_dir);
    server->waters_path = options->waters_path != NULL ? strdup(options->waters_path) : NULL;
    server->site = (struct server_site){.picture = options->picture,
                                        .stations = options->stations,
                                        .fill_status = options->fill_status,
                                        .user = options->user,
                                        .page_dir = server->page_dir,
                                        .waters_path = server->waters_path};
    server->site.has_archive = options->store_dir != NULL;
    if (options->host_name != NULL)
        text_add(&host_name, options->host_name);
    if (gethostname(server->own_name, sizeof server->own_name - 1) != 0)
        server->own_name[0] = '\0';
    server->is_local =
        strncmp(options->address, "127.", 4) == 0 || strcmp(options->address, "::1") == 0;
}

struct server *server_new(const struct server_options *options, struct text *error)
{
    char reason_bytes[128];
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    struct server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        text_add(error, "no memory for the web server");
        return NULL;
    }
    server->loop = options->loop;
    server->is_drill = options->is_drill;
    fill_site(server, options);
    server->listener = net_listener_open(options->loop, options->address, options->port, on_accept,
                                         server, &reason);
    if (server->listener == NULL) {
        text_add_format(error,
                        "cannot serve the map at %s port %u: %s; choose another with --http "
                        "ADDRESS:PORT, port 0 for a free one",
                        options->address, options->port, reason.bytes);
    } else if (server->page_dir == NULL || !server_live_init(server, options)) {
        text_add(error, "no memory for the viewers; lower the number of targets or viewers");
    } else if (!open_archive(server, options)) {
        text_add(error, "no memory, thread or file descriptor left for reading the archive");
    } else if (!create_context(server)) {
        text_add(error, "libwebsockets does not start; is libwebsockets-evlib-uv installed?");
    } else {
        return server;
    }
    server_free(server);
    return NULL;
}

/* On a loop that is not its own, libwebsockets 4.1 closes its handles when first told to, and its
 * memory when told again after they are closed: the connections' in the next turn, then those that
 * the last of these gives up, in the one behind it. */
static void destroy_context(struct server *server)
{
    enum { TURNS_TO_CLOSE = 3 };
    lws_context_destroy(server->context);
    for (int turns = 0; turns < TURNS_TO_CLOSE || server->connection_count > 0; turns++)
        net_loop_turn(server->loop, false);
    lws_context_destroy(server->context);
    assert(server->context == NULL);
}

void server_free(struct server *server)
{
    if (server == NULL)
        return;
    net_listener_close(server->listener);
    if (server->context != NULL)
        destroy_context(server);
    server_archive_free(server->archive);
    server_live_release(server);
    free(server->page_dir);
    free(server->waters_path);
    free(server);
}

uint16_t server_port(const struct server *server)
{
    return net_listener_port(server->listener);
}

size_t server_viewer_count(const struct server *server)
{
    return server->site.viewer_count;
}
