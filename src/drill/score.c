/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/score.h"

#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What of the truth is to be answered by an alert, and how near. An alert counts from `early_s`
 * before it begins to `late_s` after it ends, when it names the ship (of an encounter both), or the
 * station, and where both say a place is within `distance_m` (0: wherever). */
struct rule {
    const char *truth; /* the kind of the row, or of a fault */
    const char *alert;
    const char *also;     /* alerts that it explains, but that are not asked for */
    const char *detector; /* what raises it in this program; NULL: no rule yet */
    int early_s, late_s;
    double distance_m;
    bool is_of_station;
};

/* clang-format off */
static const struct rule rules[] = {
    {"encounter",      "cpa",                "",
        NULL,  60,    0,     0, false},
    {"beacon",         "distress",           "",
        NULL,   0,   60,  9260, false},
    {"silence",        "silence",            "",
        NULL,   0,  600,     0, false},
    {"jump",           "jump",               "circle duplicate_identity",
        NULL,   0,   60,     0, false},
    {"offset",         "jump",               "",
        NULL,   0,   60,     0, false},
    {"mirror",         "jump",               "",
        NULL,   0,   60,     0, false},
    {"circle",         "circle",             "jump",
        NULL,   0,  300,     0, false},
    {"clone_identity", "duplicate_identity", "jump identity silence",
        NULL,   0,  300,     0, false},
    {"rename",         "identity",           "",
        NULL,   0,  720,     0, false},
    {"default_static", "identity",           "",
        NULL,   0,  720,     0, false},
    {"delay",          "stale",              "clock",
        NULL,   0,  600,     0, true},
    {"clock",          "clock",              "stale jump",
        NULL,   0,  600,     0, true},
    {"drop_station",   "station_outage",     "",
        NULL,   0,  600,     0, true},
    {"replay",         "stale",              "jump duplicate_identity clock",
        NULL,   0,   60,     0, false},
    {"wrong_way",      "opposing_lane",      "jump",
        NULL,   0,  300,     0, false},
    {"anchor_in_lane", "anchor_in_lane",     "jump",
        NULL,   0,  600,     0, false},
    {"bit_flip",       NULL,                 "jump identity circle duplicate_identity",
        NULL,   0,   60,     0, false},
};
/* clang-format on */

enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

/* An encounter that comes no nearer than this need not be told: half a nautical mile. */
static const double ENCOUNTER_M = 926;

struct item {
    const struct rule *rule;
    int64_t from_ms, to_ms;
    uint32_t mmsi[2]; /* 0: none */
    char station[AIS_STATION_BYTES];
    struct geo_point place;
    bool is_asked; /* an alert is missing when there is none */
    bool is_found;
};

enum { ALERT_SHIP_COUNT_MAX = 32 };

struct alert {
    char kind[DRILL_ROW_KIND_BYTES];
    int64_t time_ms;
    size_t mmsi_count;
    uint32_t mmsi[ALERT_SHIP_COUNT_MAX];
    char station[AIS_STATION_BYTES];
    struct geo_point place;
};

struct drill_score {
    size_t item_count_max; /* and of alerts */
    size_t item_count, alert_count, kind_count;
    uint64_t ship_rows;
    double ships;
    int64_t from_ms, to_ms;
    struct item *items;
    struct alert *alerts;
    double *delays_s;
    struct drill_score_kind kinds[DRILL_SCORE_KIND_COUNT_MAX];
};

static struct drill_score_kind *kind_of(struct drill_score *score, const char *alert)
{
    for (size_t i = 0; i < score->kind_count; i++)
        if (strcmp(score->kinds[i].alert, alert) == 0)
            return &score->kinds[i];
    if (score->kind_count == DRILL_SCORE_KIND_COUNT_MAX)
        return &score->kinds[score->kind_count - 1]; /* the last stands for all others */
    struct drill_score_kind *kind = &score->kinds[score->kind_count++];
    *kind = (struct drill_score_kind){0};
    memcpy(kind->alert, alert, strlen(alert) + 1);
    return kind;
}

struct drill_score *drill_score_new(size_t item_count_max)
{
    struct drill_score *score = calloc(1, sizeof *score);
    if (score == NULL)
        return NULL;
    score->item_count_max = item_count_max;
    score->items = calloc(item_count_max, sizeof *score->items);
    score->alerts = calloc(item_count_max, sizeof *score->alerts);
    score->delays_s = calloc(item_count_max, sizeof *score->delays_s);
    score->ships = NAN;
    score->from_ms = AIS_UNKNOWN_MS;
    score->to_ms = AIS_UNKNOWN_MS;
    if (score->items == NULL || score->alerts == NULL || score->delays_s == NULL) {
        drill_score_free(score);
        return NULL;
    }
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (rules[i].alert != NULL)
            kind_of(score, rules[i].alert);
    return score;
}

