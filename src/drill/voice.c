/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/voice.h"

#include "base/trig.h"
#include "base/units.h"

#include <math.h>

enum {
    STATIC_S = 360,
    PAUSE_SLOTS = 75, /* until it is asked again who is silent */
    BURST_COUNT = 8,
    BURST_INCREMENT = 75,
    BURST_SHIFT_MAX = 225, /* from the last of eight bursts to the next 2025 to 2475 slots */
    TEXT_FIRST = 4,        /* of a burst the fifth and the sixth: one on each channel */
    POSITION = 0,
    STATIC = 1,
};

static const double SLOTS_PER_S = 37.5;

double drill_voice_slot_s(const struct drill_ether *ether, int64_t slot)
{
    return ether->start_s + (double)slot / SLOTS_PER_S;
}

/* The fix is that of the last whole second. */
static double fix_s(const struct drill_ether *ether, int64_t slot)
{
    int64_t second = slot * 2 / 75;
    return ether->start_s + (double)second;
}

double drill_voice_interval_s(const struct drill_craft *craft, const struct drill_motion *motion)
{
    const double turning_deg_per_s = 1.0 / 3; /* 5 degrees off the mean of the last 30 s */
    double speed_kn = motion->speed_mps / KNOT_MPS;
    if (!isnan(craft->interval_s))
        return craft->interval_s;
    if (craft->kind == DRILL_CRAFT_BASE)
        return 10;
    if (craft->kind == DRILL_CRAFT_AID)
        return 180;
    if (craft->kind == DRILL_CRAFT_CLASS_B)
        return speed_kn > 2 ? 30 : 180;
    bool is_turning = fabs(motion->turn_deg_per_s) > turning_deg_per_s;
    bool is_moored = motion->status == 1 || motion->status == 5 || motion->status == 6;
    if (is_moored)
        return speed_kn > 3 ? 10 : 180;
    if (speed_kn > 23)
        return 2;
    if (speed_kn > 14)
        return is_turning ? 2 : 6;
    return is_turning ? 10.0 / 3 : 10;
}

static bool has_schedule(const struct drill_craft *craft)
{
    return craft->kind == DRILL_CRAFT_CLASS_A || craft->kind == DRILL_CRAFT_BASE;
}

static int64_t slots_of(double seconds)
{
    return (int64_t)floor(seconds * SLOTS_PER_S + 0.5);
}

static int64_t choose_slot(const struct drill_voice *voice, struct drill_ether *ether,
                           int64_t first, uint32_t count)
{
    uint16_t own[DRILL_REPORTS_MAX];
    struct drill_slot_wish wish = {.at = voice->cell,
                                   .channel = voice->schedule.channel,
                                   .first = first,
                                   .count = count,
                                   .frame_count = 1,
                                   .avoided = own};
    for (size_t i = 0; i < voice->schedule.report_count; i++)
        if (voice->schedule.frame_slots[i] >= 0)
            own[wish.avoided_count++] =
                (uint16_t)(voice->schedule.frame_slots[i] % DRILL_FRAME_SLOTS);
    return drill_slot_map_choose(ether->map, &ether->random, &wish);
}

static void count_in(struct drill_voice *voice, struct drill_ether *ether, struct geo_point at)
{
    if (voice->is_counted)
        drill_slot_map_leave(ether->map, voice->cell);
    drill_slot_map_enter(ether->map, at);
    voice->cell = at;
    voice->is_counted = true;
}

static void count_out(struct drill_voice *voice, struct drill_ether *ether)
{
    if (voice->is_counted)
        drill_slot_map_leave(ether->map, voice->cell);
    voice->is_counted = false;
}

void drill_voice_start(struct drill_voice *voice, struct drill_ether *ether,
                       const struct drill_craft *craft, int64_t slot)
{
    struct drill_motion motion = drill_craft_at(craft, drill_voice_slot_s(ether, slot));
    double interval_s = drill_voice_interval_s(craft, &motion);
    uint32_t whole = (uint32_t)slots_of(interval_s);
    count_in(voice, ether, motion.position);
    voice->lower_since_s = (double)NAN;
    voice->noise_s = -1e9;
    voice->is_silent = false;
    voice->last = -BURST_INCREMENT;
    voice->schedule = (struct drill_schedule){
        .channel = (uint8_t)drill_random_below(&ether->random, 2), .interval_s = interval_s};
    int64_t first = slot + drill_random_below(&ether->random, whole);
    if (craft->kind == DRILL_CRAFT_BEACON) {
        voice->burst_index = 0;
        voice->burst_timeout = craft->beacon->is_test ? 0 : 7;
        voice->burst_from = slot + 1;
        voice->next[POSITION] = voice->burst_from;
        voice->next[STATIC] = -1;
        return;
    }
    if (has_schedule(craft)) {
        struct drill_slot_wish wish = {.at = motion.position, .first = first};
        drill_schedule_start(&voice->schedule, ether->map, &ether->random, interval_s, &wish);
        voice->next[POSITION] = voice->schedule.next;
    } else {
        voice->next[POSITION] = choose_slot(voice, ether, first + 1, 1);
    }
    bool has_static = craft->kind == DRILL_CRAFT_CLASS_A || craft->kind == DRILL_CRAFT_CLASS_B;
    voice->part = 0;
    voice->next[STATIC] =
        !has_static ? -1 : choose_slot(voice, ether, slot + 1, (uint32_t)slots_of(STATIC_S));
}

