#include "node/command.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum command_status command_usage_error(const char *command, const char *format, ...)
{
    char bytes[512];
    struct text words = text_init(bytes, sizeof bytes);
    va_list arguments;

    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    fprintf(stderr, "narrows %s: %s; see narrows %s --help\n", command, bytes, command);
    return COMMAND_USAGE;
}

bool command_read_number(const char *words, double max, double *number)
{
    char *end;
    double value = strtod(words, &end);

    if (end == words || *end != '\0' || !isfinite(value) || value < 0 || value > max)
        return false;
    *number = value;
    return true;
}
