/* SPDX-License-Identifier: Apache-2.0 */
/* The queries against a scan of all that was given to the store, one position after another. */
#include "fleet.h"
#include "history/counts.h"
#include "history/crossings.h"
#include "history/latest.h"
#include "history/points.h"
#include "history/raster.h"

#include <math.h>

enum {
    DEGREE = HISTORY_DEGREE,
    SHIP_COUNT = 24,
    REPORT_COUNT = 40000,
    QUERY_COUNT = 40,
    GAP_MS = 600000,
    FIRST_MMSI = 799000001,
};

static const int64_t begin_ms = INT64_C(1542625200000); /* 2018-11-19 */

/* A store beside its writer, a part of it in the journal alone, and all that was given to it. */
struct fixture {
    char folder[32];
    struct history_writer *writer;
    struct history_reader *reader;
    double middle_deg; /* where the first half of the ships is */
    size_t count;
    struct history_position given[REPORT_COUNT]; /* in the order of time */
    int64_t end_ms;
};

struct sailing {
    double longitude_deg, latitude_deg, course_deg;
};

static double random_unit(uint64_t *state)
{
    return fleet_random(state) / 2147483648.0;
}

/* Of every third ship one report in twenty says no place.
 */
static struct history_position sail(struct sailing *ship, uint64_t *state, uint32_t number)
{
    struct history_position position = {
        .mmsi = FIRST_MMSI + number / 2, /* two classes of each identity */
        .class_of = number % 2 == 0 ? HISTORY_CLASS_A : HISTORY_CLASS_B,
    };
    double angle;

    ship->course_deg += 80 * (random_unit(state) - 0.5);
    angle = ship->course_deg * M_PI / 180;
    ship->longitude_deg = geo_wrap_deg(ship->longitude_deg + 0.005 * sin(angle));
    ship->latitude_deg += 0.005 * cos(angle);
    position.values.longitude_min_e4 = (int32_t)lround(ship->longitude_deg * DEGREE);
    position.values.latitude_min_e4 = (int32_t)lround(ship->latitude_deg * DEGREE);
    if (number % 3 == 0 && fleet_random(state) % 20 == 0) {
        position.values.longitude_min_e4 = HISTORY_NO_LONGITUDE;
        if (fleet_random(state) % 2 == 0)
            position.values.latitude_min_e4 = HISTORY_NO_LATITUDE;
    }
    return position;
}

static struct ais_message message_of(uint8_t payload[static 32],
                                     const struct history_position *position)
{
    struct ais_message message =
        fleet_message(payload, position->mmsi, position->values.longitude_min_e4,
                      position->values.latitude_min_e4, 100);

    if (position->class_of == HISTORY_CLASS_A)
        return message;
    memset(payload, 0, 32);
    ais_bits_put(payload, 0, 6, 18);
    ais_bits_put(payload, 8, 30, position->mmsi);
    ais_bits_put(payload, 57, 28, (uint32_t)position->values.longitude_min_e4 & 0xfffffff);
    ais_bits_put(payload, 85, 27, (uint32_t)position->values.latitude_min_e4 & 0x7ffffff);
    CHECK_INT(ais_message_read((struct ais_bits){payload, 168}, 0, &message), AIS_DECODED);
    return message;
}

static void give(struct fixture *fixture, struct history_position *position)
{
    uint8_t payload[32];
    struct ais_message message = message_of(payload, position);
    struct evidence_report report = {
        .message = &message, .time_ms = position->time_ms, .station = 1};

    history_writer_take(fixture->writer, &report);
    fixture->given[fixture->count++] = *position;
}

