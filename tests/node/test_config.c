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
static bool read_contents(const char *contents)
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
    fputs(contents, file);
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
         "t.conf:2: no key 'prot'; one of name, http, host, waters, targets_max, keep_lost_min\n"},
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
        {"[node]\nwaters = atlantis\n",
         "t.conf:2: there are no waters 'atlantis'; hormuz, oresund, or the path of a file\n"},
        {"[source]\nfrom = udp://:1\n",
         "t.conf:1: the source has no name, or a long one; [source NAME] with up to 63 "
         "characters\n"},
        {"[source a]\n", "t.conf:1: source 'a' does not say where it is; add from = udp://:10110 "
                         "or another\n"},
        {"[source a]\nfrom = udp://:1\n[source a]\nfrom = udp://:2\n",
         "t.conf:3: source 'a' stands in line 1 already; another name\n"},
        {"[node]\nwhat\n", "t.conf:2: neither a section nor a key; write key = value\n"},
        {"[node]\nhttp = x\nprot = 1\n",
         "t.conf:2: http 'x' is no address and port; write it as 127.0.0.1:8080\n"
         "t.conf:3: no key 'prot'; one of name, http, host, waters, targets_max, keep_lost_min\n"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK(!read_contents(cases[i].contents));
        CHECK_TEXT(mistakes_bytes, cases[i].mistakes);
    }
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

int main(void)
{
    RUN(reads_every_key);
    RUN(says_every_mistake_in_a_line_of_its_own);
    RUN(says_what_is_wrong_with_an_address);
    RUN(says_when_a_file_is_missing);
    RUN(reads_http_addresses);
    return check_summary();
}
