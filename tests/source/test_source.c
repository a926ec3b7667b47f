/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "net/drive.h"
#include "net/listener.h"
#include "net/udp.h"
#include "source/source.h"

#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct taker {
    char text[512]; /* the first bytes, for comparison */
    size_t size;    /* of all of them */
    size_t size_max;
    uint32_t origin;
};

static void on_bytes(void *user, const char *bytes, size_t size, uint32_t origin)
{
    struct taker *taker = user;
    for (size_t i = 0; i < size; i++)
        if (taker->size + i < sizeof taker->text - 1)
            taker->text[taker->size + i] = bytes[i];
    taker->size += size;
    if (size > taker->size_max)
        taker->size_max = size;
    taker->origin = origin;
}

static struct source *open_source(struct net_loop *loop, const char *text, struct taker *taker)
{
    struct source_address address = {0};
    CHECK_INT(source_address_parse(text, &address), SOURCE_ADDRESS_OK);
    return source_new(&(struct source_options){.loop = loop,
                                               .address = &address,
                                               .on_bytes = on_bytes,
                                               .user = taker,
                                               .retry_min_ms = 5,
                                               .retry_max_ms = 20});
}

static enum source_state state_of(const struct source *source)
{
    return source_status(source).state;
}

static void accept_peer(void *user, int fd)
{
    *(int *)user = fd;
}

static struct net_listener *listen_at(struct net_loop *loop, uint16_t port, int *fd)
{
    char bytes[128];
    struct text reason = text_init(bytes, sizeof bytes);
    *fd = -1;
    return net_listener_open(loop, "127.0.0.1", port, accept_peer, fd, &reason);
}

static struct source *open_tcp(struct net_loop *loop, uint16_t port, struct taker *taker)
{
    char bytes[64];
    struct text text = text_init(bytes, sizeof bytes);
    text_add_format(&text, "tcp://127.0.0.1:%u", port);
    return open_source(loop, bytes, taker);
}

static void udp_comes_with_its_sender(void)
{
    char bytes[128];
    struct text reason = text_init(bytes, sizeof bytes);
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    struct source *source = open_source(loop, "udp://127.0.0.1:0", &taker);
    CHECK_INT(state_of(source), SOURCE_WAITING);
    CHECK(source_status(source).heard_ms == CLOCK_UNKNOWN_MS);
    struct net_udp_sender *sender = net_udp_sender_open("127.0.0.1", source_port(source), &reason);
    CHECK(net_udp_sender_send(sender, "!AIVDM", 6));
    DRIVE_UNTIL(loop, taker.size == 6);
    CHECK_TEXT(taker.text, "!AIVDM");
    CHECK(taker.origin != 0);
    CHECK_INT(state_of(source), SOURCE_RECEIVING);
    CHECK_INT(source_status(source).byte_count, 6);
    CHECK(source_status(source).heard_ms <= net_loop_now_ms(loop));
    net_udp_sender_close(sender);
    source_free(source);
    net_loop_free(loop);
}

static void a_port_that_is_taken_is_tried_again(void)
{
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    struct source *holder = open_source(loop, "udp://127.0.0.1:0", &taker);
    char bytes[64];
    struct text text = text_init(bytes, sizeof bytes);
    text_add_format(&text, "udp://127.0.0.1:%u", source_port(holder));
    struct source *second = open_source(loop, bytes, &taker);
    CHECK_INT(state_of(second), SOURCE_FAILED);
    CHECK_TEXT(source_status(second).detail, "address already in use; next try in 1 s");
    source_free(holder);
    DRIVE_UNTIL(loop, state_of(second) == SOURCE_WAITING);
    CHECK_TEXT(source_status(second).detail, "");
    source_free(second);
    net_loop_free(loop);
}

