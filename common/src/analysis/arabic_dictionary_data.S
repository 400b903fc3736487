// SPDX-License-Identifier: GPL-2.0-or-later
// The compiled dictionary as read-only data of the library: nothing is loaded, copied or relocated at run time.
  .section .rodata
  .balign 64
  .globl diwan_arabic_dictionary
  .hidden diwan_arabic_dictionary
  .type diwan_arabic_dictionary, %object
diwan_arabic_dictionary:
  .incbin DIWAN_ARABIC_DICTIONARY
  .size diwan_arabic_dictionary, . - diwan_arabic_dictionary
  .section .note.GNU-stack, "", %progbits
