/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/simulation.h"

#include "ais/sentence_write.h"
#include "drill/air.h"
#include "drill/fleet.h"
#include "drill/truth.h"
#include "drill/voice.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WHEEL_SLOTS = 1 << 14, /* more than six minutes */
    TICK_SLOTS = DRILL_TICK_S * DRILL_FRAME_SLOTS / 60,
    MS_PER_S = 1000,
    MESSAGE_MS = 27, /* from its slot's beginning to its end */
};

/* What was decoded when the slot at hand ended, and how much of it is given out. */
struct output {
    const struct drill_message *messages;
    size_t message_count, message, station;
};

struct drill_simulation {
    const struct drill_scenario *scenario;
    struct drill_sea *sea;
    struct drill_fleets *fleets;
    struct drill_air *air;
    struct drill_truth *truth;
    struct drill_craft *crafts;
    struct drill_voice *voices;
    size_t craft_count;
    int32_t *next_event; /* of each thread of each voice, in its slot's list; one more */
    int32_t wheel[WHEEL_SLOTS];
    struct drill_ether ether;
    int64_t slot, end_slot, first_ms;
    struct output output;
    uint32_t group, sequence;
    bool is_begun, is_over;
    char line[AIS_SENTENCES_BYTES_MAX + 64];
};

static int64_t slot_ms(const struct drill_simulation *simulation, int64_t slot)
{
    return simulation->first_ms + slot * DRILL_FRAME_MS / DRILL_FRAME_SLOTS;
}

static void enqueue(struct drill_simulation *simulation, size_t index, int thread)
{
    int64_t slot = simulation->voices[index].next[thread];
    if (slot < 0)
        return;
    if (slot <= simulation->slot)
        slot = simulation->slot + 1;
    if (slot - simulation->slot >= WHEEL_SLOTS) /* it is looked at again then */
        slot = simulation->slot + WHEEL_SLOTS - 1;
    int32_t event = (int32_t)(index * DRILL_THREADS + (size_t)thread);
    int32_t *head = &simulation->wheel[slot % WHEEL_SLOTS];
    simulation->next_event[event] = *head;
    *head = event + 1;
}

static bool add_crafts(struct drill_simulation *simulation, struct text *reason)
{
    const struct drill_scenario *scenario = simulation->scenario;
    size_t fleet_ships = drill_fleets_ship_count(scenario);
    simulation->fleets =
        drill_fleets_new(simulation->sea, &simulation->ether.random, simulation->crafts, reason);
    if (simulation->fleets == NULL)
        return false;
    struct drill_craft *craft = simulation->crafts + fleet_ships, *first = craft;
    for (size_t i = 0; i < scenario->ship_count; i++, craft++)
        if (!drill_craft_init_ship(craft, &scenario->ships[i])) {
            text_add(reason, "no memory");
            return false;
        }
    for (size_t i = 0; i < scenario->base_count; i++, craft++)
        drill_craft_init_base(craft, &scenario->bases[i]);
    for (size_t i = 0; i < scenario->aid_count; i++, craft++)
        drill_craft_init_aid(craft, &scenario->aids[i]);
    for (size_t i = 0; i < scenario->beacon_count; i++, craft++)
        drill_craft_init_beacon(craft, &scenario->beacons[i]);
    for (; first < craft; first++) {
        first->fleet_index = (uint32_t)scenario->fleet_count;
        if (strcmp(scenario->identities, "drill") == 0)
            drill_craft_mark(first);
    }
    return true;
}

static bool make_room(struct drill_simulation *simulation)
{
    const struct drill_scenario *scenario = simulation->scenario;
    size_t count = drill_fleets_ship_count(scenario) + scenario->ship_count + scenario->base_count +
                   scenario->aid_count + scenario->beacon_count;
    simulation->craft_count = count;
    simulation->crafts = calloc(count + 1, sizeof simulation->crafts[0]);
    simulation->voices = calloc(count + 1, sizeof simulation->voices[0]);
    simulation->next_event = calloc((count + 1) * DRILL_THREADS, sizeof simulation->next_event[0]);
    simulation->ether.map = drill_slot_map_new();
    simulation->air = drill_air_new(scenario->stations, scenario->station_count, count);
    return simulation->crafts != NULL && simulation->voices != NULL &&
           simulation->next_event != NULL && simulation->ether.map != NULL &&
           simulation->air != NULL;
}

