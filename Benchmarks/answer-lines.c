// SPDX-License-Identifier: Apache-2.0
//
// Splits a file into its lines and writes an answer to each: what any program must do that answers
// reviews, and nothing else. Usage: answer-lines FILE

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char answer[] = "{\"allowed\":false,\"undetermined\":false,\"reason\":\"\"}\n";
static char input[1 << 18];
static char output[1 << 16];
static size_t gathered;

static int flush(void) {
  for (size_t written = 0; written < gathered;) {
    ssize_t count = write(STDOUT_FILENO, output + written, gathered - written);
    if (count < 0) return 0;
    written += (size_t)count;
  }
  gathered = 0;
  return 1;
}

int main(int count, char **words) {
  int file = count == 2 ? open(words[1], O_RDONLY) : -1;
  if (file < 0) {
    fputs("usage: answer-lines FILE\n", stderr);
    return 1;
  }
  ssize_t length;
  while ((length = read(file, input, sizeof input)) > 0) {
    const char *place = input;
    const char *end = input + length;
    while ((place = memchr(place, '\n', (size_t)(end - place))) != NULL) {
      place++;
      memcpy(output + gathered, answer, sizeof answer - 1);
      gathered += sizeof answer - 1;
      if (gathered > sizeof output - sizeof answer && !flush()) return 1;
    }
  }
  return length < 0 || !flush();
}