static void set_up(struct fixture *fixture, double middle_deg, uint64_t seed)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct sailing ships[SHIP_COUNT];
    uint64_t state = seed;

    memset(fixture, 0, sizeof *fixture);
    fixture->middle_deg = middle_deg;
    fleet_make_folder(fixture->folder);
    fixture->writer =
        history_writer_open(&(struct history_writer_options){.directory = fixture->folder,
                                                             .has_journal = true,
                                                             .segment_count_max = 100,
                                                             .position_count_max = 100000},
                            &reason);
    CHECK(fixture->writer != NULL);
    history_writer_station(fixture->writer, "roof");
    for (int i = 0; i < SHIP_COUNT; i++)
        ships[i] = (struct sailing){i < SHIP_COUNT / 2 ? middle_deg : 56.3,
                                    26 + random_unit(&state), 360 * random_unit(&state)};
    for (uint32_t i = 0; i < REPORT_COUNT; i++) {
        /* Some are heard seldom; nobody twice in one second. */
        uint32_t number = fleet_random(&state) % 7 == 0 ? fleet_random(&state) % 6 : i % SHIP_COUNT;
        struct history_position position = sail(&ships[number], &state, number);
        position.time_ms = begin_ms + (int64_t)i * 2000;
        give(fixture, &position);
    }
    fixture->end_ms = begin_ms + REPORT_COUNT * INT64_C(2000);
    history_writer_sync(fixture->writer, fixture->end_ms);
    CHECK(history_writer_state(fixture->writer).open_position_count > 1000);
    CHECK(history_writer_state(fixture->writer).store.positions > 20000);
    fixture->reader = history_reader_open(fixture->folder, &reason);
    CHECK_TEXT(bytes, "");
}

static void tear_down(struct fixture *fixture)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    history_reader_close(fixture->reader);
    CHECK(history_writer_close(fixture->writer, NULL, &reason));
    fleet_drop_folder(fixture->folder);
}

/* A filter by chance: of all or of one ship, somewhere or everywhere, for some time. */
struct asked {
    struct history_box box;
    struct history_filter filter;
};

static void ask(struct asked *asked, const struct fixture *fixture, uint64_t *state)
{
    double middle_deg = fleet_random(state) % 2 == 0 ? fixture->middle_deg : 56.3;
    double half_deg = random_unit(state);
    double south_deg = 25.5 + random_unit(state);
    int64_t span_ms = fixture->end_ms - begin_ms;
    int64_t from_ms = begin_ms - 10000 + (int64_t)(random_unit(state) * (double)span_ms);
    int64_t length_ms = (int64_t)(random_unit(state) * (double)span_ms);

    asked->box = (struct history_box){
        .west = (int32_t)(geo_wrap_deg(middle_deg - half_deg) * DEGREE),
        .south = (int32_t)(south_deg * DEGREE),
        .east = (int32_t)(geo_wrap_deg(middle_deg + half_deg * random_unit(state)) * DEGREE),
        .north = (int32_t)((south_deg + half_deg) * DEGREE),
    };
    asked->filter = (struct history_filter){
        .box = fleet_random(state) % 4 == 0 ? NULL : &asked->box,
        .mmsi =
            fleet_random(state) % 3 == 0 ? FIRST_MMSI + fleet_random(state) % (SHIP_COUNT / 2) : 0,
        .from_ms = from_ms,
        .until_ms = from_ms + length_ms,
    };
}

static bool has(const struct history_filter *filter, const struct history_position *position)
{
    const struct history_box *box = filter->box;
    int32_t longitude = position->values.longitude_min_e4;
    int32_t latitude = position->values.latitude_min_e4;

    if ((filter->mmsi != 0 && position->mmsi != filter->mmsi) ||
        position->time_ms < filter->from_ms || position->time_ms >= filter->until_ms)
        return false;
    if (box == NULL)
        return true;
    int32_t width = box->east - box->west, east = longitude - box->west;
    if (width < 0)
        width += 360 * DEGREE;
    if (east < 0)
        east += 360 * DEGREE;
    return longitude <= 180 * DEGREE && east <= width && latitude >= box->south &&
           latitude <= box->north;
}

static struct fixture fixture;

/* Sums that do not depend on an order. */
struct sums {
    uint64_t count;
    uint64_t mmsi;
    int64_t time_ms;
    int64_t longitude;
    int64_t latitude;
    uint64_t classes;
};

static bool add(void *user, const struct history_position *position)
{
    struct sums *sums = user;

    sums->count++;
    sums->mmsi += position->mmsi;
    sums->time_ms += position->time_ms * (int64_t)(position->mmsi % 1000);
    sums->longitude += position->values.longitude_min_e4;
    sums->latitude += position->values.latitude_min_e4;
    sums->classes += position->class_of;
    return true;
}

