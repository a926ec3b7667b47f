/* SPDX-License-Identifier: Apache-2.0 */
/* The live picture: who looks, when each gets its next frame, and who is too slow. */
#include "server/inside.h"

#include <assert.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    TICK_MS = 100,
    TICKS_PER_FRAME = 10,
    SECOND_MS = 1000,
};

/* What libwebsockets keeps for each connection. */
struct session {
    struct server_live_viewer *viewer;
};

static_assert(sizeof(struct session) <= SERVER_LIVE_SESSION_BYTES, "room for a session");

static struct server *server_of(struct lws *wsi)
{
    return lws_context_user(lws_get_context(wsi));
}

bool server_live_has_room(const struct server *server)
{
    return server->site.viewer_count < server->live.viewer_count_max;
}

static struct server_live_viewer *take_place(struct server_live *live, struct lws *wsi,
                                             bool is_drill)
{
    size_t slot_count = server_snapshot_slot_count(live->snapshot);
    for (size_t i = 0; i < live->viewer_count_max; i++) {
        struct server_live_viewer *place = &live->viewers[i];
        if (place->wsi != NULL)
            continue;
        *place = (struct server_live_viewer){.wsi = wsi};
        server_viewer_init(&place->viewer, live->told + i * slot_count, slot_count);
        place->viewer.is_drill = is_drill;
        return place;
    }
    return NULL;
}

static void ask_to_write(struct server_live_viewer *viewer, int64_t now_ms)
{
    if (!viewer->is_due)
        viewer->moved_ms = now_ms;
    viewer->is_due = true;
    lws_callback_on_writable(viewer->wsi);
}

/* How many bytes the viewer's machine has taken since it connected; 0 when the system does not
 * say. */
