/* SPDX-License-Identifier: Apache-2.0 */
/* A plain socket to the server under test, driven on the same loop: what a browser sends and gets,
 * byte for byte. */
#ifndef SERVER_CLIENT_H
#define SERVER_CLIENT_H

#include "check.h"
#include "net/drive.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENT_BYTES_MAX = 8 << 20 };

struct client {
    int fd;
    char *bytes; /* all that came and was not consumed, with a NUL behind */
    size_t size;
    bool is_closed;
};

static inline struct client client_connect(uint16_t port, int receive_buffer_bytes)
{
    struct client client = {.fd = socket(AF_INET, SOCK_STREAM, 0),
                            .bytes = calloc(1, CLIENT_BYTES_MAX + 1)};
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (receive_buffer_bytes > 0)
        setsockopt(client.fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof(int));
    CHECK(connect(client.fd, (struct sockaddr *)(void *)&address, sizeof address) == 0);
    return client;
}

static inline void client_close(struct client *client)
{
    close(client->fd);
    free(client->bytes);
}

static inline void client_send_bytes(struct client *client, const void *bytes, size_t size)
{
    CHECK_INT(send(client->fd, bytes, size, MSG_NOSIGNAL), (long long)size);
}

static inline void client_send(struct client *client, const char *words)
{
    client_send_bytes(client, words, strlen(words));
}

/* Takes what is there now. */
static inline void client_receive(struct client *client)
{
    for (;;) {
        ssize_t size = recv(client->fd, client->bytes + client->size,
                            CLIENT_BYTES_MAX - client->size, MSG_DONTWAIT);
        client->is_closed |= size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR);
        if (size <= 0)
            return;
        client->size += (size_t)size;
        client->bytes[client->size] = '\0';
    }
}

static inline void client_consume(struct client *client, size_t size)
{
    memmove(client->bytes, client->bytes + size, client->size - size + 1);
    client->size -= size;
}

/* The value of a header in what came, copied into `value`; "" when there is none. */
static inline const char *client_header(const struct client *client, const char *name,
                                        char value[static 512])
{
    const char *end = strstr(client->bytes, "\r\n\r\n");
    value[0] = '\0';
    for (const char *line = strstr(client->bytes, "\r\n"); line != NULL && line < end;
         line = strstr(line + 2, "\r\n")) {
        size_t size = strlen(name);
        if (strncasecmp(line + 2, name, size) == 0 && line[2 + size] == ':') {
            const char *start = line + 3 + size + strspn(line + 3 + size, " ");
            snprintf(value, 512, "%.*s", (int)strcspn(start, "\r"), start);
        }
    }
    return value;
}

/* 0 until a whole response is there. */
static inline int client_status(const struct client *client, bool has_body)
{
    char value[512];
    const char *end = strstr(client->bytes, "\r\n\r\n");
    if (end == NULL || strncmp(client->bytes, "HTTP/1.", 7) != 0)
        return 0;
    size_t headers_size = (size_t)(end - client->bytes) + 4;
    size_t body_size = (size_t)strtoul(client_header(client, "content-length", value), NULL, 10);
    if (has_body && client->size < headers_size + body_size)
        return 0;
    return (int)strtol(client->bytes + 9, NULL, 10);
}

static inline const char *client_body(const struct client *client)
{
    const char *end = strstr(client->bytes, "\r\n\r\n");
    return end == NULL ? "" : end + 4;
}

/* Asks and waits for the whole response. `headers` are whole lines or "". */
static inline int client_ask(struct client *client, struct net_loop *loop, const char *request,
                             const char *headers)
{
    char bytes[16384];
    bool has_body = strncmp(request, "HEAD", 4) != 0;
    snprintf(bytes, sizeof bytes, "%s HTTP/1.1\r\n%s%s\r\n", request,
             strstr(headers, "Host:") == NULL ? "Host: localhost\r\n" : "", headers);
    client_consume(client, client->size);
    client_send(client, bytes);
    DRIVE_UNTIL(loop, (client_receive(client), client_status(client, has_body) != 0) ||
                          client->is_closed);
    return client_status(client, has_body);
}

#endif
