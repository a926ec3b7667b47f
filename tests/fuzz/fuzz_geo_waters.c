/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes are waters, whose every feature is sound, or refused with a reason;
 * and so is land. */
#include "geo/waters.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const struct geo_waters *waters)
{
    for (size_t i = 0; i < waters->feature_count; i++) {
        const struct geo_waters_feature *feature = &waters->features[i];
        assert(geo_waters_find(waters, feature->kind, feature->id) == feature);
        assert(feature->area != NULL || feature->point_count > 0);
        for (size_t j = 0; j < feature->point_count; j++)
            assert(geo_point_is_valid(feature->points[j]));
        if (feature->area != NULL)
            geo_area_contains(feature->area, (struct geo_point){56, 26});
    }
    geo_land_contains(waters->land, (struct geo_point){56, 26});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct geo_waters *waters = geo_waters_new((const char *)data, size, &reason);
    assert((waters == NULL) == (reason.size > 0));
    if (waters == NULL)
        return 0;
    ask(waters);
    bool is_land = geo_waters_add_land(waters, (const char *)data, size, &reason);
    assert(is_land == (reason.size == 0));
    ask(waters);
    geo_waters_free(waters);
    return 0;
}
