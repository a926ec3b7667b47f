/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/stamp.h"
#include "base/whole_file.h"
#include "node/command.h"
#include "node/drill_files.h"
#include "node/places.h"
#include "report/density.h"
#include "report/encounters.h"
#include "report/passages.h"
#include "report/ports.h"
#include "report/silences.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_STORE = COMMAND_OPTION_LONG,
    OPTION_WATERS,
    OPTION_FROM,
    OPTION_TO,
    OPTION_TABLE,
    OPTION_ONCE,
    OPTION_DESIGNS,
    OPTION_CELL,
    REASON_BYTES = 512,
    CELL_DEG_E4 = 100,
    DESIGN_BYTES_MAX = 256 << 20
};

static const char command[] = "report";

static const char help[] =
    "usage: narrows report KIND --store DIR --waters NAME [OPTION...]\n\n"
    "Figures from a store. KIND is one of\n\n"
    "  passages    through gates and pairs of gates: by day, direction, class and size\n"
    "  ports       calls and stays at ports and anchorages\n"
    "  encounters  two ships that lay side by side at sea for hours\n"
    "  silences    ships that stopped being heard, and why, as their neighbours tell\n"
    "  density     where ships were how long: a raster as GeoTIFF or picture\n\n"
    "  --store DIR      the store, as narrows import makes it\n"
    "  --waters NAME    a waters file, or the name of one that comes with the program\n"
    "  --from TIME      as 2027-03-01 or 2027-03-01T06:00:00Z; the store's first day otherwise\n"
    "  --to TIME        the end, which is not in it; the end of the store's last day otherwise\n"
    "  --once           passages: a ship once in 48 hours, whichever way, as PortWatch counts\n"
    "  --designs FILE   passages: a table with imo or mmsi, draught_m, deadweight_t and block, by\n"
    "                   which cargo is estimated\n"
    "  --format table   for reading (the default)\n"
    "  --format csv     one table, the one that --table NAME names\n"
    "  --format json    one object\n"
    "  --format html    one page, to look at and to print\n"
    "  --format tiff    density: a GeoTIFF; png: a picture. Both need --output\n"
    "  --cell DEGREES   density: the side of a cell, 0.0001 to 10; 0.01 otherwise\n"
    "  --output FILE    where to; standard output otherwise\n"
    "  --help           this text\n\n"
    "What a figure means, and how far off it may be, is in docs/figures.md.\n";