void drill_score_free(struct drill_score *score)
{
    if (score == NULL)
        return;
    free(score->items);
    free(score->alerts);
    free(score->delays_s);
    free(score);
}

static const struct rule *find_rule(const struct drill_row *row)
{
    bool is_fault = strcmp(row->kind, "fault") == 0;
    const char *kind = is_fault ? row->what : row->kind;

    if (strcmp(row->kind, "silence") == 0 && strcmp(row->what, "out_of_range") == 0)
        return NULL; /* nobody can hear her: an alert would be false */
    if (strcmp(kind, "beacon") == 0 && row->is_test)
        return NULL; /* likewise */
    if (!is_fault && strcmp(kind, "encounter") != 0 && strcmp(kind, "beacon") != 0 &&
        strcmp(kind, "silence") != 0)
        return NULL;
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (strcmp(rules[i].truth, kind) == 0)
            return &rules[i];
    return NULL;
}

static bool add_item(struct drill_score *score, const struct item *item)
{
    if (score->item_count == score->item_count_max)
        return false;
    score->items[score->item_count++] = *item;
    return true;
}

/* All but the ships. */
static struct item item_of(const struct drill_row *row, const struct rule *rule)
{
    bool is_encounter = strcmp(row->kind, "encounter") == 0;
    double nearest_m = isnan(row->gap_m) ? row->cpa_m : row->gap_m;
    struct item item = {
        .rule = rule,
        .from_ms = row->from_ms,
        .to_ms = is_encounter ? row->time_ms : row->to_ms,
        .place = row->place,
        .is_asked = rule->alert != NULL && (!is_encounter || !(nearest_m > ENCOUNTER_M)),
    };
    memcpy(item.station, row->station, sizeof item.station);
    return item;
}

/* A row about several ships is one thing to be found a ship; an encounter is one of both. */
static bool add_truth(struct drill_score *score, const struct drill_row *row)
{
    const struct rule *rule = find_rule(row);
    bool is_encounter = strcmp(row->kind, "encounter") == 0;

    if (rule == NULL)
        return true;
    struct item item = item_of(row, rule);
    if (is_encounter && row->mmsi_count == 2) {
        item.mmsi[0] = row->mmsi[0];
        item.mmsi[1] = row->mmsi[1];
        return add_item(score, &item);
    }
    if (row->mmsi_count == 0 || rule->is_of_station)
        return add_item(score, &item);
    for (size_t i = 0; i < row->mmsi_count; i++) {
        item.mmsi[0] = row->mmsi[i];
        if (!add_item(score, &item))
            return false;
    }
    return true;
}

static bool add_alert(struct drill_score *score, const struct drill_row *row)
{
    if (score->alert_count == score->item_count_max)
        return false;
    struct alert *alert = &score->alerts[score->alert_count++];
    *alert = (struct alert){.time_ms = row->time_ms, .place = row->place};
    memcpy(alert->kind, row->kind, sizeof alert->kind);
    memcpy(alert->station, row->station, sizeof alert->station);
    while (alert->mmsi_count < row->mmsi_count && alert->mmsi_count < ALERT_SHIP_COUNT_MAX) {
        alert->mmsi[alert->mmsi_count] = row->mmsi[alert->mmsi_count];
        alert->mmsi_count++;
    }
    return true;
}

bool drill_score_add(struct drill_score *score, const struct drill_row *row)
{
    if (row->is_alert)
        return add_alert(score, row);
    if (strcmp(row->kind, "drill") == 0) {
        score->from_ms = row->from_ms;
        score->to_ms = row->to_ms;
        score->ships = row->ships;
    }
    score->ship_rows += strcmp(row->kind, "ship") == 0;
    return add_truth(score, row);
}

/* Is this word in a list with blanks between? */
static bool has_word(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += size)
        if ((at == list || at[-1] == ' ') && (at[size] == ' ' || at[size] == '\0'))
            return true;
    return false;
}

static bool names(const struct alert *alert, uint32_t mmsi)
{
    for (size_t i = 0; i < alert->mmsi_count; i++)
        if (alert->mmsi[i] == mmsi)
            return true;
    return mmsi == 0;
}

static bool is_near(const struct item *item, const struct alert *alert)
{
    const struct rule *rule = item->rule;
    int64_t early_ms = (int64_t)rule->early_s * 1000;
    int64_t late_ms = (int64_t)rule->late_s * 1000;

    if (item->from_ms != AIS_UNKNOWN_MS && alert->time_ms < item->from_ms - early_ms)
        return false;
    if (item->to_ms != AIS_UNKNOWN_MS && alert->time_ms > item->to_ms + late_ms)
        return false;
    if (rule->is_of_station)
        return strcmp(item->station, alert->station) == 0;
    if (!names(alert, item->mmsi[0]) || !names(alert, item->mmsi[1]))
        return false;
    return !(rule->distance_m > 0 &&
             geo_point_distance_m(item->place, alert->place) > rule->distance_m);
}

