/* SPDX-License-Identifier: Apache-2.0 */
#include "track/picture.h"

#include "base/table.h"
#include "track/update.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_PER_RESERVED = 128, MAKE_ROOM_INTERVAL_MS = 1000 };

struct track_picture {
    struct track_picture_options options;
    struct table *by_mmsi; /* to the slot */
    uint64_t revision;
    int64_t time_ms;
    uint64_t refused_full;
    uint64_t refused_mmsi;
    size_t reserved_count; /* slots for distress devices only */
    int64_t made_room_ms;  /* when slots were last looked through for room */
    size_t slot_count;     /* slots used at some time: those from here on never were */
    size_t free_count;
    uint32_t *free_slots; /* below slot_count, used again the last freed first */
    struct track_target *targets;
};

struct track_picture *track_picture_new(const struct track_picture_options *options)
{
    assert(options->target_count_max > 0);

    struct track_picture *picture = calloc(1, sizeof *picture);
    if (picture == NULL)
        return NULL;
    picture->options = *options;
    picture->time_ms = CLOCK_UNKNOWN_MS;
    picture->made_room_ms = CLOCK_UNKNOWN_MS;
    picture->reserved_count = options->target_count_max / SLOTS_PER_RESERVED;
    picture->by_mmsi = table_new(options->target_count_max);
    picture->free_slots = calloc(options->target_count_max, sizeof picture->free_slots[0]);
    picture->targets = calloc(options->target_count_max, sizeof picture->targets[0]);
    if (picture->by_mmsi == NULL || picture->free_slots == NULL || picture->targets == NULL) {
        track_picture_free(picture);
        return NULL;
    }
    return picture;
}

void track_picture_free(struct track_picture *picture)
{
    if (picture == NULL)
        return;
    table_free(picture->by_mmsi);
    free(picture->free_slots);
    free(picture->targets);
    free(picture);
}

void track_picture_clear(struct track_picture *picture)
{
    for (size_t slot = 0; slot < picture->slot_count; slot++)
        picture->targets[slot].mmsi = 0;
    table_clear(picture->by_mmsi);
    picture->slot_count = 0;
    picture->free_count = 0;
    picture->time_ms = CLOCK_UNKNOWN_MS;
    picture->made_room_ms = CLOCK_UNKNOWN_MS;
    picture->revision++;
}

static struct track_target *find(const struct track_picture *picture, uint32_t mmsi)
{
    uint32_t slot;
    return table_find(picture->by_mmsi, mmsi, &slot) ? &picture->targets[slot] : NULL;
}

static void remove_slot(struct track_picture *picture, size_t slot)
{
    table_remove(picture->by_mmsi, picture->targets[slot].mmsi);
    picture->targets[slot].mmsi = 0;
    picture->free_slots[picture->free_count++] = (uint32_t)slot;
    picture->revision++;
}

static size_t room(const struct track_picture *picture)
{
    return picture->free_count + picture->options.target_count_max - picture->slot_count;
}

/* Removes those of little worth that were heard longest ago. */
static void make_room(struct track_picture *picture, int64_t now_ms)
{
    static const int64_t minutes[] = {30, 16, 8, 4, 2, 1};

    assert(picture->targets != NULL);
    if (picture->made_room_ms != CLOCK_UNKNOWN_MS &&
        now_ms - picture->made_room_ms < MAKE_ROOM_INTERVAL_MS)
        return;
    picture->made_room_ms = now_ms;
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        for (size_t slot = 0; slot < picture->slot_count; slot++) {
            const struct track_target *target = &picture->targets[slot];
            bool is_expendable = target->is_lost || target->message_count <= 1;
            if (target->mmsi != 0 && is_expendable && !track_kind_is_distress(target->kind) &&
                now_ms - target->heard_ms > minutes[i] * 60000)
                remove_slot(picture, slot);
        }
        if (room(picture) > picture->reserved_count)
            return;
    }
}

/* NULL when every slot that it may have is taken. */
static struct track_target *add(struct track_picture *picture, uint32_t mmsi, int64_t time_ms)
{
    bool is_distress = track_kind_is_distress(track_kind_by_identity(mmsi));
    uint32_t slot;

    if (room(picture) <= picture->reserved_count)
        make_room(picture, time_ms);
    if (room(picture) <= (is_distress ? 0 : picture->reserved_count))
        return NULL;
    if (picture->free_count > 0)
        slot = picture->free_slots[--picture->free_count];
    else
        slot = (uint32_t)picture->slot_count++;
    table_set(picture->by_mmsi, mmsi, slot);
    track_update_begin(&picture->targets[slot], mmsi, time_ms);
    return &picture->targets[slot];
}

/* A ship of which only its voyage data are heard is as lost as one that is not heard at all. */
static bool is_lost_at(const struct track_target *target, int64_t now_ms)
{
    int64_t heard_ms = track_target_has(target, TRACK_FIELD_POSITION)
                           ? target->fields[TRACK_FIELD_POSITION].heard_ms
                           : target->heard_ms;
    return now_ms - heard_ms > target->lost_after_ms;
}

void track_picture_update(struct track_picture *picture, const struct evidence_report *report)
{
    uint32_t mmsi = report->message->mmsi;
    if (mmsi == 0) {
        picture->refused_mmsi++;
        return;
    }

    struct track_target *target = find(picture, mmsi);
    if (target == NULL)
        target = add(picture, mmsi, report->time_ms);
    if (target == NULL) {
        picture->refused_full++;
        return;
    }
    bool is_new_station = track_update_heard_by(target, report);
    if (!report->is_copy)
        track_update_fields(target, report);
    if (picture->time_ms < report->time_ms)
        picture->time_ms = report->time_ms;
    if (!report->is_copy || is_new_station) {
        target->is_lost = is_lost_at(target, picture->time_ms);
        target->revision = ++picture->revision;
    }
}