/* The peer goes in the middle of a line, stays away for some tries, and comes back. */
static void tcp_connects_again_when_the_peer_comes_back(void)
{
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    int peer;
    struct net_listener *listener = listen_at(loop, 0, &peer);
    uint16_t port = net_listener_port(listener);
    struct source *source = open_tcp(loop, port, &taker);
    CHECK_INT(state_of(source), SOURCE_CONNECTING);
    DRIVE_UNTIL(loop, peer >= 0 && state_of(source) == SOURCE_WAITING);
    CHECK_INT(send(peer, "one\ntw", 6, 0), 6);
    DRIVE_UNTIL(loop, state_of(source) == SOURCE_RECEIVING);

    net_listener_close(listener);
    close(peer);
    DRIVE_UNTIL(loop, strstr(source_status(source).detail, "connection refused") != NULL);
    CHECK_INT(state_of(source), SOURCE_CONNECTING);

    listener = listen_at(loop, port, &peer);
    CHECK(listener != NULL);
    DRIVE_UNTIL(loop, peer >= 0 && state_of(source) == SOURCE_WAITING);
    CHECK_INT(send(peer, "three\n", 6, 0), 6);
    DRIVE_UNTIL(loop, taker.size == 13);
    CHECK_TEXT(taker.text, "one\ntw\nthree\n"); /* the cut line is not joined to what follows */
    CHECK_INT(source_status(source).opened_count, 2);
    CHECK_INT(source_status(source).byte_count, 12);

    close(peer);
    source_free(source);
    net_listener_close(listener);
    net_loop_free(loop);
}

/* A peer that was killed or unplugged without a word. */
static void a_tcp_connection_without_a_word_is_replaced(void)
{
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    int peer;
    struct net_listener *listener = listen_at(loop, 0, &peer);
    struct source_address address = {
        .kind = SOURCE_KIND_TCP, .host = "127.0.0.1", .port = net_listener_port(listener)};
    struct source *source = source_new(&(struct source_options){.loop = loop,
                                                                .address = &address,
                                                                .on_bytes = on_bytes,
                                                                .user = &taker,
                                                                .retry_min_ms = 5,
                                                                .silence_max_ms = 30});
    DRIVE_UNTIL(loop, peer >= 0);
    int first = peer;
    peer = -1;
    DRIVE_UNTIL(loop, peer >= 0);
    CHECK(source_status(source).opened_count >= 1);
    close(first);
    close(peer);
    source_free(source);
    net_listener_close(listener);
    net_loop_free(loop);
}

static void tries_become_rarer_up_to_a_limit(void)
{
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    int peer;
    struct net_listener *listener = listen_at(loop, 0, &peer);
    struct source_address address = {
        .kind = SOURCE_KIND_TCP, .host = "127.0.0.1", .port = net_listener_port(listener)};
    net_listener_close(listener);
    struct source *source = source_new(&(struct source_options){
        .loop = loop, .address = &address, .on_bytes = on_bytes, .user = &taker});
    DRIVE_UNTIL(loop, strstr(source_status(source).detail, "next try in 1 s") != NULL);
    DRIVE_UNTIL(loop, strstr(source_status(source).detail, "next try in 2 s") != NULL);
    source_free(source);
    net_loop_free(loop);
}

static void reads_a_file_and_says_that_it_ended(void)
{
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    char path[] = "/tmp/narrows-source-XXXXXX";
    int fd = mkstemp(path);
    CHECK_INT(write(fd, "a\nb", 3), 3);
    close(fd);
    struct source *source = open_source(loop, path, &taker);
    DRIVE_UNTIL(loop, state_of(source) == SOURCE_ENDED);
    CHECK_TEXT(taker.text, "a\nb\n");
    CHECK_INT(source_status(source).byte_count, 3);
    source_free(source);
    net_loop_free(loop);
    unlink(path);
}

static void a_missing_file_has_failed_for_good(void)
{
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    struct source *source = open_source(loop, "/nonexistent/log", &taker);
    CHECK_INT(state_of(source), SOURCE_FAILED);
    CHECK_TEXT(source_status(source).detail, "No such file or directory");
    source_free(source);
    net_loop_free(loop);
}

static void a_named_pipe_outlives_its_writer(void)
{
    char directory[] = "/tmp/narrows-source-XXXXXX";
    char path[64];
    struct text text = text_init(path, sizeof path);
    CHECK(mkdtemp(directory) != NULL);
    text_add_format(&text, "%s/fifo", directory);
    CHECK_INT(mkfifo(path, 0600), 0);
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    struct source *source = open_source(loop, path, &taker);
    for (int round = 1; round <= 2; round++) {
        size_t before = taker.size;
        int writer = open(path, O_WRONLY | O_NONBLOCK); /* refused without a reader */
        CHECK(writer >= 0);
        CHECK_INT(write(writer, "x\n", 2), 2);
        DRIVE_UNTIL(loop, taker.size == before + 2);
        close(writer);
        DRIVE_UNTIL(loop, (int)source_status(source).opened_count > round);
    }
    source_free(source);
    net_loop_free(loop);
    unlink(path);
    rmdir(directory);
}

