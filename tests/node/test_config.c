/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct node_config config;
static char mistakes_bytes[4096];

/* Reads `contents` from a file named t.conf in a folder of its own; what is wrong goes to
 * mistakes_bytes, without the folder. */
static bool read_bytes(const char *bytes, size_t size)
{
    char folder[] = "/tmp/narrows-test-XXXXXX";
    char path[64];
    char raw[4096];
    struct text raw_text = text_init(raw, sizeof raw);
    struct text mistakes = text_init(mistakes_bytes, sizeof mistakes_bytes);

    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/t.conf", folder);
    FILE *file = fopen(path, "w");
    CHECK(file != NULL);
    CHECK(fwrite(bytes, 1, size, file) == size);
    fclose(file);
    node_config_init(&config);
    bool is_read = node_config_read(&config, path, &raw_text);
    for (char *line = raw; *line != '\0';) {
        char *end = strchr(line, '\n');
        text_add_bytes(&mistakes, line + sizeof folder, (size_t)(end - line) + 1 - sizeof folder);
        line = end + 1;
    }
    unlink(path);
    rmdir(folder);
    return is_read;
}

static bool read_contents(const char *contents)
{
    return read_bytes(contents, strlen(contents));
}

static void reads_every_key(void)
{
    CHECK(read_contents("; a comment\n"
                        "[node]\n"
                        "name = Khasab\n"
                        "http = [::1]:0\n"
                        "host = map.example.org\n"
                        "waters = /dev/null\n"
                        "targets_max = 5\n"
                        "keep_lost_min = 0\n"
                        "store = /var/lib/narrows\n"
                        "keep_days = 3650 class_b:365\n"
                        "keep_gb = 500\n"
                        "drill = yes\n"
                        "drill_start = 2026-11-22T14:00:00Z\n"
                        "drill_stations = khasab, larak\n"
                        "\n"
                        "[source roof]\n"
                        "from = tcp://192.0.2.1:5012\n"
                        "station = roof-east\n"
                        "[source  air ]\n"
                        "from = udp://:10110\n"));
    CHECK_TEXT(mistakes_bytes, "");
    CHECK_TEXT(config.name, "Khasab");
    CHECK_TEXT(config.http.address, "::1");
    CHECK_TEXT(config.host, "map.example.org");
    CHECK_INT(config.http.port, 0);
    CHECK_TEXT(config.waters, "/dev/null");
    CHECK_INT(config.targets_max, 5);
    CHECK_INT(config.keep_lost_ms, 0);
    CHECK_TEXT(config.store, "/var/lib/narrows");
    CHECK_INT(config.keep.days[HISTORY_CLASS_A], 3650);
    CHECK_INT(config.keep.days[HISTORY_CLASS_B], 365);
    CHECK_INT(config.keep.days[HISTORY_CLASS_AID], 3650);
    CHECK_INT(config.keep.size_max, 500000000000);
    CHECK(config.is_drill);
    CHECK_INT(config.drill_start_ms, INT64_C(1795356000000));
    CHECK_TEXT(config.drill_stations, "khasab, larak");
    CHECK_INT(config.source_count, 2);
    CHECK_TEXT(config.sources[0].name, "roof");
    CHECK_TEXT(config.sources[0].station, "roof-east");
    CHECK_INT(config.sources[0].address.kind, SOURCE_KIND_TCP);
    CHECK_INT(config.sources[0].address.port, 5012);
    CHECK_TEXT(config.sources[1].name, "air");
    CHECK_INT(config.sources[1].address.kind, SOURCE_KIND_UDP);
}

