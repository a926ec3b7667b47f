/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "geo/waters.h"
#include "node/command.h"
#include "node/places.h"
#include "node/progress.h"
#include "report/query.h"
#include "source/table_value.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_STORE = COMMAND_OPTION_LONG,
    OPTION_BBOX,
    OPTION_MMSI,
    OPTION_FROM,
    OPTION_TO,
    OPTION_GATE,
    OPTION_WATERS,
    OPTION_GAP,
    OPTION_SIMPLIFY,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    MMSI_MAX = 999999999,
    GAP_DEFAULT_MS = 30 * 60 * 1000,
    SIMPLIFY_MAX_M = 100000,
};

static const char help[] =
    "usage: narrows query positions|tracks|vessels|voyages --store DIR [OPTION...]\n\n"
    "Takes positions, tracks, and what ships say of themselves and of their voyages out of a\n"
    "store, also while a node writes to it.\n\n"
    "  --store DIR       the store\n"
    "  --from TIME       from then on, as 2018-11-19 or 2018-11-19T11:00:00Z\n"
    "  --to TIME         until then, and not then\n"
    "  --bbox W,S,E,N    in a box of degrees, its edges with it; where W is more than E it goes\n"
    "                    across the antimeridian\n"
    "  --mmsi N          of one MMSI\n"
    "  --gate LON,LAT,LON,LAT|ID\n"
    "                    positions: where and when ships pass through this line; tracks, vessels,\n"
    "                    voyages: of those that do. An ID is a gate of --waters\n"
    "  --waters NAME     the waters that have the gate: hormuz, oresund, or a file\n"
    "  --gap TIME        what a ship did between two reports farther apart than this is not\n"
    "                    known: 30min (the default), 45s, 2h; 24h at most\n"
    "  --simplify 20m    leave out vertices of tracks, such that at its time none is farther from\n"
    "                    the line than this\n"
    "  --format FORMAT   csv (the default), geojson, gpkg, gpx or kml\n"
    "  --output FILE     where it goes; needed for gpkg, else standard output\n"
    "  --help            this text\n\n"
    "What is in the store and cannot be read is left out, and how much that is said.\n";

struct words {
    struct report_query query;
    struct history_box box;
    const char *store;
    const char *gate;
    const char *waters_name;
    const char *output;
    const struct report_sheet_format *format;
    bool wants_help;

    struct geo_gate line;
    struct geo_point ends[2];
    struct geo_waters *waters; /* that the gate is of; NULL when it is given by its ends */
};

/* Numbers between commas, `count` of them and nothing else. */
static bool read_numbers(const char *words, double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *end;
        numbers[i] = strtod(words, &end);
        if (end == words || !isfinite(numbers[i]) || *end != (i + 1 < count ? ',' : '\0'))
            return false;
        words = end + 1;
    }
    return true;
}

/* A number above zero with one of the units, in that of 1; the first one may be left out. */
struct unit {
    const char *name;
    double size;
};

static bool read_measure(const char *words, const struct unit *units, size_t unit_count,
                         double *measure)
{
    char *end;
    double number = strtod(words, &end);

    if (end == words || !isfinite(number) || number <= 0)
        return false;
    for (size_t i = 0; i < unit_count; i++)
        if (strcmp(end, units[i].name) == 0 || (i == 0 && *end == '\0')) {
            *measure = number * units[i].size;
            return true;
        }
    return false;
}

static enum command_status take_time(const char *words, int64_t *time_ms)
{
    char bytes[64];
    struct text text = text_init(bytes, sizeof bytes);

    text_add(&text, words);
    if (strlen(words) == strlen("2018-11-19") && words[4] == '-')
        text_add(&text, "T00:00:00Z");
    if (!text.is_cut && source_table_time(bytes, time_ms))
        return COMMAND_OK;
    return command_usage_error("query", "no time '%s', as 2018-11-19T11:00:00Z", words);
}

static enum command_status take_box(struct words *said)
{
    double sides[4];

    if (!read_numbers(optarg, sides, 4) || fabs(sides[0]) > 180 || fabs(sides[2]) > 180 ||
        fabs(sides[1]) > 90 || fabs(sides[3]) > 90 || sides[1] > sides[3])
        return command_usage_error("query", "no box '%s', as 12.5,55.7,12.9,56.1: W,S,E,N", optarg);
    said->box = report_box(sides[0], sides[1], sides[2], sides[3]);
    said->query.box = &said->box;
    return COMMAND_OK;
}

static enum command_status take_mmsi(struct words *said)
{
    size_t size = strspn(optarg, "0123456789");

    if (size == 0 || size > 9 || optarg[size] != '\0' || strtoul(optarg, NULL, 10) == 0)
        return command_usage_error("query", "no MMSI '%s', but 1 to %d", optarg, MMSI_MAX);
    said->query.mmsi = (uint32_t)strtoul(optarg, NULL, 10);
    return COMMAND_OK;
}

static enum command_status take_gap(struct words *said)
{
    static const struct unit units[] = {{"min", 60000}, {"s", 1000}, {"h", 3600000}};
    double gap_ms;