static void check_same(const struct sums *actual, const struct sums *wanted)
{
    CHECK_INT(actual->count, wanted->count);
    CHECK_INT(actual->mmsi, wanted->mmsi);
    CHECK_INT(actual->time_ms, wanted->time_ms);
    CHECK_INT(actual->longitude, wanted->longitude);
    CHECK_INT(actual->latitude, wanted->latitude);
    CHECK_INT(actual->classes, wanted->classes);
}

static void points_are_those_that_a_scan_finds(void)
{
    uint64_t state = 1, found = 0;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    for (int round = 0; round < QUERY_COUNT; round++) {
        struct asked asked;
        struct sums actual = {0}, wanted = {0};
        ask(&asked, &fixture, &state);
        CHECK(history_points_each(fixture.reader, &asked.filter, add, &actual, &reason));
        for (size_t i = 0; i < fixture.count; i++)
            if (has(&asked.filter, &fixture.given[i]))
                add(&wanted, &fixture.given[i]);
        check_same(&actual, &wanted);
        found += actual.count;
    }
    CHECK(found > 10000);
}

static void counts_are_those_that_a_scan_finds(void)
{
    uint64_t state = 2;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_count rows[SHIP_COUNT];

    for (int round = 0; round < QUERY_COUNT; round++) {
        struct asked asked;
        struct history_counts counts = {.count_max = SHIP_COUNT, .rows = rows};
        uint64_t wanted[SHIP_COUNT] = {0}, ships = 0;
        ask(&asked, &fixture, &state);
        CHECK(history_counts_read(fixture.reader, &asked.filter, &counts, &reason));
        for (size_t i = 0; i < fixture.count; i++)
            if (has(&asked.filter, &fixture.given[i]))
                ships += wanted[fixture.given[i].mmsi - FIRST_MMSI]++ == 0;
        CHECK_INT(counts.count, ships);
        for (size_t i = 0; i < counts.count; i++)
            CHECK_INT(rows[i].position_count, wanted[rows[i].mmsi - FIRST_MMSI]);
    }
}

static void a_box_round_the_whole_earth_has_what_has_a_place(void)
{
    static const struct history_box box = {-180 * DEGREE, -90 * DEGREE, 180 * DEGREE, 90 * DEGREE};
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_count rows[SHIP_COUNT];
    struct history_counts counts = {.count_max = SHIP_COUNT, .rows = rows};
    struct history_filter filter = {.box = &box, .from_ms = INT64_MIN, .until_ms = INT64_MAX};
    uint64_t wanted = 0, found = 0;

    for (int round = 0; round < 2; round++) {
        CHECK(history_counts_read(fixture.reader, &filter, &counts, &reason));
        for (size_t i = 0; i < counts.count; i++)
            found += rows[i].position_count;
        for (size_t i = 0; i < fixture.count; i++)
            wanted += filter.box == NULL || history_values_have_place(&fixture.given[i].values);
        CHECK_INT(found, wanted);
        filter.box = NULL;
    }
    CHECK(wanted < 2 * REPORT_COUNT);
}

static void more_ships_than_there_is_room_for_are_said(void)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_filter all = {.from_ms = INT64_MIN, .until_ms = INT64_MAX};
    struct history_count count_rows[SHIP_COUNT];
    struct history_position latest_rows[SHIP_COUNT];
    struct history_counts counts = {.count_max = SHIP_COUNT / 2 - 1, .rows = count_rows};
    struct history_latest latest = {.count_max = SHIP_COUNT / 2 - 1, .rows = latest_rows};

    CHECK(!history_counts_read(fixture.reader, &all, &counts, &reason));
    CHECK_TEXT(bytes, "there are more than 11 ships");
    reason = text_init(bytes, sizeof bytes);
    CHECK(!history_latest_read(fixture.reader, &all, &latest, &reason));
    CHECK_TEXT(bytes, "there are more than 11 ships");
    counts.count_max = latest.count_max = SHIP_COUNT / 2;
    CHECK(history_counts_read(fixture.reader, &all, &counts, &reason));
    CHECK(history_latest_read(fixture.reader, &all, &latest, &reason));
    CHECK_INT(counts.count, SHIP_COUNT / 2);
}