bool drill_score_answers(const struct drill_row *alert, const struct drill_row *truth)
{
    const struct rule *rule = find_rule(truth);
    struct drill_score score = {.item_count_max = 1};
    struct alert answer;
    bool is_encounter = strcmp(truth->kind, "encounter") == 0;

    if (rule == NULL || rule->alert == NULL || strcmp(rule->alert, alert->kind) != 0)
        return false;
    score.alerts = &answer;
    add_alert(&score, alert);
    struct item item = item_of(truth, rule);
    if (truth->mmsi_count == 0 || rule->is_of_station)
        return is_near(&item, &answer);
    bool is_answer = is_encounter;
    for (size_t i = 0; i < truth->mmsi_count; i++) {
        item.mmsi[0] = truth->mmsi[i];
        bool is_hers = is_near(&item, &answer);
        is_answer = is_encounter ? is_answer && is_hers : is_answer || is_hers;
    }
    return is_answer;
}

bool drill_score_asks(const struct drill_row *truth)
{
    const struct rule *rule = find_rule(truth);
    return rule != NULL && item_of(truth, rule).is_asked;
}

/* What an alert is an answer to: the first that nobody has found yet, else one that was found. */
static struct item *find_item(struct drill_score *score, const struct alert *alert)
{
    struct item *found = NULL;
    for (size_t i = 0; i < score->item_count; i++) {
        struct item *item = &score->items[i];
        bool is_answer = item->is_asked && strcmp(item->rule->alert, alert->kind) == 0;
        if (!is_answer || (item->is_found && found != NULL) || !is_near(item, alert))
            continue;
        if (!item->is_found)
            return item;
        found = item;
    }
    return found;
}

static bool is_explained(const struct drill_score *score, const struct alert *alert)
{
    for (size_t i = 0; i < score->item_count; i++) {
        const struct item *item = &score->items[i];
        bool is_answer = has_word(item->rule->also, alert->kind) ||
                         (!item->is_asked && item->rule->alert != NULL &&
                          strcmp(item->rule->alert, alert->kind) == 0);
        if (is_answer && is_near(item, alert))
            return true;
    }
    return false;
}

static int by_item_start(const void *a, const void *b)
{
    const struct item *first = a;
    const struct item *second = b;
    return (first->from_ms > second->from_ms) - (first->from_ms < second->from_ms);
}

static int by_alert_time(const void *a, const void *b)
{
    const struct alert *first = a;
    const struct alert *second = b;
    return (first->time_ms > second->time_ms) - (first->time_ms < second->time_ms);
}

static int by_size(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;
    return (first > second) - (first < second);
}

/* The value that this share of the sorted values does not exceed (nearest rank). */
static double rank(const double *values, size_t count, double share)
{
    if (count == 0)
        return NAN;
    size_t index = (size_t)ceil(share * (double)count);
    return values[index > 0 ? index - 1 : 0];
}