/* As her receiver has it: an error that is forgotten within a minute. */
static void add_noise(struct drill_voice *voice, struct drill_ether *ether, double time_s,
                      struct drill_motion *motion)
{
    const double memory_s = 60;
    if (ether->gnss_noise_m <= 0)
        return;
    double kept = trig_exp(-fmax(time_s - voice->noise_s, 0) / memory_s);
    double fresh_m = ether->gnss_noise_m * sqrt(1 - kept * kept);
    voice->noise_east_m =
        kept * voice->noise_east_m + fresh_m * drill_random_normal(&ether->random);
    voice->noise_north_m =
        kept * voice->noise_north_m + fresh_m * drill_random_normal(&ether->random);
    voice->noise_s = time_s;
    motion->position = geo_point_moved(
        motion->position, (struct geo_offset){voice->noise_east_m, voice->noise_north_m});
}

static uint32_t minute_of_day(const struct drill_ether *ether, int64_t slot)
{
    return (uint32_t)((ether->minute_of_day_0 + slot / DRILL_FRAME_SLOTS) % 1440);
}

/* The interval is shortened at once, lengthened after three minutes (annex 2, 3.3.6.2.3). */
static bool wants_change(struct drill_voice *voice, double wanted_s, double time_s)
{
    const double patience_s = 180;
    if (wanted_s <= voice->schedule.interval_s) {
        voice->lower_since_s = (double)NAN;
        return wanted_s < voice->schedule.interval_s;
    }
    if (isnan(voice->lower_since_s))
        voice->lower_since_s = time_s;
    return time_s - voice->lower_since_s >= patience_s;
}

static struct drill_slot_use use_schedule(struct drill_voice *voice, struct drill_ether *ether,
                                          const struct drill_craft *craft,
                                          const struct drill_motion *motion)
{
    struct drill_schedule *schedule = &voice->schedule;
    double wanted_s = drill_voice_interval_s(craft, motion);
    double time_s = drill_voice_slot_s(ether, schedule->next);
    struct drill_slot_use use;
    if (wants_change(voice, wanted_s, time_s)) {
        voice->lower_since_s = (double)NAN;
        use =
            drill_schedule_change(schedule, ether->map, &ether->random, wanted_s, motion->position);
    } else {
        use = drill_schedule_use(schedule, ether->map, &ether->random, motion->position,
                                 minute_of_day(ether, schedule->next));
    }
    voice->next[POSITION] = schedule->next;
    return use;
}

/* By carrier sense about its nominal time, within a third of the interval, at most 10 s (class B:
 * ITU-R M.1371-6 annex 6, 4.3.3.1, the transmission interval); an aid too. */
static struct drill_slot_use use_nominal(struct drill_voice *voice, struct drill_ether *ether,
                                         const struct drill_craft *craft,
                                         const struct drill_motion *motion)
{
    const double width_s_max = 10;
    double interval_s = drill_voice_interval_s(craft, motion);
    double width_s = fmin(interval_s / 3, width_s_max);
    struct drill_slot_use use = {.slot = voice->next[POSITION], .channel = voice->schedule.channel};
    if (voice->burst_from == 0)
        voice->burst_from = use.slot; /* the nominal slot of the first */
    voice->schedule.channel ^= 1;
    voice->burst_from += slots_of(interval_s);
    voice->next[POSITION] = choose_slot(voice, ether, voice->burst_from - slots_of(width_s / 2),
                                        (uint32_t)slots_of(width_s));
    return use;
}

/* Eight messages two seconds apart, once a minute, in the same slots for eight minutes; in the
 * first and the fifth of these bursts one report on each channel gives way to the text (ETSI EN 303
 * 098 annex B, for beacons of man overboard). Which report of a channel it is, is a choice of ours.
 */