static void says_every_mistake_in_a_line_of_its_own(void)
{
    static const struct {
        const char *contents;
        const char *mistakes;
    } cases[] = {
        {"[node]\nprot = 1\n",
         "t.conf:2: no key 'prot'; one of name, http, host, waters, store, keep_days, "
         "keep_gb, targets_max, keep_lost_min, "
         "drill, drill_start, drill_stations\n"},
        {"[source a]\nfrom = udp://:1\nspeed = 3\n",
         "t.conf:3: no key 'speed'; one of from, station\n"},
        {"[nodes]\nname = x\n", "t.conf:1: no section [nodes]; [node] or [source NAME]\n"},
        {"name = x\n", "t.conf:1: 'name' stands in no section; [node] or [source NAME]\n"},
        {"[node]\nhttp = 8080\n",
         "t.conf:2: http '8080' is no address and port; write it as 127.0.0.1:8080\n"},
        {"[node]\nhttp = here:8080\n",
         "t.conf:2: http 'here:8080' is no address and port; write it as 127.0.0.1:8080\n"},
        {"[node]\ntargets_max = many\n",
         "t.conf:2: targets_max 'many' is out of range; 1 to 1000000\n"},
        {"[node]\nkeep_lost_min = -1\n",
         "t.conf:2: keep_lost_min '-1' is out of range; 0 to 1440 minutes\n"},
        {"[node]\ndrill = 1\n", "t.conf:2: drill '1' is neither yes nor no\n"},
        {"[node]\nwaters = atlantis\n",
         "t.conf:2: there are no waters 'atlantis'; hormuz, oresund, or the path of a file\n"},
        {"[source]\nfrom = udp://:1\n",
         "t.conf:1: the source has no name, or a long one; [source NAME] with up to 31 "
         "bytes\n"},
        {"[source a234567890123456789012345678901b]\nfrom = udp://:1\n",
         "t.conf:1: the source has no name, or a long one; [source NAME] with up to 31 "
         "bytes\n"},
        {"[source a]\nfrom = udp://:1\nstation = a234567890123456789012345678901b\n",
         "t.conf:3: station is empty or too long; 1 to 31 bytes\n"},
        {"[node]\nname = \n", "t.conf:2: name is empty or too long; 1 to 63 bytes\n"},
        {"[source a]\n", "t.conf:1: source 'a' does not say where it is; add from = udp://:10110 "
                         "or another\n"},
        {"[source a]\nfrom = udp://:1\n[source a]\nfrom = udp://:2\n",
         "t.conf:3: source 'a' stands in line 1 already; another name\n"},
        {"[node]\nwhat\n", "t.conf:2: neither a section nor a key; write key = value\n"},
        {"what\n\nwhat ; = 1\n", "t.conf:1: neither a section nor a key; write key = value\n"
                                 "t.conf:3: neither a section nor a key; write key = value\n"},
        {"[node]\nname = a\nhttp = :1\nname = b\n",
         "t.conf:4: name stands in line 2 already; one of the two\n"},
        {"[source a]\nfrom = udp://:1\n[source b]\nfrom = udp://:2\nfrom = udp://:3\n",
         "t.conf:5: from stands in line 4 already; one of the two\n"},
        {"[node]\nname = a\n[source b]\nfrom = udp://:1\n[node]\nname = b\n",
         "t.conf:5: section [node] stands in line 1 already; put its keys there\n"},
        {" \t[nodes]\n", "t.conf:1: no section [nodes]; [node] or [source NAME]\n"},
        {"[node\n", "t.conf:1: no section; [node] or [source NAME]\n"},
        {"[node] name = a\n", "t.conf:1: words behind [node]; put them in a line of their own\n"},
        {"[node]\nhttp = x\nprot = 1\n",
         "t.conf:2: http 'x' is no address and port; write it as 127.0.0.1:8080\n"
         "t.conf:3: no key 'prot'; one of name, http, host, waters, store, keep_days, keep_gb, "
         "targets_max, "
         "keep_lost_min, "
         "drill, drill_start, drill_stations\n"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK(!read_contents(cases[i].contents));
        CHECK_TEXT(mistakes_bytes, cases[i].mistakes);
    }
}

/* A blank at the start of a line means nothing: no section goes unseen, no line is the end of the
 * one before. */
static void says_what_is_wrong_with_a_drill(void)
{
    CHECK(!read_contents("[node]\ndrill_start = 2026-11-22 14:00\ndrill_stations =\n"));
    CHECK_TEXT(mistakes_bytes, "t.conf:2: drill_start '2026-11-22 14:00' is no time; write it as "
                               "2026-11-22T14:00:00Z\n"
                               "t.conf:3: drill_stations is empty; write khasab, larak\n");
}

static void reads_indented_lines_like_others(void)
{
    CHECK(read_contents(" [node]\n"
                        "name = A\n"
                        "  keep_lost_min = 5\n"
                        "\t; a comment\n"
                        "\t[source a] ; another\n"
                        "\t\tfrom = udp://:1 ; the last\n"
                        "\t\tstation = b;c\r\n"));
    CHECK_TEXT(mistakes_bytes, "");
    CHECK_TEXT(config.name, "A");
    CHECK_INT(config.keep_lost_ms, 300000);
    CHECK_INT(config.source_count, 1);
    CHECK_INT(config.sources[0].address.port, 1);
    CHECK_TEXT(config.sources[0].station, "b;c");
}

static void skips_a_byte_order_mark(void)
{
    CHECK(read_contents("\xef\xbb\xbf[source a]\nfrom = udp://:1\n"));
    CHECK_TEXT(mistakes_bytes, "");
    CHECK_INT(config.source_count, 1);
    CHECK(!read_contents("[node]\n\xef\xbb\xbf[source a]\n"));
    CHECK_TEXT(mistakes_bytes, "t.conf:2: neither a section nor a key; write key = value\n");
}

static void refuses_a_nul_byte(void)
{
    static const char bytes[] = "[node]\nname = A\0B\n[source\0 a]\nfrom = udp://:1\n";
    CHECK(!read_bytes(bytes, sizeof bytes - 1));
    CHECK_TEXT(mistakes_bytes, "t.conf:2: a NUL byte; write the file as plain text in UTF-8\n"
                               "t.conf:3: a NUL byte; write the file as plain text in UTF-8\n");
}

static void refuses_a_long_line_and_counts_it_once(void)
{
    char contents[512];
    struct text text = text_init(contents, sizeof contents);

    text_add_format(&text, "; %0188d\n[node]\nwaters = /%0181d\nprot = 1\n", 0, 0);
    CHECK(!read_contents(contents));
    CHECK_TEXT(mistakes_bytes,
               "t.conf:3: line of 191 bytes; at most 190\n"
               "t.conf:4: no key 'prot'; one of name, http, host, waters, "
               "store, keep_days, keep_gb, targets_max, keep_lost_min, drill, drill_start, "
               "drill_stations\n");

    text_clear(&text);
    text_add_format(&text, "[source %0300d]\nfrom = udp://:1\n", 0);
    CHECK(!read_contents(contents));
    CHECK_TEXT(mistakes_bytes, "t.conf:1: line of 309 bytes; at most 190\n");
}

static void says_that_there_are_more_mistakes_than_fit(void)
{
    char bytes[75 + sizeof "... and more\n"];
    struct text mistakes = text_init(bytes, sizeof bytes);
    char path[] = "/tmp/narrows-test-XXXXXX"; /* a mistake of it has 75 bytes */
    int fd = mkstemp(path);

    CHECK(fd >= 0);
    CHECK(dprintf(fd, "what\nwhat\nwhat\n") == 15);
    close(fd);
    node_config_init(&config);
    CHECK(!node_config_read(&config, path, &mistakes));
    CHECK_TEXT(bytes + sizeof path - 1,
               ":1: neither a section nor a key; write key = value\n... and more\n");
    CHECK(!mistakes.is_cut);
    unlink(path);
}

static void refuses_a_file_that_cannot_be_a_configuration(void)
{
    struct text mistakes = text_init(mistakes_bytes, sizeof mistakes_bytes);
    node_config_init(&config);
    CHECK(!node_config_read(&config, "/dev/zero", &mistakes));
    CHECK_TEXT(mistakes_bytes,
               "/dev/zero:1: more than 1048576 bytes; no configuration is that long\n");
    text_clear(&mistakes);
    CHECK(!node_config_read(&config, "/", &mistakes));
    CHECK_TEXT(mistakes_bytes, "/: cannot be read: Is a directory\n");
}

static void says_what_is_wrong_with_an_address(void)
{
    CHECK(!read_contents("[source a]\nfrom = udp://\n"));
    CHECK(strstr(mistakes_bytes, "t.conf:2: from 'udp://' ") == mistakes_bytes);
}

static void says_when_a_file_is_missing(void)
{
    struct text mistakes = text_init(mistakes_bytes, sizeof mistakes_bytes);
    node_config_init(&config);
    CHECK(!node_config_read(&config, "/nonexistent/t.conf", &mistakes));
    CHECK_TEXT(mistakes_bytes, "/nonexistent/t.conf: cannot be read: No such file or directory\n");
}

static void reads_http_addresses(void)
{
    struct node_http http = {.address = "kept", .port = 1};
    static const char *const bad[] = {"",    ":",          "1.2.3.4", "1.2.3.4:", "1.2.3.4:65536",
                                      "x:1", "1.2.3.4:1x", "[::1:1"};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK(!node_config_parse_http(bad[i], &http));
    CHECK_TEXT(http.address, "kept");
    CHECK(node_config_parse_http(":80", &http));
    CHECK_TEXT(http.address, "0.0.0.0");
    CHECK(node_config_parse_http("127.0.0.1:0", &http));
    CHECK_TEXT(http.address, "127.0.0.1");
    CHECK_INT(http.port, 0);
}

static void says_what_an_archive_can_be_told_to_keep(void)
{
    CHECK(!read_contents("[node]\nkeep_days = class_c:3\n"));
    CHECK_TEXT(mistakes_bytes,
               "t.conf:2: keep_days 'class_c:3': days from 1 to 36500, of all classes or of one, "
               "as class_b:365; a class is class_a, class_b, long_range, aircraft, base_station "
               "or aid\n");
    CHECK(!read_contents("[node]\nkeep_gb = 0\n"));
    CHECK_TEXT(mistakes_bytes, "t.conf:2: keep_gb '0' is not from 1 to 100000\n");
}

int main(void)
{
    RUN(reads_every_key);
    RUN(says_every_mistake_in_a_line_of_its_own);
    RUN(says_what_an_archive_can_be_told_to_keep);
    RUN(says_what_is_wrong_with_a_drill);
    RUN(reads_indented_lines_like_others);
    RUN(skips_a_byte_order_mark);
    RUN(refuses_a_nul_byte);
    RUN(refuses_a_long_line_and_counts_it_once);
    RUN(says_that_there_are_more_mistakes_than_fit);
    RUN(refuses_a_file_that_cannot_be_a_configuration);
    RUN(says_what_is_wrong_with_an_address);
    RUN(says_when_a_file_is_missing);
    RUN(reads_http_addresses);
    return check_summary();
}