    if (!read_measure(optarg, units, 3, &gap_ms) || gap_ms < 1 || gap_ms > REPORT_GAP_MAX_MS)
        return command_usage_error("query", "no gap '%s', as 30min, 45s or 2h; 24h at most",
                                   optarg);
    said->query.gap_ms = llround(gap_ms);
    return COMMAND_OK;
}

static enum command_status take_simplify(struct words *said)
{
    static const struct unit units[] = {{"m", 1}};

    if (!read_measure(optarg, units, 1, &said->query.simplify_m) ||
        said->query.simplify_m > SIMPLIFY_MAX_M)
        return command_usage_error("query", "no distance '%s', as 20m; %d m at most", optarg,
                                   SIMPLIFY_MAX_M);
    return COMMAND_OK;
}

/* What an option says. COMMAND_OK, or what is wrong with it is said. */
static enum command_status take_option(int option, void *user)
{
    struct words *said = user;
    switch (option) {
    case OPTION_STORE:
        said->store = optarg;
        break;
    case OPTION_BBOX:
        return take_box(said);
    case OPTION_MMSI:
        return take_mmsi(said);
    case OPTION_FROM:
        return take_time(optarg, &said->query.from_ms);
    case OPTION_TO:
        return take_time(optarg, &said->query.until_ms);
    case OPTION_GATE:
        said->gate = optarg;
        break;
    case OPTION_WATERS:
        said->waters_name = optarg;
        break;
    case OPTION_GAP:
        return take_gap(said);
    case OPTION_SIMPLIFY:
        return take_simplify(said);
    case OPTION_FORMAT:
        said->format = report_sheet_format_find(optarg);
        if (said->format == NULL)
            return command_usage_error(
                "query", "no format '%s', but csv, geojson, gpkg, gpx or kml", optarg);
        break;
    case OPTION_OUTPUT:
        said->output = optarg;
        break;
    default:
        said->wants_help = true;
        break;
    }
    return COMMAND_OK;
}

/* What is asked for, the one word that is no option. */
static enum command_status take_kind(int count, char **words, struct words *said)
{
    static const char *const names[REPORT_KIND_COUNT] = {[REPORT_POSITIONS] = "positions",
                                                         [REPORT_CROSSINGS] = "",
                                                         [REPORT_TRACKS] = "tracks",
                                                         [REPORT_VESSELS] = "vessels",
                                                         [REPORT_VOYAGES] = "voyages"};
    int kind = 0;

    if (optind == count)
        return command_usage_error("query", "positions, tracks, vessels or voyages?");
    if (optind + 1 < count)
        return command_usage_error("query", "one word too many: '%s'", words[optind + 1]);
    while (kind < REPORT_KIND_COUNT &&
           (names[kind][0] == '\0' || strcmp(names[kind], words[optind]) != 0))
        kind++;
    if (kind == REPORT_KIND_COUNT)
        return command_usage_error("query", "no '%s', but positions, tracks, vessels or voyages",
                                   words[optind]);
    said->query.kind = (enum report_kind)kind;
    if (said->query.kind == REPORT_POSITIONS && said->gate != NULL)
        said->query.kind = REPORT_CROSSINGS;
    return COMMAND_OK;
}

/* Whether the words make sense together. */
static enum command_status check_words(const struct words *said)
{
    bool is_nowhere = report_table_of(said->query.kind)->shape == REPORT_NOWHERE;

    if (said->store == NULL)
        return command_usage_error("query", "--store DIR is needed");
    if (said->query.from_ms >= said->query.until_ms)
        return command_usage_error("query", "--from is not before --to");
    if (said->format->needs_file && said->output == NULL)
        return command_usage_error("query", "--format %s needs --output FILE", said->format->name);
    if (said->format->needs_places && is_nowhere)
        return command_usage_error("query", "%s has places only; csv, geojson or gpkg can hold %s",
                                   said->format->name, report_table_of(said->query.kind)->name);
    if (said->query.simplify_m > 0 && said->query.kind != REPORT_TRACKS)
        return command_usage_error("query", "--simplify is for tracks");
    if (said->waters_name != NULL && said->gate == NULL)
        return command_usage_error("query", "--waters is for the --gate of an ID");
    return COMMAND_OK;
}

static enum command_status read_words(int count, char **words, struct words *said)
{
    static const struct option names[] = {
        {"store", required_argument, NULL, OPTION_STORE},
        {"bbox", required_argument, NULL, OPTION_BBOX},
        {"mmsi", required_argument, NULL, OPTION_MMSI},
        {"from", required_argument, NULL, OPTION_FROM},
        {"to", required_argument, NULL, OPTION_TO},
        {"gate", required_argument, NULL, OPTION_GATE},
        {"waters", required_argument, NULL, OPTION_WATERS},
        {"gap", required_argument, NULL, OPTION_GAP},
        {"simplify", required_argument, NULL, OPTION_SIMPLIFY},
        {"format", required_argument, NULL, OPTION_FORMAT},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    enum command_status status = command_read_options(
        &(struct command_options){"query", ":h", names}, count, words, take_option, said);

    if (status == COMMAND_OK && !said->wants_help)
        status = take_kind(count, words, said);
    if (status == COMMAND_OK && !said->wants_help)
        status = check_words(said);
    return status;
}

/* Sets the gate from its two ends, or from the waters that have it. */
static enum command_status find_gate(struct words *said)
{
    char path[NODE_PATH_BYTES], bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    double numbers[4];

