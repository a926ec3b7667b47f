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

/* Is the sentence behind a TAG block, if there is one, as its checksum says? The checksum is taken
 * to stand at the end of the line, so that the compiler can make the sum many bytes at a time. */
static int is_good(const char *line, const char *end)
{
    const char *tag_end = *line == '\\' ? memchr(line + 1, '\\', (size_t)(end - line - 1)) : NULL;
    const char *start = tag_end != NULL ? tag_end + 1 : line;
    uint8_t sum = 0;

    if (end > start && end[-1] == '\r')
        end--;
    if (end - start < 4 || end[-3] != '*')
        return 0;
    for (const char *at = start + 1; at < end - 3; at++)
        sum ^= (uint8_t)*at;
    return (hexadecimal(end[-2]) << 4 | hexadecimal(end[-1])) == sum;
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
