/* SPDX-License-Identifier: Apache-2.0 */
#include "source/address.h"

#include "net/stream.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/* A piece of the text. */
struct piece {
    const char *start;
    size_t size;
};

static bool take_prefix(struct piece *text, const char *prefix)
{
    size_t size = strlen(prefix);
    if (text->size < size || memcmp(text->start, prefix, size) != 0)
        return false;
    text->start += size;
    text->size -= size;
    return true;
}

static bool copy(struct piece from, char *to, size_t to_size)
{
    if (from.size >= to_size)
        return false;
    memcpy(to, from.start, from.size);
    to[from.size] = '\0';
    return true;
}

/* False for anything but digits, and above `value_max`. */
static bool read_number(struct piece text, unsigned value_max, unsigned *value)
{
    unsigned long sum = 0;
    for (size_t i = 0; i < text.size && sum <= value_max; i++) {
        if (text.start[i] < '0' || text.start[i] > '9')
            return false;
        sum = sum * 10 + (unsigned long)(text.start[i] - '0');
    }
    if (text.size == 0 || sum > value_max)
        return false;
    *value = (unsigned)sum;
    return true;
}

static bool is_host(struct piece host, bool is_bracketed)
{
    const char *marks = is_bracketed ? ".:%-_" : ".-_";
    for (size_t i = 0; i < host.size; i++) {
        char c = host.start[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_plain && (c == '\0' || strchr(marks, c) == NULL))
            return false;
    }
    return true;
}

/* `text` is "HOST:PORT". */
static enum source_address_error parse_network(struct piece text, struct source_address *address)
{
    struct piece host = text;
    bool is_bracketed = take_prefix(&host, "[");
    const char *end = memchr(host.start, is_bracketed ? ']' : ':', host.size);
    if (end == NULL)
        return is_bracketed ? SOURCE_ADDRESS_BAD_HOST : SOURCE_ADDRESS_NO_PORT;
    host.size = (size_t)(end - host.start);
    struct piece port = {end, (size_t)(text.start + text.size - end)};
    if (is_bracketed)
        take_prefix(&port, "]");
    if (!take_prefix(&port, ":") || port.size == 0)
        return SOURCE_ADDRESS_NO_PORT;
    if (memchr(port.start, ':', port.size) != NULL) /* IPv6 without brackets */
        return SOURCE_ADDRESS_BAD_HOST;

    unsigned number;
    if (!read_number(port, UINT16_MAX, &number) ||
        (number == 0 && address->kind == SOURCE_KIND_TCP))
        return SOURCE_ADDRESS_BAD_PORT;
    if (!is_host(host, is_bracketed) || (is_bracketed && host.size == 0))
        return SOURCE_ADDRESS_BAD_HOST;
    if (host.size == 0 && address->kind == SOURCE_KIND_TCP)
        return SOURCE_ADDRESS_NO_HOST;
    address->port = (uint16_t)number;
    return copy(host, address->host, sizeof address->host) ? SOURCE_ADDRESS_OK
                                                           : SOURCE_ADDRESS_TOO_LONG;
}

static enum source_address_error parse_serial(struct piece text, struct source_address *address)
{
    struct piece path = text;
    const char *mark = memchr(text.start, '?', text.size);
    address->baud = SOURCE_BAUD_DEFAULT;
    if (mark != NULL) {
        path.size = (size_t)(mark - text.start);
        struct piece option = {mark + 1, text.size - path.size - 1};
        if (!take_prefix(&option, "baud="))
            return SOURCE_ADDRESS_BAD_OPTION;
        if (!read_number(option, 10000000, &address->baud) ||
            !net_stream_baud_is_known(address->baud))
            return SOURCE_ADDRESS_BAD_BAUD;
    }
    if (path.size < 2 || path.start[0] != '/')
        return SOURCE_ADDRESS_NO_PATH;
    return copy(path, address->path, sizeof address->path) ? SOURCE_ADDRESS_OK
                                                           : SOURCE_ADDRESS_TOO_LONG;
}

static enum source_address_error parse_file(struct piece text, struct source_address *address)
{
    if (text.size < 2 || text.start[0] != '/')
        return SOURCE_ADDRESS_NO_PATH;
    return copy(text, address->path, sizeof address->path) ? SOURCE_ADDRESS_OK
                                                           : SOURCE_ADDRESS_TOO_LONG;
}