static void latest_positions_are_those_that_a_scan_finds(void)
{
    uint64_t state = 3, found = 0;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_position rows[SHIP_COUNT];

    for (int round = 0; round < QUERY_COUNT; round++) {
        struct asked asked;
        struct history_latest latest = {.count_max = SHIP_COUNT, .rows = rows};
        const struct history_position *wanted[SHIP_COUNT] = {NULL};
        struct sums actual = {0}, last = {0};
        ask(&asked, &fixture, &state);
        CHECK(history_latest_read(fixture.reader, &asked.filter, &latest, &reason));
        for (size_t i = 0; i < fixture.count; i++)
            if (has(&asked.filter, &fixture.given[i]))
                wanted[fixture.given[i].mmsi - FIRST_MMSI] = &fixture.given[i];
        for (size_t i = 0; i < SHIP_COUNT; i++)
            if (wanted[i] != NULL)
                add(&last, wanted[i]);
        for (size_t i = 0; i < latest.count; i++)
            add(&actual, &rows[i]);
        check_same(&actual, &last);
        found += latest.count;
    }
    CHECK(found > 100);
}

struct crossed {
    uint64_t count;
    int64_t sum; /* of times and ships, by direction */
};

static bool add_crossing(void *user, const struct history_crossing *crossing)
{
    struct crossed *crossed = user;

    crossed->count++;
    crossed->sum += crossing->direction * (crossing->time_ms / 7 + crossing->mmsi % 1000 * 1000 +
                                           (int64_t)crossing->class_of);
    return true;
}

static struct geo_point point_of(const struct history_position *position)
{
    return (struct geo_point){position->values.longitude_min_e4 / (double)DEGREE,
                              position->values.latitude_min_e4 / (double)DEGREE};
}

/* The crossing on the way from one position to the next, if there is one. */
static void add_way(const struct history_crossings *wanted, const struct history_position *from,
                    const struct history_position *to, struct crossed *crossed)
{
    struct history_crossing crossing = {.mmsi = to->mmsi, .class_of = to->class_of};
    double part = 0;

    if (!history_values_have_place(&from->values) || !history_values_have_place(&to->values) ||
        to->time_ms - from->time_ms > wanted->gap_max_ms)
        return;
    crossing.direction = geo_gate_crossed(wanted->gate, point_of(from), point_of(to), &part);
    crossing.time_ms = from->time_ms + (int64_t)floor(part * (double)(to->time_ms - from->time_ms));
    if (crossing.direction != 0 && crossing.time_ms >= wanted->from_ms &&
        crossing.time_ms < wanted->until_ms && (wanted->mmsi == 0 || wanted->mmsi == to->mmsi))
        add_crossing(crossed, &crossing);
}

static struct crossed crossings_by_hand(const struct history_crossings *wanted)
{
    const struct history_position *before[SHIP_COUNT][HISTORY_CLASS_COUNT] = {{NULL}};
    struct crossed crossed = {0};

    for (size_t i = 0; i < fixture.count; i++) {
        const struct history_position *to = &fixture.given[i];
        const struct history_position **from = &before[to->mmsi - FIRST_MMSI][to->class_of];
        if (*from != NULL)
            add_way(wanted, *from, to, &crossed);
        *from = to;
    }
    return crossed;
}

