/* SPDX-License-Identifier: Apache-2.0 */
#include "node/archive.h"
#include "node/places.h"
#include "node/service.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MISTAKES_BYTES = 8192 };

enum {
    OPTION_HTTP = COMMAND_OPTION_LONG,
    OPTION_WATERS,
    OPTION_STORE,
    OPTION_REPLAY,
    OPTION_SPEED,
    OPTION_DIGEST,
    OPTION_DRILL,
    OPTION_DRILL_START,
    OPTION_DRILL_STATIONS,
};

static const char run_help[] =
    "usage: narrows run [OPTION...]\n\n"
    "The node: takes sentences from its sources and shows them on a live map. Without a\n"
    "configuration it listens on UDP port 10110.\n\n"
    "  -c, --config FILE     the configuration\n"
    "  --http ADDRESS:PORT   where the map is served; 127.0.0.1:8080 without this option,\n"
    "                        port 0 for a free one\n"
    "  --waters NAME         hormuz, oresund, or the path of a waters file\n"
    "  --store DIR           the folder of the archive, made when it is not there; without it\n"
    "                        nothing is kept. A drill's archive is DIR/drill\n"
    "  --replay FILE         plays a recorded log instead of the sources, with its own times\n"
    "  --speed N             with --replay: N times as fast, 0.001 at least; 0: as fast as it\n"
    "                        goes\n"
    "  --drill SCENARIO      plays a scenario (hormuz, or a file) live, beside the sources of the\n"
    "                        configuration; the page says that it is a drill\n"
    "  --drill-start TIME    with --drill: when it begins (2026-11-22T14:00:00Z), so that several\n"
    "                        nodes have the same; again and again from then on\n"
    "  --drill-stations LIST with --drill: which of its stations are this node's (khasab,larak)\n"
    "  --digest              with --replay: prints the digest of the picture at the end and\n"
    "                        stops; no map unless --http asks for it\n"
    "  --help                this text\n\n"
    "The map's address is the first line of the output. SIGTERM and Ctrl-C stop the node.\n"
    "Not for navigation.\n";

static const char demo_help[] =
    "usage: narrows demo [oresund | hormuz | FILE] [OPTION...]\n\n"
    "The node on recorded traffic, again and again: two hours of the Sound between Denmark\n"
    "and Sweden ('oresund', from the samples), or any recording. Or on simulated traffic, live:\n"
    "600 ships in the Strait of Hormuz and the Sea of Oman ('hormuz', or another of the "
    "drills).\n\n"
    "  --speed N             a recording N times as fast (10), 0.001 at least; 0: as fast as it\n"
    "                        goes\n"
    "  --http ADDRESS:PORT   where the map is served; 127.0.0.1:8080 without this option,\n"
    "                        port 0 for a free one\n"
    "  --waters NAME         hormuz, oresund, or the path of a waters file\n"
    "  --help                this text\n\n"
    "The map's address is the first line of the output. SIGTERM and Ctrl-C stop the demo.\n"
    "Not for navigation.\n";

static const char listening[] =
    "listening on UDP port 10110 of every interface; to see something, send it sentences:\n"
    "  AIS-catcher -u 127.0.0.1 10110     a receiver on this machine\n"
    "  narrows replay FILE --to udp://127.0.0.1:10110     a recording\n"
    "narrows run --help and the README say how other receivers connect. Ctrl-C stops.";

struct words {
    const char *command;
    const char *config_path;
    const char *http;
    const char *waters;
    const char *store;
    const char *replay;
    const char *speed;
    const char *drill;
    const char *drill_start;
    const char *drill_stations;
    bool wants_digest;
    bool wants_help;
};

