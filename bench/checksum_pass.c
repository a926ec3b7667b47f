/* SPDX-License-Identifier: Apache-2.0 */
/* The measure of the decoder's speed: a program that only finds lines with memchr and verifies the
 * XOR checksum of each. Usage: checksum_pass FILE */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_BYTES = 1 << 18 };

static int hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* Is the sentence behind a TAG block, if there is one, as its checksum says? */
static int is_good(const char *line, const char *end)
{
    const char *start = *line == '\\' ? memchr(line + 1, '\\', (size_t)(end - line - 1)) : NULL;
    const char *at = start != NULL ? start + 1 : line;
    uint8_t sum = 0;

    for (at++; at < end && *at != '*'; at++)
        sum ^= (uint8_t)*at;
    return end - at >= 3 && (hexadecimal(at[1]) << 4 | hexadecimal(at[2])) == sum;
}

int main(int count, char **words)
{
    char *buffer = malloc(BUFFER_BYTES);
    int fd = count == 2 ? open(words[1], O_RDONLY) : -1;
    size_t kept = 0;
    unsigned long lines = 0;
    unsigned long good = 0;

    if (fd < 0 || buffer == NULL) {
        fprintf(stderr, "usage: checksum_pass FILE\n");
        return 2;
    }
    for (ssize_t size; (size = read(fd, buffer + kept, BUFFER_BYTES - kept)) > 0;) {
        const char *line = buffer;
        const char *end = buffer + kept + (size_t)size;
        for (const char *line_end; (line_end = memchr(line, '\n', (size_t)(end - line))) != NULL;
             line = line_end + 1) {
            lines++;
            good += (unsigned long)is_good(line, line_end);
        }
        kept = (size_t)(end - line);
        if (kept == BUFFER_BYTES) /* no line is so long */
            kept = 0;
        memmove(buffer, line, kept);
    }
    printf("%lu lines, %lu with the right checksum\n", lines, good);
    close(fd);
    free(buffer);
    return 0;
}
