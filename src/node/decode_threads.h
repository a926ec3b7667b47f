/* SPDX-License-Identifier: Apache-2.0 */
/* Decoding by several threads, with the output of one.
 *
 * Each thread in its turn takes the next piece of the files, finds the lines and sentences in it,
 * and joins parts: all that depends on what came before, in its order and by one decoder. Then,
 * while the next does the same, it reads the armour of the messages and makes their text, which is
 * where the time goes; and prints it when its turn to print comes. */
#ifndef NODE_DECODE_THREADS_H
#define NODE_DECODE_THREADS_H

#include "node/decode.h"
#include "node/decode_printer.h"

/* Decodes and prints all `files`, which are this function's until it returns, by
 * `options->thread_count` threads, and adds the messages and those refused to `counts`. False when
 * there is no memory or no file descriptor left; nothing is then read. */
bool node_decode_on_threads(const struct node_decode_options *options,
                            struct node_decode_files *files, struct node_decode_printer *printer,
                            struct ais_counts *counts);

#endif