static enum command_status read_words(int count, char **list, struct words *words)
{
    static const struct option names[] = {
        {"config", required_argument, NULL, 'c'},
        {"http", required_argument, NULL, OPTION_HTTP},
        {"waters", required_argument, NULL, OPTION_WATERS},
        {"store", required_argument, NULL, OPTION_STORE},
        {"replay", required_argument, NULL, OPTION_REPLAY},
        {"speed", required_argument, NULL, OPTION_SPEED},
        {"drill", required_argument, NULL, OPTION_DRILL},
        {"drill-start", required_argument, NULL, OPTION_DRILL_START},
        {"drill-stations", required_argument, NULL, OPTION_DRILL_STATIONS},
        {"digest", no_argument, NULL, OPTION_DIGEST},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    const struct {
        int option;
        const char **place;
    } values[] = {
        {'c', &words->config_path},
        {OPTION_HTTP, &words->http},
        {OPTION_WATERS, &words->waters},
        {OPTION_STORE, &words->store},
        {OPTION_REPLAY, &words->replay},
        {OPTION_SPEED, &words->speed},
        {OPTION_DRILL, &words->drill},
        {OPTION_DRILL_START, &words->drill_start},
        {OPTION_DRILL_STATIONS, &words->drill_stations},
    };

    opterr = 0;
    for (int option; (option = getopt_long(count, list, ":hc:", names, NULL)) != -1;) {
        if (option == '?' || option == ':')
            return command_option_error(words->command, names, option, list);
        words->wants_digest |= option == OPTION_DIGEST;
        words->wants_help |= option == 'h';
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
            if (values[i].option == option)
                *values[i].place = optarg;
    }
    return COMMAND_OK;
}

/* The options that both commands have, over what the configuration says. */
static enum command_status apply(const struct words *words, struct node_config *config,
                                 struct node_service_options *options)
{
    if (words->http != NULL && !node_config_parse_http(words->http, &config->http))
        return command_usage_error(words->command,
                                   "--http '%s' is no address and port, such as 127.0.0.1:8080",
                                   words->http);
    if (words->speed != NULL && !command_read_speed(words->speed, &options->speed))
        return command_speed_error(words->command, words->speed);
    if (words->drill_start != NULL &&
        !ais_stamp_read_time(words->drill_start, &config->drill_start_ms))
        return command_usage_error(words->command,
                                   "--drill-start '%s' is no time, such as 2026-11-22T14:00:00Z",
                                   words->drill_start);
    if (words->drill_stations != NULL) {
        struct text stations = text_init(config->drill_stations, sizeof config->drill_stations);
        text_add(&stations, words->drill_stations);
        if (stations.is_cut)
            return command_usage_error(words->command, "--drill-stations is too long");
    }
    if (words->store != NULL) {
        struct text store = text_init(config->store, sizeof config->store);
        text_add(&store, words->store);
        if (store.is_cut || store.size == 0)
            return command_usage_error(words->command, "--store: no path of a folder, or too long");
    }
    if (words->waters != NULL) {
        char path[NODE_PATH_BYTES];
        struct text waters = text_init(config->waters, sizeof config->waters);
        if (!node_places_waters(words->waters, path))
            return command_usage_error(
                words->command, "there are no waters '%s'; hormuz, oresund, or the path of a file",
                words->waters);
        text_add(&waters, path);
    }
    return COMMAND_OK;
}

static enum command_status read_config(const char *path, struct node_config *config)
{
    char *bytes = malloc(MISTAKES_BYTES);
    if (bytes == NULL)
        return COMMAND_FAILED;
    struct text mistakes = text_init(bytes, MISTAKES_BYTES);
    bool is_read = node_config_read(config, path, &mistakes);
    fputs(bytes, stderr);
    free(bytes);
    return is_read ? COMMAND_OK : COMMAND_FAILED;
}

static enum command_status check_run(const struct words *words, int rest_count, char **rest)
{
    if (rest_count > 0)
        return command_usage_error("run", "'%s' is one word too many", rest[0]);
    if (words->wants_digest && words->replay == NULL)
        return command_usage_error("run", "--digest needs --replay FILE");
    if (words->drill != NULL && words->replay != NULL)
        return command_usage_error("run", "--drill is live; it does not go with --replay");
    if (words->speed != NULL && words->replay == NULL)
        return command_usage_error("run", "--speed needs --replay FILE");
    return COMMAND_OK;
}

/* A scenario by its name or path; the node is then in a drill. */
static enum command_status find_drill(const char *name, struct node_config *config,
                                      struct node_service_options *options,
                                      char path[static NODE_PATH_BYTES])
{
    if (name == NULL &&
        (config->drill_start_ms != AIS_UNKNOWN_MS || config->drill_stations[0] != '\0'))
        return command_usage_error(options->command,
                                   "a drill's start and stations go with --drill SCENARIO");
    if (name == NULL)
        return COMMAND_OK;
    if (!node_places_drill(name, path))
        return command_usage_error(
            options->command, "there is no scenario '%s'; hormuz, or the path of a file", name);
    config->is_drill = true;
    options->drill = path;
    return COMMAND_OK;
}

enum command_status command_run(int count, char **list)
{
    struct words words = {.command = "run"};
    struct node_config *config = malloc(sizeof *config);
    struct node_service_options options = {.command = "run", .config = config, .speed = 1};
    char drill[NODE_PATH_BYTES];
    if (config == NULL)
        return COMMAND_FAILED;