static void crossings_are_those_that_a_scan_finds(void)
{
    uint64_t state = 4, found = 0;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    for (int round = 0; round < 3 * QUERY_COUNT; round++) {
        struct asked asked;
        struct crossed actual = {0};
        ask(&asked, &fixture, &state);
        struct geo_point points[] = {
            {asked.box.west / (double)DEGREE, asked.box.south / (double)DEGREE},
            {asked.box.east / (double)DEGREE + 0.01, asked.box.north / (double)DEGREE},
            {asked.box.east / (double)DEGREE, 27.5},
        };
        struct geo_gate gate = {points, 2 + fleet_random(&state) % 2};
        struct history_crossings crossings = {
            .gate = &gate,
            .from_ms = asked.filter.from_ms,
            .until_ms = round % 4 == 0 ? INT64_MAX : asked.filter.until_ms,
            .gap_max_ms = round % 3 == 0 ? 60000 : GAP_MS,
            .mmsi = asked.filter.mmsi,
        };
        CHECK(history_crossings_read(fixture.reader, &crossings, add_crossing, &actual, &reason));
        struct crossed wanted = crossings_by_hand(&crossings);
        CHECK_INT(actual.count, wanted.count);
        CHECK_INT(actual.sum, wanted.sum);
        found += actual.count;
    }
    CHECK(found > 300);
}

static void rasters_are_those_that_a_scan_finds(void)
{
    uint64_t state = 5;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    for (int round = 0; round < QUERY_COUNT; round++) {
        struct asked asked;
        struct history_raster raster;
        int32_t cell = round % 3 == 0 ? 6000 : 1 + (int32_t)(fleet_random(&state) % 20000) + 900;
        ask(&asked, &fixture, &state);
        CHECK(history_raster_init(&raster, &asked.box, cell));
        raster.counts = calloc((size_t)raster.width * raster.height, sizeof *raster.counts);
        uint32_t *wanted = calloc((size_t)raster.width * raster.height, sizeof *wanted);
        CHECK(history_raster_read(fixture.reader, &asked.filter, &raster, &reason));
        asked.filter.box = &asked.box;
        for (size_t i = 0; i < fixture.count; i++) {
            const struct history_position *position = &fixture.given[i];
            if (!has(&asked.filter, position))
                continue;
            int32_t east = position->values.longitude_min_e4 - asked.box.west;
            int32_t north = position->values.latitude_min_e4 - asked.box.south;
            east += east < 0 ? 360 * DEGREE : 0;
            wanted[(uint32_t)(north / cell) * raster.width + (uint32_t)(east / cell)]++;
        }
        CHECK(memcmp(raster.counts, wanted,
                     (size_t)raster.width * raster.height * sizeof *wanted) == 0);
        free(raster.counts);
        free(wanted);
    }
}

static void a_raster_that_is_none_or_too_large_is_refused(void)
{
    static const struct history_box all = {-180 * DEGREE, -90 * DEGREE, 180 * DEGREE, 90 * DEGREE};
    static const struct history_box none = {0, 10, 10, 0};
    struct history_raster raster = {.width = 7};

    CHECK(!history_raster_init(&raster, &all, 1));
    CHECK(!history_raster_init(&raster, &all, 0));
    CHECK(!history_raster_init(&raster, &none, 1));
    CHECK_INT(raster.width, 7);
    CHECK(history_raster_init(&raster, &all, DEGREE));
    CHECK_INT(raster.width, 361);
    CHECK_INT(raster.height, 181);
}

/* A store that has nothing across the antimeridian finds its chunks otherwise. */
static void all_that_holds_far_from_the_antimeridian_too(void)
{
    tear_down(&fixture);
    set_up(&fixture, 57, 8);
    points_are_those_that_a_scan_finds();
    counts_are_those_that_a_scan_finds();
    a_box_round_the_whole_earth_has_what_has_a_place();
    latest_positions_are_those_that_a_scan_finds();
    crossings_are_those_that_a_scan_finds();
    rasters_are_those_that_a_scan_finds();
}

int main(void)
{
    set_up(&fixture, 179.9, 7);
    RUN(points_are_those_that_a_scan_finds);
    RUN(counts_are_those_that_a_scan_finds);
    RUN(a_box_round_the_whole_earth_has_what_has_a_place);
    RUN(more_ships_than_there_is_room_for_are_said);
    RUN(latest_positions_are_those_that_a_scan_finds);
    RUN(crossings_are_those_that_a_scan_finds);
    RUN(rasters_are_those_that_a_scan_finds);
    RUN(a_raster_that_is_none_or_too_large_is_refused);
    RUN(all_that_holds_far_from_the_antimeridian_too);
    tear_down(&fixture);
    return check_summary();
}