/* Of one kind of alert; the delays are gathered in `delays_s`. */
static void compare(struct drill_score *score, struct drill_score_kind *kind)
{
    size_t delay_count = 0;

    for (size_t i = 0; i < score->item_count; i++) {
        const struct item *item = &score->items[i];
        kind->truths += item->is_asked && strcmp(item->rule->alert, kind->alert) == 0;
    }
    for (size_t i = 0; i < score->alert_count; i++) {
        const struct alert *alert = &score->alerts[i];
        if (kind_of(score, alert->kind) != kind)
            continue;
        struct item *item = find_item(score, alert);
        kind->alerts++;
        if (item != NULL && !item->is_found) {
            item->is_found = true;
            kind->right++;
            if (item->from_ms != AIS_UNKNOWN_MS)
                score->delays_s[delay_count++] = (double)(alert->time_ms - item->from_ms) / 1000;
        } else if (item != NULL) {
            kind->again++;
        } else if (is_explained(score, alert)) {
            kind->explained++;
        } else {
            kind->wrong++;
        }
    }
    qsort(score->delays_s, delay_count, sizeof score->delays_s[0], by_size);
    kind->found = kind->right;
    kind->delay_median_s = rank(score->delays_s, delay_count, 0.5);
    kind->delay_p95_s = rank(score->delays_s, delay_count, 0.95);
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

double drill_score_ship_days(const struct drill_score *score)
{
    static const double day_ms = 86400000;
    double ships = score->ship_rows > 0 ? (double)score->ship_rows : score->ships;
    if (score->from_ms == AIS_UNKNOWN_MS || score->to_ms == AIS_UNKNOWN_MS)
        return NAN;
    return ships * (double)(score->to_ms - score->from_ms) / day_ms;
}

void drill_score_finish(struct drill_score *score)
{
    qsort(score->items, score->item_count, sizeof score->items[0], by_item_start);
    qsort(score->alerts, score->alert_count, sizeof score->alerts[0], by_alert_time);
    for (size_t i = 0; i < score->alert_count; i++)
        kind_of(score, score->alerts[i].kind);
    for (size_t i = 0; i < score->kind_count; i++) {
        struct drill_score_kind *kind = &score->kinds[i];
        compare(score, kind);
        kind->precision = ratio((double)kind->right, (double)(kind->right + kind->wrong));
        kind->recall = ratio((double)kind->found, (double)kind->truths);
        kind->wrong_per_ship_day = ratio((double)kind->wrong, drill_score_ship_days(score));
    }
}

size_t drill_score_kind_count(const struct drill_score *score)
{
    return score->kind_count;
}

const struct drill_score_kind *drill_score_kind(const struct drill_score *score, size_t index)
{
    assert(index < score->kind_count);
    return &score->kinds[index];
}

static void add_cell(struct text *text, double value, unsigned decimals)
{
    char bytes[32];
    struct text cell = text_init(bytes, sizeof bytes);

    if (isnan(value))
        text_add_char(&cell, '-');
    else
        text_add_real(&cell, value, decimals);
    text_add_format(text, " %9s", bytes);
}

void drill_score_add_table(const struct drill_score *score, struct text *text)
{
    text_add_format(text, "%-20s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s\n", "alert", "truths",
                    "found", "recall", "alerts", "right", "false", "precision", "median s", "p95 s",
                    "false/sd");
    for (size_t i = 0; i < score->kind_count; i++) {
        const struct drill_score_kind *kind = &score->kinds[i];
        if (kind->truths == 0 && kind->alerts == 0)
            continue;
        text_add_format(text, "%-20s", kind->alert);
        add_cell(text, (double)kind->truths, 0);
        add_cell(text, (double)kind->found, 0);
        add_cell(text, kind->recall, 3);
        add_cell(text, (double)kind->alerts, 0);
        add_cell(text, (double)kind->right, 0);
        add_cell(text, (double)kind->wrong, 0);
        add_cell(text, kind->precision, 3);
        add_cell(text, kind->delay_median_s, 1);
        add_cell(text, kind->delay_p95_s, 1);
        add_cell(text, kind->wrong_per_ship_day, 3);
        text_add_char(text, '\n');
    }
    text_add(text, "ship-days:");
    add_cell(text, drill_score_ship_days(score), 2);
    text_add_char(text, '\n');
}

void drill_score_add_json(const struct drill_score *score, struct text *text)
{
    struct json json = json_init(text);

    json_open_object(&json, NULL);
    json_real(&json, "ship_days", drill_score_ship_days(score), 4);
    json_open_array(&json, "kinds");
    for (size_t i = 0; i < score->kind_count; i++) {
        const struct drill_score_kind *kind = &score->kinds[i];
        json_open_object(&json, NULL);
        json_utf8(&json, "alert", kind->alert);
        json_int(&json, "truths", (int64_t)kind->truths);
        json_int(&json, "found", (int64_t)kind->found);
        json_int(&json, "alerts", (int64_t)kind->alerts);
        json_int(&json, "right", (int64_t)kind->right);
        json_int(&json, "again", (int64_t)kind->again);
        json_int(&json, "explained", (int64_t)kind->explained);
        json_int(&json, "false", (int64_t)kind->wrong);
        json_real(&json, "precision", kind->precision, 4);
        json_real(&json, "recall", kind->recall, 4);
        json_real(&json, "delay_median_s", kind->delay_median_s, 3);
        json_real(&json, "delay_p95_s", kind->delay_p95_s, 3);
        json_real(&json, "false_per_ship_day", kind->wrong_per_ship_day, 4);
        json_close_object(&json);
    }
    json_close_array(&json);
    json_close_object(&json);
    text_add_char(text, '\n');
}

void drill_score_add_rules(struct text *text)
{
    text_add(text, "| truth | alert | not false either | from | to | place | rule |\n"
                   "|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const struct rule *rule = &rules[i];
        text_add_format(text, "| %s | %s | %s | ", rule->truth,
                        rule->alert != NULL ? rule->alert : "none is asked for", rule->also);
        text_add_format(text, "%d s before it begins | %d s after it ends | ", rule->early_s,
                        rule->late_s);
        if (rule->distance_m > 0)
            text_add_format(text, "%.0f m", rule->distance_m);
        else
            text_add(text, rule->is_of_station ? "the station" : "any");
        const char *none = rule->alert != NULL ? "no rule yet" : "";
        text_add_format(text, " | %s |\n", rule->detector != NULL ? rule->detector : none);
    }
}