static void set_clock(struct drill_simulation *simulation)
{
    const struct drill_scenario *scenario = simulation->scenario;
    int64_t minute = scenario->from_ms / DRILL_FRAME_MS; /* after 1970 */
    double length_s = scenario->minutes * 60;
    simulation->first_ms = minute * DRILL_FRAME_MS;
    simulation->ether.minute_of_day_0 = (uint32_t)(minute % 1440);
    simulation->ether.start_s = (double)(simulation->first_ms - scenario->from_ms) / MS_PER_S;
    simulation->ether.gnss_noise_m = scenario->gnss_noise_m;
    simulation->slot = (int64_t)ceil(-simulation->ether.start_s * DRILL_FRAME_SLOTS / 60) - 1;
    simulation->end_slot =
        (int64_t)ceil((length_s - simulation->ether.start_s) * DRILL_FRAME_SLOTS / 60);
}

struct drill_simulation *drill_simulation_new(const struct drill_scenario *scenario,
                                              const struct geo_waters *waters, struct text *reason)
{
    struct drill_simulation *simulation = calloc(1, sizeof *simulation);
    size_t said = reason->size;
    if (simulation == NULL)
        goto fail;
    simulation->scenario = scenario;
    simulation->ether.random = drill_random_init((uint64_t)scenario->seed, 0);
    set_clock(simulation);
    simulation->sea = drill_sea_new(scenario, waters, reason);
    if (simulation->sea == NULL || !make_room(simulation) || !add_crafts(simulation, reason))
        goto fail;
    for (size_t i = 0; i < simulation->craft_count; i++) {
        drill_voice_start(&simulation->voices[i], &simulation->ether, &simulation->crafts[i],
                          simulation->slot + 1);
        for (int thread = 0; thread < DRILL_THREADS; thread++)
            enqueue(simulation, i, thread);
    }
    return simulation;
fail:
    if (reason->size == said)
        text_add(reason, "no memory");
    drill_simulation_free(simulation);
    return NULL;
}

void drill_simulation_free(struct drill_simulation *simulation)
{
    if (simulation == NULL)
        return;
    for (size_t i = 0; simulation->crafts != NULL && i < simulation->craft_count; i++)
        drill_craft_release(&simulation->crafts[i]);
    drill_truth_free(simulation->truth);
    drill_fleets_free(simulation->fleets);
    drill_air_free(simulation->air);
    drill_slot_map_free(simulation->ether.map);
    drill_sea_free(simulation->sea);
    free(simulation->crafts);
    free(simulation->voices);
    free(simulation->next_event);
    free(simulation);
}

void drill_simulation_truth(struct drill_simulation *simulation,
                            const struct drill_truth_sink *sink)
{
    struct drill_truth_view view = {simulation->scenario, simulation->sea, simulation->crafts,
                                    simulation->craft_count};
    assert(!simulation->is_begun);
    drill_truth_free(simulation->truth);
    simulation->truth = drill_truth_new(&view, sink);
}

/* A voyage has ended, and somebody else comes in at the beginning of the route. */
static void on_new(void *user, size_t index)
{
    struct drill_simulation *simulation = user;
    struct drill_voice *voice = &simulation->voices[index];
    double time_s = drill_voice_slot_s(&simulation->ether, simulation->slot);
    voice->is_silent = true; /* with her next report she begins anew */
    drill_air_forget(simulation->air, index);
    if (simulation->truth != NULL)
        drill_truth_new_craft(simulation->truth, index, time_s);
}

static void on_alongside(void *user, const struct drill_alongside *alongside)
{
    struct drill_simulation *simulation = user;
    if (simulation->truth != NULL)
        drill_truth_alongside(simulation->truth, alongside);
}

static void tick(struct drill_simulation *simulation)
{
    double time_s = drill_voice_slot_s(&simulation->ether, simulation->slot);
    if (simulation->truth != NULL && simulation->is_begun && time_s > 0)
        drill_truth_tick(simulation->truth, time_s);
    if (!simulation->is_begun && simulation->truth != NULL)
        drill_truth_begin(simulation->truth);
    simulation->is_begun = true;
    drill_fleets_tick(simulation->fleets, time_s,
                      &(struct drill_fleet_events){on_new, on_alongside, simulation});
}

