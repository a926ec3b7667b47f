/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "source/address.h"

#include <string.h>

struct good {
    const char *text;
    struct source_address address;
};

static const struct good goods[] = {
    {"udp://:10110", {SOURCE_KIND_UDP, "", 10110, "", 0}},
    {"udp://0.0.0.0:10110", {SOURCE_KIND_UDP, "0.0.0.0", 10110, "", 0}},
    {"udp://239.192.0.4:60004", {SOURCE_KIND_UDP, "239.192.0.4", 60004, "", 0}},
    {"udp://127.0.0.1:0", {SOURCE_KIND_UDP, "127.0.0.1", 0, "", 0}},
    {"udp://[::1]:10110", {SOURCE_KIND_UDP, "::1", 10110, "", 0}},
    {"tcp://153.44.253.27:5631", {SOURCE_KIND_TCP, "153.44.253.27", 5631, "", 0}},
    {"tcp://ais-feed.example.org:1", {SOURCE_KIND_TCP, "ais-feed.example.org", 1, "", 0}},
    {"tcp://[fe80::1%eth0]:65535", {SOURCE_KIND_TCP, "fe80::1%eth0", 65535, "", 0}},
    {"serial:///dev/ttyUSB0", {SOURCE_KIND_SERIAL, "", 0, "/dev/ttyUSB0", 38400}},
    {"serial:///dev/ttyUSB0?baud=9600", {SOURCE_KIND_SERIAL, "", 0, "/dev/ttyUSB0", 9600}},
    {"file:///var/log/ais.log", {SOURCE_KIND_FILE, "", 0, "/var/log/ais.log", 0}},
    {"ais.log", {SOURCE_KIND_FILE, "", 0, "ais.log", 0}},
    {"/tmp/a:b", {SOURCE_KIND_FILE, "", 0, "/tmp/a:b", 0}},
    {"-", {SOURCE_KIND_STDIN, "", 0, "", 0}},
    {"stdin:", {SOURCE_KIND_STDIN, "", 0, "", 0}},
};

static void reads_every_kind(void)
{
    for (size_t i = 0; i < sizeof goods / sizeof goods[0]; i++) {
        struct source_address address;
        CHECK_TEXT(source_address_error_words(source_address_parse(goods[i].text, &address)),
                   source_address_error_words(SOURCE_ADDRESS_OK));
        CHECK_INT(address.kind, goods[i].address.kind);
        CHECK_TEXT(address.host, goods[i].address.host);
        CHECK_INT(address.port, goods[i].address.port);
        CHECK_TEXT(address.path, goods[i].address.path);
        CHECK_INT(address.baud, goods[i].address.baud);
    }
}

struct bad {
    const char *text;
    enum source_address_error error;
};

static const struct bad bads[] = {
    {"", SOURCE_ADDRESS_EMPTY},
    {"http://host:80", SOURCE_ADDRESS_UNKNOWN_SCHEME},
    {"udp:10110", SOURCE_ADDRESS_UNKNOWN_SCHEME},
    {"tcp:/host:1", SOURCE_ADDRESS_UNKNOWN_SCHEME},
    {"stdin:x", SOURCE_ADDRESS_UNKNOWN_SCHEME},
    {"UDP://:1", SOURCE_ADDRESS_UNKNOWN_SCHEME},
    {"udp://", SOURCE_ADDRESS_NO_PORT},
    {"udp://host", SOURCE_ADDRESS_NO_PORT},
    {"udp://host:", SOURCE_ADDRESS_NO_PORT},
    {"tcp://[::1]", SOURCE_ADDRESS_NO_PORT},
    {"tcp://[::1]5", SOURCE_ADDRESS_NO_PORT},
    {"tcp://:10110", SOURCE_ADDRESS_NO_HOST},
    {"tcp://host:0", SOURCE_ADDRESS_BAD_PORT},
    {"udp://:65536", SOURCE_ADDRESS_BAD_PORT},
    {"udp://:99999999999999999999", SOURCE_ADDRESS_BAD_PORT},
    {"udp://:-1", SOURCE_ADDRESS_BAD_PORT},
    {"udp://:10110/", SOURCE_ADDRESS_BAD_PORT},
    {"udp://:1 ", SOURCE_ADDRESS_BAD_PORT},
    {"tcp://::1:5", SOURCE_ADDRESS_BAD_HOST},
    {"tcp://[::1:5", SOURCE_ADDRESS_BAD_HOST},
    {"tcp://[]:5", SOURCE_ADDRESS_BAD_HOST},
    {"tcp://user@host:5", SOURCE_ADDRESS_BAD_HOST},
    {"tcp://a b:5", SOURCE_ADDRESS_BAD_HOST},
    {"serial://ttyUSB0", SOURCE_ADDRESS_NO_PATH},
    {"serial:///", SOURCE_ADDRESS_NO_PATH},
    {"serial://", SOURCE_ADDRESS_NO_PATH},
    {"serial:///dev/ttyUSB0?speed=9600", SOURCE_ADDRESS_BAD_OPTION},
    {"serial:///dev/ttyUSB0?baud=", SOURCE_ADDRESS_BAD_BAUD},
    {"serial:///dev/ttyUSB0?baud=38401", SOURCE_ADDRESS_BAD_BAUD},
    {"serial:///dev/ttyUSB0?baud=9600&x", SOURCE_ADDRESS_BAD_BAUD},
    {"file://host/path", SOURCE_ADDRESS_NO_PATH},
    {"file:///", SOURCE_ADDRESS_NO_PATH},
    {"file:", SOURCE_ADDRESS_UNKNOWN_SCHEME},
};

static void says_what_is_wrong_and_leaves_the_result_alone(void)
{
    for (size_t i = 0; i < sizeof bads / sizeof bads[0]; i++) {
        struct source_address address = {.port = 4711};
        enum source_address_error error = source_address_parse(bads[i].text, &address);
        CHECK_TEXT(source_address_error_words(error), source_address_error_words(bads[i].error));
        CHECK_INT(address.port, 4711);
    }
}

static void refuses_what_does_not_fit(void)
{
    char text[2048] = "file:///";
    struct source_address address;
    memset(text + 8, 'a', sizeof text - 9);
    text[8 + SOURCE_PATH_BYTES - 2] = '\0';
    CHECK_INT(source_address_parse(text, &address), SOURCE_ADDRESS_OK);
    CHECK_INT(strlen(address.path), SOURCE_PATH_BYTES - 1);
    text[8 + SOURCE_PATH_BYTES - 2] = 'a';
    text[8 + SOURCE_PATH_BYTES - 1] = '\0';
    CHECK_INT(source_address_parse(text, &address), SOURCE_ADDRESS_TOO_LONG);
}

static void every_error_has_words(void)
{
    for (int error = 0; error < SOURCE_ADDRESS_ERROR_COUNT; error++)
        CHECK(source_address_error_words((enum source_address_error)error) != NULL);
}

int main(void)
{
    RUN(reads_every_kind);
    RUN(says_what_is_wrong_and_leaves_the_result_alone);
    RUN(refuses_what_does_not_fit);
    RUN(every_error_has_words);
    return check_summary();
}
