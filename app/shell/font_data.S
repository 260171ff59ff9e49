// The font files, embedded as they are: the linker's names for their first byte and the byte after the last.
// GCC's and Clang's assembler, ELF and Mach-O; the files' paths come from CMakeLists.txt.
#ifdef __APPLE__
#define SYMBOL(name) _##name
        .const_data
#else
#define SYMBOL(name) name
        .section .rodata
#endif

#define FONT(name, file)                \
        .globl SYMBOL(name)            ;\
        .globl SYMBOL(name##_end)      ;\
        .balign 16                     ;\
SYMBOL(name):                          ;\
        .incbin file                   ;\
SYMBOL(name##_end):                    ;\
        .byte 0

FONT(inflight_font_inter_regular, INTER_REGULAR)
FONT(inflight_font_inter_semibold, INTER_SEMIBOLD)
FONT(inflight_font_inter_bold, INTER_BOLD)
FONT(inflight_font_mono_regular, MONO_REGULAR)
FONT(inflight_font_mono_bold, MONO_BOLD)

#ifdef __ELF__
        .section .note.GNU-stack,"",%progbits
#endif