static void speak(struct drill_simulation *simulation, size_t index, int thread)
{
    struct drill_voice *voice = &simulation->voices[index];
    struct drill_message message;
    if (voice->next[thread] > simulation->slot) {
        enqueue(simulation, index, thread); /* it was put off */
        return;
    }
    voice->next[thread] = simulation->slot;
    struct drill_speech speech =
        drill_voice_speak(voice, &simulation->ether, &simulation->crafts[index], thread);
    enqueue(simulation, index, thread);
    if (speech.report.craft == NULL)
        return;
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX];
    speech.report.time_ms = simulation->first_ms + simulation->slot * 2 / 75 * MS_PER_S;
    message.craft_index = (uint32_t)index;
    message.mmsi = simulation->crafts[index].identity.mmsi;
    message.slot = simulation->slot;
    message.channel = speech.channel;
    message.from = speech.report.motion.position;
    message.antenna_m = simulation->crafts[index].antenna_m;
    message.bit_count = drill_transmit_write(&speech.report, bytes);
    message.slot_count = drill_transmit_slot_count(message.bit_count);
    message.heard = 0;
    memcpy(message.bytes, bytes, sizeof message.bytes);
    drill_air_send(simulation->air, &message,
                   drill_voice_slot_s(&simulation->ether, simulation->slot),
                   &simulation->ether.random);
}

/* Goes on to the next slot in which something was decoded. False at the end. */
static bool advance(struct drill_simulation *simulation)
{
    struct output *output = &simulation->output;
    do {
        if (++simulation->slot >= simulation->end_slot)
            return false;
        if (simulation->slot % TICK_SLOTS == 0 || !simulation->is_begun)
            tick(simulation);
        int32_t *head = &simulation->wheel[simulation->slot % WHEEL_SLOTS];
        int32_t event = *head;
        *head = 0;
        while (event > 0) {
            int32_t next = simulation->next_event[event - 1];
            speak(simulation, (size_t)(event - 1) / DRILL_THREADS, (event - 1) % DRILL_THREADS);
            event = next;
        }
        output->messages = drill_air_end_slot(simulation->air, &output->message_count);
        for (size_t i = 0; i < output->message_count && simulation->truth != NULL; i++)
            drill_truth_sent(simulation->truth, &output->messages[i],
                             drill_voice_slot_s(&simulation->ether, output->messages[i].slot));
    } while (output->message_count == 0);
    output->message = output->station = 0;
    return true;
}

static void write_heard(struct drill_simulation *simulation, const struct drill_message *message,
                        size_t station_index, struct drill_heard *heard)
{
    const struct drill_station *station = &simulation->scenario->stations[station_index];
    struct text text = text_init(simulation->line, sizeof simulation->line);
    struct ais_stamp stamp = {.is_drill = true};
    int64_t late_ms = 0;
    if (station->has_noise)
        late_ms = MESSAGE_MS * (int64_t)message->slot_count +
                  drill_random_below(&simulation->ether.random, 12);
    heard->true_ms = slot_ms(simulation, message->slot);
    stamp.time_ms =
        heard->true_ms + late_ms + (int64_t)floor(station->clock_error_s * MS_PER_S + 0.5);
    memcpy(stamp.station, station->name, sizeof station->name);
    bool is_long = message->slot_count > 1;
    simulation->group = is_long ? simulation->group % (AIS_GROUP_COUNT - 1) + 1 : simulation->group;
    simulation->sequence = is_long ? (simulation->sequence + 1) % 10 : simulation->sequence;
    struct ais_wrapping wrapping = {.talker = {'A', 'I'},
                                    .channel = (char)('A' + message->channel),
                                    .sequence = (uint8_t)simulation->sequence,
                                    .group = simulation->group,
                                    .stamp = &stamp};
    bool is_written =
        ais_sentence_write((struct ais_bits){message->bytes, message->bit_count}, &wrapping, &text);
    assert(is_written);
    heard->time_ms = stamp.time_ms;
    heard->station = station->name;
    heard->line = simulation->line;
    heard->size = text.size;
}

bool drill_simulation_next(struct drill_simulation *simulation, struct drill_heard *heard)
{
    struct output *output = &simulation->output;
    while (!simulation->is_over) {
        for (; output->message < output->message_count; output->message++, output->station = 0) {
            const struct drill_message *message = &output->messages[output->message];
            while (output->station < simulation->scenario->station_count) {
                size_t station = output->station++;
                if (message->heard >> station & 1) {
                    write_heard(simulation, message, station, heard);
                    return true;
                }
            }
        }
        simulation->is_over = !advance(simulation);
    }
    if (simulation->truth != NULL) {
        drill_truth_tick(simulation->truth, simulation->scenario->minutes * 60);
        drill_truth_end(simulation->truth, simulation->scenario->minutes * 60);
        drill_truth_free(simulation->truth);
        simulation->truth = NULL;
    }
    return false;
}