static uint64_t acknowledged_bytes(struct lws *wsi)
{
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    if (getsockopt(lws_get_socket_fd(wsi), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return 0;
    return info.tcpi_bytes_acked;
}

/* A viewer may be slow, but one that takes nothing at all is gone. */
static void drop_if_stuck(struct server_live_viewer *viewer, int64_t now_ms)
{
    uint64_t acknowledged = acknowledged_bytes(viewer->wsi);
    if (acknowledged != viewer->acknowledged) {
        viewer->acknowledged = acknowledged;
        viewer->moved_ms = now_ms;
    } else if (now_ms - viewer->moved_ms >= (int64_t)SERVER_STUCK_S_MAX * SECOND_MS) {
        lws_set_timeout(viewer->wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
    }
}

static void refresh(struct server *server, int64_t now_ms)
{
    server_snapshot_refresh(server->live.snapshot, server->site.picture);
    server->live.refreshed_ms = now_ms;
}

/* Once a second every viewer is due; between, those that look elsewhere than before are. */
static void on_tick(void *user)
{
    struct server *server = user;
    struct server_live *live = &server->live;
    int64_t now_ms = net_loop_now_ms(server->loop);
    bool is_second = ++live->tick % TICKS_PER_FRAME == 0;
    if (server->site.viewer_count == 0)
        return;
    if (is_second)
        refresh(server, now_ms);
    for (size_t i = 0; i < live->viewer_count_max; i++) {
        struct server_live_viewer *viewer = &live->viewers[i];
        if (viewer->wsi == NULL || !viewer->has_view)
            continue;
        if (is_second && viewer->is_due) {
            server->site.frame_skipped_count++;
            drop_if_stuck(viewer, now_ms);
        }
        if (is_second || (viewer->has_new_view && now_ms - viewer->frame_ms >= TICK_MS))
            ask_to_write(viewer, now_ms);
    }
}

static int close_badly(struct lws *wsi, enum lws_close_status status, const char *words)
{
    lws_close_reason(wsi, status, (unsigned char *)(uintptr_t)words, strlen(words));
    return -1;
}

static int take_view(struct server *server, struct lws *wsi, struct server_live_viewer *viewer,
                     const uint8_t *bytes, size_t size)
{
    struct server_view view;
    int64_t now_ms = net_loop_now_ms(server->loop);
    if (!lws_frame_is_binary(wsi) || !lws_is_first_fragment(wsi) || !lws_is_final_fragment(wsi) ||
        lws_remaining_packet_payload(wsi) > 0 || !server_frame_read_view(bytes, size, &view))
        return close_badly(wsi, LWS_CLOSE_STATUS_POLICY_VIOLATION,
                           "send 21 bytes: see docs/live.md");
    server_viewer_look(&viewer->viewer, &view);
    viewer->has_new_view = true;
    if (viewer->has_view)
        return 0; /* with the next tick, so that dragging a map costs a frame a tick */
    viewer->has_view = true;
    if (server->live.refreshed_ms == CLOCK_UNKNOWN_MS ||
        now_ms - server->live.refreshed_ms >= SECOND_MS)
        refresh(server, now_ms);
    ask_to_write(viewer, now_ms);
    return 0;
}

static int write_frame(struct server *server, struct lws *wsi, struct server_live_viewer *viewer)
{
    uint8_t *bytes = server->live.frame + LWS_PRE;
    bool is_more;
    if (!viewer->is_due || lws_partial_buffered(wsi) || lws_send_pipe_choked(wsi))
        return 0; /* called again when the last frame has left */
    size_t size = server_viewer_write(&viewer->viewer, server->live.snapshot, bytes, &is_more);
    if (lws_write(wsi, bytes, size, LWS_WRITE_BINARY) < 0)
        return -1;
    server->site.frame_count++;
    viewer->frame_ms = net_loop_now_ms(server->loop);
    viewer->has_new_view = false;
    viewer->is_due = is_more;
    if (is_more)
        lws_callback_on_writable(wsi);
    return 0;
}

static int establish(struct server *server, struct lws *wsi, struct session *session)
{
    session->viewer = take_place(&server->live, wsi, server->is_drill);
    if (session->viewer == NULL) { /* others were faster since the handshake */
        server->site.viewers_refused_count++;
        return close_badly(wsi, (enum lws_close_status)1013, "too many viewers; come again later");
    }
    server->site.viewer_count++;
    return 0;
}

static void leave(struct server *server, struct session *session)
{
    if (session == NULL || session->viewer == NULL)
        return;
    session->viewer->wsi = NULL;
    session->viewer = NULL;
    server->site.viewer_count--;
}

int server_live_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                         size_t size)
{
    struct session *session = user;
    switch ((int)reason) {
    case LWS_CALLBACK_ESTABLISHED:
        return establish(server_of(wsi), wsi, session);
    case LWS_CALLBACK_RECEIVE:
        return session->viewer == NULL ? -1
                                       : take_view(server_of(wsi), wsi, session->viewer, in, size);
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return session->viewer == NULL ? 0 : write_frame(server_of(wsi), wsi, session->viewer);
    case LWS_CALLBACK_CLOSED:
    case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL:
        leave(server_of(wsi), session);
        return 0;
    default:
        return 0;
    }
}

bool server_live_init(struct server *server, const struct server_options *options)
{
    struct server_live *live = &server->live;
    live->viewer_count_max =
        options->viewer_count_max > 0 ? options->viewer_count_max : SERVER_VIEWER_COUNT_MAX;
    live->refreshed_ms = CLOCK_UNKNOWN_MS;
    live->viewers = calloc(live->viewer_count_max, sizeof live->viewers[0]);
    live->told = calloc(live->viewer_count_max * options->target_count_max, sizeof live->told[0]);
    live->frame = malloc(LWS_PRE + SERVER_VIEWER_FRAME_BYTES_MAX);
    live->snapshot = server_snapshot_new(options->target_count_max);
    live->timer = net_timer_new(options->loop, on_tick, server);
    if (live->viewers == NULL || live->told == NULL || live->frame == NULL ||
        live->snapshot == NULL || live->timer == NULL)
        return false;
    net_timer_repeat(live->timer, TICK_MS);
    return true;
}

void server_live_release(struct server *server)
{
    struct server_live *live = &server->live;
    net_timer_free(live->timer);
    server_snapshot_free(live->snapshot);
    free(live->viewers);
    free(live->told);
    free(live->frame);
}
