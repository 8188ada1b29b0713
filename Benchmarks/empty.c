// SPDX-License-Identifier: Apache-2.0
//
// The least that starting a program costs.

int main(void) { return 0; }
