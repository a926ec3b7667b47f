/* SPDX-License-Identifier: Apache-2.0 */
#include "history/facts.h"

#include "ais/layouts.h"

#include <string.h>

static const struct history_vessel no_vessel = {
    .imo = -1,
    .ship_type = -1,
    .aid_type = -1,
    .to_bow_m = -1,
    .to_stern_m = -1,
    .to_port_m = -1,
    .to_starboard_m = -1,
};

static const struct history_voyage no_voyage = {
    .eta_month = -1, .eta_day = -1, .eta_hour = -1, .eta_minute = -1, .draught_m_e1 = -1};

/* A text that fits into its place, as those of messages do. */
static void copy_text(char *place, const char *sent)
{
    memcpy(place, sent, strlen(sent) + 1);
}

/* A number as sent; -1 where it was not, or says nothing. */
static int32_t number(int32_t sent, int32_t absent)
{
    return sent == AIS_MISSING || sent == absent ? -1 : sent;
}

/* All zero means that they are not known (ITU-R M.1371-5 annex 8, 3.3.3). */
static void set_dimensions(struct history_vessel *vessel, const int32_t sent[static 4])
{
    int32_t *const places[4] = {&vessel->to_bow_m, &vessel->to_stern_m, &vessel->to_port_m,
                                &vessel->to_starboard_m};
    bool is_known = false;

    for (size_t i = 0; i < 4; i++) {
        if (sent[i] == AIS_MISSING)
            return;
        is_known |= sent[i] > 0;
    }
    for (size_t i = 0; is_known && i < 4; i++)
        *places[i] = sent[i];
}

#define DIMENSIONS(fields)                                                                         \
    ((const int32_t[4]){(fields)->to_bow_m, (fields)->to_stern_m, (fields)->to_port_m,             \
                        (fields)->to_starboard_m})

static void read_static(const struct ais_message *message, struct history_vessel *vessel)
{
    const struct ais_static_b *fields = &message->fields.static_b;

    if (message->part == 'A') {
        copy_text(vessel->name, message->fields.static_a.ship_name);
        return;
    }
    if (ais_static_is_auxiliary(message->mmsi)) {
        const struct ais_static_b_auxiliary *craft = &message->fields.static_b_auxiliary;
        vessel->ship_type = number(craft->ship_type, 0);
        copy_text(vessel->callsign, craft->callsign);
        return;
    }
    vessel->ship_type = number(fields->ship_type, 0);
    copy_text(vessel->callsign, fields->callsign);
    set_dimensions(vessel, DIMENSIONS(fields));
}

bool history_facts_are_of(uint8_t message_type)
{
    return message_type == 5 || message_type == 19 || message_type == 21 || message_type == 24;
}

bool history_facts_vessel(const struct ais_message *message, struct history_vessel *vessel)
{
    const struct ais_voyage *voyage = &message->fields.voyage;
    const struct ais_class_b_extended *extended = &message->fields.class_b_extended;
    const struct ais_aid *aid = &message->fields.aid;

    *vessel = no_vessel;
    switch (message->type) {
    case 5:
        copy_text(vessel->name, voyage->ship_name);
        copy_text(vessel->callsign, voyage->callsign);
        vessel->imo = number(voyage->imo, 0);
        vessel->ship_type = number(voyage->ship_type, 0);
        set_dimensions(vessel, DIMENSIONS(voyage));
        break;
    case 19:
        copy_text(vessel->name, extended->ship_name);
        vessel->ship_type = number(extended->ship_type, 0);
        set_dimensions(vessel, DIMENSIONS(extended));
        break;
    case 21:
        copy_text(vessel->name, aid->name);
        vessel->aid_type = number(aid->aid_type, 0);
        set_dimensions(vessel, DIMENSIONS(aid));
        break;
    case 24:
        read_static(message, vessel);
        break;
    default:
        break;
    }
    struct history_vessel none = no_vessel;
    bool says_something;
    history_facts_join_vessel(&none, vessel, &says_something);
    return says_something;
}

bool history_facts_voyage(const struct ais_message *message, struct history_voyage *voyage)
{
    const struct ais_voyage *fields = &message->fields.voyage;

    *voyage = no_voyage;
    if (message->type != 5)
        return false;
    copy_text(voyage->destination, fields->destination);
    voyage->eta_month = number(fields->eta.month, 0);
    voyage->eta_day = number(fields->eta.day, 0);
    voyage->eta_hour = number(fields->eta.hour, 24);
    voyage->eta_minute = number(fields->eta.minute, 60);
    voyage->draught_m_e1 = number(fields->draught_m_e1, 0);
    struct history_voyage none = no_voyage;
    bool says_something;
    history_facts_join_voyage(&none, voyage, &says_something);
    return says_something;
}

/* Two texts or numbers do not contradict each other when they are the same or one is not said. */
static bool fit_text(const char *known, const char *said)
{
    return known[0] == '\0' || said[0] == '\0' || strcmp(known, said) == 0;
}

static bool fit_numbers(const int32_t *known, const int32_t *said, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (known[i] != -1 && said[i] != -1 && known[i] != said[i])
            return false;
    return true;
}

static void fill_text(char *known, const char *said, size_t size, bool *has_grown)
{
    if (known[0] != '\0' || said[0] == '\0')
        return;
    memcpy(known, said, size);
    *has_grown = true;
}

static void fill_numbers(int32_t *known, const int32_t *said, size_t count, bool *has_grown)
{
    for (size_t i = 0; i < count; i++)
        if (known[i] == -1 && said[i] != -1) {
            known[i] = said[i];
            *has_grown = true;
        }
}

_Static_assert(offsetof(struct history_vessel, to_starboard_m) -
                       offsetof(struct history_vessel, imo) ==
                   (HISTORY_VESSEL_NUMBER_COUNT - 1) * sizeof(int32_t),
               "numbers in a row");
_Static_assert(offsetof(struct history_voyage, draught_m_e1) -
                       offsetof(struct history_voyage, eta_month) ==
                   (HISTORY_VOYAGE_NUMBER_COUNT - 1) * sizeof(int32_t),
               "numbers in a row");

bool history_facts_join_vessel(struct history_vessel *known, const struct history_vessel *said,
                               bool *has_grown)
{
    *has_grown = false;
    if (!fit_text(known->name, said->name) || !fit_text(known->callsign, said->callsign) ||
        !fit_numbers(&known->imo, &said->imo, HISTORY_VESSEL_NUMBER_COUNT))
        return false;
    fill_text(known->name, said->name, sizeof known->name, has_grown);
    fill_text(known->callsign, said->callsign, sizeof known->callsign, has_grown);
    fill_numbers(&known->imo, &said->imo, HISTORY_VESSEL_NUMBER_COUNT, has_grown);
    return true;
}

bool history_facts_join_voyage(struct history_voyage *known, const struct history_voyage *said,
                               bool *has_grown)
{
    *has_grown = false;
    if (!fit_text(known->destination, said->destination) ||
        !fit_numbers(&known->eta_month, &said->eta_month, HISTORY_VOYAGE_NUMBER_COUNT))
        return false;
    fill_text(known->destination, said->destination, sizeof known->destination, has_grown);
    fill_numbers(&known->eta_month, &said->eta_month, HISTORY_VOYAGE_NUMBER_COUNT, has_grown);
    return true;
}