static void a_serial_port_that_is_unplugged_is_opened_again(void)
{
    int master, slave;
    char path[64], link_path[] = "/tmp/narrows-serial-XXXXXX";
    char address[128];
    struct text text = text_init(address, sizeof address);
    CHECK(mkdtemp(link_path) != NULL);
    text_add_format(&text, "serial://%s/tty", link_path);
    const char *tty = address + strlen("serial://");

    CHECK_INT(openpty(&master, &slave, path, NULL, NULL), 0);
    CHECK_INT(symlink(path, tty), 0);
    struct net_loop *loop = net_loop_new();
    struct taker taker = {0};
    struct source *source = open_source(loop, address, &taker);
    close(slave);
    CHECK_INT(write(master, "one\n", 4), 4);
    DRIVE_UNTIL(loop, taker.size == 4);
    unlink(tty);
    close(master);
    DRIVE_UNTIL(loop, strstr(source_status(source).detail, "No such file") != NULL);
    CHECK_INT(state_of(source), SOURCE_FAILED);

    CHECK_INT(openpty(&master, &slave, path, NULL, NULL), 0);
    CHECK_INT(symlink(path, tty), 0);
    DRIVE_UNTIL(loop, state_of(source) == SOURCE_WAITING);
    CHECK_INT(write(master, "two\n", 4), 4);
    DRIVE_UNTIL(loop, taker.size == 8);
    CHECK_TEXT(taker.text, "one\ntwo\n");
    source_free(source);
    net_loop_free(loop);
    close(master);
    close(slave);
    unlink(tty);
    rmdir(link_path);
}

/* One peer floods with noise; another source's single line must come through within turns, and
 * no delivery is larger than the buffer. */
static void a_flood_neither_grows_nor_starves_the_others(void)
{
    static char noise[1 << 20];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 2654435761U >> 24);
    struct net_loop *loop = net_loop_new();
    struct taker flooded = {0};
    struct taker quiet = {0};
    int flood_peer, quiet_peer;
    struct net_listener *flood_listener = listen_at(loop, 0, &flood_peer);
    struct net_listener *quiet_listener = listen_at(loop, 0, &quiet_peer);
    struct source *flood = open_tcp(loop, net_listener_port(flood_listener), &flooded);
    struct source *calm = open_tcp(loop, net_listener_port(quiet_listener), &quiet);
    DRIVE_UNTIL(loop, state_of(flood) == SOURCE_WAITING && state_of(calm) == SOURCE_WAITING);
    DRIVE_UNTIL(loop, flood_peer >= 0 && quiet_peer >= 0);

    uint64_t sent_turn = 0;
    uint64_t waited = UINT64_MAX;
    for (int turn = 0; turn < 400; turn++) {
        while (send(flood_peer, noise, sizeof noise, MSG_DONTWAIT | MSG_NOSIGNAL) > 0)
            ;
        if (turn == 200) {
            CHECK_INT(send(quiet_peer, "here\n", 5, 0), 5);
            sent_turn = net_loop_turn_number(loop);
        }
        net_loop_turn(loop, false);
        if (waited == UINT64_MAX && quiet.size > 0)
            waited = net_loop_turn_number(loop) - sent_turn;
    }
    CHECK_TEXT(quiet.text, "here\n");
    CHECK(waited <= 10);
    CHECK(flooded.size > 1000000);
    CHECK(flooded.size_max <= 65536);
    close(flood_peer);
    close(quiet_peer);
    source_free(flood);
    source_free(calm);
    net_listener_close(flood_listener);
    net_listener_close(quiet_listener);
    net_loop_free(loop);
}

int main(void)
{
    RUN(udp_comes_with_its_sender);
    RUN(a_port_that_is_taken_is_tried_again);
    RUN(tcp_connects_again_when_the_peer_comes_back);
    RUN(a_tcp_connection_without_a_word_is_replaced);
    RUN(tries_become_rarer_up_to_a_limit);
    RUN(reads_a_file_and_says_that_it_ended);
    RUN(a_missing_file_has_failed_for_good);
    RUN(a_named_pipe_outlives_its_writer);
    RUN(a_serial_port_that_is_unplugged_is_opened_again);
    RUN(a_flood_neither_grows_nor_starves_the_others);
    return check_summary();
}