static const struct {
    const char *name;
    bool (*make)(const struct report_job *job, struct report_figures *figures, struct text *reason);
    bool needs_waters;
} kinds[] = {
    {"passages", report_passages_make, true},      {"ports", report_ports_make, true},
    {"encounters", report_encounters_make, false}, {"silences", report_silences_make, false},
    {"density", report_density_make, true},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

struct words {
    const char *store;
    const char *waters;
    const char *from;
    const char *to;
    const char *table;
    const char *designs;
    const char *output;
    enum report_figures_format format;
    uint32_t cell_deg_e4;
    bool counts_once;
    bool wants_help;
};

/* What is open while a report is made. */
struct work {
    struct report_job job;
    struct history_reader *reader;
    struct geo_waters *waters;
    struct report_designs *designs;
    uint8_t waters_digest[DIGEST_BYTES];
    struct report_figures figures;
};

static bool read_format(const char *name, enum report_figures_format *format)
{
    static const char *const names[] = {
        [REPORT_FIGURES_TABLE] = "table", [REPORT_FIGURES_CSV] = "csv",
        [REPORT_FIGURES_JSON] = "json",   [REPORT_FIGURES_HTML] = "html",
        [REPORT_FIGURES_TIFF] = "tiff",   [REPORT_FIGURES_PNG] = "png",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0) {
            *format = (enum report_figures_format)i;
            return true;
        }
    return false;
}

/* A side in degrees, of which four digits behind the point count. */
static bool read_cell(const char *words, uint32_t *cell_deg_e4)
{
    char *end;
    double degrees = strtod(words, &end);

    if (*end != '\0' || !(degrees >= 0.0001 && degrees <= 10))
        return false;
    *cell_deg_e4 = (uint32_t)(degrees * 10000 + 0.5);
    return true;
}

static enum command_status take_option(int option, void *user)
{
    struct words *said = user;
    const char **places[] = {&said->store, &said->waters, &said->from, &said->to, &said->table};

    if (option >= OPTION_STORE && option <= OPTION_TABLE)
        *places[option - OPTION_STORE] = optarg;
    else if (option == OPTION_ONCE)
        said->counts_once = true;
    else if (option == OPTION_DESIGNS)
        said->designs = optarg;
    else if (option == OPTION_CELL && !read_cell(optarg, &said->cell_deg_e4))
        return command_usage_error(command, "no side of a cell '%s', but 0.0001 to 10", optarg);
    else if (option == OPTION_CELL)
        return COMMAND_OK;
    else if (option == 'o')
        said->output = optarg;
    else if (option == 'h')
        said->wants_help = true;
    else if (!read_format(optarg, &said->format))
        return command_usage_error(
            command, "no format '%s', but table, csv, json, html, tiff or png", optarg);
    return COMMAND_OK;
}

static enum command_status read_words(int count, char **words, struct words *said)
{
    static const struct option names[] = {
        {"store", required_argument, NULL, OPTION_STORE},
        {"waters", required_argument, NULL, OPTION_WATERS},
        {"from", required_argument, NULL, OPTION_FROM},
        {"to", required_argument, NULL, OPTION_TO},
        {"table", required_argument, NULL, OPTION_TABLE},
        {"once", no_argument, NULL, OPTION_ONCE},
        {"designs", required_argument, NULL, OPTION_DESIGNS},
        {"cell", required_argument, NULL, OPTION_CELL},
        {"format", required_argument, NULL, 'f'},
        {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };

    *said = (struct words){.cell_deg_e4 = CELL_DEG_E4};
    enum command_status status = command_read_options(
        &(struct command_options){command, ":hf:o:", names}, count, words, take_option, said);
    if (status != COMMAND_OK)
        return status;
    if (said->wants_help)
        return COMMAND_OK;
    if (count - optind != 1)
        return command_usage_error(command, "the kind of a report, not %d words", count - optind);
    return said->store == NULL ? command_usage_error(command, "--store is needed") : COMMAND_OK;
}

/* A day, or a time. */
static bool read_time(const char *words, int64_t *time_ms)
{
    char bytes[32];
    struct text text = text_init(bytes, sizeof bytes);

    text_add(&text, words);
    if (strlen(words) == strlen("2027-03-01"))
        text_add(&text, "T00:00:00Z");
    return ais_stamp_read_time(bytes, time_ms);
}

static enum command_status read_period(const struct words *said, struct work *work)
{
    struct report_job *job = &work->job;
    int64_t first_ms = 0, last_ms = 0;

    if (said->from != NULL && !read_time(said->from, &job->from_ms))
        return command_usage_error(command, "no time '%s'", said->from);
    if (said->to != NULL && !read_time(said->to, &job->until_ms))
        return command_usage_error(command, "no time '%s'", said->to);
    if (said->from == NULL || said->to == NULL)
        history_reader_period(work->reader, &first_ms, &last_ms);
    if (said->from == NULL)
        job->from_ms = first_ms / REPORT_DAY_MS * REPORT_DAY_MS;
    if (said->to == NULL)
        job->until_ms = (last_ms / REPORT_DAY_MS + 1) * REPORT_DAY_MS;
    if (job->from_ms >= job->until_ms)
        return command_usage_error(command, "the time would end before it begins");
    return COMMAND_OK;
}

/* Adds a file's bytes to a digest. */
static bool add_file(struct digest *digest, const char *path, struct text *reason)
{
    size_t size;
    char *bytes = whole_file_read(path, GEO_WATERS_FILE_BYTES_MAX, &size, reason);

    if (bytes == NULL)
        return false;
    digest_add_int(digest, (int64_t)size);
    digest_add_bytes(digest, bytes, size);
    free(bytes);
    return true;
}

static bool open_waters(struct work *work, const char *name, struct text *reason)
{
    char path[NODE_PATH_BYTES], folder[NODE_PATH_BYTES], land[2 * NODE_PATH_BYTES];
    struct text land_path = text_init(land, sizeof land);
    struct digest digest;

    if (!node_places_waters(name, path)) {
        text_add_format(reason, "there are no waters '%s'", name);
        return false;
    }
    bool has_land = node_places_land(folder);
    work->waters = geo_waters_read(path, has_land ? folder : NULL, reason);
    if (work->waters == NULL)
        return false;
    digest_init(&digest);
    bool is_read = add_file(&digest, path, reason);
    if (is_read && has_land && work->waters->land_name[0] != '\0') {
        text_add_format(&land_path, "%s/%s", folder, work->waters->land_name);
        is_read = add_file(&digest, land, reason);
    }
    digest_finish(&digest, work->waters_digest);
    work->job.waters = work->waters;
    work->job.waters_digest = work->waters_digest;
    return is_read;
}

static bool open_designs(struct work *work, const char *path, struct text *reason)
{
    size_t size;
    struct text before = *reason;

    text_add_format(reason, "%s: ", path);
    char *bytes = whole_file_read(path, DESIGN_BYTES_MAX, &size, reason);
    if (bytes == NULL)
        return false;
    work->designs = report_designs_new(bytes, size, reason);
    free(bytes);
    if (work->designs == NULL)
        return false;
    *reason = before;
    reason->bytes[reason->size] = '\0';
    work->job.designs = work->designs;
    return true;
}

static bool open_work(struct work *work, const struct words *said, struct text *reason)
{
    work->job.counts_once = said->counts_once;
    work->job.cell_deg_e4 = said->cell_deg_e4;
    work->reader = history_reader_open(said->store, reason);
    work->job.reader = work->reader;
    return work->reader != NULL &&
           (said->waters == NULL || open_waters(work, said->waters, reason)) &&
           (said->designs == NULL || open_designs(work, said->designs, reason));
}

static void close_work(struct work *work)
{
    report_figures_release(&work->figures);
    report_designs_free(work->designs);
    geo_waters_free(work->waters);
    history_reader_close(work->reader);
}

static enum command_status write_raster(const struct words *said, const struct work *work)
{
    char bytes[REASON_BYTES], description[REASON_BYTES], digest[2 * DIGEST_BYTES + 1];
    struct text reason = text_init(bytes, sizeof bytes);
    struct text words = text_init(description, sizeof description);
    struct text digest_text = text_init(digest, sizeof digest);
    const struct report_figures *figures = &work->figures;
    uint8_t digest_bytes[DIGEST_BYTES];

    if (figures->raster.cells == NULL || said->output == NULL)
        return command_usage_error(command, "tiff and png are for density, with --output");
    report_figures_digest(figures, digest_bytes);
    report_add_digest(&digest_text, digest_bytes);
    text_add_format(&words, "%s, rule version %d, ship-minutes, ", figures->title,
                    figures->version);
    text_add_time(&words, figures->from_ms);
    text_add(&words, " to ");
    text_add_time(&words, figures->until_ms);
    const struct report_raster_words of = {description, digest};
    bool is_written = said->format == REPORT_FIGURES_TIFF
                          ? report_raster_write_tiff(&figures->raster, &of, said->output, &reason)
                          : report_raster_write_png(&figures->raster, &of, said->output, &reason);
    if (!is_written)
        fprintf(stderr, "narrows %s: %s\n", command, bytes);
    return is_written ? COMMAND_OK : COMMAND_FAILED;
}

static enum command_status write_figures(const struct words *said, const struct work *work)
{
    if (said->table != NULL && !report_figures_has(&work->figures, said->table))
        return command_usage_error(command, "there is no table '%s'", said->table);
    if (said->format == REPORT_FIGURES_TIFF || said->format == REPORT_FIGURES_PNG)
        return write_raster(said, work);
    FILE *file = node_drill_create(command, said->output);
    if (file == NULL)
        return COMMAND_FAILED;
    bool is_written = report_figures_write(&work->figures, said->format, said->table,
                                           (struct report_sink){file, node_drill_write});
    return node_drill_close(command, said->output, file) && is_written ? COMMAND_OK
                                                                       : COMMAND_FAILED;
}

static enum command_status make(const struct words *said, size_t kind, struct work *work)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);

    if (!open_work(work, said, &reason)) {
        fprintf(stderr, "narrows %s: %s\n", command, bytes);
        return COMMAND_FAILED;
    }
    enum command_status status = read_period(said, work);
    if (status != COMMAND_OK)
        return status;
    if (!kinds[kind].make(&work->job, &work->figures, &reason)) {
        fprintf(stderr, "narrows %s: %s\n", command, bytes);
        return COMMAND_FAILED;
    }
    return write_figures(said, work);
}

enum command_status command_report(int count, char **words)
{
    struct words said;
    enum command_status status = read_words(count, words, &said);

    if (status != COMMAND_OK)
        return status;
    if (said.wants_help)
        return command_print_help(command, help);
    size_t kind = 0;
    while (kind < KIND_COUNT && strcmp(kinds[kind].name, words[optind]) != 0)
        kind++;
    if (kind == KIND_COUNT)
        return command_usage_error(command, "there is no report '%s'", words[optind]);
    if (kinds[kind].needs_waters && said.waters == NULL)
        return command_usage_error(command, "%s needs --waters", kinds[kind].name);
    struct work *work = calloc(1, sizeof *work);
    status = work != NULL ? make(&said, kind, work) : COMMAND_FAILED;
    if (work != NULL)
        close_work(work);
    free(work);
    return status;
}