    if (said->gate == NULL)
        return COMMAND_OK;
    said->query.gate = &said->line;
    said->query.gate_name = said->gate;
    if (strchr(said->gate, ',') != NULL) {
        if (!read_numbers(said->gate, numbers, 4) || fabs(numbers[1]) > 90 || fabs(numbers[3]) > 90)
            return command_usage_error("query", "no gate '%s', as 12.55,56.04,12.70,56.03",
                                       said->gate);
        said->ends[0] = (struct geo_point){numbers[0], numbers[1]};
        said->ends[1] = (struct geo_point){numbers[2], numbers[3]};
        said->line = (struct geo_gate){said->ends, 2};
        return COMMAND_OK;
    }
    if (said->waters_name == NULL)
        return command_usage_error("query", "of which --waters is the gate '%s'?", said->gate);
    if (!node_places_waters(said->waters_name, path))
        return command_usage_error("query", "no waters '%s'", said->waters_name);
    said->waters = geo_waters_read(path, NULL, &reason);
    if (said->waters == NULL) {
        fprintf(stderr, "narrows query: %s\n", bytes);
        return COMMAND_FAILED;
    }
    const struct geo_waters_feature *gate =
        geo_waters_find(said->waters, GEO_WATERS_GATE, said->gate);
    if (gate == NULL)
        return command_usage_error("query", "no gate '%s' in the waters '%s'", said->gate,
                                   said->waters_name);
    said->line = (struct geo_gate){gate->points, gate->point_count};
    return COMMAND_OK;
}

struct showing {
    struct node_progress progress;
    const struct report_sheet *sheet;
};

static void show(void *user, const struct report_query_counts *counts)
{
    struct showing *showing = user;
    node_progress_show(&showing->progress,
                       (struct node_progress_done){
                           .byte_count = report_sheet_byte_count(showing->sheet),
                           .sentence_count = counts->position_count,
                           .unit = "positions",
                       },
                       clock_steady_ms());
}

static enum command_status complain(const char *what, const char *reason)
{
    fprintf(stderr, "narrows query: %s: %s\n", what, reason);
    return COMMAND_FAILED;
}

/* Says what is not in the answer. */
static void tell(const struct report_query_counts *counts, uint64_t left_out_count,
                 uint64_t broken_count)
{
    if (counts->single_count > 0)
        fprintf(stderr, "narrows query: %llu positions stand alone and make no track\n",
                (unsigned long long)counts->single_count);
    if (left_out_count > 0)
        fprintf(stderr, "narrows query: %llu positions say no place and are left out\n",
                (unsigned long long)left_out_count);
    if (broken_count > 0)
        fprintf(stderr, "narrows query: %llu chunks are broken and left out\n",
                (unsigned long long)broken_count);
}

static enum command_status answer(struct words *said, struct history_reader *reader)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    const char *where = said->output != NULL ? said->output : "standard output";
    struct report_query_counts counts;
    struct report_sheet *sheet =
        report_sheet_open(said->format, said->query.kind, said->output, &reason);

    if (sheet == NULL)
        return complain(where, bytes);
    struct showing showing = {node_progress_init(clock_steady_ms()), sheet};
    if (said->output != NULL) /* standard output is free */
        showing.progress.is_wanted = isatty(STDERR_FILENO) == 1;
    said->query.tick = show;
    said->query.user = &showing;
    bool is_read = report_query_run(reader, &said->query, sheet, &counts, &reason);
    node_progress_erase(&showing.progress);
    uint64_t left_out_count = report_sheet_left_out_count(sheet);
    if (!is_read && reason.size > 0) {
        complain(said->store, bytes);
        report_sheet_close(sheet, false, &reason);
        return COMMAND_FAILED;
    }
    if (!report_sheet_close(sheet, is_read, &reason) || !is_read)
        return complain(where, bytes);
    tell(&counts, left_out_count, history_reader_broken_count(reader));
    return COMMAND_OK;
}

enum command_status command_query(int count, char **words)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    struct words said = {
        .query = {.from_ms = INT64_MIN, .until_ms = INT64_MAX, .gap_ms = GAP_DEFAULT_MS},
        .format = report_sheet_format_find("csv"),
    };
    enum command_status status = read_words(count, words, &said);

    if (status != COMMAND_OK)
        return status;
    if (said.wants_help)
        return command_print_help("query", help);
    status = find_gate(&said);
    if (status == COMMAND_OK) {
        struct history_reader *reader = history_reader_open(said.store, &reason);
        status = reader != NULL ? answer(&said, reader) : complain(said.store, bytes);
        history_reader_close(reader);
    }
    geo_waters_free(said.waters);
    return status;
}