void track_picture_advance(struct track_picture *picture, int64_t now_ms)
{
    if (now_ms <= picture->time_ms)
        return;
    picture->time_ms = now_ms;
    for (size_t slot = 0; slot < picture->slot_count; slot++) {
        struct track_target *target = &picture->targets[slot];
        if (target->mmsi == 0)
            continue;
        bool is_lost = is_lost_at(target, now_ms);
        if (now_ms - target->heard_ms > target->lost_after_ms + picture->options.keep_lost_ms) {
            remove_slot(picture, slot);
        } else if (is_lost != target->is_lost) {
            target->is_lost = is_lost;
            target->revision = ++picture->revision;
        }
    }
}

int64_t track_picture_time_ms(const struct track_picture *picture)
{
    return picture->time_ms;
}

uint64_t track_picture_revision(const struct track_picture *picture)
{
    return picture->revision;
}

size_t track_picture_slot_count(const struct track_picture *picture)
{
    return picture->slot_count;
}

const struct track_target *track_picture_slot(const struct track_picture *picture, size_t slot)
{
    assert(slot < picture->slot_count);
    const struct track_target *target = &picture->targets[slot];
    return target->mmsi != 0 ? target : NULL;
}

const struct track_target *track_picture_find(const struct track_picture *picture, uint32_t mmsi)
{
    return find(picture, mmsi);
}

struct track_picture_counts track_picture_counts(const struct track_picture *picture)
{
    struct track_picture_counts counts = {.refused_full = picture->refused_full,
                                          .refused_mmsi = picture->refused_mmsi};
    for (size_t slot = 0; slot < picture->slot_count; slot++) {
        const struct track_target *target = &picture->targets[slot];
        if (target->mmsi == 0)
            continue;
        counts.targets++;
        counts.with_position += track_target_has(target, TRACK_FIELD_POSITION);
        counts.lost += target->is_lost;
        counts.by_kind[target->kind]++;
    }
    return counts;
}

static void digest_values(struct digest *digest, const struct track_target *target)
{
    const double reals[] = {
        target->longitude_deg, target->latitude_deg,     target->speed_mps,  target->course_deg,
        target->heading_deg,   target->turn_deg_per_min, target->altitude_m, target->draught_m,
    };
    const int codes[] = {
        (int)target->kind,
        target->is_lost,
        target->has_high_accuracy,
        target->navigation_status,
        target->ship_type,
        target->aid_type,
        target->imo,
        target->to_bow_m,
        target->to_stern_m,
        target->to_port_m,
        target->to_starboard_m,
        target->eta_month,
        target->eta_day,
        target->eta_hour,
        target->eta_minute,
        target->is_virtual_aid,
        target->is_off_position,
    };
    const char *const texts[] = {target->name, target->callsign, target->destination, target->text};

    for (size_t i = 0; i < sizeof reals / sizeof reals[0]; i++)
        digest_add_real(digest, reals[i]);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        digest_add_int(digest, codes[i]);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        digest_add_text(digest, texts[i]);
}

static void digest_target(struct digest *digest, const struct track_target *target)
{
    digest_add_int(digest, target->mmsi);
    digest_values(digest, target);
    digest_add_int(digest, target->first_heard_ms);
    digest_add_int(digest, target->heard_ms);
    digest_add_int(digest, target->lost_after_ms);
    digest_add_int(digest, (int64_t)target->message_count);
    for (size_t i = 0; i < TRACK_MESSAGE_TYPE_COUNT; i++)
        digest_add_int(digest, target->count_by_type[i]);
    for (size_t i = 0; i < TRACK_FIELD_COUNT; i++) {
        digest_add_int(digest, target->fields[i].heard_ms);
        digest_add_int(digest, target->fields[i].message_type);
    }
    digest_add_int(digest, (int64_t)target->heard_by_count);
    for (size_t i = 0; i < target->heard_by_count; i++) {
        digest_add_int(digest, target->heard_by[i].station);
        digest_add_int(digest, target->heard_by[i].heard_ms);
        digest_add_int(digest, (int64_t)target->heard_by[i].message_count);
    }
    digest_add_int(digest, (int64_t)target->past_count);
    for (size_t i = 0; i < target->past_count; i++) {
        const struct track_past *past = track_target_past(target, i);
        digest_add_int(digest, past->time_ms);
        digest_add_real(digest, past->longitude_deg);
        digest_add_real(digest, past->latitude_deg);
    }
}

static int by_mmsi(const void *a, const void *b)
{
    uint32_t first = (*(const struct track_target *const *)a)->mmsi;
    uint32_t second = (*(const struct track_target *const *)b)->mmsi;
    return (first > second) - (first < second);
}

bool track_picture_digest(const struct track_picture *picture, uint8_t digest[static DIGEST_BYTES])
{
    struct digest state;
    size_t count = 0;
    const struct track_target **sorted = calloc(picture->slot_count + 1, sizeof *sorted);
    if (sorted == NULL)
        return false;

    for (size_t slot = 0; slot < picture->slot_count; slot++)
        if (picture->targets[slot].mmsi != 0)
            sorted[count++] = &picture->targets[slot];
    qsort(sorted, count, sizeof *sorted, by_mmsi);
    digest_init(&state);
    digest_add_int(&state, picture->time_ms);
    for (size_t i = 0; i < count; i++)
        digest_target(&state, sorted[i]);
    digest_finish(&state, digest);
    free(sorted);
    return true;
}
