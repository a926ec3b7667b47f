/* SPDX-License-Identifier: Apache-2.0 */
/* Where a source is, as it is written in the configuration and on the command line.
 *
 *   udp://HOST:PORT                     datagrams; without HOST on every interface
 *   tcp://HOST:PORT                     a server that sends sentences
 *   serial:///dev/ttyUSB0?baud=38400    a receiver at a serial port; 38400 when not said
 *   file:///path or a path              a file or a named pipe
 *   - or stdin:                         standard input
 *
 * An IPv6 address stands in brackets: tcp://[::1]:10110. Nothing is percent-encoded. */
#ifndef SOURCE_ADDRESS_H
#define SOURCE_ADDRESS_H

#include <stdint.h>

enum source_kind {
    SOURCE_KIND_UDP,
    SOURCE_KIND_TCP,
    SOURCE_KIND_SERIAL,
    SOURCE_KIND_FILE,
    SOURCE_KIND_STDIN,
};

enum { SOURCE_HOST_BYTES = 256, SOURCE_PATH_BYTES = 1024, SOURCE_BAUD_DEFAULT = 38400 };

struct source_address {
    enum source_kind kind;
    char host[SOURCE_HOST_BYTES]; /* UDP, TCP; without brackets */
    uint16_t port;                /* 0 only for UDP: a free one */
    char path[SOURCE_PATH_BYTES]; /* serial, file */
    unsigned baud;                /* serial */
};

enum source_address_error {
    SOURCE_ADDRESS_OK,
    SOURCE_ADDRESS_EMPTY,
    SOURCE_ADDRESS_UNKNOWN_SCHEME,
    SOURCE_ADDRESS_NO_HOST,
    SOURCE_ADDRESS_BAD_HOST,
    SOURCE_ADDRESS_NO_PORT,
    SOURCE_ADDRESS_BAD_PORT,
    SOURCE_ADDRESS_NO_PATH,
    SOURCE_ADDRESS_BAD_OPTION,
    SOURCE_ADDRESS_BAD_BAUD,
    SOURCE_ADDRESS_TOO_LONG,
    SOURCE_ADDRESS_ERROR_COUNT
};

/* `*address` is untouched unless the result is SOURCE_ADDRESS_OK. */
enum source_address_error source_address_parse(const char *text, struct source_address *address);

/* What is wrong and what to write instead, to follow the address in a sentence: "has no port;
 * write it as udp://HOST:PORT". */
const char *source_address_error_words(enum source_address_error error);

#endif