    node_config_init(config);
    enum command_status status = read_words(count, list, &words);
    if (status == COMMAND_OK && words.wants_help) {
        free(config);
        return command_print_help("run", run_help);
    }
    if (status == COMMAND_OK)
        status = check_run(&words, count - optind, list + optind);
    if (status == COMMAND_OK && words.config_path != NULL)
        status = read_config(words.config_path, config);
    if (status == COMMAND_OK)
        status = apply(&words, config, &options);
    if (status == COMMAND_OK)
        status = find_drill(words.drill, config, &options, drill);
    if (status == COMMAND_OK)
        status = command_check_files(words.command);
    if (status == COMMAND_OK) {
        if (config->source_count == 0 && words.replay == NULL && words.drill == NULL) {
            node_config_add_default_source(config);
            options.greeting = listening;
        }
        options.mode = words.replay != NULL ? NODE_MODE_REPLAY : NODE_MODE_LIVE;
        options.recording = words.replay;
        options.prints_digest = words.wants_digest;
        options.is_serving = !words.wants_digest || words.http != NULL;
        status = node_service_run(&options);
    }
    free(config);
    return status;
}

/* The recording to play: a sample by its name, or a file. */
static enum command_status find_recording(const char *word, struct node_config *config,
                                          char path[static NODE_PATH_BYTES])
{
    struct text text = text_init(path, NODE_PATH_BYTES);
    struct text waters = text_init(config->waters, sizeof config->waters);
    char waters_path[NODE_PATH_BYTES];

    if (strcmp(word, "oresund") != 0) {
        text_add(&text, word);
        return COMMAND_OK;
    }
    if (!node_places_sample("nmea/oresund-2018/oresund-2018-11-19.nmea", path)) {
        fprintf(stderr,
                "narrows demo: the sample is not at %s; set NARROWS_SAMPLES to the samples' "
                "folder, or name a recording: narrows demo FILE\n",
                path);
        return COMMAND_FAILED;
    }
    if (node_places_waters("oresund", waters_path))
        text_add(&waters, waters_path);
    return COMMAND_OK;
}

static enum command_status check_demo(const struct words *words, int rest_count)
{
    if (rest_count > 1)
        return command_usage_error("demo", "one recording, please");
    if (words->store != NULL)
        return command_usage_error("demo",
                                   "--store goes with narrows run; a demo keeps its archive "
                                   "in a folder that goes with it");
    if (words->config_path != NULL || words->replay != NULL || words->drill != NULL ||
        words->drill_start != NULL || words->drill_stations != NULL || words->wants_digest)
        return command_usage_error("demo",
                                   "--config, --replay, --drill and --digest go with narrows run");
    return COMMAND_OK;
}

/* What is a name among the drills is one; anything else is recorded. */
static enum command_status choose_demo(const char *word, const struct words *words,
                                       struct node_service_options *options,
                                       struct node_config *config,
                                       char path[static NODE_PATH_BYTES])
{
    bool is_name = strchr(word, '/') == NULL && strchr(word, '.') == NULL;

    if (is_name && node_places_drill(word, path)) {
        if (words->speed != NULL)
            return command_usage_error("demo", "--speed goes with a recording; '%s' is live", word);
        options->mode = NODE_MODE_LIVE;
        options->greeting = "a drill: simulated traffic, live; Ctrl-C stops";
        return find_drill(word, config, options, path);
    }
    options->mode = NODE_MODE_DEMO;
    options->recording = path;
    options->greeting = "recorded traffic, again and again; Ctrl-C stops";
    return find_recording(word, config, path);
}

/* With an archive in a temporary folder, which goes with the demo. */
static enum command_status run_with_store(const struct node_service_options *options,
                                          struct node_config *config)
{
    struct text store = text_init(config->store, sizeof config->store);
    char drill[sizeof config->store + 8];
    const char *folder = getenv("TMPDIR");

    text_add_format(&store, "%s/narrows-demo-XXXXXX", folder != NULL ? folder : "/tmp");
    if (store.is_cut || mkdtemp(config->store) == NULL)
        text_clear(&store); /* the demo goes on without an archive */
    enum command_status status = node_service_run(options);
    if (store.size > 0) {
        snprintf(drill, sizeof drill, "%s/drill", config->store);
        node_archive_remove(drill);
        node_archive_remove(config->store);
    }
    return status;
}

enum command_status command_demo(int count, char **list)
{
    struct words words = {.command = "demo"};
    struct node_config *config = malloc(sizeof *config);
    struct node_service_options options = {.command = "demo", .config = config, .speed = 10};
    char path[NODE_PATH_BYTES];
    if (config == NULL)
        return COMMAND_FAILED;

    node_config_init(config);
    enum command_status status = read_words(count, list, &words);
    if (status == COMMAND_OK && words.wants_help) {
        free(config);
        return command_print_help("demo", demo_help);
    }
    if (status == COMMAND_OK)
        status = check_demo(&words, count - optind);
    if (status == COMMAND_OK)
        status =
            choose_demo(optind < count ? list[optind] : "oresund", &words, &options, config, path);
    if (status == COMMAND_OK)
        status = apply(&words, config, &options);
    if (status == COMMAND_OK)
        status = command_check_files(words.command);
    if (status == COMMAND_OK) {
        options.is_serving = true;
        status = run_with_store(&options, config);
    }
    free(config);
    return status;
}