static enum source_address_error parse_nothing(struct piece text, struct source_address *address)
{
    (void)address;
    return text.size == 0 ? SOURCE_ADDRESS_OK : SOURCE_ADDRESS_UNKNOWN_SCHEME;
}

struct scheme {
    const char *prefix;
    enum source_kind kind;
    enum source_address_error (*parse)(struct piece text, struct source_address *address);
};

static const struct scheme schemes[] = {
    {"udp://", SOURCE_KIND_UDP, parse_network},      {"tcp://", SOURCE_KIND_TCP, parse_network},
    {"serial://", SOURCE_KIND_SERIAL, parse_serial}, {"file://", SOURCE_KIND_FILE, parse_file},
    {"stdin:", SOURCE_KIND_STDIN, parse_nothing},
};

/* "udp:10110" and "http://host" are slips, not names of files. */
static bool is_like_a_scheme(struct piece text)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t size = strcspn(schemes[i].prefix, ":") + 1;
        if (text.size >= size && memcmp(text.start, schemes[i].prefix, size) == 0)
            return true;
    }
    return strstr(text.start, "://") != NULL;
}

static enum source_address_error parse(struct piece text, struct source_address *address)
{
    if (text.size == 0)
        return SOURCE_ADDRESS_EMPTY;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        struct piece rest = text;
        if (take_prefix(&rest, schemes[i].prefix)) {
            address->kind = schemes[i].kind;
            return schemes[i].parse(rest, address);
        }
    }
    if (is_like_a_scheme(text))
        return SOURCE_ADDRESS_UNKNOWN_SCHEME;
    address->kind = text.size == 1 && text.start[0] == '-' ? SOURCE_KIND_STDIN : SOURCE_KIND_FILE;
    if (address->kind == SOURCE_KIND_STDIN)
        return SOURCE_ADDRESS_OK;
    return copy(text, address->path, sizeof address->path) ? SOURCE_ADDRESS_OK
                                                           : SOURCE_ADDRESS_TOO_LONG;
}

enum source_address_error source_address_parse(const char *text, struct source_address *address)
{
    struct source_address read = {0};
    enum source_address_error error = parse((struct piece){text, strlen(text)}, &read);
    if (error == SOURCE_ADDRESS_OK)
        *address = read;
    return error;
}

const char *source_address_error_words(enum source_address_error error)
{
    static const char *const words[SOURCE_ADDRESS_ERROR_COUNT] = {
        [SOURCE_ADDRESS_OK] = "is right",
        [SOURCE_ADDRESS_EMPTY] = "is empty; write for example udp://:10110",
        [SOURCE_ADDRESS_UNKNOWN_SCHEME] =
            "is of no known kind; use udp://HOST:PORT, tcp://HOST:PORT, "
            "serial:///dev/ttyUSB0?baud=38400, file:///PATH or - for standard input",
        [SOURCE_ADDRESS_NO_HOST] = "has no host; write it as tcp://HOST:PORT",
        [SOURCE_ADDRESS_BAD_HOST] =
            "has a host that is neither a name nor an IP address; an IPv6 address stands in "
            "brackets, tcp://[::1]:10110",
        [SOURCE_ADDRESS_NO_PORT] = "has no port; write it as udp://HOST:PORT or tcp://HOST:PORT",
        [SOURCE_ADDRESS_BAD_PORT] = "has a bad port; use a number from 1 to 65535",
        [SOURCE_ADDRESS_NO_PATH] =
            "has no path that begins with /; write it as file:///PATH or serial:///dev/ttyUSB0",
        [SOURCE_ADDRESS_BAD_OPTION] = "has an unknown option; only ?baud= is known",
        [SOURCE_ADDRESS_BAD_BAUD] =
            "has an unknown speed; use ?baud=38400 (AIS) or 4800, 9600, 19200, 57600, 115200, "
            "230400, 460800, 921600",
        [SOURCE_ADDRESS_TOO_LONG] = "is too long; a path has at most 1023 bytes, a host 255",
    };
    assert(error < SOURCE_ADDRESS_ERROR_COUNT);
    return words[error];
}
