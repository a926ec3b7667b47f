/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/application.h"

#include "narrows/ais_message.h"

/* One row an application. */
static const struct ais_application_row applications[] = {
    {1, 27, &ais_route_layout},
    {1, 28, &ais_route_layout},
};

enum { APPLICATION_COUNT = sizeof applications / sizeof applications[0] };

const struct ais_layout *ais_application_layout_at(int32_t dac, int32_t fid, size_t index)
{
    for (size_t i = 0; i < APPLICATION_COUNT; i++)
        if (applications[i].dac == dac && applications[i].fid == fid && index-- == 0)
            return applications[i].layout;
    return NULL;
}

const struct ais_layout *ais_application_layout(int32_t dac, int32_t fid, struct ais_bits data)
{
    for (size_t i = 0; i < APPLICATION_COUNT; i++) {
        const struct ais_layout *layout = applications[i].layout;
        if (applications[i].dac == dac && applications[i].fid == fid)
            return data.bit_count >= layout->core_bit_count ? layout : NULL;
    }
    return NULL;
}

bool ais_application_at(size_t index, struct ais_application_row *row)
{
    if (index >= APPLICATION_COUNT)
        return false;
    *row = applications[index];
    return true;
}

/* A sender fills the last byte: up to seven bits more are no fault. */
uint8_t ais_application_read(int32_t dac, int32_t fid, const struct ais_data *data,
                             struct ais_application *application)
{
    struct ais_bits bits = {data->bytes, data->bit_count};
    const struct ais_layout *layout = ais_application_layout(dac, fid, bits);

    application->layout = layout;
    if (layout == NULL)
        return 0;
    bool is_whole = ais_layout_read(layout, bits, &application->fields);
    if (!is_whole || bits.bit_count < layout->bit_count_min)
        return AIS_FLAG_TRUNCATED;
    return bits.bit_count >= layout->bit_count_max + 8u ? AIS_FLAG_OVERLONG : 0;
}
