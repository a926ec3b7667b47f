/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes are a scenario, and what its stations hear is sentences of a drill,
 * or they are refused with a reason. */
#include "ais/decoder.h"
#include "drill/stream.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SHIPS_MAX = 100, SENTENCES_MAX = 200 };

static void decode(const struct drill_streamed *heard)
{
    static struct ais_decoder decoder;
    struct ais_event event;

    ais_decoder_init(&decoder);
    ais_decoder_push(&decoder, heard->bytes, heard->size,
                     (struct ais_arrival){.received_ms = CLOCK_UNKNOWN_MS});
    while (ais_decoder_next(&decoder, &event)) {
        assert(event.kind == AIS_EVENT_MESSAGE);
        assert(event.stamp.is_drill);
    }
    assert(decoder.counts.messages == 1);
}

/* NULL where the scenario has none, or what is none. */
static const struct drill_faults *read_faults(const char *bytes, size_t size)
{
    static struct drill_faults faults;
    char words[512];
    struct text reason = text_init(words, sizeof words);
    struct json_tree *tree = json_tree_parse(bytes, size, &reason);
    struct json_value list = json_value_member(json_tree_root(tree), "faults");
    bool is_read = json_value_count(list) > 0 && drill_faults_read(list, &faults, &reason);
    json_tree_free(tree);
    return is_read ? &faults : NULL;
}

static void play(const struct drill_scenario *scenario, const struct drill_faults *faults,
                 struct text *reason)
{
    struct drill_stream *stream = drill_stream_new(scenario, NULL, faults, reason);
    struct drill_streamed heard;
    int64_t last_ms = INT64_MIN;

    assert((stream == NULL) == (reason->size > 0));
    for (int i = 0; stream != NULL && i < SENTENCES_MAX; i++) {
        if (!drill_stream_next(stream, &heard))
            break;
        assert(heard.due_ms >= last_ms && heard.size > 0);
        last_ms = heard.due_ms;
        if (faults == NULL)
            decode(&heard);
    }
    drill_stream_free(stream);
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
        play(scenario, read_faults((const char *)data, size), &reason);
    drill_scenario_free(scenario);
    return 0;
}