static struct drill_slot_use use_burst(struct drill_voice *voice, struct drill_ether *ether,
                                       const struct drill_craft *craft, enum drill_saying *saying)
{
    bool is_test = craft->beacon->is_test;
    struct drill_slot_use use = {.slot = voice->next[POSITION], .channel = voice->burst_index % 2u};
    struct drill_slot_state state = {
        .timeout = voice->burst_timeout,
        .slot_of_frame = (uint32_t)(use.slot % DRILL_FRAME_SLOTS),
        .minute_of_day = minute_of_day(ether, use.slot),
    };
    int64_t later = 0;
    bool is_text = voice->burst_index == TEXT_FIRST || voice->burst_index == TEXT_FIRST + 1;
    if (is_test)
        is_text = voice->burst_index == 0 || voice->burst_index == BURST_COUNT - 1;
    else
        is_text = is_text && voice->burst_timeout % 4 == 3;
    if (is_text)
        *saying = DRILL_SAYS_TEXT;
    if (voice->burst_timeout == 0 && !is_test) {
        /* Where the next eight are, is chosen before the first of these says so. */
        if (voice->burst_index == 0)
            voice->burst_shift =
                (int16_t)(drill_random_below(&ether->random, 2 * BURST_SHIFT_MAX + 1) -
                          BURST_SHIFT_MAX);
        later = voice->burst_shift;
        state.offset = (uint32_t)(DRILL_FRAME_SLOTS + later);
    }
    use.radio = drill_slots_state(&state);
    if (++voice->burst_index < BURST_COUNT) {
        voice->next[POSITION] = use.slot + BURST_INCREMENT;
        return use;
    }
    voice->burst_index = 0;
    voice->burst_timeout = voice->burst_timeout > 0 ? (uint8_t)(voice->burst_timeout - 1) : 7;
    voice->burst_from += DRILL_FRAME_SLOTS + later;
    voice->next[POSITION] = is_test ? -1 : voice->burst_from;
    return use;
}

static int64_t next_static(struct drill_voice *voice, struct drill_ether *ether,
                           const struct drill_craft *craft, int64_t slot)
{
    if (craft->kind == DRILL_CRAFT_CLASS_B && (voice->part ^= 1) == 1)
        return choose_slot(voice, ether, slot + 2, PAUSE_SLOTS);
    return choose_slot(voice, ether, slot + slots_of(STATIC_S) - PAUSE_SLOTS, PAUSE_SLOTS);
}

/* A static report has two slots and is no matter of seconds: it gives way to her own others. */
static bool is_near(int64_t slot, int64_t other)
{
    return other >= slot - 1 && other <= slot + 1;
}

struct drill_speech drill_voice_speak(struct drill_voice *voice, struct drill_ether *ether,
                                      const struct drill_craft *craft, int thread)
{
    int64_t slot = voice->next[thread];
    double time_s = fix_s(ether, slot);
    if (!drill_craft_is_on(craft, drill_voice_slot_s(ether, slot))) {
        count_out(voice, ether);
        voice->is_silent = true;
        voice->next[thread] = slot + PAUSE_SLOTS;
        return (struct drill_speech){.report.craft = NULL};
    }
    if (voice->is_silent && thread == STATIC) {
        voice->next[STATIC] = slot + PAUSE_SLOTS;
        return (struct drill_speech){.report.craft = NULL};
    }
    if (voice->is_silent) {
        voice->burst_from = 0;
        drill_voice_start(voice, ether, craft, slot);
        return (struct drill_speech){.report.craft = NULL};
    }
    if (thread == STATIC && (is_near(slot, voice->next[POSITION]) || is_near(slot, voice->last))) {
        voice->next[STATIC] = choose_slot(voice, ether, slot + 3, PAUSE_SLOTS);
        return (struct drill_speech){.report.craft = NULL};
    }
    voice->last = slot;
    struct drill_speech speech = {
        .report = {.craft = craft, .motion = drill_craft_at(craft, time_s), .has_position = true},
    };
    if (thread == STATIC) {
        speech.report.saying = voice->part == 0 ? DRILL_SAYS_STATIC : DRILL_SAYS_STATIC_B;
        speech.channel = voice->schedule.channel;
        voice->next[STATIC] = next_static(voice, ether, craft, slot);
        return speech;
    }
    count_in(voice, ether, speech.report.motion.position);
    struct drill_slot_use use;
    if (craft->kind == DRILL_CRAFT_BEACON) {
        use = use_burst(voice, ether, craft, &speech.report.saying);
        speech.report.has_position = time_s >= craft->beacon->position_from_min * 60;
    } else if (has_schedule(craft)) {
        use = use_schedule(voice, ether, craft, &speech.report.motion);
    } else {
        use = use_nominal(voice, ether, craft, &speech.report.motion);
    }
    speech.report.radio = use.radio;
    speech.report.is_itdma = use.is_itdma;
    speech.channel = use.channel;
    if (craft->kind != DRILL_CRAFT_BASE && craft->kind != DRILL_CRAFT_AID)
        add_noise(voice, ether, time_s, &speech.report.motion);
    return speech;
}
