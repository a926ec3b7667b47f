/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include "base/text.h"

#include <stdio.h>

void log_line(const char *format, ...)
{
    enum { LINE_BYTES_MAX = 1024 };
    char bytes[LINE_BYTES_MAX];
    struct text line = text_init(bytes, sizeof bytes);
    va_list arguments;

    text_add(&line, "narrows: ");
    va_start(arguments, format);
    text_add_format_list(&line, format, arguments);
    va_end(arguments);
    /* One call a line, so that lines of several processes into one file stay whole. */
    fprintf(stderr, "%s\n", bytes);
}
