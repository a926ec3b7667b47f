/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes are a scenario, and what its stations hear is sentences of a drill,
 * or they are refused with a reason. */
#include "ais/decoder.h"
#include "drill/simulation.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SHIPS_MAX = 100, SENTENCES_MAX = 200 };

static void decode(const struct drill_heard *heard)
{
    static struct ais_decoder decoder;
    struct ais_event event;

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, heard->line, heard->size,
                     (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
    while (ais_decoder_next(&decoder, &event)) {
        assert(event.kind == AIS_EVENT_MESSAGE);
        assert(event.stamp.is_drill);
    }
    assert(decoder.counts.messages == 1);
}

static void play(const struct drill_scenario *scenario, struct text *reason)
{
    struct drill_simulation *simulation = drill_simulation_new(scenario, NULL, reason);
    struct drill_heard heard;
    int64_t last_ms = INT64_MIN;

    assert((simulation == NULL) == (reason->size > 0));
    for (int i = 0; simulation != NULL && i < SENTENCES_MAX; i++) {
        if (!drill_simulation_next(simulation, &heard))
            break;
        assert(heard.true_ms >= last_ms);
        last_ms = heard.true_ms;
        decode(&heard);
    }
    drill_simulation_free(simulation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    struct drill_scenario *scenario = drill_scenario_read((const char *)data, size, &reason);
    double ships = 0;

    assert((scenario == NULL) == (reason.size > 0));
    for (size_t i = 0; scenario != NULL && i < scenario->fleet_count; i++)
        ships += scenario->fleets[i].count;
    if (scenario != NULL && ships <= SHIPS_MAX)
        play(scenario, &reason);
    drill_scenario_free(scenario);
    return 0;
}
