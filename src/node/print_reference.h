/* SPDX-License-Identifier: Apache-2.0 */
/* `narrows decode --reference`. */
#ifndef NODE_PRINT_REFERENCE_H
#define NODE_PRINT_REFERENCE_H

#include "node/command.h"

/* Prints the reference page of all messages (ais/reference.h), which is docs/messages.md. */
enum command_status node_print_reference(void);

#endif
