/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: a viewer's message is a view or refused, and every place can be held to it. */
#include "server/frame.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { HALF_WORLD = 180 * 600000 };
    struct server_view view;
    if (!server_frame_read_view(data, size, &view))
        return 0;
    assert(view.west >= -HALF_WORLD && view.west < HALF_WORLD);
    assert(view.east >= -HALF_WORLD && view.east < HALF_WORLD);
    assert(view.south <= view.north);
    assert(server_frame_view_contains(&view, view.west, view.south));
    assert(server_frame_view_contains(&view, view.east, view.north));
    return 0;
}
