/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "node/command.h"
#include "node/import_store.h"
#include "source/table_value.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_STORE = COMMAND_OPTION_LONG,
    OPTION_COLUMNS,
    OPTION_STATION,
    OPTION_FROM,
    OPTION_DRILLS,
    OPTION_DRY_RUN,
};

static const char help[] =
    "usage: narrows import FILE... --store DIR [OPTION...]\n\n"
    "Reads recorded traffic into a store: raw sentences in every way that narrows decode reads;\n"
    "tables of the Danish Maritime Authority, of MarineCadastre, of AIS-catcher, and those that\n"
    "narrows decode writes; others by their columns. What is compressed with gzip, zstd or zip is\n"
    "unpacked; the content says what a file is, not the name. '-' is standard input. The same\n"
    "again changes nothing.\n\n"
    "  --store DIR     where it is kept; made when it is not there\n"
    "  --columns time=NAME,mmsi=NAME,lat=NAME,lon=NAME[,speed=NAME...]\n"
    "                  what the columns of a table are called; numbers from 1 where it has no\n"
    "                  header. More: course, heading, turn, status, class, type, station, imo,\n"
    "                  callsign, shipname, shiptype, length, width, draught, destination, eta\n"
    "  --station NAME  who heard what names no station\n"
    "  --from TIME     when a log without times begins, as 2018-11-19T11:00:00Z: it then counts\n"
    "                  as 50 lines a second\n"
    "  --drills        take what is marked as of a drill, too\n"
    "  --dry-run       read everything, keep nothing, print the totals\n"
    "  --help          this text\n\n"
    "A line or row that is not taken costs itself and nothing else: each reason is counted and\n"
    "its first three are shown.\n";

struct words {
    struct node_import_options options;
    struct source_table_map columns;
    const char *store;
    bool is_dry_run;
    bool wants_help;
};

/* What an option says. COMMAND_OK, or what is wrong with it is said. */
static enum command_status take_option(int option, void *user)
{
    struct words *said = user;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    switch (option) {
    case OPTION_STORE:
        said->store = optarg;
        break;
    case OPTION_COLUMNS:
        if (!source_table_map_read(optarg, &said->columns, &reason))
            return command_usage_error("import", "--columns: %s", bytes);
        said->options.columns = &said->columns;
        break;
    case OPTION_STATION:
        if (strlen(optarg) >= EVIDENCE_STATION_NAME_BYTES)
            return command_usage_error("import", "--station: more than %d bytes",
                                       EVIDENCE_STATION_NAME_BYTES - 1);
        said->options.station = optarg;
        break;
    case OPTION_FROM:
        if (!source_table_time(optarg, &said->options.from_ms))
            return command_usage_error("import", "no time '%s', as 2018-11-19T11:00:00Z", optarg);
        break;
    case OPTION_DRILLS:
        said->options.takes_drills = true;
        break;
    case OPTION_DRY_RUN:
        said->is_dry_run = true;
        break;
    default:
        said->wants_help = true;
        break;
    }
    return COMMAND_OK;
}

static enum command_status read_words(int count, char **words, struct words *said)
{
    static const struct option names[] = {
        {"store", required_argument, NULL, OPTION_STORE},
        {"columns", required_argument, NULL, OPTION_COLUMNS},
        {"station", required_argument, NULL, OPTION_STATION},
        {"from", required_argument, NULL, OPTION_FROM},
        {"drills", no_argument, NULL, OPTION_DRILLS},
        {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    enum command_status status = command_read_options(
        &(struct command_options){"import", ":h", names}, count, words, take_option, said);

    if (status != COMMAND_OK || said->wants_help)
        return status;
    if (optind == count)
        return command_usage_error("import", "no FILE to read");
    if (said->store == NULL && !said->is_dry_run)
        return command_usage_error("import", "--store DIR or --dry-run is needed");
    return COMMAND_OK;
}

struct work {
    struct node_import_totals totals;
    struct node_import_store store;
};

static enum command_status fail(const struct words *said, const char *reason)
{
    fprintf(stderr, "narrows import: %s: %s\n", said->store, reason);
    return COMMAND_FAILED;
}

static enum command_status import(struct words *said, size_t count, char *const *names,
                                  struct work *work)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_store_counts counts = {0};
    bool is_kept = true;

    if (!said->is_dry_run &&
        !node_import_store_open(&work->store, said->store, &said->options.sink, &reason))
        return fail(said, bytes);
    bool is_done = node_import(&said->options, count, names, &work->totals);
    if (!said->is_dry_run)
        is_kept = node_import_store_close(&work->store, &counts, &reason);
    node_import_totals_print(&work->totals, stdout);
    if (!said->is_dry_run)
        printf("kept: %llu positions, there before: %llu\n", (unsigned long long)counts.positions,
               (unsigned long long)counts.again);
    if (!is_kept)
        return fail(said, bytes);
    enum command_status status = command_flush_output("import");
    return is_done ? status : COMMAND_FAILED;
}

enum command_status command_import(int count, char **words)
{
    struct words said = {
        .options = {.station = "", .from_ms = CLOCK_UNKNOWN_MS, .err = stderr},
    };

    enum command_status status = read_words(count, words, &said);
    if (status != COMMAND_OK)
        return status;
    if (said.wants_help)
        return command_print_help("import", help);
    struct work *work = malloc(sizeof *work);
    if (work == NULL) {
        fprintf(stderr, "narrows import: no memory\n");
        return COMMAND_FAILED;
    }
    status = import(&said, (size_t)(count - optind), words + optind, work);
    free(work);
    return status;
}
